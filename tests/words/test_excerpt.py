"""What is shown of a long text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderator.words.excerpt import LONGEST, excerpt


@pytest.mark.parametrize("text", ["", "Kok gezocht", "x" * LONGEST])
def test_a_text_that_is_not_long_is_shown_whole(text):
    assert excerpt(text) == text


def test_a_long_text_is_cut_between_words():
    assert excerpt("vacatures " * 40) == ("vacatures " * 29).rstrip() + "…"


def test_a_word_without_an_end_is_cut_within():
    assert excerpt("kok " + "x" * 400) == "kok " + "x" * (LONGEST - 5) + "…"


@given(st.text(min_size=LONGEST + 1))
def test_what_is_shown_is_short_and_how_the_text_begins(text):
    shown = excerpt(text)
    assert len(shown) <= LONGEST
    assert text.startswith(shown[:-1])
    assert shown.endswith("…")
