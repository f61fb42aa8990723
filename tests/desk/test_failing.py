"""A desk with a defect says so, shows nobody's posts, and does not pass for one that was left."""

import asyncio

import pytest

from moderator.commands.screen import own_up
from moderator.commands.setup import DeskFailed, complaints
from moderator.desk.app import DeskApp
from moderator.store.file import JournalBroken
from tests.desk import fair


async def test_what_went_wrong_is_kept_in_a_file_and_the_exit_code_is_1(tmp_path, capsys):
    day = fair.at_work()
    app = DeskApp(day, memory_at=tmp_path / "desk.json")

    def broken():
        raise ZeroDivisionError("a defect")

    with pytest.raises(ZeroDivisionError):  # noqa: PT012 - the program has to run
        async with app.run_test() as pilot:
            app.call_later(broken)
            await pilot.pause()
            await asyncio.sleep(0)
    with pytest.raises(SystemExit) as left, complaints():
        own_up(app)
    said = capsys.readouterr().err
    assert left.value.code == 1
    assert "the desk failed: start again, everything goes on where it was" in said
    kept = (tmp_path / "desk.failed.txt").read_text()
    assert "a defect" in kept
    assert "lotte_v" not in kept + said


async def test_a_journal_that_is_damaged_is_said_and_not_taken_for_a_defect(tmp_path, capsys):
    app = DeskApp(fair.at_work())

    def broken():
        raise JournalBroken(tmp_path, "damaged")

    with pytest.raises(JournalBroken):  # noqa: PT012 - the program has to run
        async with app.run_test() as pilot:
            app.call_later(broken)
            await pilot.pause()
            await asyncio.sleep(0)
    with pytest.raises(SystemExit) as left, complaints():
        own_up(app)
    assert left.value.code == 1
    assert capsys.readouterr().err == f"moderator: {tmp_path}: damaged\n"


async def test_a_board_that_cannot_be_drawn_after_an_act_is_not_told_as_a_refusal():
    day = fair.at_work()
    act, board = day.act, day.board

    def broken_once():
        day.board = board
        raise ValueError("a defect")

    async def acting(wish):
        await act(wish)
        day.board = broken_once

    day.act = acting
    with pytest.raises(ValueError, match="a defect"):  # noqa: PT012 - the program has to run
        async with DeskApp(day).run_test(size=(120, 40)) as pilot:
            await pilot.press("c")
            await pilot.pause()
    assert [act.target for act in day.acts] == ["q1"]


async def test_a_defect_in_an_act_is_not_told_as_a_refusal():
    day = fair.at_work()
    app = DeskApp(day)

    async def act(_wish):
        raise ValueError("a defect")

    day.act = act
    with pytest.raises(ValueError, match="a defect"):  # noqa: PT012 - the program has to run
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("c")
            await pilot.pause()


def test_a_desk_that_was_left_has_nothing_toown_up():
    own_up(DeskApp(fair.at_work()))
    assert issubclass(DeskFailed, Exception)
