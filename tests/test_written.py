"""Lines for a terminal: none breaks within a word."""

from moderator.commands.written import hung


def test_a_line_goes_on_below_where_its_words_began():
    told = "  13:28  missed  hanneke: may I begin with two days?"
    assert hung(told, 32) == [
        "  13:28  missed  hanneke: may I",
        "         begin with two days?",
    ]
    assert hung("  wanted: a nudge within 30 min", 24) == ["  wanted: a nudge within", "  30 min"]


def test_what_fits_stays_as_it_is_and_an_empty_line_is_a_line():
    assert hung("Score: 9 of 100", 80) == ["Score: 9 of 100"]
    assert hung("", 80) == [""]


def test_wide_letters_take_two_columns():
    told = "twee 🍞🍞🍞🍞 broden van gisteren"
    assert hung(told, 33) == [told]
    assert hung(told, 32) == ["twee 🍞🍞🍞🍞 broden van", "gisteren"]
