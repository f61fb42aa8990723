"""Whatever a post, a name or a link holds, it is shown as text and steers nothing."""

import inspect
import io
import pkgutil
import unicodedata
from dataclasses import replace
from importlib import import_module

import pytest
from textual.screen import Screen

from feeds.post import Author
from feeds.status import FeedState, Status
from moderator.core.board import Accounting
from moderator.core.case import Subject
from moderator.core.facts import ActKind
from moderator.core.fair import Fair
from moderator.core.labels import Because, Label, Verdict
from moderator.desk import boxes, screens
from moderator.desk.app import DeskApp
from moderator.desk.boxes.choose import Choose
from moderator.desk.boxes.employers import EmployersScreen
from moderator.desk.boxes.help import Help
from moderator.desk.boxes.intake import IntakeScreen
from moderator.desk.boxes.jump import Jump
from moderator.desk.boxes.messages import MessagesScreen
from moderator.desk.boxes.nudge import NudgeScreen
from moderator.desk.boxes.reading import ReadingScreen, WelcomeScreen
from moderator.desk.boxes.relabel import Relabel
from moderator.desk.boxes.write import Write
from moderator.desk.frame import Frame
from moderator.desk.plain import run_plain
from moderator.desk.screens.desk import DeskScreen
from moderator.desk.screens.opening import OpeningScreen
from moderator.desk.screens.palette import Palette
from moderator.desk.screens.watch import WatchScreen
from moderator.intake.tally import FeedStatus
from moderator.wishes.wish import Wish
from tests.desk.screen import desk_of, on_screen
from tests.desk.test_practice import practised, with_words
from tests.fakes import FakeDay, a_case, a_line, at
from tests.words.test_safe import HOSTILE


def a_hostile_line(key, text):
    link = f"https://kwaad.example/{text}"
    line = a_line(key, "11:00", "x", text, Label.QUESTION, links=(link,), case=key)
    reasons = (Because(text, 1.0), Because(text, 1.0, 0, max(len(text) // 2, 1)))
    post = replace(line.post, author=Author(handle=text, name=text))
    verdict = Verdict(Label.QUESTION, 0.9, because=reasons)
    return replace(line, post=post, handle=text, verdict=verdict)


def a_hostile_case(key, text):
    subject = Subject(post=key)
    return a_case(key, text, text, opened="11:00", subject=subject, link_note=text)


def a_hostile_day(texts=HOSTILE):
    lines = [a_hostile_line(str(at), text) for at, text in enumerate(texts)]
    cases = [a_hostile_case(str(at), text) for at, text in enumerate(texts)]
    fair = Fair(name="".join(texts)[:300], hashtags=tuple(texts))
    feeds = [
        FeedStatus(Status(text, FeedState.STOPPED, reason=text, notes=(text,)), Accounting(), ())
        for text in texts
    ]
    others = {str(at): (text, "anna") for at, text in enumerate(texts)}
    return FakeDay(lines, cases, fair=fair, now=at("11:45"), every_feed=feeds, others=others)


def steering(text):
    return {each for each in text if unicodedata.category(each) in {"Cc", "Cf"} and each != "\n"}


async def test_every_panel_shows_hostile_text_as_text():
    app = DeskApp(a_hostile_day(), browse=lambda _: True)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        for _ in HOSTILE:
            await pilot.press("down")
            assert not steering(on_screen(pilot))
        for keys in (["l"], ["escape"], ["o"], ["r"], ["u"], ["slash", "x"], ["escape"], ["up"]):
            await pilot.press(*keys)
            assert not steering(on_screen(pilot))
        assert app.is_running


OPENED = {
    **dict.fromkeys(["s", "m", "M", "p", "H"], Choose),
    **dict.fromkeys(["2", "3", "4", "v", "z"], DeskScreen),
    "n": NudgeScreen,
    "w": Write,
    "l": Relabel,
    "e": EmployersScreen,
    "i": IntakeScreen,
    "h": MessagesScreen,
    "g": Jump,
    "question_mark": Help,
    "ctrl+p": Palette,
}
IN_PRACTICE = {"a": Write, "D": ReadingScreen, "I": Choose, "O": Choose}
LOOKED_ON = {"e": EmployersScreen, "v": WatchScreen}


async def shown_as_text(pilot, opening, opened):
    """Open something, go through it, and look at each step."""
    await pilot.press(opening)
    await pilot.pause()
    assert isinstance(pilot.app.screen, opened)
    for key in ("down", "down", "pagedown", "up", "enter", "tab", "down", "escape"):
        assert not steering(on_screen(pilot))
        await pilot.press(key)
        await pilot.pause()
    assert not steering(on_screen(pilot))
    assert pilot.app.is_running


@pytest.mark.parametrize("opening", OPENED)
async def test_every_box_and_list_shows_hostile_text_as_text(opening):
    day = a_hostile_day()
    day.arrived -= opening == "g"  # there is no later time to jump to at the end
    async with desk_of(day, size=(120, 40)) as (pilot, _):
        await pilot.press("r", "c")
        await shown_as_text(pilot, opening, OPENED[opening])


@pytest.mark.parametrize("opening", IN_PRACTICE)
async def test_practice_shows_hostile_text_as_text(opening):
    async with desk_of(practised(a_hostile_day()), size=(120, 40)) as (pilot, _):
        await shown_as_text(pilot, opening, IN_PRACTICE[opening])


async def test_what_a_practice_is_about_is_shown_as_text():
    day = with_words(practised(a_hostile_day()), "".join(HOSTILE))
    async with desk_of(day, size=(120, 40)) as (pilot, _):
        await pilot.pause()
        assert isinstance(pilot.app.screen, WelcomeScreen)
        assert not steering(on_screen(pilot))
        await pilot.press("escape")
        assert not steering(on_screen(pilot))


@pytest.mark.parametrize("opening", LOOKED_ON)
async def test_who_looks_on_sees_hostile_text_as_text(opening):
    day = a_hostile_day()
    async with Frame(day.fair).run_test(size=(120, 40)) as pilot:
        assert isinstance(pilot.app.screen, OpeningScreen)
        assert not steering(on_screen(pilot))
        await pilot.app.show(lambda browse, memory: WatchScreen(day, browse, memory))
        await pilot.pause()
        await shown_as_text(pilot, opening, LOOKED_ON[opening])


def test_no_screen_is_left_out():
    opened = {*OPENED.values(), *IN_PRACTICE.values(), *LOOKED_ON.values()}
    assert all_screens() - opened == {OpeningScreen, WelcomeScreen}


def all_screens():
    """Give the screens of the desk that no other one is made from."""
    modules = [
        one.name
        for room in (boxes, screens)
        for one in pkgutil.iter_modules(room.__path__, f"{room.__name__}.")
    ]
    made = {
        one
        for name in modules
        for _, one in inspect.getmembers(import_module(name), inspect.isclass)
        if issubclass(one, Screen) and one.__module__ == name
    }
    return {one for one in made if not any(one in other.__mro__[1:] for other in made)}


async def test_a_note_and_a_draft_are_shown_as_text_too():
    day = a_hostile_day()
    async with desk_of(day, size=(120, 60)) as (pilot, _):
        for number, text in enumerate(HOSTILE):
            await day.act(Wish(ActKind.NOTE, str(number), text=text))
            await day.act(Wish(ActKind.NUDGE, str(number), text=text))
        for _text in HOSTILE:
            await pilot.press("down")
            await pilot.pause()
            assert not steering(on_screen(pilot))
        await pilot.press("n")
        assert not steering(on_screen(pilot))


async def test_text_that_looks_like_a_link_to_an_action_is_no_link():
    app = DeskApp(a_hostile_day(["[@click=app.quit]klik hier[/]"]))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "[@click=app.quit]klik hier[/]" in on_screen(pilot)
        await pilot.click("#talk", offset=(6, 2))
        await pilot.click("#posts", offset=(60, 0))
        await pilot.pause()
        assert app.is_running


async def test_plain_lines_are_clean_too():
    out = io.StringIO()
    await run_plain(a_hostile_day(), out=out, pull_seconds=0)
    assert not steering(out.getvalue())


async def test_what_the_terminal_cannot_spell_is_a_question_mark(tmp_path):
    path = tmp_path / "lines"
    with path.open("w", encoding="ascii") as out:
        await run_plain(a_hostile_day(["Eén vraag → hier"]), out=out, pull_seconds=0)
    assert "E?n vraag ? hier" in path.read_text()
