"""Sketches as numbers: which features of a model each reading has, many readings at a time.

A feature is known by a code of 32 bits: that of a word, of a word in the mouth of a
side, of a pair of words, of a run of three or four letters, of a word of the post
above, or of a name. Codes are made by multiplying and mixing (the finaliser of
MurmurHash3, by Austin Appleby, public domain), never by Python's own hash, so that
they are equal in every process.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moderator.classify.sketch import Sketch, number

Codes = NDArray[np.uint64]

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
    counts = np.array([len(each.tokens) for each in sketches])
    tokens = np.array([token for each in sketches for token in each.tokens], np.uint64)
    owner = np.arange(len(sketches), dtype=np.int16).repeat(counts)
    roles = np.array([each.role for each in sketches], np.uint64).repeat(counts)
    last = counts.cumsum() - 1
    inner = np.ones(len(tokens), bool)
    inner[last] = False
    before = inner.copy()
    inner[last - counts + 1] = False
    (within,), (paired,) = inner.nonzero(), before.nonzero()
    words, spoken = tokens[within], tokens[within] * _ODD + roles[within] + _SPOKEN
    pairs = tokens[paired] * _ODDER + tokens[paired + 1] + _PAIR
    (threes, of_three), (fours, of_four) = _runs(sketches)
    above = [each.above for each in sketches]
    names = [each.names for each in sketches]
    parts = (
        words,
        spoken,
        pairs,
        threes,
        fours,
        np.array([token for each in above for token in each], np.uint64) + _ABOVE,
        np.array([number(name) for each in names for name in each], np.uint64),
    )
    owners = (
        owner[within],
        owner[within],
        owner[paired],
        of_three,
        of_four,
        _owner(above),
        _owner(names),
    )
    values = np.ones(sum(map(len, parts)), np.float32)
    runs = 2 * len(words) + len(pairs)
    named = len(values) - len(parts[-1])
    values[runs : named - len(parts[-2])] = RUN_VALUE
    values[named - len(parts[-2]) : named] = ABOVE_VALUE
    values[named:] = [value for each in sketches for value in each.values]
    places = np.full(len(values), -1, np.intp)
    places[: len(words)] = places[len(words) : 2 * len(words)] = within
    places[2 * len(words) : runs] = paired + len(tokens)
    places[named:] = -2 - np.arange(len(parts[-1]))
    return _sorted(parts, owners, values, places, len(sketches), len(tokens))


def _sorted(
    parts: Sequence[Codes],
    owners: Sequence[NDArray[np.int16]],
    values: NDArray[np.float32],
    places: NDArray[np.intp],
    readings: int,
    pairs: int,
) -> Coded:
    """All parts as one, the features of a reading together."""
    codes = _mixed(np.concatenate(parts))
    if readings == 1:
        return Coded(codes, values, np.array([len(codes)]), places, pairs)
    owner = np.concatenate(owners)
    order = owner.argsort(kind="stable")
    ends = np.bincount(owner, minlength=readings).cumsum()
    return Coded(codes[order], values[order], ends, places[order], pairs)


def _owner(lists: Sequence[Sequence[object]]) -> NDArray[np.int16]:
    return np.arange(len(lists), dtype=np.int16).repeat([len(each) for each in lists])


def _runs(sketches: Sequence[Sketch]) -> list[tuple[Codes, NDArray[np.int16]]]:
    """The runs of three and of four bytes, none across two readings."""
    whole = np.frombuffer(b"".join([each.letters for each in sketches]), np.uint8)
    letters = whole.astype(np.uint64)
    lengths = np.array([len(each.letters) for each in sketches])
    owner = np.arange(len(sketches), dtype=np.int16).repeat(lengths)
    three = letters[:-2] | letters[1:-1] << _SHIFTS[0] | letters[2:] << _SHIFTS[1]
    four = three[:-1] | letters[3:] << _SHIFTS[2]
    if len(sketches) == 1:
        return [(three * _ODD + _THREE, owner[2:]), (four * _ODDER + _FOUR, owner[3:])]
    inside_three, inside_four = owner[:-2] == owner[2:], owner[:-3] == owner[3:]
    return [
        (three[inside_three] * _ODD + _THREE, owner[2:][inside_three]),
        (four[inside_four] * _ODDER + _FOUR, owner[3:][inside_four]),
    ]


def _mixed(codes: Codes) -> NDArray[np.uint32]:
    codes ^= codes >> np.uint64(33)
    codes *= _MIX
    codes ^= codes >> np.uint64(33)
    codes *= _MIXER
    return (codes >> _HALF).astype(np.uint32)
