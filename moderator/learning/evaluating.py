"""Measuring: labelled posts in, each beside the verdict that the program gives."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson

from feeds.post import Author, Kind, Post
from moderator.classify.learned import LearnedClassifier
from moderator.classify.second import UNSURE_BELOW, Referral, deserves
from moderator.classify.semantic import SemanticClassifier
from moderator.classify.ties import is_tied
from moderator.core.context import Context, Reading, Said
from moderator.core.fair import Fair
from moderator.core.labels import Label, Side, Substance, Verdict
from moderator.learning.corpus import named, reading_of, within
from moderator.learning.fair import read
from moderator.learning.posts import LINK, MENTION, TAG, whole
from moderator.learning.readings import Judge, Labelled, readings
from moderator.learning.score import JudgedReading

Judges = Callable[[Fair], Judge]

_SIDES = {"bot": Side.UNKNOWN}
_WHEN = datetime(2026, 1, 1, tzinfo=UTC)


def judged(paths: Iterable[Path], judges: Judges) -> Iterator[JudgedReading]:
    """Every labelled post with both verdicts, in the contexts that the program makes itself.

    A file is a labelled fair (JSON), or posts apart, a line each (.jsonl). Raises
    CorpusError where one cannot be read as either.
    """
    for path in paths:
        yield from _judged(path, judges)


def first_only(fair: Fair) -> Judge:
    """The fast verdicts alone."""
    return LearnedClassifier(fair).verdicts


def with_second(fair: Fair) -> Judge:
    """The fast verdicts, and for those that deserve one a second opinion."""
    first = LearnedClassifier(fair)
    second = SemanticClassifier(fair, first=first)

    def judge(wanted: Sequence[Reading]) -> list[Verdict]:
        given = first.verdicts(wanted)
        again = [
            place
            for place, (reading, verdict) in enumerate(zip(wanted, given, strict=True))
            if deserves(
                Referral(reading, verdict),
                unsure_below=UNSURE_BELOW,
                tied=is_tied(reading, fair),
            )
        ]
        revised = second.verdicts([wanted[place] for place in again])
        for place, verdict in zip(again, revised, strict=True):
            given[place] = verdict
        return given

    return judge


def _judged(path: Path, judges: Judges) -> Iterator[JudgedReading]:
    found = list(apart(path) if path.suffix == ".jsonl" else _of_fair(path, judges))
    if found:
        given = judges(found[0].fair)([each.reading for each in found])
        for each, verdict in zip(found, given, strict=True):
            yield JudgedReading(each.reading, each.gold, verdict)


def _of_fair(path: Path, judges: Judges) -> Iterator[Labelled]:
    """The full readings of a fair; where no substance was labelled, none can be right."""
    with reading_of(path):
        posts = read(path).posts
    for each in readings(path, judges):
        if not each.reading.bare:
            said = posts[each.reading.post.id].substance
            yield each if said else replace(each, gold=replace(each.gold, substance=None))


def apart(path: Path) -> Iterator[Labelled]:
    """Labelled posts that belong to no fair: each with its parent, sides and label on a line.

    Raises CorpusError where a line is none.
    """
    with reading_of(path):
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
            if line.strip():
                with within(f"line {number}"):
                    row = orjson.loads(line)
                    found = Labelled(_reading(row), Fair(name=path.stem), _gold(row), path.stem)
                yield found


def _gold(row: Mapping[str, Any]) -> Verdict:
    label = named(Label, row["label"])
    substance = row.get("substance") if label is Label.FOLLOW_UP else None
    return Verdict(label, 1.0, substance=named(Substance, substance) if substance else None)


def _reading(row: Mapping[str, Any]) -> Reading:
    parent, quoted = _said(row.get("parent"), "above"), _said(row.get("quoted"), "quoted")
    text = str(row["text"])
    kind = Kind.REPLY if parent else Kind.QUOTE if quoted else Kind.ORIGINAL
    post = Post(
        id=str(row["id"]),
        source="apart",
        kind=kind,
        author=Author("author"),
        text=text,
        created_at=_WHEN,
        in_reply_to="above" if parent else None,
        quoted="quoted" if quoted else None,
        links=tuple(map(whole, LINK.findall(text))),
        hashtags=tuple(TAG.findall(text)),
        mentions=tuple(MENTION.findall(text)),
    )
    above = (parent,) if parent else (quoted,) if quoted else ()
    side = _side(row.get("author_side"))
    return Reading(post.id, post, Context("author", side, ancestors=above, quoted=quoted))


def _said(row: Mapping[str, Any] | None, author: str) -> Said | None:
    if not row:
        return None
    label = named(Label, row["label"]) if row.get("label") else None
    return Said(author, author, _side(row.get("author_side")), str(row["text"]), label)


def _side(side: object) -> Side:
    return _SIDES.get(str(side)) or named(Side, side or Side.UNKNOWN)
