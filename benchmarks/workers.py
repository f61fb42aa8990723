"""What workers bring, with a real mosquitto on loopback: two of them beside one.

`mqtt_workers` is the workers' own: the questions are made beforehand and of an answer only
its length is looked at, so that next to nothing but the workers takes up a core. `mqtt_crew`
is what an engine has of them: it makes each question and reads each answer.
"""

import asyncio
import multiprocessing
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import TypeAlias

from benchmarks.figure import Figure
from feeds.mqtt.broker import Connection, connected
from feeds.mqtt.message import BrokerAddress, Session
from moderator.core.context import Reading
from moderator.core.fair import Fair
from moderator.publish.crew import AT_ONCE, CHUNK
from moderator.publish.presence import is_here
from moderator.publish.topics import component_of, is_worker
from moderator.publish.wire import SCHEMA, FairSaid, ReadingsSaid, StatusSaid, decode, encode
from moderator.publish.worker import Worker
from moderator.store.memory import MemoryJournal
from tests.mqtt.fair import TOPICS, EngineSide, running, until
from tests.mqtt.mosquitto import PROGRAM, Mosquitto, mosquitto

NOTES = {
    "mqtt_workers": "readings judged in a second by two workers, whose questions are there already",
    "mqtt_crew": "readings judged in a second by two workers for an engine that asks",
}
READINGS, WARM, ROUNDS = 8_000, 512, 5
EMPTY_BYTES = 200
"""An answer without verdicts is shorter."""

ASKER = "asker"

Measure: TypeAlias = Callable[[Mosquitto, int], Awaitable[tuple[float, float]]]


def figures(only: str = "") -> Iterator[Figure]:
    """The figures, or the one of that name; none where mosquitto is not installed."""
    if PROGRAM is None:
        print("no figures of workers: mosquitto is not installed", file=sys.stderr)
        return
    fair, readings = asyncio.run(_readings())
    measures: dict[str, Measure] = {
        "mqtt_workers": partial(_asked, fair, readings),
        "mqtt_crew": partial(_judged, readings),
    }
    for name, measure in measures.items():
        if only in ("", name):
            yield asyncio.run(_compared(name, measure))


async def _readings() -> tuple[Fair, Sequence[Reading]]:
    """The readings of the bundled fair, over and over."""
    with TemporaryDirectory() as folder:
        side = EngineSide(Mosquitto(Path(folder)), MemoryJournal())
        await side.play()
    found = (side.engine.reading(one.key) for one in side.engine.stream(0, READINGS))
    once = [one for one in found if one is not None]
    return side.fair, (once * (READINGS // len(once) + 1))[:READINGS]


async def _compared(name: str, measure: Measure) -> Figure:
    """One worker and two in turn, the medians: a machine is not always as quick."""
    pace: dict[int, list[float]] = {1: [], 2: []}
    shares = list[float]()
    for count in (1, 2) * ROUNDS:
        with TemporaryDirectory() as folder:
            async with mosquitto(Path(folder), persistent=False) as broker:
                own, spent = await measure(broker, count)
        pace[count].append(own)
        shares += [spent] if count > 1 else []
    one, two, share = median(pace[1]), median(pace[2]), median(shares)
    against = f"one: {one:.0f}; {os.cpu_count()} cores, the asker took {share:.0%} of one"
    return Figure(name, two, "readings/s", against, two / one, READINGS, NOTES[name])


async def _asked(
    fair: Fair, readings: Sequence[Reading], broker: Mosquitto, count: int
) -> tuple[float, float]:
    """Readings judged in a second, and the share of a core that asking took."""
    starts = range(0, len(readings), CHUNK)
    chunks = [tuple(readings[start : start + CHUNK]) for start in starts]
    questions = [encode(ReadingsSaid(lessons="", readings=chunk)) for chunk in chunks]
    async with connected(broker.address, Session()) as asker, _workers(broker, count):
        await asker.publish(TOPICS.fair, encode(FairSaid(fair=fair)), retained=True)
        await _until_here(asker, count)
        await asker.subscribe(TOPICS.verdicts(ASKER))
        await _answered(asker, questions[: WARM // CHUNK])
        start, spent = perf_counter(), process_time()
        await _answered(asker, questions)
        taken = perf_counter() - start
        return len(readings) / taken, (process_time() - spent) / taken


async def _until_here(asker: Connection, count: int) -> None:
    await asker.subscribe(TOPICS.statuses)
    here = set[str]()
    async for message in asker.messages():
        asker.confirm(message)
        if is_worker(component_of(message.topic)) and is_here(decode(StatusSaid, message.payload)):
            here.add(message.topic)
        if len(here) == count:
            return


async def _answered(asker: Connection, questions: Sequence[bytes]) -> None:
    """Put the questions, as many under way as an engine has, until all are answered."""
    left = iter(questions)
    for question in [next(left) for _ in range(AT_ONCE)]:
        await _put(asker, question)
    answers = 0
    async for message in asker.messages():
        asker.confirm(message)
        assert len(message.payload) > EMPTY_BYTES, message.payload
        answers += 1
        if question := next(left, b""):
            await _put(asker, question)
        if answers == len(questions):
            return


async def _put(asker: Connection, question: bytes) -> None:
    to = TOPICS.verdicts(ASKER)
    await asker.publish(TOPICS.readings, question, schema=SCHEMA, reply_to=to, correlation=b"1")


async def _judged(
    readings: Sequence[Reading], broker: Mosquitto, count: int
) -> tuple[float, float]:
    """Readings judged in a second for an engine, and the share of a core that it took."""
    side = EngineSide(broker, MemoryJournal())
    async with _workers(broker, count), running(side.publisher.run()):
        await until(lambda: side.crew.workers == count)
        await side.crew.classify(readings[:WARM])
        start, spent = perf_counter(), process_time()
        await side.crew.classify(readings)
        taken = perf_counter() - start
        assert not side.crew.judged_here
        return len(readings) / taken, (process_time() - spent) / taken


@asynccontextmanager
async def _workers(broker: Mosquitto, count: int) -> AsyncIterator[None]:
    """So many workers, each a process of its own."""
    spawn = multiprocessing.get_context("spawn")
    begun = [spawn.Process(target=_work, args=(broker.port, str(n))) for n in range(count)]
    for process in begun:
        process.start()
    try:
        yield
    finally:
        for process in begun:
            process.kill()
            process.join()


def _work(port: int, name: str) -> None:
    asyncio.run(Worker(BrokerAddress("127.0.0.1", port), TOPICS, name=name).run())
