"""A scenario and its trainee, for tests of what a trainer and the scenario let happen."""

import asyncio
import json
from datetime import UTC, datetime, timedelta

from feeds.codec import encode
from feeds.post import Author, Kind, Post
from moderator.core.board import Board, Counts
from moderator.core.fair import Fair
from moderator.practice.attempt import Attempt
from moderator.practice.log import Log
from moderator.practice.scenario import (
    Inject,
    InjectedPost,
    ReferenceCase,
    Rubric,
    Scenario,
    Want,
    Words,
)
from moderator.practice.staging import Staging
from moderator.replay import Showing, replay
from moderator.store.memory import MemoryJournal
from tests.clocks import until

NINE = datetime(2026, 5, 12, 7, tzinfo=UTC)
FAIR = Fair(name="Proef", hashtags=("proef",), employers={"Bolt": ("bolt",)})
QUESTION = "x:2"


def a_post(id_, minute, handle, text, **more):
    at = NINE + timedelta(minutes=minute)
    kind = Kind.REPLY if "in_reply_to" in more else Kind.ORIGINAL
    return Post(id_, "x", kind, Author(handle), text, at, hashtags=("proef",), **more)


DAY = [
    a_post("1", 0, "bolt", "Vacature: bakker gezocht, 32 uur, Assen #proef"),
    a_post("2", 5, "lotte", "@bolt is dit ook parttime te doen? #proef", in_reply_to="1"),
    *(a_post(str(10 + n), 6 + n, f"gast{n}", f"Gezellig hier #proef {n}") for n in range(30)),
]


def an_inject(name, cue, *lines, **more):
    posts = tuple(InjectedPost(timedelta(minutes=m), post) for m, post in lines)
    return Inject(name, cue, posts, **more)


class Wall:
    """The clock on the wall: a second later at every look."""

    def __init__(self):
        self.now = datetime(2026, 11, 1, tzinfo=UTC)

    def __call__(self):
        self.now += timedelta(seconds=1)
        return self.now


class Classroom:
    """One scenario with a recording of its own, played before an audience of the test's."""

    def __init__(self, tmp_path, *injects, log=None, journal=None):
        self.recording = tmp_path / "day.jsonl"
        lines = [json.dumps(encode(post)) for post in DAY]
        self.recording.write_text("\n".join(lines), encoding="utf-8")
        case = ReferenceCase(QUESTION, Want.NUDGE, timedelta(minutes=20))
        rubric = Rubric(observed={"tone": Words({"nl": "toon"})})
        self.scenario = Scenario("proef", "day", cases=(case,), injects=injects, rubric=rubric)
        self.staging = Staging(self.scenario, FAIR.timezone)
        self.journal = journal or MemoryJournal()
        self.log = log or Log()
        self.attempt = Attempt(self.staging, FAIR, self.journal.facts, log=self.log, wall=Wall())

    async def play(self, lesson):
        async def audience(day):
            seat = day.practised(self.attempt)
            seat.player.pause()
            async with asyncio.TaskGroup() as tasks:
                directing = tasks.create_task(self.attempt.direct(seat))
                await lesson(Lesson(seat))
                directing.cancel()

        await replay(
            str(self.recording),
            FAIR,
            self.journal,
            showing=Showing(staging=self.staging, moderator="trainee"),
            audience=audience,
        )


class Lesson:
    """A seat with a few short words."""

    def __init__(self, seat):
        self.seat = seat

    async def come(self, key):
        """Let post after post come, until that one is there and judged."""
        while not self.is_there(key):
            await self.one_more(self.seat.stream_length())
        await until(lambda: self.seat.line(key).verdict)

    async def one_more(self, before):
        self.seat.player.step()
        await until(lambda: self.seat.stream_length() > before)

    def is_there(self, key):
        return self.seat.line(key) is not None


ANSWER = a_post("a1", 0, "bolt", "@lotte ja hoor, vanaf 16 uur kan dat #proef", in_reply_to="2")


class Stage:
    """A day of which the test says how it stands."""

    def __init__(self):
        self.clock, self.posts, self.came = NINE, 0, []

    def board(self):
        counts = Counts(self.posts, 0, 0, {})
        return Board(0, self.clock, (), counts, 0)

    def cases(self):
        return []

    def line(self, key):
        return None

    async def inject(self, *, events=(), facts=()):
        self.came += [*events, *facts]
