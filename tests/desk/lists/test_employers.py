"""The employers: what each offers and owes, and the way from there to its cases."""

from datetime import timedelta

import pytest

from moderator.core.case import State
from moderator.core.facts import ActKind
from moderator.desk.lists import standing
from moderator.desk.lists.employers import Employer, Vacancies, employers
from moderator.desk.lists.lanes import Lane
from moderator.wishes.wish import Wish
from moderator.words.language import speak
from tests.desk import fair
from tests.desk.screen import desk_of, on_screen
from tests.fakes import a_case


def test_employers_are_listed_by_what_they_owe():
    day = fair.at_work()
    vacancies = Vacancies()
    assert not vacancies.look(day, 0)
    found = employers(day.cases(), vacancies.by_party(), ["Stil BV"], day.clock)
    assert [one.name for one in found] == [
        "TechniekNL", "Bakker Bolt", "Zorggroep Noord", "everybody", "Stil BV",
    ]  # fmt: skip
    assert (found[0].lacking, len(found[0].vacancies), found[0].questions) == (2, 1, 1)
    assert found[0].median == timedelta(minutes=2)
    assert found[-1].median is None


def test_a_question_to_everybody_is_its_own_who_took_it_up():
    day = fair.at_work()
    before, after = (
        a_case("q4", "joop", "UWV Noord", to_all=True, taken_up_by=party) for party in ("", "Bolt")
    )
    for case, name in ((before, "everybody"), (after, "Bolt")):
        (one,) = employers([case], {}, (), day.clock)
        assert (one.name, one.waiting) == (name, 1)


async def test_from_an_employer_one_comes_to_its_case():
    day = fair.at_work()
    async with desk_of(day, size=(120, 40)) as (pilot, desk):
        await pilot.press("e")
        await pilot.pause()
        assert "1 vacancy · 2 cases · first word after 2 min" in on_screen(pilot)
        await pilot.press("enter", "down", "enter")
        await pilot.pause()
        assert pilot.app.screen is desk
        assert desk.case.id == "q3"


@pytest.mark.parametrize(
    ("size", "filtered"), [((120, 40), ""), ((120, 40), "anna"), ((50, 20), "")]
)
async def test_from_an_employer_one_comes_to_its_vacancy(size, filtered):
    async with desk_of(fair.at_work(), size=size) as (pilot, desk):
        desk.stream.recall(filtered)
        await pilot.press("e", "enter", "end", "enter")
        await pilot.pause()
        assert pilot.app.screen is desk
        assert desk.line.key == "v2"
        assert desk.stream.posts.has_focus
        assert desk.stream.posts.matches is None
        assert "techniek_nl" in on_screen(pilot)


async def test_the_employers_screen_tells_its_keys_and_changes_its_colours():
    async with desk_of(fair.at_work(), size=(120, 40)) as (pilot, _):
        await pilot.press("e")
        before = pilot.app.theme
        await pilot.press("t", "?")
        await pilot.pause()
        assert pilot.app.theme != before
        told = on_screen(pilot)
        assert "Every employer" in told
        assert "Remind the employer" not in told
        assert "Pause or play" not in told


async def test_the_employers_screen_pauses_the_recording():
    day = fair.at_work(arrived=12, now=None)
    async with desk_of(day) as (pilot, _):
        await pilot.press("e", "space")
        await pilot.pause()
        assert day.player.paused
        assert "PAUSED" in on_screen(pilot).splitlines()[0]
        await pilot.press("space", "?")
        await pilot.pause()
        assert not day.player.paused
        assert "Pause or play" in on_screen(pilot)


async def test_a_key_that_does_nothing_among_the_employers_says_so_until_the_next_one():
    async with desk_of(fair.at_work(live=True)) as (pilot, _):
        await pilot.press("e")
        for key, name in [("c", "c"), ("9", "9"), ("space", "space")]:
            await pilot.press(key)
            await pilot.pause()
            last = on_screen(pilot).splitlines()[-1]
            assert last.strip() == f"{name} does nothing here; ? has all keys."
        await pilot.press("down")
        await pilot.pause()
        assert "esc goes back" in on_screen(pilot)


@pytest.mark.parametrize("way", ["tab", "enter", "shift+tab"])
async def test_what_an_employer_was_asked_is_gone_through_from_its_top(way):
    async with desk_of(fair.at_work(), size=(120, 40)) as (pilot, _):
        await pilot.press("e", way)
        await pilot.pause()
        matters = pilot.app.screen.matters
        assert matters.cursor == 0
        await pilot.press("down")
        assert matters.cursor == 1


async def test_who_goes_on_before_the_screen_can_follow_has_the_top_of_what_is_shown():
    async with desk_of(fair.at_work(), size=(120, 40)) as (pilot, desk):
        await pilot.press("e")
        await pilot.pause()
        screen = pilot.app.screen
        screen.matters.focus()
        await pilot.pause()
        screen.parties.action_down()
        await pilot.pause()
        assert screen.matters.employer.name == "Bakker Bolt"
        assert screen.matters.cursor == 0
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.screen is desk
        assert desk.case.id == "q2"


async def test_from_the_employers_escape_leads_back():
    async with desk_of(fair.at_work()) as (pilot, desk):
        await pilot.press("e", "enter", "escape", "escape")
        await pilot.pause()
        assert pilot.app.screen is desk


async def test_cases_that_colleagues_dismiss_leave_the_employers_screen_as_it_is():
    day = fair.at_work()
    async with desk_of(day, size=(120, 40)) as (pilot, _):
        await pilot.press("e", "enter", "end")
        screen = pilot.app.screen
        last = screen.matters.count() - 1
        assert screen.matters.cursor == last > 0
        name = screen.matters._key_of(last)
        gone = screen.matters.employer.cases[0]
        day.every_case = [case for case in day.every_case if case.id != gone.id]
        screen.pull()
        assert (screen.matters.cursor, screen.matters._key_of(last - 1)) == (last - 1, name)
        day.every_case, day.lines = [], []
        screen.pull()
        await pilot.press("enter")
        assert screen.matters.cursor < screen.matters.count()


async def test_from_the_employers_a_closed_case_is_found_in_its_lane():
    day = fair.at_work()
    async with desk_of(day, size=(120, 40)) as (pilot, desk):
        await day.act(Wish(ActKind.RESOLVE, "q1"))
        desk.pull()
        desk.say("")
        desk.moving.select_case("q1")
        assert (desk.lists.lane, desk.case.id) == (Lane.CLOSED, "q1")
        await pilot.press("1")
        assert not desk.status.said.startswith("No longer")


async def test_at_eighty_columns_an_employer_is_told_with_its_pace_and_its_cases_in_whole_words():
    day = fair.at_work()
    day.every_case = [case for case in day.every_case if case.id != "q2"]
    async with desk_of(day) as (pilot, _):
        await pilot.press("e")
        await pilot.pause()
        await pilot.pause()
        screen = on_screen(pilot)
        assert "1 vac. · 2 cases · word in 2m" in screen
        assert "1 vac. · 1 case · no word" in screen
        assert "1 vac. · 0 cases" in screen
        assert "Link doet het niet bij mij, @techniek_n" in screen
        assert "TechniekNL · 2 cases lack a follow-up" in screen
        await pilot.resize_terminal(64, 24)
        await pilot.pause()
        assert "TechniekNL · 2 wait " in on_screen(pilot)


@pytest.mark.parametrize("width", [120, 80])
async def test_a_case_that_is_set_aside_is_counted_apart_at_its_employer(width):
    day = fair.at_work()
    await day.act(Wish(ActKind.SNOOZE, "q3"))
    async with desk_of(day, size=(width, 40)) as (pilot, _):
        await pilot.press("e")
        await pilot.pause()
        screen = on_screen(pilot)
        assert "1 waits, 1 set aside" in screen
        assert (" · 2 cases lack a follow-up, of which 1 set aside " in screen) == (width == 120)
        assert "? set aside " in screen


def asked(*answers):
    """Give an employer that was asked at 11:02, and answered at these times."""
    cases = (
        a_case("q", "lotte_v", "Bolt", moves=[(answer, State.ANSWERED, "Bolt")])
        for answer in answers
    )
    return Employer("Bolt", (), tuple(cases))


@pytest.mark.parametrize(
    ("language", "said"), [("en", "first word after 2 s"), ("nl", "eerste antwoord na 2 s")]
)
def test_a_word_within_a_minute_is_told_in_seconds(language, said):
    speak(language)
    assert standing.short(asked("11:02:02")).endswith(said)


async def test_what_an_employer_owes_is_said_in_other_words_than_how_its_cases_stand():
    async with desk_of(fair.at_work(), size=(120, 40)) as (pilot, _):
        await pilot.press("e")
        await pilot.pause()
        assert "2 wait" in on_screen(pilot)
        assert "2 open" not in on_screen(pilot)
