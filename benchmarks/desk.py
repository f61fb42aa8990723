"""The desk in a storm, through a real terminal: keys, processor, memory, and how soon it is there.

So many posts are behind it, and `RATE` come every second, judged already, so that the
desk is measured and not the classifier. A DataTable with the same rows goes through the
same in the same run. All times are taken outside the program, at the other end of its
terminal, but for what the engine itself takes, which the program tells.
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from benchmarks.figure import Figure
from benchmarks.terminal import Marks, Terminal
from moderator.desk.pace import LOOK_SECONDS, PICTURES

POSTS = 100_000
RATE = 1_000
SECONDS = 60.0
KEYS = 120
KEY_SECONDS = 5.0
"""A key that shows nothing for so long counts as that, and the storm goes on."""

BUILDING_SECONDS = 900.0
LOOKED_OVER = 2_000
"""Posts a second that the desk looks over when it opens, for those in doubt."""

REST_SECONDS = 8.0
FLOW_RATE = 200
FLOW_SECONDS = 60.0
QUEUE_ROWS = 16
"""Rows of the screen, from the top, in which the queue is."""

PLAYING = "►".encode()
UP, DOWN, TAB = b"\x1b[A", b"\x1b[B", b"\t"
MARKS = {"desk": "▸".encode(), "table": b"48;2;1;2;3m"}
BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("READY")
Bare().run()
"""

Measured = Mapping[str, float]


def figures(sizes: Sequence[int] = ()) -> Iterator[Figure]:
    """Each figure of the desk, beside the table's where there is one, for each size of fair."""
    yield from _opening()
    yield from _arrival()
    for size in sizes or [POSTS]:
        yield from _beside(_storm("desk", size), _storm("table", size), size)


def _beside(desk: Measured, table: Measured, size: int) -> Iterator[Figure]:
    storm = f"{RATE:,} posts/s"
    for name, unit, note in (
        ("key to screen", "ms, 95 %", f"{desk['keys']:.0f} keys at {storm} for {SECONDS:.0f} s"),
        ("processor", "% of a core", f"with the engine, at {storm} that are judged already"),
        ("processor without the engine", "% of a core", f"at {storm}"),
        ("processor at rest", "% of a core", "nothing comes in"),
        ("memory", "MB", "with the engine and its posts, after the storm"),
    ):
        against = f"a DataTable of the same rows, {table[name]:.3g} {unit}"
        ratio = desk[name] / table[name] if table[name] else 0.0
        yield Figure(f"desk, {name}", desk[name], unit, against, ratio, size, note)


def _storm(screen: str, size: int) -> Measured:
    """What a screen takes: at rest first, then with posts coming in and keys pressed."""
    with TemporaryDirectory() as folder:
        note = Path(folder) / "note.json"
        with _program(screen, size, RATE, note) as terminal:
            terminal.until(b"READY", patience=BUILDING_SECONDS)
            terminal.read_for(3 + size / LOOKED_OVER)
            rest = terminal.share(REST_SECONDS)
            if screen == "desk":
                terminal.press(TAB + TAB)
            terminal.find_cursor(UP * 4, below=QUEUE_ROWS if screen == "desk" else 0)
            terminal.signal()
            terminal.read_for(2)
            waits, busy, seconds = _keys(terminal)
            memory = terminal.memory() / 1e6
            terminal.end()
        told = json.loads(note.read_text(encoding="utf-8")) if note.exists() else {}
    engine = 100 * told.get("feeding", 0.0) / told.get("blown", 1.0)
    return {
        "key to screen": 1000 * quantiles(waits, n=20)[-1],
        "processor": 100 * busy / seconds,
        "processor without the engine": 100 * busy / seconds - engine,
        "processor at rest": 100 * rest,
        "memory": memory,
        "keys": len(waits),
    }


def _keys(terminal: Terminal) -> tuple[list[float], float, float]:
    """Press keys for as long as the storm lasts; how long each took, the processor, the seconds."""
    waits, seconds, before = list[float](), 0.0, terminal.busy()
    while seconds < SECONDS:
        key, by = (DOWN, 1) if len(waits) % 2 else (UP, -1)
        wait = terminal.move(key, by, patience=KEY_SECONDS)
        waits.append(wait)
        seconds += wait + terminal.read_for(max(SECONDS / KEYS - wait, 0.01))
    return waits, terminal.busy() - before, seconds


def _program(screen: str, size: int, rate: int, note: Path) -> Terminal:
    command = (sys.executable, "-m", "benchmarks.storm", screen, str(size), str(rate), str(note))
    return Terminal(*command, mark=MARKS.get(screen, MARKS["desk"]), TEXTUAL_FPS=str(PICTURES))


def _opening() -> Iterator[Figure]:
    """From the command to the first picture of the bundled fair, and to the fair that plays.

    Its journal is new. Processor time stands beside the time on the wall: other work on
    the machine stretches only that.
    """
    with TemporaryDirectory() as folder:
        with Terminal(sys.executable, "-c", BARE) as bare:
            floor = bare.until(b"READY")
            bare_busy = bare.busy()
        command = (sys.executable, "-m", "moderator", "demo")
        with Terminal(*command, XDG_DATA_HOME=folder) as demo:
            for name, text in (("first paint", b"Banenhaven"), ("fair open", PLAYING)):
                value = demo.until(text)
                against = f"a bare Textual program, {floor:.2g} s, {bare_busy:.2g} s of a core"
                note = f"{demo.busy():.2g} s of a core"
                yield Figure(f"desk, {name}", value, "s", against, value / floor, 1, note)


def _arrival() -> Iterator[Figure]:
    """From a question's arrival to its case in the queue: pipeline, classifier, journal, desk."""
    with TemporaryDirectory() as folder:
        note = Path(folder) / "note.json"
        with _program("flow", 0, FLOW_RATE, note) as terminal:
            terminal.until(b"READY")
            before = terminal.busy()
            terminal.signal()
            seen = _seen(terminal)
            busy = 100 * (terminal.busy() - before) / FLOW_SECONDS
            terminal.end()
        arrived = json.loads(note.read_text(encoding="utf-8"))["arrived"]
    waits = [1000 * (seen[number] - at) for number, at in arrived.items() if number in seen]
    missed = len(arrived) - len(waits)
    look = 1000 * LOOK_SECONDS
    against = f"the desk's own look, {look:.0f} ms"
    met = f"questions among {FLOW_RATE} posts/s; {missed} were not drawn before the end"
    for unit, value in (("ms, median", median(waits)), ("ms, 99 %", quantiles(waits, n=100)[-1])):
        yield Figure("desk, arrival to case", value, unit, against, value / look, len(waits), met)
    whole, came = (
        f"classifier, journal, engine and desk, at {FLOW_RATE} posts/s",
        max(map(int, arrived)),
    )
    yield Figure(
        "desk, the whole program", busy, "% of a core", "one core", busy / 100, came, whole
    )


def _seen(terminal: Terminal) -> dict[str, float]:
    """When each question was first drawn in the queue, by its number."""
    seen, marks = dict[str, float](), Marks(rb"nr\d+x")
    for moment, drawn in terminal.pieces(FLOW_SECONDS):
        for row, mark in marks.find(drawn):
            if row <= QUEUE_ROWS:
                seen.setdefault(mark[2:-1].decode(), moment)
    return seen
