"""What a fair over a broker costs, with a real mosquitto on loopback.

`mqtt_rate` is held against `mosquitto_pub`, `mqtt_p99` against aiomqtt by itself, `mqtt_board`
against `mosquitto_sub`, all in the same run.
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

import aiomqtt

from benchmarks.figure import Figure
from feeds.mqtt.broker import Connection, connected
from feeds.mqtt.message import Outgoing, Session
from moderator.publish.standing import Figures
from moderator.publish.wire import CaseSaid, FairSaid, Presence, StatusSaid, encode
from moderator.store.memory import MemoryJournal
from tests.fakes import a_case, a_line
from tests.mqtt.claims import contended
from tests.mqtt.fair import TOPICS, EngineSide, a_desk, running
from tests.mqtt.mosquitto import PROGRAM, Mosquitto, mosquitto

NOTES = {
    "mqtt_rate": "messages of 300 bytes confirmed in a second, QoS 1, up to 250 under way",
    "mqtt_p99": "99 of 100 messages are received within that, at 1,000 a second, QoS 1",
    "mqtt_board": "until a new desk has 1,000 kept cases with a post each",
    "mqtt_claims": "claims of two desks at the same instant decided in a second, one owner each",
}
MESSAGES, AT_ONCE = 10_000, 250
PER_SECOND, SECONDS, CASES, CLAIMS = 1_000, 5, 1_000, 1_000
PAYLOAD = b"x" * 300
TOPIC = "moderator/bench/posts/x"


def figures(only: str = "") -> Iterator[Figure]:
    """The figures, or the one of that name; none where mosquitto is not installed."""
    if PROGRAM is None:
        print("no figures over MQTT: mosquitto is not installed", file=sys.stderr)
        return
    for name, measure in _MEASURES.items():
        if only in ("", name):
            yield asyncio.run(_measured(measure))


async def _measured(measure: Callable[[Mosquitto, Path], Awaitable[Figure]]) -> Figure:
    with TemporaryDirectory() as folder:
        async with mosquitto(Path(folder), persistent=False) as broker:
            return await measure(broker, Path(folder))


async def _rate(broker: Mosquitto, folder: Path) -> Figure:
    async with connected(broker.address, Session()) as ours:
        start, spent = perf_counter(), process_time()
        for _ in range(MESSAGES // AT_ONCE):
            await ours.publish_all([Outgoing(TOPIC, PAYLOAD)] * AT_ONCE)
        own = MESSAGES / (perf_counter() - start)
        in_processor = MESSAGES / (process_time() - spent)
    lines = folder / "lines"
    lines.write_bytes((PAYLOAD + b"\n") * MESSAGES)
    start = perf_counter()
    with lines.open("rb") as file:
        await _until_ended("mosquitto_pub", broker, "-l", "-q", "1", "-t", TOPIC, stdin=file)
    peer = MESSAGES / (perf_counter() - start)
    against = f"mosquitto_pub: {peer:.0f}; {in_processor:.0f} in a second of processor time"
    return _figure("mqtt_rate", own, "messages/s", against, own / peer, MESSAGES)


async def _p99(broker: Mosquitto, _: Path) -> Figure:
    async with (
        connected(broker.address, Session()) as here,
        connected(broker.address, Session()) as us,
    ):
        await here.subscribe(TOPIC)
        own = await _slowest(lambda body: us.publish(TOPIC, body), _received(here))
    async with _bare(broker) as there, _bare(broker) as they:
        await there.subscribe(TOPIC, qos=1)
        bodies = (bytes(message.payload) async for message in there.messages)
        peer = await _slowest(lambda body: they.publish(TOPIC, body, qos=1), bodies)
    n = PER_SECOND * SECONDS
    return _figure("mqtt_p99", own * 1e3, "ms", f"aiomqtt: {peer * 1e3:.2f} ms", own / peer, n)


async def _received(connection: Connection) -> AsyncIterator[bytes]:
    async for message in connection.messages():
        connection.confirm(message)
        yield message.payload


def _bare(broker: Mosquitto) -> aiomqtt.Client:
    client = aiomqtt.Client("127.0.0.1", broker.port, protocol=aiomqtt.ProtocolVersion.V5)
    client.pending_calls_threshold = 10_000
    return client


async def _slowest(
    publish: Callable[[bytes], Awaitable[None]], received: AsyncIterator[bytes]
) -> float:
    """The time in which 99 of 100 messages arrive that are published at a steady pace."""
    times: list[float] = []
    async with asyncio.TaskGroup() as tasks:
        taking = tasks.create_task(_timed(received, times), name="take")
        begin = perf_counter()
        for number in range(PER_SECOND * SECONDS):
            await asyncio.sleep(max(begin + number / PER_SECOND - perf_counter(), 0))
            body = repr(perf_counter()).encode().ljust(300)
            tasks.create_task(_awaited(publish(body)), name="publish")
        await taking
    return sorted(times)[len(times) * 99 // 100]


async def _awaited(going: Awaitable[None]) -> None:
    await going


async def _timed(received: AsyncIterator[bytes], times: list[float]) -> None:
    async for body in received:
        times.append(perf_counter() - float(body))
        if len(times) == PER_SECOND * SECONDS:
            return


async def _board(broker: Mosquitto, folder: Path) -> Figure:
    side = EngineSide(broker, MemoryJournal())
    async with connected(broker.address, Session()) as engine:
        await _keep_cases(engine, side)
    desk = a_desk(broker, folder, "anna", side.now)
    start, spent = perf_counter(), process_time()
    async with running(desk.keep()):
        await desk.until_told()
        own, spent = perf_counter() - start, process_time() - spent
        assert len(desk.board().waiting) == CASES
    start = perf_counter()
    await _until_ended("mosquitto_sub", broker, "-q", "1", "-C", str(CASES), "-t", TOPICS.cases)
    peer = perf_counter() - start
    against = f"mosquitto_sub: {peer * 1e3:.0f} ms; {spent * 1e3:.0f} ms of processor time"
    return _figure("mqtt_board", own * 1e3, "ms", against, own / peer, CASES)


async def _keep_cases(engine: Connection, side: EngineSide) -> None:
    counts = side.engine.counts()
    told = Figures(counts=counts, accounting=side.pipeline.tally.accounting(), cases=CASES)
    status = StatusSaid(presence=Presence.HERE, epoch="e", number=1, figures=told)
    await engine.publish(TOPICS.fair, encode(FairSaid(fair=side.fair)), retained=True)
    await engine.publish(TOPICS.status("engine"), encode(status), retained=True)
    for number in range(CASES):
        key = f"x:{number}"
        line = a_line(key, "11:00", "anna", f"Is vacature {number} nog open?")
        said = CaseSaid(epoch="e", number=1, case=a_case(key, "anna", "bolt"), thread=(line,))
        await engine.publish(TOPICS.case(key), encode(said), retained=True)


async def _claims(broker: Mosquitto, folder: Path) -> Figure:
    taken, won = await contended(broker, folder, CLAIMS)
    against = ", ".join(f"won by {name} {times}" for name, times in won.items())
    return _figure("mqtt_claims", CLAIMS / taken, "claims/s", against, 1.0, CLAIMS)


async def _until_ended(program: str, broker: Mosquitto, *words: str, stdin: object = None) -> None:
    process = await asyncio.create_subprocess_exec(
        program,
        "-V",
        "5",
        "-p",
        str(broker.port),
        *words,
        stdin=stdin,
        stdout=asyncio.subprocess.DEVNULL,
    )
    assert await process.wait() == 0


def _figure(name: str, value: float, unit: str, against: str, ratio: float, n: int) -> Figure:
    return Figure(name, value, unit, against, ratio, n, NOTES[name])


_MEASURES = {
    "mqtt_rate": _rate,
    "mqtt_p99": _p99,
    "mqtt_board": _board,
    "mqtt_claims": _claims,
}
