"""A labelled fair as readings: every post in the context that it has at run time.

The fair is made into a recording, read back, and played through the engine, which
gets a verdict for each reading: the one that people gave, or a classifier's.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus import x_v2
from corpus.fair import LabelledFair, LabelledPost, parse
from feeds.formats.x_v2 import events
from feeds.post import Post
from moderator.core.context import Reading
from moderator.core.engine import Engine
from moderator.core.facts import Judged, PostSeen
from moderator.core.fair import Fair
from moderator.core.labels import Label, Substance, Verdict

BATCH = 256

Judge = Callable[[Sequence[Reading]], Sequence[Verdict]]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A reading, the fair it is from, and the verdict that people gave."""

    reading: Reading
    fair: Fair
    gold: Verdict


def readings(path: Path, judge: Callable[[Fair], Judge] | None = None) -> Iterator[Labelled]:
    """The readings of a fair's posts with words of their own.

    Of an unthreaded post the bare reading follows. `judge` gives the verdicts
    that the contexts are made of; without it they are those that people gave.
    """
    raw = json.loads(path.read_text(encoding="utf-8"))
    labelled, fair = parse(raw), _fair(raw)
    taken_back = {str(row["id"]) for row in raw["posts"] if row.get("withdrawal")}
    gold = {
        f"x:{post.number}": _verdict(post, withdrawal=post.id in taken_back)
        for post in labelled.posts.values()
        if not post.repost_of
    }
    engine = _played(_posts(labelled), fair, judge(fair) if judge else _as_given(gold))
    for key, verdict in gold.items():
        if reading := engine.reading(key):
            yield Labelled(reading, fair, verdict)
            if reading.context.parent is None:
                yield Labelled(Reading(reading.key, reading.post, bare=True), fair, verdict)


def _posts(labelled: LabelledFair) -> Iterator[Post]:
    for post in labelled.posts.values():
        if not post.repost_of:
            frame = x_v2.delivery(labelled, post)
            yield from (event for event in events(frame) if isinstance(event, Post))


def _played(posts: Iterator[Post], fair: Fair, judge: Judge) -> Engine:
    engine = Engine(fair)
    engine.absorb(PostSeen(post) for post in posts)
    while wanted := engine.readings(BATCH):
        verdicts = judge(wanted)
        engine.absorb(
            Judged(reading.key, reading.mark, verdict)
            for reading, verdict in zip(wanted, verdicts, strict=True)
        )
    return engine


def _as_given(gold: dict[str, Verdict]) -> Judge:
    by_version = {key.partition(":")[2]: verdict for key, verdict in gold.items()}
    return lambda wanted: [by_version[reading.post.id] for reading in wanted]


def _fair(raw: dict[str, Any]) -> Fair:
    """The fair with a roster of the organisations that have several accounts."""
    accounts: dict[str, list[str]] = {}
    for row in raw["authors"]:
        if row["side"] == "employer":
            accounts.setdefault(row.get("org") or row["handle"], []).append(row["handle"])
    organiser = raw["fair"]["organiser"]
    return Fair(
        name=raw["fair"]["name"],
        hashtags=(raw["fair"]["hashtag"].removeprefix("#"),),
        organiser=(organiser,) if isinstance(organiser, str) else tuple(organiser),
        employers={name: tuple(own) for name, own in accounts.items() if len(own) > 1},
        language=raw["fair"]["language"],
    )


def _verdict(post: LabelledPost, *, withdrawal: bool) -> Verdict:
    label = Label(post.label)
    substance = Substance(post.substance or Substance.ANSWER) if label is Label.FOLLOW_UP else None
    return Verdict(label, 1.0, substance=substance, withdrawal=withdrawal)
