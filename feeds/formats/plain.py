"""What plain text holds where nobody marked it: links, hashtags and mentions."""

import re

from feeds.formats.links import shared
from feeds.formats.wire import unique

LINK = re.compile(r"https?://[^\s<>\"\x00-\x1f\x7f]+", re.IGNORECASE)
HASHTAG = re.compile(r"(?<![\w&/])#(\w*[^\W\d]\w*)")
MENTION = re.compile(r"(?<![\w@/])@(\w[\w.-]*\w|\w)(?:@[\w.-]+\w)?")


def links(text: str) -> tuple[str, ...]:
    """The web addresses, each once, without the punctuation that closes a sentence."""
    found = LINK.findall(text)
    return shared(url if url.endswith("…") else url.rstrip(".,;:!?)]}'\"»”’") for url in found)


def hashtags(text: str) -> tuple[str, ...]:
    """The hashtags without their mark, each once."""
    return unique(HASHTAG.findall(text))


def mentions(text: str) -> tuple[str, ...]:
    """The accounts that are spoken to, without their mark, each once."""
    return unique(found.group().lstrip("@") for found in MENTION.finditer(text))
