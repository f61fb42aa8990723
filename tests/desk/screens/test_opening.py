"""The desk before its fair is there: what it says, what it lets one do, and what comes of it."""

import asyncio
import inspect
from pathlib import Path

import pytest

from moderator.commands import live, terminal
from moderator.commands.screen import behind_the_desk
from moderator.config.models import Config
from moderator.desk.frame import Frame
from moderator.desk.keys.keys import acts_of
from moderator.desk.screens.desk import DeskScreen
from moderator.desk.screens.opening import OpeningScreen
from moderator.run import Setting
from moderator.words.language import speak
from tests.clocks import until
from tests.desk import fair
from tests.desk.screen import on_screen
from tests.test_read_back import Endless

PATIENCE_SECONDS = 30


class Unseen(Frame):
    """The desk's program on a terminal that nobody sees."""

    CSS_PATH = Path(inspect.getfile(Frame)).with_name("styles") / "desk.tcss"

    async def run_async(self):
        return await super().run_async(headless=True, size=(120, 40))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize(
    ("language", "told"), [("en", "The fair is being opened"), ("nl", "De beurs gaat open")]
)
async def test_the_first_picture_says_which_fair_is_being_opened(size, language, told):
    speak(language)
    async with Frame(fair.FAIR).run_test(size=size) as pilot:
        await pilot.pause()
        first, *between, above_the_last, _last = on_screen(pilot).splitlines()
        assert "#TBNN Twitterbanenmarkt Noord-Nederland" in first
        assert told in above_the_last
        assert sum("╭" in line for line in between) == (3 if size[1] == 40 else 2)


async def test_an_unopened_fair_can_be_looked_at_in_another_theme_and_left():
    app = Frame(fair.FAIR)
    async with app.run_test() as pilot:
        acts = [binding.action for binding in acts_of(app.screen)]
        assert acts == ["app.next_theme", "app.quit"]
        before = app.theme
        await pilot.press("t", "n", "slash", "question_mark")
        assert app.theme != before
        assert isinstance(app.screen, OpeningScreen)
        await pilot.press("q")
    assert not app.is_running


async def seated(frame):
    """Return once the desk of the open fair is on the screen."""
    while not isinstance(frame.screen, DeskScreen) or not frame.screen.is_mounted:
        await asyncio.sleep(0)


async def test_a_fair_that_is_open_is_shown_until_the_moderator_leaves():
    frame, screens = Unseen(fair.FAIR), []

    async def opening(audience):
        screens.append(frame.screen)
        await audience(fair.at_work())
        return "seen"

    async def leaving():
        await frame.drawn.wait()
        await seated(frame)
        screens.append(frame.screen)
        frame.exit()

    async with asyncio.timeout(PATIENCE_SECONDS), asyncio.TaskGroup() as tasks:
        tasks.create_task(leaving())
        assert await behind_the_desk(frame, opening) == "seen"
    assert [type(screen) for screen in screens] == [OpeningScreen, DeskScreen]


async def test_who_leaves_before_the_fair_is_open_does_not_wait_for_it():
    frame, begun = Unseen(fair.FAIR), asyncio.Event()

    async def opening(_audience):
        begun.set()
        await asyncio.Event().wait()

    async def leaving():
        await begun.wait()
        frame.exit()

    async with asyncio.timeout(PATIENCE_SECONDS), asyncio.TaskGroup() as tasks:
        tasks.create_task(leaving())
        assert await behind_the_desk(frame, opening) is None


async def test_what_goes_wrong_while_a_fair_is_opened_ends_the_desk():
    frame = Unseen(fair.FAIR)

    async def opening(_audience):
        raise LookupError("no such recording")

    with pytest.raises(ExceptionGroup) as failed:
        async with asyncio.timeout(PATIENCE_SECONDS):
            await behind_the_desk(frame, opening)
    assert [str(each) for each in failed.value.exceptions] == ["no such recording"]
    assert not frame.is_running


async def test_a_live_fair_is_drawn_before_its_journal_is_read_and_can_be_left_then(monkeypatch):
    frame, journal = Unseen(fair.FAIR, has_the_fair=True), Endless()
    monkeypatch.setattr(live, "_frame", lambda config: frame)
    monkeypatch.setattr(terminal, "draws", lambda plain: True)
    followed = live._Followed(Config(), (), journal, Setting("m", live._now))
    async with asyncio.timeout(PATIENCE_SECONDS):
        showing = asyncio.create_task(live._shown(live.Arguments(), followed))
        await until(journal.begun.is_set, seconds=PATIENCE_SECONDS)
        assert isinstance(frame.screen, OpeningScreen)
        await frame.action_quit()
        await showing
    assert journal.left.is_set()
    assert (journal.fair(), followed.stood) == (None, ())


async def test_who_has_the_fair_of_others_at_an_opened_desk_leaves_by_a_second_time():
    frame, day = Unseen(fair.FAIR, has_the_fair=True), fair.at_work()
    day.others = {"q1": ("bram",)}

    async def leaving():
        await frame.drawn.wait()
        await seated(frame)
        await frame.action_quit()
        assert frame.screen.status.asked.startswith("The fair stands still for bram")
        await frame.action_quit()

    async with asyncio.timeout(PATIENCE_SECONDS), asyncio.TaskGroup() as tasks:
        tasks.create_task(leaving())
        await behind_the_desk(frame, lambda audience: audience(day))
