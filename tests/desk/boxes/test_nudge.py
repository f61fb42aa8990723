"""A nudge from its draft to the clipboard or the platform's page: noted, and never sent."""

from dataclasses import replace

import pytest
from textual.events import Paste

from moderator.core.facts import ActKind
from moderator.desk.boxes.nudge import NudgeScreen
from tests.desk import fair
from tests.desk.fair import by, delete, done
from tests.desk.screen import desk_of, on_screen
from tests.fakes import at


async def test_a_nudge_is_copied_and_noted_and_never_sent():
    day = fair.at_work()
    async with desk_of(day, size=(120, 40)) as (pilot, desk):
        await pilot.press("n", *"Graag", "ctrl+y")
        await pilot.pause()
        nudge = day.case("q1").nudges[0]
        assert nudge.text.startswith(
            "@zorggroepnoord @lotte_v vraagt: “is dit ook parttime te doen?”"
        )
        assert nudge.text.endswith("#TBNNGraag")
        assert "https://zorggroepnoord.example.nl/wijkzorg" in nudge.text
        assert pilot.app.clipboard == nudge.text
        assert pilot.app.opened == []
        assert desk.status.said.startswith("Sent to this terminal's clipboard, and noted")
        assert "nudged 11:45" in on_screen(pilot)


async def test_a_nudge_is_opened_on_the_platforms_own_page():
    day = fair.at_work()
    day.lines = [replace(line, post=replace(line.post, id=f"{at:03}"))
                 for at, line in enumerate(day.lines)]  # fmt: skip
    async with desk_of(day) as (pilot, _):
        await pilot.press("n", "ctrl+o")
        await pilot.pause()
        (page,) = pilot.app.opened
        assert page.startswith("https://x.com/intent/post?in_reply_to=005&text=%40zorggroepnoord")
        assert done(day) == [("nudge", "q1")]


async def test_a_draft_is_whole_in_a_terminal_that_grew_narrower_under_it():
    async with desk_of(fair.at_work()) as (pilot, _):
        await pilot.press("n")
        await pilot.resize_terminal(60, 24)
        await pilot.pause()
        assert "parttime te doen?” Kun jij daar iets over zeggen?" in on_screen(pilot)


async def test_leaving_a_draft_notes_nothing():
    day = fair.at_work()
    async with desk_of(day) as (pilot, _):
        await pilot.press("n", "escape")
        assert day.acts == []


async def test_a_second_nudge_within_the_cool_down_asks_first():
    day = fair.at_work()
    async with desk_of(day, size=(120, 40)) as (pilot, _):
        await pilot.press("n", "ctrl+y")
        await pilot.pause()
        day.now = at("11:50")
        await pilot.press("n")
        assert "The last nudge was 4 min ago." in on_screen(pilot)
        await pilot.press("ctrl+y")
        assert isinstance(pilot.app.screen, NudgeScreen)
        assert "Press the key again" in on_screen(pilot)
        await pilot.press("ctrl+y")
        await pilot.pause()
        assert len(day.case("q1").nudges) == 2


async def test_after_the_cool_down_a_nudge_goes_at_once():
    day = fair.at_work()
    async with desk_of(day) as (pilot, _):
        await pilot.press("n", "ctrl+y")
        await pilot.pause()
        day.now = at("12:01")
        await pilot.press("n", "ctrl+y")
        await pilot.pause()
        assert len(day.acts) == 2


async def test_what_is_pasted_into_a_draft_cannot_steer_the_screen():
    day = fair.at_work()
    async with desk_of(day, size=(120, 40)) as (pilot, _):
        await pilot.press("n")
        pilot.app.screen.focused.select_all()
        pilot.app.post_message(Paste("bel\x07 \u202eom\u200b\trond\r\n👩🏽\u200d🔧"))
        await pilot.pause()
        await pilot.press("ctrl+y")
        await pilot.pause()
        assert [act.text for act in day.acts] == ["bel om rond\n👩🔧"]


async def test_a_draft_that_is_too_long_says_so():
    async with desk_of(fair.at_work(), size=(120, 40)) as (pilot, _):
        await pilot.press("n")
        pilot.app.screen.query_one("#draft").text = "a" * 281
        await pilot.pause()
        assert "281 of 280 characters, too long" in on_screen(pilot)


async def test_a_draft_that_is_too_long_is_opened_only_after_that_was_said():
    day = fair.at_work()
    async with desk_of(day, size=(120, 40)) as (pilot, _):
        await pilot.press("n")
        pilot.app.screen.query_one("#draft").text = "a" * 281
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert "The platform does not take it: 281 of 280" in on_screen(pilot)
        assert day.acts == []
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert [act.kind for act in day.acts] == [ActKind.NUDGE]


async def test_a_draft_whose_case_is_answered_under_it_says_so():
    day = fair.at_work()
    async with desk_of(day, size=(120, 40)) as (pilot, _):
        await pilot.press("n")
        assert "Meanwhile" not in on_screen(pilot)
        await by("anna", day, ActKind.RESOLVE, "q1")
        pilot.app.screen.pull()
        await pilot.pause()
        assert "Meanwhile resolved by anna." in on_screen(pilot)


async def test_a_nudge_is_done_to_the_post_that_its_draft_quotes():
    day = fair.at_work()
    async with desk_of(day, size=(120, 40)) as (pilot, _):
        await pilot.press("j", "n")
        delete(day, "b1")
        pilot.app.screen.pull()
        await pilot.press("ctrl+y")
        await pilot.pause()
        assert [(act.kind, act.target) for act in day.acts] == [(ActKind.NUDGE, "b2")]


@pytest.mark.parametrize(
    ("edited", "said", "left"),
    [
        (str, "the draft is without it", "Kun jij daar iets over zeggen?"),
        (lambda text: f"{text} Dank!", "was deleted, here too", "Dank!"),
        (lambda text: text.replace("parttime", "PARTTIME"), "the draft was emptied", ""),
    ],
)
async def test_what_a_draft_quotes_goes_when_it_is_deleted(edited, said, left):
    day = fair.at_work()
    await by("anna", day, ActKind.NUDGE, "q1", text="over: is dit ook parttime te doen?")
    async with desk_of(day, size=(120, 40)) as (pilot, _):
        await pilot.press("n")
        screen = pilot.app.screen
        screen.area.load_text(edited(screen.area.text))
        assert "is dit ook" in screen.area.text
        assert "nudged by anna: over: is dit ook" in on_screen(pilot)
        delete(day, "q1")
        screen.pull()
        await pilot.pause()
        assert said in on_screen(pilot)
        assert "nudged by anna" not in on_screen(pilot)
        assert left in screen.area.text
        assert bool(left) is bool(screen.area.text)
        await pilot.press("ctrl+z")
        assert "is dit ook" not in screen.area.text


async def test_a_draft_that_no_page_takes_is_not_opened_and_says_so():
    day = fair.at_work()
    async with desk_of(day) as (pilot, _):
        await pilot.press("n")
        pilot.app.screen.draft = replace(pilot.app.screen.draft, above=None)
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert "There is no page to open it on: Ctrl+Y copies it." in on_screen(pilot)
    assert day.acts == []
