"""Readings once more, a little otherwise."""

from random import Random

from moderator.core.labels import Label, Verdict
from moderator.learning.readings import Labelled
from moderator.learning.variants import mistyped, shortened, slipped, tagged, varied
from tests.classify.voices import FAIR, reading

TEXT = (
    "@bolt de vacature van verpleegkundige geeft een foutmelding https://bolt.example/banen #markt"
)


def labelled(text):
    return Labelled(reading(text), FAIR, Verdict(Label.BROKEN_LINK, 1.0), "a-fair")


def test_slips_leave_names_links_hashtags_and_short_words_as_they_are():
    for seed in range(200):
        words = slipped(TEXT, Random(seed)).split()
        kept = [word for word in words if word[0] in "@#h" or len(word) < 4]
        assert kept == ["@bolt", "de", "van", "een", "https://bolt.example/banen", "#markt"]
        assert [word[0] + word[-1] for word in words] == [
            word[0] + word[-1] for word in TEXT.split()
        ]


def test_all_three_slips_are_made():
    made = {slipped("abcdef", Random(seed)) for seed in range(500)}
    assert {"abcdef", "acdef", "acbdef", "abbcdef"} <= made


def test_words_are_left_out_but_no_names_links_hashtags_or_question_marks():
    asked = f"{TEXT} is dat zo?"
    found = {shortened(asked, Random(seed)) for seed in range(200)}
    assert len(found) > 20
    for text in found:
        kept = {"@bolt", "https://bolt.example/banen", "#markt", "zo?"}
        assert kept <= set(text.split()) <= set(asked.split())
    assert {shortened("nog vrij dan", Random(seed)) for seed in range(200)} == {"nog vrij dan"}


def test_mistyped_readings_differ_in_nothing_but_letters_and_equal_ones_are_equal():
    [first, second] = mistyped([labelled(TEXT)])
    assert first != second
    assert first.gold == second.gold == labelled(TEXT).gold
    assert first.reading.context == labelled(TEXT).reading.context
    assert [first, second] == list(mistyped([labelled(TEXT)]))


def test_only_what_speaks_to_somebody_is_tagged():
    assert [
        each.reading.post.text for each in tagged([labelled("@bolt hoi"), labelled("hoi")])
    ] == [f"@bolt hoi #{FAIR.hashtags[0]}"]


def test_variants_come_with_what_they_vary():
    one = labelled("@bolt is deze functie nog vrij?")
    first, *others = varied([one])
    assert first == one
    assert len(others) == 3
