"""That the desk is found again as it was left, and that losing its memory loses nothing."""

from asyncio import timeout

import pytest

from moderator.commands.play import Playing, frame_of
from moderator.config.models import Config
from moderator.core.facts import ActKind
from moderator.desk.app import DeskApp
from moderator.desk.machine.memory import Memory, remember
from moderator.shelf.places import desk_of
from moderator.wishes.wish import Wish
from tests.desk import fair
from tests.desk.screen import on_screen, shown


async def at_the_desk(path, *keys, until=""):
    """Sit at a desk that remembers, press keys, and leave; gives what was on the screen.

    `until` are words on the screen that are waited for.
    """
    app = DeskApp(fair.at_work(arrived=14), memory_at=path)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        await shown(pilot, until)
        desk = app.screen
        return (
            desk.lists.lane,
            desk.case and desk.case.id,
            desk.stream.typed.value,
            app.theme,
            on_screen(pilot),
        )


async def test_the_desk_is_found_as_it_was_left(tmp_path):
    path = tmp_path / "fair.desk.json"
    await at_the_desk(path, "t", "slash", *"label:q", "enter", "escape", "escape", "down", "down")
    await at_the_desk(path, "slash", *"label:q", "enter")
    lane, case, typed, theme, screen = await at_the_desk(path)
    assert (lane, case, typed, theme) == ("waiting", "q2", "label:q", "desk-light")
    assert "4 matches" in screen


async def test_a_desk_that_crashes_is_found_as_it_was(tmp_path):
    path = tmp_path / "fair.desk.json"
    app = DeskApp(fair.at_work(arrived=14), memory_at=path)
    app.keep_seconds = 0.01
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("t", "down", "slash", *"label:q", "enter")
        async with timeout(30):
            while remember(path).filter != "label:q":
                await pilot.pause()
        kept = remember(path)
    assert (kept.lane, kept.case, kept.theme) == ("waiting", "b1", "desk-light")


async def test_the_lane_is_remembered(tmp_path):
    path = tmp_path / "fair.desk.json"
    day = fair.at_work()
    await day.act(Wish(ActKind.RESOLVE, "q1"))
    for lane in ("waiting", "closed"):
        app = DeskApp(day, memory_at=path)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            await pilot.pause()
            assert app.screen.lists.lane == lane
            await pilot.press("4")


def test_a_day_that_begins_anew_keeps_the_theme_and_no_lane_or_filter(tmp_path):
    journal = tmp_path / "fair.sqlite"
    look = {"theme": "desk-light", "visits": 3, "done": ["nudge"]}
    Memory(**look, lane="closed", case="q1", filter="label:q", zoom="stream").keep(desk_of(journal))
    gone_on, anew = (
        frame_of(Playing("day", Config(), journal, fresh=fresh)).memory for fresh in (False, True)
    )
    assert (gone_on.lane, gone_on.filter, gone_on.zoom) == ("closed", "label:q", "stream")
    assert anew == Memory(**look | {"visits": 4})


async def test_of_a_lane_that_is_empty_those_who_wait_are_shown_instead(tmp_path):
    path = tmp_path / "fair.desk.json"
    await at_the_desk(path, "4")
    lane, case, *_look, screen = await at_the_desk(path)
    assert (lane, case) == ("waiting", "q1")
    assert "Waiting for an employer" in screen


async def test_a_hint_goes_away_once_it_was_followed(tmp_path):
    path = tmp_path / "fair.desk.json"
    await at_the_desk(path, until="Try n:")
    await at_the_desk(path, "n", "ctrl+y", until="Try r:")
    await at_the_desk(path, until="Try r:")
    assert "Try" not in (await at_the_desk(path))[-1]


async def test_a_hint_about_cases_that_wait_is_not_given_beside_closed_ones(tmp_path):
    screen = (await at_the_desk(tmp_path / "fair.desk.json", "4", until="Closed · "))[-1]
    assert "Try" not in screen


@pytest.mark.parametrize(
    "damage",
    [b"", b"{", b"[]", b"\xff\xfe", b'{"done": 3}', b'{"theme": null}', b"{" * 200_000],
)
def test_a_damaged_memory_is_as_none(tmp_path, damage):
    path = tmp_path / "fair.desk.json"
    path.write_bytes(damage)
    assert remember(path) == Memory()


async def test_what_is_remembered_and_makes_no_sense_any_more_is_passed_over(tmp_path):
    path = tmp_path / "fair.desk.json"
    Memory(theme="gone", lane="gone", case="gone", zoom="gone").keep(path)
    lane, case, *_ = await at_the_desk(path)
    assert (lane, case) == ("waiting", "q1")


def test_a_memory_that_cannot_be_kept_is_no_mishap(tmp_path):
    Memory().keep(tmp_path / "no such folder" / "fair.desk.json")
    Memory().keep(None)
    assert remember(None) == Memory()
