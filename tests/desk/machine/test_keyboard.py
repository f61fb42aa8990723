"""What is typed on a terminal in plain mode: it is edited, and nothing breaks into it."""

import asyncio
import io
import os
import pty
import termios
from contextlib import asynccontextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderator.core.facts import ActKind
from moderator.desk.machine.keyboard import PAUSE_SECONDS, Keyboard, TypedLine
from moderator.desk.orders.table import Orders
from moderator.desk.plain import Plain, run_plain
from moderator.desk.telling.teller import Teller
from tests.desk import fair
from tests.desk.fair import by
from tests.desk.terminal import on_a_terminal

EDITED = {
    "reslt\x7f\x7folve 1": "resolve 1",
    "resolve 1 2\x17": "resolve 1",
    "one two \x17": "one",
    "resolve\x15list": "list",
    "\x7f\x7flist": "list",
    "li\tst\x00": "list",
    "zoë\bë 好\x7f!": "zoë !",
}


@pytest.mark.parametrize(("keys", "line"), EDITED.items())
def test_a_line_is_edited_as_a_terminal_does_it(keys, line):
    typed = TypedLine()
    for key in keys:
        typed.press(key)
    assert typed.end().strip() == line.strip()
    assert typed.text == ""


def test_what_is_taken_back_goes_from_the_screen_however_wide_it_is():
    typed = TypedLine()
    assert [typed.press(key) for key in "a好\x7f\x7f\x7f"] == ["a", "好", "\b \b" * 2, "\b \b", ""]


@given(st.text(st.sampled_from("ab \x7f\x17\x15\x1b\r")))
def test_no_key_makes_the_screen_show_anything_but_the_line(keys):
    typed = TypedLine()
    shown = "".join(map(typed.press, keys))
    row, at = [], 0
    for one in shown:
        at += -1 if one == "\b" else 1
        if one != "\b":
            row[at - 1 : at] = [one]
    assert "".join(row[:at]) == typed.text


def a_keyboard(now=lambda: 0.0):
    shown = []
    return Keyboard(io.StringIO(), shown.append, now=now), shown


def entered(keyboard):
    return [keyboard.lines.get_nowait() for _ in range(keyboard.lines.qsize())]


async def test_lines_that_are_pasted_come_one_by_one_and_arrows_are_no_letters():
    keyboard, shown = a_keyboard()
    keyboard.press("list\rsh\x1b[Aow\x1bOP 1\nfi")
    assert entered(keyboard) == ["list", "show 1"]
    assert "".join(shown) == "list\nshow 1\nfi"
    assert keyboard.begun == "fi"


async def test_the_end_of_input_is_one_only_where_nothing_is_typed():
    keyboard, _ = a_keyboard()
    keyboard.press("li\x04st\r")
    assert entered(keyboard) == ["list"]
    keyboard.press("\x04")
    assert entered(keyboard) == [None]


async def turns():
    """Let what runs beside look a few times whether there is something to tell."""
    for _ in range(5):
        await asyncio.sleep(0)


class Listener:
    """Plain mode of which a test is the clock and the keyboard."""

    def __init__(self):
        self.day, self.out, self.seconds = fair.at_work(), io.StringIO(), 0.0
        teller = Teller(self.day)
        self.plain = Plain(teller, Orders(self.day, teller), self.out, pull_seconds=0)
        self.plain.keyboard = Keyboard(io.StringIO(), self.plain.write, now=lambda: self.seconds)
        teller.news()

    async def hears(self):
        """Give what was told since the last time, once plain mode has looked."""
        listening = asyncio.create_task(self.plain.listen())
        await turns()
        listening.cancel()
        told = self.out.getvalue()
        self.out.truncate(self.out.seek(0))
        return told


async def test_what_happens_waits_until_nothing_was_typed_for_a_while_and_the_line_comes_again():
    one = Listener()
    one.plain.keyboard.press("res")
    await by("bram", one.day, ActKind.CLAIM, "q1")
    assert await one.hears() == "res"
    one.seconds = PAUSE_SECONDS - 0.1
    one.plain.keyboard.press("o")
    one.seconds += PAUSE_SECONDS - 0.1
    assert await one.hears() == "o"
    one.seconds += 0.2
    told = await one.hears()
    assert told.startswith("\n11:45 case 1, claimed until 12:00 by bram\n")
    assert told.endswith("\nreso")
    assert await one.hears() == ""


async def test_nothing_waits_where_nothing_is_typed():
    one = Listener()
    await by("bram", one.day, ActKind.CLAIM, "q1")
    assert "by bram\n" in await one.hears()


@asynccontextmanager
async def at_a_terminal(day):
    """Plain mode on a terminal of its own: gives the end where somebody types and reads."""
    ours, theirs = pty.openpty()
    typed = os.fdopen(theirs, encoding="utf-8")
    out = os.fdopen(os.dup(theirs), "w", encoding="utf-8")
    before = termios.tcgetattr(theirs)
    telling = asyncio.create_task(run_plain(day, out=out, typed=typed, pull_seconds=0))
    try:
        yield ours
        async with asyncio.timeout(30):
            await telling
        assert termios.tcgetattr(theirs) == before
    finally:
        telling.cancel()
        os.close(ours)
        out.close()
        typed.close()


async def read(terminal, words):
    """Give what is written there, up to these words."""
    heard, loop = "", asyncio.get_running_loop()
    async with asyncio.timeout(30):
        while words not in heard:
            heard += (await loop.run_in_executor(None, os.read, terminal, 4096)).decode()
    return heard


async def test_on_a_terminal_an_order_is_typed_to_its_end_whatever_happens_meanwhile():
    day = fair.at_work()
    async with at_a_terminal(day) as terminal:
        await read(terminal, "can be typed.")
        os.write(terminal, b"note 2 bel")
        await read(terminal, "note 2 bel")
        await by("bram", day, ActKind.CLAIM, "q1")
        await turns()
        os.write(terminal, "len \u00e9\x7f\x7f\r".encode())
        heard = await read(terminal, "Note kept")
        line, *rest = heard.replace("\r\n", "\n").split("\n")
        assert line == "len \u00e9\b \b\b \b"
        assert any("claimed until 12:00 by bram" in one for one in rest)
        os.write(terminal, b"quit\r")
    assert [(act.kind, act.text) for act in day.acts if act.by != "bram"] == [
        (ActKind.NOTE, "bellen")
    ]


async def test_a_terminal_is_left_as_it_was_where_input_ends():
    async with at_a_terminal(fair.at_work()) as terminal:
        await read(terminal, "can be typed.")
        os.write(terminal, b"\x04")


def test_the_program_itself_shows_what_is_typed_on_its_terminal(tmp_path):
    with on_a_terminal(tmp_path, "demo", "--plain", "--speed", "600") as demo:
        demo.until("can be typed")
        demo.type("lisr\x7ft")
        demo.until("lisr\b \bt\n")
        demo.until("case|Nobody")
        demo.type("quit")
