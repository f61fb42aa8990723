import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from moderator.words.safe import LONGEST, MARKS, safe

HOSTILE = [
    "[@click=app.quit]klik hier[/]",
    "[/]",
    "[bold red]x",
    "$error",
    "\x1b]52;c;cGF5bG9hZA==\x07",
    "\x1b[2J\x1b[1;1H",
    "\x9b31mrood",
    "\u202eneerg\u202c",
    "\u2066isolaat\u2069",
    "a" + "\u0301\u0302\u0303\u0304" * 50,
    "\u200b" * 400 + "x",
    "regel\r\nregel\u2028regel\ttab\x0b\x0c\x85",
    "👩‍👩‍👧‍👦 en 🇳🇱 en 👍🏽 en ❤️",
    "\ud800 en \ue000 en \U000e0041",
    "w" * 9000,
    "",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_steers_a_terminal_comes_through(text):
    shown = safe(text)
    assert not {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"} & {unicodedata.category(c) for c in shown}
    assert len(shown) <= LONGEST


@given(st.text())
def test_nothing_outside_of_printable_text_comes_through(text):
    shown = safe(text)
    assert all(unicodedata.category(each)[0] in "LMNPSZ" for each in shown)


@given(st.text(), st.booleans())
def test_cleaning_twice_changes_nothing(text, lines):
    once = safe(text, lines=lines)
    assert safe(once, lines=lines) == once


def test_lines_stay_apart_only_where_they_may():
    assert safe("een\r\ntwee\u2028drie\tvier") == "een twee drie vier"
    assert safe("een\r\ntwee", lines=True) == "een\ntwee"


def test_a_letter_keeps_its_accents_but_not_a_tower_of_them():
    assert safe("cafe\u0301 née") == "café née"
    assert safe("x" + "\u0323" * 30) == "x" + "\u0323" * MARKS


def test_every_emoji_is_as_wide_as_its_parts():
    assert safe("👩‍👧 🇳🇱 👍🏽 ❤️") == "👩👧 NL 👍 ❤"
    assert cell_len(safe("👍🏽")) == 2


def test_a_flood_is_cut_and_says_so():
    assert safe("w" * 90_000).endswith("w…")


def test_ordinary_text_stays_as_it_is():
    text = "Vacature: 24-32 u, €2.500 → https://werk.example.nl/a?b=c & ‘meer’"
    assert safe(text) == text
