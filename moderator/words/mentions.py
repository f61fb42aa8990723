"""Mentions in a text, masked: a report or an archive names people only where it has to."""

import re
from collections.abc import Callable

MASK = "@…"
_MENTION = re.compile(r"(?<![\w@])@([\w](?:[\w.-]*\w)?(?:@[\w.-]*\w)?)")


def masked(text: str, spared: Callable[[str], bool]) -> str:
    """The text with every mention masked, except for the accounts that are spared."""
    return _MENTION.sub(lambda found: found[0] if spared(found[1]) else MASK, text)
