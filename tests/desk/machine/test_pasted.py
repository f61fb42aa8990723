"""What is pasted is text, whatever is in it."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from textual import constants
from textual.drivers import linux_driver
from textual.events import Paste

from moderator.desk.machine.driver import outliving
from moderator.desk.machine.pasted import END, START, Parser

COLOURED = "even \x1b[0mok\rd\x1b"


def sent(*pieces):
    parser = Parser()
    return [event for piece in pieces for event in parser.feed(piece)]


def told(events):
    return [event.text if isinstance(event, Paste) else event.key for event in events]


def test_an_escape_within_a_paste_is_no_key():
    assert told(sent(f"w{START}{COLOURED}{END}\r")) == ["w", "even [0mok\rd", "enter"]


def test_two_pastes_and_the_keys_between_them_keep_their_order():
    assert told(sent(f"{START}\x1bd{END}n{START}{END}{START}r\x1b{END}q")) == [
        "d",
        "n",
        "",
        "r",
        "q",
    ]


def test_any_number_of_pastes_may_come_at_once():
    assert told(sent(f"{START}\x1b{END}" * 5_000)) == [""] * 5_000


@given(st.lists(st.integers(0, 60)))
def test_however_it_comes_in_pieces_it_is_the_same(cuts):
    whole = f"a{START}{COLOURED}[201{END}b{START}\x1b[20{END}c"
    places = sorted({0, *(min(cut, len(whole)) for cut in cuts), len(whole)})
    pieces = [whole[at:to] for at, to in pairwise(places)]
    assert told(sent(*pieces)) == told(sent(whole)) == ["a", "even [0mok\rd[201", "b", "[20", "c"]


def test_keys_that_are_no_paste_wait_for_nothing():
    parser = Parser()
    assert told(parser.feed("\x1b[A")) == ["up"]
    assert list(parser.feed("\x1b")) == []
    assert told(parser.feed("[B")) == ["down"]


def test_the_mark_of_a_start_that_is_typed_by_hand_begins_no_paste(monkeypatch):
    monkeypatch.setattr(constants, "ESCAPE_DELAY", 0.0)
    parser = Parser()
    typed = [*parser.feed("\x1b"), *parser.tick(), *parser.feed("[200~"), *parser.feed("\x1b[A")]
    assert told(typed) == ["escape", "left_square_bracket", "2", "0", "0", "tilde", "up"]


def test_a_terminal_is_read_so():
    outliving(linux_driver.LinuxDriver)
    assert linux_driver.XTermParser is Parser
