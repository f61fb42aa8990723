"""A program to be measured: the desk, or a table of the same rows, over a fair in a storm.

    python -m benchmarks.storm desk|table|engine|flow POSTS RATE NOTE

With `flow` posts come through the pipeline, with the classifier and a journal on disk,
and a moderator resolves each question after a second. Otherwise they are put into
the engine, judged. SIGUSR1 starts the storm, SIGTERM ends the program, which
then writes into NOTE what it knows itself.
"""

import asyncio
import json
import signal
import sys
from collections import deque
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import count, islice
from pathlib import Path
from time import perf_counter, thread_time
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.widgets import DataTable, Static

from feeds.post import Author, Event, Kind, Post
from moderator.classify.learned import LearnedClassifier
from moderator.commands.screen import spare_the_screen
from moderator.core.engine import Engine
from moderator.core.facts import ActKind, Judged, PostSeen
from moderator.core.fair import Fair
from moderator.core.labels import Label, Substance, Verdict
from moderator.day.live import LiveDay
from moderator.desk.app import DeskApp
from moderator.pipeline import Pipeline
from moderator.store.memory import MemoryJournal
from moderator.store.sqlite import open_journal
from moderator.wishes.wish import Wish

FAIR = Fair(name="READY", hashtags=("storm",), organiser=("storm",))
BEGIN = datetime(2026, 5, 12, 9, tzinfo=UTC)
BATCH = 500
TICK_SECONDS = 0.02
PULL_SECONDS = 0.2
ROUND = 400
"""Posts in which one question comes, and its answer."""

Said = tuple[Post, Verdict]


def posts(first: int = 0) -> Iterator[Said]:
    """Posts without end: mostly sent out, now and then a question and its answer."""
    for number in count(first):
        match number % ROUND:
            case 0:
                yield _post(number, "kok0", "Vacature kok {}"), Verdict(Label.VACANCY, 0.9)
            case 100:
                question = _post(number, f"asker{number}", "@kok0 is nr {} ook parttime?", on=100)
                yield question, Verdict(Label.QUESTION, 0.9)
            case 300:
                answer = _post(number, "kok0", "@asker ja, {} kan parttime", on=200)
                yield answer, Verdict(Label.FOLLOW_UP, 0.9, Substance.ANSWER)
            case _:
                text = "Kom ook naar de banenmarkt, nummer {} #storm"
                yield _post(number, f"bezoeker{number % 5000}", text), Verdict(Label.PROMOTION, 0.9)


def _post(number: int, author: str, text: str, *, on: int = 0) -> Post:
    """The post of that number; a reply to the one so many posts before it."""
    return Post(
        id=str(10**6 + number),
        source="x",
        kind=Kind.REPLY if on else Kind.ORIGINAL,
        author=Author(author),
        text=text.format(number),
        created_at=BEGIN + timedelta(milliseconds=number),
        in_reply_to=str(10**6 + number - on) if on else None,
    )


class Storm:
    """Puts posts into an engine, and knows what that takes."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.seconds = 0.0
        self.began = 0.0
        self.length = 0
        self._posts = posts()

    def take(self, number: int) -> None:
        """Put so many posts in, judged."""
        start = thread_time()
        said = list(islice(self._posts, number))
        verdicts = {post.id: verdict for post, verdict in said}
        self.engine.absorb(PostSeen(post) for post, _ in said)
        while readings := self.engine.readings(BATCH):
            self.engine.absorb(
                Judged(each.key, each.mark, verdicts[each.post.id])
                for each in readings
                if each.post.id in verdicts
            )
        self.length += number
        self.seconds += thread_time() - start

    async def blow(self, rate: int) -> None:
        """Put so many posts in every second, from now on."""
        self.seconds, start, taken = 0.0, perf_counter(), 0
        self.began = start
        while True:
            due = int((perf_counter() - start) * rate) - taken
            if due > 0:
                self.take(due)
                taken += due
            await asyncio.sleep(TICK_SECONDS)


class Table(App[None]):
    """A DataTable with a row for every post, kept up to date as often as the desk."""

    CSS = "DataTable > .datatable--cursor { background: #010203; }"
    BINDINGS: ClassVar = []

    def __init__(self, day: LiveDay) -> None:
        super().__init__()
        self.day = day
        self.shown = 0

    def compose(self) -> ComposeResult:
        """Give the table."""
        yield Static(FAIR.name)
        yield DataTable(cursor_type="row")

    def on_mount(self) -> None:
        """Start with what there is."""
        table = self.query_one(DataTable)
        table.add_columns("time", "label", "author", "text")
        self.pull()
        table.move_cursor(row=table.row_count // 2)
        table.focus()
        self.set_interval(PULL_SECONDS, self.pull)

    def pull(self) -> None:
        """Add what has come."""
        lines = self.day.stream(self.shown, self.day.stream_length())
        self.shown += len(lines)
        self.query_one(DataTable).add_rows(
            (
                f"{line.post.at:%H:%M:%S}",
                line.verdict.label.value if line.verdict else "",
                line.handle,
                line.post.text,
            )
            for line in lines
        )


class Flow:
    """A feed of posts at a rate, which notes when each question arrived."""

    name = "storm"

    def __init__(self, rate: int, begin: asyncio.Event) -> None:
        self.arrived: dict[int, float] = {}
        self._rate = rate
        self._begin = begin

    async def __aiter__(self) -> AsyncIterator[Event]:
        """Give the posts."""
        await self._begin.wait()
        start = perf_counter()
        for number in count(1):
            if (early := start + number / self._rate - perf_counter()) > 0:
                await asyncio.sleep(early)
            if number % 50 == 1:
                yield _post(number, f"kok{number}", "Vacature: wij zoeken een kok, 32 uur, nr {}")
            elif number % 50 == 26:
                asker = f"asker{number}"
                text = f"@kok{number - 25} nr{{}}x is dit ook parttime te doen?"
                self.arrived[number] = perf_counter()
                yield _post(number, asker, text, on=25)
            else:
                yield _post(number, f"bezoeker{number}", "Kom naar de banenmarkt, nr {} #storm")


async def resolve(day: LiveDay) -> None:
    """Resolve each case a second after it was seen."""
    seen: deque[tuple[float, str]] = deque()
    known: set[str] = set()
    while True:
        for one in day.board().waiting:
            if one.case.id not in known:
                known.add(one.case.id)
                seen.append((perf_counter(), one.case.id))
        while seen and seen[0][0] < perf_counter() - 1:
            with suppress(ValueError):
                await day.act(Wish(ActKind.RESOLVE, seen.popleft()[1]))
        await asyncio.sleep(0.1)


async def main(screen: str, behind: int, rate: int, note: Path) -> None:
    """Run one screen until it is told to end."""
    begin, loop = asyncio.Event(), asyncio.get_running_loop()
    engine = Engine(FAIR)
    with open_journal(note.with_suffix(".sqlite")) as journal:
        kept = journal if screen == "flow" else MemoryJournal()
        pipeline = Pipeline(engine, LearnedClassifier(FAIR), kept)
        storm, flow = Storm(engine), Flow(rate, begin)
        while storm.length < behind:
            storm.take(min(BATCH, behind - storm.length))
        day = LiveDay(pipeline, (), moderator="storm", now=lambda: engine.latest)
        app: App[None] = Table(day) if screen == "table" else DeskApp(day)
        loop.add_signal_handler(signal.SIGUSR1, begin.set)
        spare_the_screen()

        async def come() -> None:
            await begin.wait()
            await storm.blow(rate)

        async with asyncio.TaskGroup() as tasks:
            coming = [tasks.create_task(come(), name="storm")] if screen != "flow" else [
                tasks.create_task(pipeline.run(flow), name="pipeline"),
                tasks.create_task(resolve(day), name="resolve"),
            ]  # fmt: skip
            loop.add_signal_handler(signal.SIGTERM, app.exit)
            await app.run_async()
            for task in coming:
                task.cancel()
    blown = perf_counter() - storm.began
    told = {"feeding": storm.seconds, "blown": blown, "arrived": flow.arrived}
    note.write_text(json.dumps(told), encoding="utf-8")  # noqa: ASYNC240 - all is over


if __name__ == "__main__":
    which, size, each_second, where = sys.argv[1:]
    asyncio.run(main(which, int(size), int(each_second), Path(where)))
