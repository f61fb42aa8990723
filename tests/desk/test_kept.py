"""What is kept until the engine is back stands with its case, and passes for no refusal."""

from moderator.core.facts import Acted, ActKind
from moderator.wishes.sense import Later
from moderator.wishes.wish import Wish
from tests.desk import fair
from tests.desk.screen import desk_of, on_screen


async def test_what_is_kept_stands_with_its_case_until_it_is_done_and_is_no_news_then():
    day = fair.at_work()
    await day.act(Wish(ActKind.CLAIM, "q1"))
    async with desk_of(day, size=(140, 50)) as (pilot, desk):
        day.put_off = [Acted("a1", ActKind.RELEASE, "q1", "moderator", day.now, 9)]
        desk.look()
        await pilot.pause()
        assert " ● kept: released “" in on_screen(pilot)
        assert "kept until the engine is back: released · yours" in on_screen(pilot)
        day.put_off = []
        desk.look()
        await pilot.pause()
        assert "kept" not in on_screen(pilot)
        await day.act(Wish(ActKind.RELEASE, "q1"))
        desk.look()
        assert desk.messages.unseen == 0


async def test_what_is_kept_stands_with_a_closed_case_and_an_undo_with_what_it_takes_back():
    day = fair.at_work()
    closing = await day.act(Wish(ActKind.RESOLVE, "q1"))
    note = await day.act(Wish(ActKind.NOTE, "q2", text="belt terug"))
    day.put_off = [
        Acted(f"a{serial}", ActKind.UNDO, act.id, "moderator", day.now, serial)
        for serial, act in enumerate((closing, note))
    ]
    async with desk_of(day, size=(140, 50)) as (pilot, _):
        assert "kept: undo (a note), note" in on_screen(pilot)
        await pilot.press("4")
        assert "kept: undo (resolved) “is dit ook parttime" in on_screen(pilot)
        assert "kept until the engine is back: undo (resolved)" in on_screen(pilot)


async def test_an_act_that_is_kept_for_later_is_not_told_as_one_that_was_refused():
    day = fair.at_work()

    async def later(*_, **__):
        raise Later("Kept: there is no connection to the fair. It is sent as soon as there is one.")

    day.act = later
    async with desk_of(day, size=(120, 60)) as (pilot, desk):
        await pilot.press("c")
        assert desk.status.said.startswith("Kept: there is no connection to the fair.")
