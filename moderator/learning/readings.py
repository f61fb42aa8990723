"""A labelled fair as readings: every post in the context that it has at run time.

The fair is played through the engine, which gets a verdict for each reading: the
one that people gave, or a classifier's.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from feeds.post import Post
from moderator.core.context import Reading
from moderator.core.engine import Engine
from moderator.core.facts import Judged, PostSeen
from moderator.core.fair import Fair
from moderator.core.labels import Label, Substance, Verdict
from moderator.core.posts.node import key_of
from moderator.learning.corpus import named, reading_of, within
from moderator.learning.fair import LabelledFair, LabelledPost, parse
from moderator.learning.posts import SOURCE, as_sent

BATCH = 256

Judge = Callable[[Sequence[Reading]], Sequence[Verdict]]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A reading, the fair it is from (by its file's name too), and the verdict of people."""

    reading: Reading
    fair: Fair
    gold: Verdict
    name: str


def readings(path: Path, judge: Callable[[Fair], Judge] | None = None) -> Iterator[Labelled]:
    """The readings of a fair's posts with words of their own.

    Of an unthreaded post the bare reading follows. `judge` gives the verdicts
    that the contexts are made of; without it they are those that people gave. Raises
    CorpusError where the file is no labelled fair.
    """
    with reading_of(path):
        raw = orjson.loads(path.read_text(encoding="utf-8"))
        labelled, fair = parse(raw), fair_of(raw)
        gold = verdicts(raw, labelled)
        posts = [as_sent(labelled, post) for post in labelled.posts.values() if not post.repost_of]
    engine = _played(posts, fair, judge(fair) if judge else _as_given(gold))
    for key, verdict in gold.items():
        if reading := engine.reading(key):
            yield Labelled(reading, fair, verdict, path.stem)
            if reading.context.parent is None:
                bare = Reading(reading.key, reading.post, bare=True)
                yield Labelled(bare, fair, verdict, path.stem)


def verdicts(raw: Mapping[str, Any], labelled: LabelledFair) -> dict[str, Verdict]:
    """The verdicts that people gave, by the posts' keys; reposts have none of their own."""
    taken_back = {str(row["id"]) for row in raw["posts"] if row.get("withdrawal")}
    return {
        key_of(SOURCE, post.id): _verdict(post, withdrawal=post.id in taken_back)
        for post in labelled.posts.values()
        if not post.repost_of
    }


def fair_of(raw: Mapping[str, Any]) -> Fair:
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


def _played(posts: Sequence[Post], fair: Fair, judge: Judge) -> Engine:
    engine = Engine(fair)
    engine.absorb(map(PostSeen, posts))
    while wanted := engine.readings(BATCH):
        given = judge(wanted)
        engine.absorb(
            Judged(reading.key, reading.mark, verdict)
            for reading, verdict in zip(wanted, given, strict=True)
        )
    return engine


def _as_given(gold: dict[str, Verdict]) -> Judge:
    by_version = {key.partition(":")[2]: verdict for key, verdict in gold.items()}
    return lambda wanted: [by_version[reading.post.id] for reading in wanted]


def _verdict(post: LabelledPost, *, withdrawal: bool) -> Verdict:
    with within(f"post {post.id}"):
        label, substance = named(Label, post.label), None
        if label is Label.FOLLOW_UP:
            substance = named(Substance, post.substance or Substance.ANSWER)
        return Verdict(label, 1.0, substance=substance, withdrawal=withdrawal)
