from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from moderator.core.labels import Label
from moderator.desk.lists.filter import CHUNK, Filter, Matches
from tests.desk import fair
from tests.desk.screen import desk_of, on_screen
from tests.fakes import a_line

ASKED = a_line("q", "11:02", "Lotte_V", "Is dit ook PARTTIME te doen?", Label.QUESTION)


def test_all_words_must_occur_in_any_case():
    assert Filter.typed("parttime doen").matches(ASKED)
    assert not Filter.typed("parttime fulltime").matches(ASKED)


def test_a_short_link_is_found_by_what_it_stands_for():
    offer = a_line("v", "11:00", "zorg", "Kok gezocht https://t.co/4YKrl19VwW", Label.VACANCY)
    offer = replace(offer, post=replace(offer.post, links=("https://zorg.example/kok",)))
    assert Filter.typed("zorg.example").matches(offer)
    assert not Filter.typed("vww").matches(offer)


def test_an_author_is_found_by_the_start_of_the_name():
    assert Filter.typed("@lotte").matches(ASKED)
    assert not Filter.typed("@jan").matches(ASKED)


def test_a_label_is_found_by_its_start():
    assert Filter.typed("label:q").matches(ASKED)
    assert Filter.typed("label:follow-up").labels == {Label.FOLLOW_UP}
    assert not Filter.typed("label:vacancy").matches(ASKED)


def test_several_labels_or_authors_are_alternatives():
    assert Filter.typed("label:vacancy label:question @jan @lotte").matches(ASKED)


def test_a_label_that_does_not_exist_matches_nothing():
    assert not Filter.typed("label:xyz").matches(ASKED)


def test_nothing_typed_is_no_filter():
    assert not Filter.typed("   ")


def test_the_words_of_a_deleted_post_are_not_found():
    assert not Filter.typed("parttime").matches(replace(ASKED, deleted=True))


@given(st.lists(st.booleans(), max_size=60), st.integers(0, 60))
def test_the_search_finds_each_match_once_and_in_order(pattern, before):
    lines = [replace(ASKED, handle="ja" if hit else "nee") for hit in pattern]
    lines = [replace(line, post=replace(line.post, text=line.handle)) for line in lines]
    matches = Matches(Filter.typed("ja"), min(before, len(lines)))
    while matches.unsearched or matches.search(lambda a, b: lines[a:b], len(lines)):
        matches.search(lambda a, b: lines[a:b], len(lines))
    assert list(matches) == [at for at, hit in enumerate(pattern) if hit]


def test_a_new_post_is_searched_once_it_has_been_judged():
    lines = [replace(ASKED, verdict=None)]
    matches = Matches(Filter.typed("label:question"), 0)
    matches.search(lambda a, b: lines[a:b], 1)
    assert len(matches) == 0
    lines[0] = ASKED
    matches.search(lambda a, b: lines[a:b], 1)
    assert list(matches) == [0]


def test_one_breath_looks_at_one_chunk_however_long_the_day():
    asked_for = []

    def read(start, stop):
        asked_for.append(stop - start)
        return [ASKED] * (stop - start)

    Matches(Filter.typed("parttime"), 300_000).search(read, 300_000)
    assert max(asked_for) <= CHUNK


async def test_a_filter_on_what_no_label_is_called_says_which_labels_there_are():
    async with desk_of(fair.at_work()) as (pilot, _):
        await pilot.press("slash", *"label:vraagx", "enter")
        await pilot.pause()
        screen = " ".join(on_screen(pilot).split())
        assert "No label is called so. There are: spam, broken link, question," in screen
        assert "promotion, other" in screen
