"""Labelled readings once more, a little otherwise: what hardly ever changes what a post is.

A post is the same with the fair's hashtag behind it, with a letter out of place, or without
some of its words. A model that learns from all of them leans on no single word or spelling.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from random import Random

from moderator.learning.readings import Labelled

ODDS = 0.15
"""How likely each word is to be mistyped, or to be left out."""

FEW = 4
"""Of fewer words none is left out."""

_LOST, _SWAPPED = 0.4, 0.8
_WORD = re.compile(r"(?<!\S)(?!https?:|www\.)[^\W\d_]{4,}")
"""Words of four letters and more; no names of accounts, hashtags or links."""
_STAYS = re.compile(r"[@#]|\S*(?:\?|://)")
"""What is not left out: names, hashtags, links, and what has a question mark."""


def varied(labelled: Sequence[Labelled]) -> Iterator[Labelled]:
    """These readings, and every variant of them."""
    yield from labelled
    yield from tagged(labelled)
    yield from mistyped(labelled)


def tagged(labelled: Iterable[Labelled]) -> Iterator[Labelled]:
    """Replies once more with the fair's hashtag behind them.

    Some fairs put it behind everything, others behind no reply: it is not to tell a
    reply from an announcement.
    """
    for each in labelled:
        post, tags = each.reading.post, each.fair.hashtags
        if (post.in_reply_to or post.mentions) and tags and not post.hashtags:
            told = replace(post, text=f"{post.text} #{tags[0]}", hashtags=(tags[0],))
            yield replace(each, reading=replace(each.reading, post=told))


def mistyped(labelled: Iterable[Labelled]) -> Iterator[Labelled]:
    """All twice more, as hasty hands type them; the second time with words left out.

    Equal posts are mistyped alike.
    """
    for each in labelled:
        text = each.reading.post.text
        chance = Random(text)  # noqa: S311 - no secret
        for written in (text, shortened(text, chance)):
            post = replace(each.reading.post, text=slipped(written, chance))
            yield replace(each, reading=replace(each.reading, post=post))


def shortened(text: str, chance: Random) -> str:
    """The text without some of its words."""
    words = text.split(" ")
    if len(words) < FEW:
        return text
    return " ".join(word for word in words if _STAYS.match(word) or chance.random() >= ODDS)


def slipped(text: str, chance: Random) -> str:
    """The text with a slip in some of its words; first and last letters stay.

    Letters lost, swapped and doubled: with a wrong one these are four fifths of all slips
    (Damerau, A technique for computer detection and correction of spelling errors, 1964).
    """

    def typed(found: re.Match[str]) -> str:
        word = found.group()
        return _slip(word, chance) if chance.random() < ODDS else word

    return _WORD.sub(typed, text)


def _slip(word: str, chance: Random) -> str:
    """The word with a letter lost, two swapped, or one doubled."""
    at, how = chance.randrange(1, len(word) - 2), chance.random()
    if how < _LOST:
        return word[:at] + word[at + 1 :]
    if how < _SWAPPED:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + word[at] + word[at:]
