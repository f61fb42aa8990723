"""The queue: the most urgent case first; however much is done about it, its question is read."""

from dataclasses import replace
from datetime import timedelta

import pytest

from moderator.core.facts import ActKind
from moderator.core.labels import Label
from moderator.wishes.wish import Wish
from moderator.words.language import speak
from tests.desk import fair
from tests.desk.fair import by
from tests.desk.screen import desk_of, listed, on_screen
from tests.fakes import FakeDay, a_case, a_line, at


async def second_line(day, width):
    async with desk_of(day, size=(width, 30)) as (_, desk):
        return desk.queue.render_line(1).text


async def helped(day):
    """Let everything be done about the first case that leaves it waiting."""
    await day.act(Wish(ActKind.CLAIM, "q1"))
    await day.act(Wish(ActKind.NUDGE, "q1", text="Kun je kijken?"))
    await day.act(Wish(ActKind.NOTE, "q1", text="gebeld"))
    return day


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("width", range(80, 131, 5))
async def test_a_question_can_be_read_whatever_is_done_about_its_case(language, width):
    speak(language)
    line = await second_line(await helped(fair.at_work(others={"q1": ("anna", "bram")})), width)
    assert "“is dit ook partt"[: 14 if width < 100 else None] in line


@pytest.mark.parametrize("width", range(80, 131, 5))
async def test_a_question_can_be_read_whose_case_may_be_none(width):
    day = await helped(fair.at_work())
    at = next(n for n, line in enumerate(day.lines) if line.key == "q1")
    doubted = replace(day.lines[at].verdict, confidence=0.4)
    day.lines[at] = replace(day.lines[at], verdict=doubted)
    line = await second_line(day, width)
    assert "maybe " in line
    assert "“is dit ook part" in line


async def test_marks_for_which_there_is_no_room_leave_a_sign():
    day = await helped(fair.at_work())
    assert " ● overdue … “is dit ook part" in await second_line(day, 80)
    assert " ● nudged 11:45, note “is dit ook part" in await second_line(day, 105)
    assert " ● nudged 11:45, note “is dit" in await second_line(day, 160)


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize(("by_whom", "mark"), [("anna", "   anna "), ("moderator", " ● ")])
async def test_who_has_a_case_stands_first_however_the_case_stands(by_whom, mark, width):
    day = fair.at_work()
    await by(by_whom, day, ActKind.CLAIM, "q3")
    day.now += timedelta(minutes=50)
    await by(by_whom, day, ActKind.CLAIM, "q3")
    async with desk_of(day, size=(width, 30)) as (_, desk):
        row = listed(desk).index("q3") * 2 + 1
        overdue = "overdue " if width == 80 else ""
        assert desk.queue.render_line(row).text.startswith(f"{mark}{overdue}promised “")


async def test_a_long_name_of_who_has_a_case_leaves_room_for_its_question():
    day = fair.at_work()
    await by("annemarie-van-der-velde", day, ActKind.CLAIM, "q1")
    assert "   annemarie… overdue “is dit" in await second_line(day, 80)


async def test_of_a_case_that_is_set_aside_the_moment_goes_before_its_urgency():
    day = fair.at_work()
    await by("anna", day, ActKind.SNOOZE, "q1")
    async with desk_of(day, size=(80, 30)) as (pilot, desk):
        await pilot.press("3")
        assert "   until somebody writes" in desk.queue.render_line(1).text


async def test_the_queue_lists_the_most_urgent_case_first():
    async with desk_of(fair.at_work()) as (_, desk):
        assert listed(desk) == ["q1", "b1", "q2", "q3", "q4"]
        assert desk.case.id == "q1"


async def test_urgency_is_told_in_words():
    async with desk_of(fair.at_work()) as (pilot, _):
        screen = on_screen(pilot)
        assert "overdue" in screen
        assert "due “hoe laat" in screen
        assert "promised" in screen


async def test_a_long_name_does_not_hide_how_many_asked():
    line = a_line("q", "11:00", "x", "Link doet het niet", Label.BROKEN_LINK)
    names = ("een_bijzonder_lange_naam_die_niet_past", "mirjam", "els_m")
    case = a_case("q", names[0], "TechniekNL", opened="11:00", reporters=names)
    async with desk_of(FakeDay([line], [case])) as (pilot, _):
        assert "… +2" in on_screen(pilot)


@pytest.mark.parametrize("width", [80, 120])
async def test_what_was_closed_last_is_on_top_with_the_time_of_that(width):
    day = fair.at_work()
    for case, time in [("q4", "11:46"), ("q1", "11:58"), ("b1", "11:51")]:
        day.now = at(time)
        await day.act(Wish(ActKind.RESOLVE, case))
    async with desk_of(day, size=(width, 40)) as (pilot, desk):
        await pilot.press("4")
        assert listed(desk) == ["q1", "b1", "q4"]
        times = [desk.queue.render_line(2 * row).text for row in range(3)]
        assert [line.split()[1] for line in times] == ["11:58", "11:51", "11:46"]


@pytest.mark.parametrize(("width", "said"), [(80, " ↑2 "), (120, " · 2 above ")])
async def test_the_frame_says_how_many_cases_are_above_what_is_in_view(width, said):
    async with desk_of(fair.at_work(), size=(width, 18)) as (pilot, desk):
        title = desk.queue.border_title
        assert "above" not in title
        await pilot.press("end")
        await pilot.pause()
        assert len(listed(desk)) - desk.queue.page == 2
        assert f"Waiting for an employer · 5{said}" in on_screen(pilot)
        await pilot.press("home")
        await pilot.pause()
        assert desk.queue.border_title == title


@pytest.mark.parametrize("height", [17, 18])
async def test_the_row_at_the_top_is_whole_wherever_the_list_is_scrolled(height):
    async with desk_of(fair.at_work(), size=(80, height)) as (pilot, desk):
        for _ in range(len(listed(desk))):
            await pilot.press("down")
            await pilot.pause()
            rows = [desk.queue.render_line(y).text for y in range(desk.queue.size.height)]
            assert desk.queue.scroll_offset.y % 2 == 0
            assert any(row.startswith("▸") for row in rows[: 2 * desk.queue.page : 2])
