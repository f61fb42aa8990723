"""A case, an employer or a colleague is chosen from a list that typing narrows down."""

from dataclasses import replace

import pytest

from moderator.core.case import State, Subject
from moderator.core.facts import ActKind
from moderator.core.labels import Label, Side
from moderator.desk.choices.proposals import others, subjects
from tests.desk import fair
from tests.desk.fair import done
from tests.desk.screen import desk_of, on_screen, shown
from tests.fakes import FakeDay, a_case, a_line


@pytest.mark.parametrize("key", ["tab", "shift+tab"])
async def test_what_is_typed_is_taken_though_one_looks_for_more_to_go_to(key):
    day = fair.at_work()
    async with desk_of(day, size=(120, 60)) as (pilot, _):
        await pilot.press("H", *"br", key, *"am", "enter", *"bram", "enter", "enter")
    assert [act.to for act in day.acts] == ["bram"]


async def test_the_colleague_that_was_moved_to_has_the_case_whatever_is_typed():
    day = fair.at_work(others={"q1": ("anna", "annemarie")})
    async with desk_of(day, size=(120, 60)) as (pilot, _):
        await pilot.press("H", *"anna", "backspace", "backspace", "down", "enter", "enter")
    assert [act.to for act in day.acts] == ["annemarie"]


async def test_a_case_is_moved_to_what_was_typed():
    day = fair.at_work()
    async with desk_of(day) as (pilot, _):
        await pilot.press("m", *"bakkerbolt", "enter")
        await pilot.pause()
        assert [(act.kind, act.target, act.to) for act in day.acts] == [(ActKind.MOVE, "q1", "v3")]


async def test_an_employer_is_moved_to_by_an_account_that_outlives_the_roster():
    day = fair.at_work()
    day.fair = replace(day.fair, employers={"Zorg Elders": ("zorgelders", "hr_elders")})
    offered = {
        one.name: one.gives for one in subjects(day.cases()[0], day) if one.note == "in general"
    }
    assert offered["Bakker Bolt"] == "bakkerbolt"
    assert offered["Zorg Elders"] == "zorgelders"


async def test_a_question_to_everybody_can_be_made_the_organisers():
    day = fair.at_work()
    day.every_case[0] = replace(day.every_case[0], to_all=True, subject=Subject())
    now, organiser, *_ = subjects(day.cases()[0], day)
    assert (now.name, now.note) == ("everybody", "now: any employer, or the organiser")
    assert (organiser.gives, organiser.note) == ("", "a matter of the organiser")
    async with desk_of(day) as (pilot, _):
        await pilot.press("m", "enter")
        await pilot.pause()
        assert not day.acts
        await pilot.press("m", "down", "enter")
        await pilot.pause()
    assert [(act.kind, act.to) for act in day.acts] == [(ActKind.MOVE, "")]


class _Moving(FakeDay):
    """A day on which whatever is moved is TechniekNL's from then on."""

    async def act(self, wish):
        self.every_case[0] = a_case("q1", "lotte_v", "TechniekNL")
        return await super().act(wish)


async def test_a_move_says_who_owes_the_word_now():
    day = fair.at_work()
    moving = _Moving(day.lines, day.every_case, day.threads, day.fair, now=day.now)
    async with desk_of(moving) as (pilot, desk):
        await pilot.press("m", *"techniek", "enter")
        await pilot.pause()
        assert desk.status.said == "Moved: question from lotte_v to TechniekNL"


@pytest.mark.parametrize(
    ("about", "shown"),
    [
        (Subject(post="v1"), "zorggroepnoord"),
        (Subject(party="bakkerbolt"), "Bakker Bolt"),
        (Subject(), "the fair itself"),
    ],
)
async def test_a_hasty_enter_leaves_a_case_with_what_it_is_about(about, shown):
    day = fair.at_work()
    newer = a_line("v4", "11:44", "zorggroepnoord", "Vacature: kok", Label.VACANCY, **fair.EMPLOYER)
    day.lines, day.arrived = [*day.lines, newer], day.arrived + 1
    day.every_case[0] = replace(day.every_case[0], subject=about, responsible="Bakker Bolt")
    async with desk_of(day, size=(120, 40)) as (pilot, desk):
        await pilot.press("m")
        await pilot.pause()
        chosen = next(line for line in on_screen(pilot).splitlines() if "now: " in line)
        assert f"▸ {shown}" in chosen
        await pilot.press("enter")
        await pilot.pause()
        assert day.acts == []
        assert desk.status.said == "Nothing was changed."
        await pilot.press("m", "down", "enter")
        await pilot.pause()
        assert [act.kind for act in day.acts] == [ActKind.MOVE]


async def test_a_case_can_be_moved_to_the_fair_itself():
    day = fair.at_work()
    async with desk_of(day) as (pilot, _):
        await pilot.press("m", *"the fair", "enter")
        await pilot.pause()
        assert [(act.kind, act.to) for act in day.acts] == [(ActKind.MOVE, "")]


async def test_the_box_says_which_of_two_cases_wins():
    async with desk_of(fair.at_work()) as (pilot, _):
        await pilot.press("M")
        assert "The one that you choose says what both are about" in on_screen(pilot)


async def test_a_case_is_merged_and_the_selection_goes_with_it():
    day = fair.at_work()
    async with desk_of(day) as (pilot, desk):
        await pilot.press("M", *"pieter", "enter")
        await pilot.pause()
        assert [(act.kind, act.target, act.to) for act in day.acts] == [(ActKind.MERGE, "q1", "q2")]
        assert desk.case.id == "q2"


def test_how_a_case_ended_is_said_where_one_is_to_be_merged():
    waiting = a_case("q1", "lotte_v", "Zorg")
    ended = a_case("q2", "jan_k", "Zorg", state=State.ANSWERED)
    asked = [a_line("q2", "11:02", "jan_k", "Kan het parttime?", Label.QUESTION)]
    day = FakeDay(asked, [waiting, ended])
    assert [one.note for one in others(waiting, day)] == ["answered · Kan het parttime?"]


async def test_a_post_is_split_off_only_where_there_is_more_than_one():
    day = fair.at_work()
    async with desk_of(day) as (pilot, desk):
        assert not desk.check_action("do", ("split",))
        await pilot.press("down", "x", *"mirjam", "enter")
        await pilot.pause()
        assert done(day) == [("split", "b2")]


async def test_whom_an_account_speaks_for_is_corrected():
    day = fair.at_work()
    async with desk_of(day) as (pilot, desk):
        await pilot.press("p", *"organiser", "enter")
        await pilot.pause()
        (act,) = day.acts
        assert (act.kind, act.target, act.side) == (ActKind.SIDE, "@lotte_v", Side.ORGANISER)
        assert desk.status.said == "lotte_v counts as organiser from now on"


async def test_a_very_long_name_leaves_room_for_the_question_and_for_the_answer():
    line = a_line("q1", "11:02", "jan" * 60, "is dit ook parttime?", Label.QUESTION, case="q1")
    day = FakeDay([line], [a_case("q1", line.handle, "TechniekNL")], {"q1": ["q1"]}, fair.FAIR)
    async with desk_of(day) as (pilot, desk):
        await pilot.press("p")
        assert "Whom does janjanjanjanjanjanjanjanjanja… speak for?" in on_screen(pilot)
        await pilot.press(*"organiser", "enter")
        await pilot.pause()
        said = "janjanjanjanjanjanjanjanjanja… counts as organiser from now on"
        assert desk.status.said == said


@pytest.mark.parametrize(
    ("called", "account"), [("bolt", "bakkerbolt"), ("techniek", "TechniekNL")]
)
async def test_an_account_may_speak_for_any_employer_that_is_known(called, account):
    day = fair.at_work()
    day.fair = replace(day.fair, employers={"TechniekNL": ("techniek_nl",)})
    async with desk_of(day) as (pilot, desk):
        await pilot.press("p", *called, "enter")
        await pilot.pause()
        assert [(act.side, act.to) for act in day.acts] == [(Side.EMPLOYER, account)]
        assert desk.status.said == f"lotte_v speaks for {account} from now on"


async def test_what_enter_would_take_is_marked_without_colour():
    async with desk_of(fair.at_work(arrived=12), size=(120, 40)) as (pilot, _):
        await pilot.press("s")
        await shown(pilot, "▸ until somebody writes")
        await pilot.press("down")
        await shown(pilot, "▸ until 11:")
        assert "▸ until somebody writes" not in on_screen(pilot)
        await pilot.press("escape", "l", "down")
        await shown(pilot, "▸   f  follow-up")
