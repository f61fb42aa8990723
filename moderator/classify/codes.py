"""Sketches as numbers: which features of a model each reading has, many readings at a time.

A feature is known by a code of 32 bits: that of a word, of a word in the mouth of a
side, of a pair of words, of a run of three or four letters, of a word of the post
above, or of a name. Codes are made by multiplying and mixing (the finaliser of
MurmurHash3, by Austin Appleby, public domain), never by Python's own hash, so that
they are equal in every process.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from moderator.classify.sketch import Sketch, number

Codes = NDArray[np.uint64]
Owner = NDArray[np.int16]

RUN_VALUE = 0.5
ABOVE_VALUE = 0.3
_ODD, _ODDER = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)
_MIX, _MIXER = np.uint64(0xFF51AFD7ED558CCD), np.uint64(0xC4CEB9FE1A85EC53)
_HALF = np.uint64(32)
_SPOKEN, _PAIR, _THREE, _FOUR, _ABOVE = (
    np.uint64(number(f"family {name}")) for name in ("spoken", "pair", "three", "four", "above")
)
_SHIFTS = [np.uint64(bits) for bits in (8, 16, 24)]


@dataclass(frozen=True, slots=True)
class Coded:
    """The features of some readings, reading after reading.

    `codes` (uint32) and `values` (float32) go together; those of reading i lie
    between `ends[i - 1]` and `ends[i]`. `places` says where each came from: below
    `pairs` the word at that place (of all readings' tokens), from `pairs` on the pair
    of words that begins there; -1 for what has no place in the text, and -2 - n for
    the n-th name of all readings.
    """

    codes: NDArray[np.uint32]
    values: NDArray[np.float32]
    ends: NDArray[np.intp]
    places: NDArray[np.intp]
    pairs: int


def coded(sketches: Sequence[Sketch]) -> Coded:
    """The features of these sketches."""
    tokens = sum(len(each.tokens) for each in sketches)
    parts = [*_of_words(sketches), *_of_letters(sketches), _of_above(sketches), _of_names(sketches)]
    codes = _mixed(np.concatenate([each.codes for each in parts]))
    values, places = _values(parts, sketches), _places(parts)
    if len(sketches) == 1:
        return Coded(codes, values, np.array([len(codes)]), places, tokens)
    owner = np.concatenate([each.owner for each in parts])
    order = owner.argsort(kind="stable")
    ends = np.bincount(owner, minlength=len(sketches)).cumsum()
    return Coded(codes[order], values[order], ends, places[order], tokens)


class _Part(NamedTuple):
    """The features of one family: those of all readings, whose each is (of several), its value.

    `places` are those in the text, `None` where it has none.
    """

    codes: Codes
    owner: Owner
    value: float = 1.0
    places: NDArray[np.intp] | None = None


def _values(parts: Sequence[_Part], sketches: Sequence[Sketch]) -> NDArray[np.float32]:
    """The value of each feature; the last family, the names, brings its own."""
    usual = np.repeat(
        np.array([each.value for each in parts[:-1]], np.float32),
        [len(each.codes) for each in parts[:-1]],
    )
    named = [value for each in sketches for value in each.values]
    return np.concatenate((usual, np.array(named, np.float32)))


def _places(parts: Sequence[_Part]) -> NDArray[np.intp]:
    """Where each feature came from, as Coded says."""
    places = np.full(sum(len(each.codes) for each in parts), -1)
    start = 0
    for part in parts:
        end = start + len(part.codes)
        if part.places is not None:
            places[start:end] = part.places
        start = end
    return places


def _of_words(sketches: Sequence[Sketch]) -> Iterator[_Part]:
    """Words, words in the mouth of a side, and pairs of words, none across two readings."""
    counts = [len(each.tokens) for each in sketches]
    tokens = np.array([token for each in sketches for token in each.tokens], np.uint64)
    roles = np.array([each.role for each in sketches], np.uint64).repeat(counts)
    owner = _owner(counts)
    within, paired = _within(counts)
    words, theirs = tokens[within], owner[within]
    yield _Part(words, theirs, places=within)
    yield _Part(words * _ODD + roles[within] + _SPOKEN, theirs, places=within)
    pairs = tokens[paired] * _ODDER + tokens[paired + 1] + _PAIR
    yield _Part(pairs, owner[paired], places=paired + len(tokens))


def _within(counts: Sequence[int]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Which tokens are words, and which have another token of the same reading behind them."""
    whole = np.arange(sum(counts))
    if len(counts) == 1:
        return whole[1:-1], whole[:-1]
    last = np.cumsum(counts) - 1
    paired = np.delete(whole, last)
    return np.delete(whole, np.concatenate((last, last + 1 - counts))), paired


def _of_letters(sketches: Sequence[Sketch]) -> Iterator[_Part]:
    """The runs of three and of four bytes, none across two readings."""
    whole = np.frombuffer(b"".join([each.letters for each in sketches]), np.uint8)
    letters = whole.astype(np.uint64)
    owner = _owner([len(each.letters) for each in sketches])
    three = letters[:-2] | letters[1:-1] << _SHIFTS[0] | letters[2:] << _SHIFTS[1]
    four = three[:-1] | letters[3:] << _SHIFTS[2]
    for runs, length in ((three * _ODD + _THREE, 3), (four * _ODDER + _FOUR, 4)):
        ends = owner[length - 1 :]
        if len(sketches) == 1:
            yield _Part(runs, ends, RUN_VALUE)
        else:
            inside = owner[: 1 - length] == ends
            yield _Part(runs[inside], ends[inside], RUN_VALUE)


def _of_above(sketches: Sequence[Sketch]) -> _Part:
    tokens = np.array([token for each in sketches for token in each.above], np.uint64)
    return _Part(tokens + _ABOVE, _owner([len(each.above) for each in sketches]), ABOVE_VALUE)


def _of_names(sketches: Sequence[Sketch]) -> _Part:
    codes = np.array([number(name) for each in sketches for name in each.names], np.uint64)
    owner = _owner([len(each.names) for each in sketches])
    return _Part(codes, owner, places=-2 - np.arange(len(codes)))


def _owner(counts: Sequence[int]) -> Owner:
    """For each feature the place of its reading, of which each has so many."""
    return np.arange(len(counts), dtype=np.int16).repeat(counts)


def _mixed(codes: Codes) -> NDArray[np.uint32]:
    codes ^= codes >> np.uint64(33)
    codes *= _MIX
    codes ^= codes >> np.uint64(33)
    codes *= _MIXER
    return (codes >> _HALF).astype(np.uint32)
