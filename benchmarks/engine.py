"""What a fact costs in the engine alone, and what a post weighs there.

Verdicts come from a table, as fast as the engine asks for them, so nothing but
the engine is measured. All is held against a floor of the same run: putting the
same posts in a dict, by source and id. Facts come in one at a time; the program
itself brings them in batches, which is cheaper. Time is the processor's, so that
what else the machine does does not count.
"""

import gc
import tracemalloc
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median
from time import thread_time_ns

from benchmarks.figure import ROUNDS, Figure
from benchmarks.shapes import FAIR, SHAPES, Said, shape
from feeds.post import Post
from moderator.core.engine import Engine
from moderator.core.facts import Fact, Judged, PostSeen
from moderator.core.labels import Verdict
from moderator.core.posts.node import key_of

SIZES = (1_000, 10_000)
ORDINARY = next(iter(SHAPES))
BATCH = 64


@dataclass(slots=True)
class _Run:
    """One shape taken in: the engine, and the nanoseconds of every fact, sorted."""

    engine: Engine
    times: list[int] = field(default_factory=list)

    def part(self, share: float) -> float:
        """The microseconds that this share of all facts stayed within."""
        return self.times[min(int(len(self.times) * share), len(self.times) - 1)] / 1000


def figures(sizes: Sequence[int] = SIZES) -> Iterator[Figure]:
    """Every shape in every size: the time of a fact, a board, and a post's memory."""
    for size in sizes:
        for name in SHAPES:
            said = shape(name, size)
            floor = _floor(said)
            run = _timed(said)
            yield _fact(name, run, size, floor)
            yield _board(name, run, said, floor)
        yield _memory(shape(ORDINARY, size))


def _fact(name: str, run: _Run, size: int, floor: float) -> Figure:
    note = ", ".join(f"{100 * share:g} %: {run.part(share):.3g}" for share in (0.99, 0.999, 1))
    against = f"a dict, {floor:.2g} µs/post"
    value = run.part(0.5)
    return Figure(f"fact, {name}", value, "µs, median", against, value / floor, size, note)


def _board(name: str, run: _Run, said: Sequence[Said], floor: float) -> Figure:
    clock = said[-1][0].at
    start = thread_time_ns()
    board = run.engine.board(clock)
    value = (thread_time_ns() - start) / 1000
    against = f"a dict, {floor:.2g} µs/post"
    note = f"{len(board.waiting):,} cases wait"
    return Figure(f"board, {name}", value, "µs", against, value / floor, len(said), note)


def _memory(said: Sequence[Said]) -> Figure:
    table = _table(said)
    floor = _weight(lambda: _filed(said))
    value = _weight(lambda: _filled(said, table))
    per_post = value / len(said)
    against = f"a dict, {floor / len(said):.3g} bytes/post"
    note = "posts and verdicts themselves left out"
    name = f"memory, {ORDINARY}"
    return Figure(name, per_post, "bytes/post", against, value / floor, len(said), note)


def _table(said: Iterable[Said]) -> dict[str, Verdict]:
    return {key_of(post.source, post.id): verdict for post, verdict in said}


def _facts(engine: Engine, said: Iterable[Said], table: dict[str, Verdict]) -> Iterator[Fact]:
    """The posts and the verdicts that the engine asks for; the taker applies each one."""
    for post, _ in said:
        yield PostSeen(post)
        while readings := engine.readings(BATCH):
            for reading in readings:
                yield Judged(reading.key, reading.mark, table[reading.key])


def _timed(said: Sequence[Said]) -> _Run:
    run = _Run(Engine(FAIR))
    for fact in _facts(run.engine, said, _table(said)):
        start = thread_time_ns()
        run.engine.apply(fact)
        run.times.append(thread_time_ns() - start)
    run.times.sort()
    return run


def _filled(said: Sequence[Said], table: dict[str, Verdict]) -> Engine:
    engine = Engine(FAIR)
    for fact in _facts(engine, said, table):
        engine.apply(fact)
    return engine


def _filed(said: Iterable[Said]) -> dict[tuple[str, str], Post]:
    return {(post.source, post.id): post for post, _ in said}


def _floor(said: Sequence[Said]) -> float:
    """Microseconds that a post costs a dict."""
    rounds: list[int] = []
    for _ in range(ROUNDS):
        start = thread_time_ns()
        _filed(said)
        rounds.append(thread_time_ns() - start)
    return median(rounds) / 1000 / len(said)


def _weight(make: Callable[[], object]) -> int:
    """The bytes that what is made holds on to."""
    gc.collect()
    tracemalloc.start()
    made = make()
    gc.collect()
    weight, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del made
    return weight
