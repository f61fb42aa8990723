"""Whatever a post, a name or a link holds, it is shown as text and steers nothing."""

import io
import unicodedata
from dataclasses import replace

import pytest

from feeds.post import Author
from moderator.core.case import Subject
from moderator.core.facts import ActKind
from moderator.core.fair import Fair
from moderator.core.labels import Because, Label, Verdict
from moderator.desk.app import DeskApp
from moderator.desk.plain import run_plain
from tests.desk.test_desk import desk_of, on_screen
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
    return FakeDay(lines, cases, fair=fair, now=at("11:45"))


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


@pytest.mark.parametrize(
    "opening", ["n", "s", "w", "m", "M", "p", "l", "e", "i", "2", "4", "ctrl+p"]
)
async def test_every_box_and_list_shows_hostile_text_as_text(opening):
    async with desk_of(a_hostile_day(), size=(120, 40)) as (pilot, _):
        await pilot.press("r", "c", opening)
        await pilot.pause()
        for key in ("down", "down", "pagedown", "up", "enter", "tab", "down", "escape"):
            await pilot.press(key)
            await pilot.pause()
            assert not steering(on_screen(pilot))
        assert pilot.app.is_running


async def test_a_note_and_a_draft_are_shown_as_text_too():
    day = a_hostile_day()
    async with desk_of(day, size=(120, 60)) as (pilot, _):
        for number, text in enumerate(HOSTILE):
            await day.act(ActKind.NOTE, str(number), text=text)
            await day.act(ActKind.NUDGE, str(number), text=text)
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
