"""Posts per second through the program, whole and stage by stage, on one core.

All are held against the same floor, measured in the same run: how many posts of
the same bytes `orjson.loads` reads in a second, doing nothing with them.
"""

import asyncio
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

import orjson

from benchmarks.figure import Figure, seconds
from benchmarks.posts import recording
from benchmarks.rehearsal import Rehearsal, parse, rehearse, run
from moderator.classify.learned import LearnedClassifier
from moderator.config.models import load
from moderator.core.engine import Engine
from moderator.core.fair import Fair
from moderator.recordings import locate
from moderator.store.sqlite import open_journal

POSTS = 20_000
BATCH = 64

NOTES = {
    "pipeline": "parse, classify, engine and a journal on disk: the program without a screen",
    "parse": "bytes to posts",
    "classify": "the verdicts on all readings",
    "cases": "posts and verdicts to cases, and the readings that want a verdict",
    "journal": "the facts and changes to SQLite on disk, in the pipeline's batches",
}


@dataclass
class Course:
    """The recording that is measured on, and a folder for what is made of it."""

    folder: Path
    fair: Fair

    @cached_property
    def raw(self) -> bytes:
        """The recording's bytes."""
        return recording(POSTS)

    @cached_property
    def path(self) -> Path:
        """The recording as a file."""
        path = self.folder / "posts.jsonl"
        path.write_bytes(self.raw)
        return path

    @cached_property
    def heard(self) -> Rehearsal:
        """What passes between the stages."""
        return rehearse(self.path, self.fair)

    @cached_property
    def floor(self) -> float:
        """Posts per second that JSON alone would allow."""
        lines = self.raw.splitlines()
        return POSTS / seconds(lambda: [orjson.loads(line) for line in lines])

    def journal(self) -> Path:
        """A place for a new journal."""
        return self.folder / f"{len(list(self.folder.iterdir()))}.sqlite"


def figures(only: str = "") -> Iterator[Figure]:
    """The figures, or the one of that name."""
    _on_one_core()
    _, config = locate("demo")
    with TemporaryDirectory() as folder:
        course = Course(Path(folder), load(config).to_fair())
        for name, work in _STAGES.items():
            if only in ("", name):
                yield _figure(name, course, work)


def _figure(name: str, course: Course, work: Callable[[Course], Callable[[], object]]) -> Figure:
    ready = work(course)
    rate = POSTS / seconds(ready)
    against = f"orjson.loads, {course.floor:,.0f} posts/s"
    return Figure(name, rate, "posts/s", against, rate / course.floor, POSTS, _note(name, course))


def _note(name: str, course: Course) -> str:
    if name == "classify":
        return f"{NOTES[name]}: {len(course.heard.readings):,} for {POSTS:,} posts"
    return NOTES[name]


def _pipeline(course: Course) -> Callable[[], object]:
    def work() -> None:
        with open_journal(course.journal()) as journal:
            run(course.path, course.fair, journal)

    return work


def _parse(course: Course) -> Callable[[], object]:
    return lambda: parse(course.path)


def _classify(course: Course) -> Callable[[], object]:
    readings, classifier = course.heard.readings, LearnedClassifier(course.fair)

    async def work() -> None:
        for start in range(0, len(readings), BATCH):
            await classifier.classify(readings[start : start + BATCH])

    return lambda: asyncio.run(work())


def _cases(course: Course) -> Callable[[], object]:
    batches = course.heard.batches

    def work() -> None:
        engine = Engine(course.fair)
        for facts, _ in batches:
            engine.absorb(facts)
            while engine.readings(BATCH):
                pass

    return work


def _journal(course: Course) -> Callable[[], object]:
    batches = course.heard.batches

    def work() -> None:
        with open_journal(course.journal()) as journal:
            for facts, changes in batches:
                journal.append(facts, changes)

    return work


def _on_one_core() -> None:
    """Stay on one core, where the system lets a program choose."""
    with suppress(AttributeError, OSError):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


_STAGES = {
    "pipeline": _pipeline,
    "parse": _parse,
    "classify": _classify,
    "cases": _cases,
    "journal": _journal,
}
