"""The acts that first ask, to whom, until when, in which words, and what leaves a box undone."""

import pytest
from textual.events import Paste

from moderator.core.facts import ActKind
from moderator.desk.boxes.write import LONGEST
from moderator.wishes.wish import Wish
from tests.desk import fair
from tests.desk.fair import done
from tests.desk.screen import desk_of, listed, on_screen
from tests.fakes import at


async def test_a_case_is_handed_to_a_colleague_with_a_note_or_without():
    day = fair.at_work(others={"q1": ("cleo",), "q2": ("bram",)})
    async with desk_of(day, size=(120, 60)) as (pilot, desk):
        await pilot.press("H")
        assert "looks at it now" in on_screen(pilot)
        await pilot.press(*"br", "enter", *"belt zelf", "enter")
        assert "bram has it now: question from lotte_v to Zorggroep Noord" in desk.status.said
        assert "claimed by bram" in on_screen(pilot)
        assert "handed over to bram until 12:00 by moderator" in on_screen(pilot)
        assert "belt zelf" in on_screen(pilot)
        await pilot.press("H", *"Dora", "enter")
        assert "Nobody here is called Dora" in on_screen(pilot)
        await pilot.press("enter")
        assert "Nobody here is called Dora" in on_screen(pilot)
        await pilot.press(*"Dora", "enter", "enter")
        await pilot.press("H", "escape", "H", *"cleo", "enter", "escape")
        await pilot.press("H", *"Moderator", "enter")
        assert desk.status.said == "Moderator is you: claim the case to have it."
    given = [(act.kind, act.target, act.to, act.text) for act in day.acts]
    assert given == [("hand over", "q1", "bram", "belt zelf"), ("hand over", "q1", "Dora", "")]


async def test_a_snoozed_case_leaves_the_queue_and_is_counted_apart():
    day = fair.at_work()
    async with desk_of(day, size=(120, 40)) as (pilot, desk):
        await pilot.press("s", "enter")
        await pilot.pause()
        assert listed(desk) == ["b1", "q2", "q3", "q4"]
        assert day.acts[-1].until is None
        assert desk.status.said.startswith("Set aside until somebody writes: question from lotte_v")
        assert "1 set aside (3)" in on_screen(pilot)
        await pilot.press("3")
        assert listed(desk) == ["q1"]
        assert "until somebody writes" in on_screen(pilot)


async def test_a_case_can_be_snoozed_until_a_time_that_is_typed():
    day = fair.at_work()
    async with desk_of(day) as (pilot, _):
        await pilot.press("s", *"12:15", "enter")
        await pilot.pause()
        assert day.acts[-1].until == at("12:15")


async def test_the_same_key_takes_a_snoozed_case_up_again():
    day = fair.at_work()
    async with desk_of(day) as (pilot, desk):
        await pilot.press("s", "down", "down", "enter")
        await pilot.pause()
        await pilot.press("3", "s")
        await pilot.pause()
        assert done(day) == [("snooze", "q1"), ("undo", "act-0")]
        await pilot.press("1")
        assert "q1" in listed(desk)


async def test_a_note_is_kept_with_the_case():
    day = fair.at_work()
    async with desk_of(day, size=(120, 60)) as (pilot, _):
        await pilot.press("w", *"gebeld", "enter")
        await pilot.pause()
        assert day.case("q1").notes[0].text == "gebeld"
        assert "a note by moderator: gebeld" in on_screen(pilot)


async def test_all_lines_that_are_pasted_into_a_note_are_kept_and_what_is_too_long_says_so():
    day = fair.at_work()
    async with desk_of(day) as (pilot, desk):
        await pilot.press("w", *"HR: ")
        pilot.app.screen.focused.post_message(
            Paste("Gebeld met\x1b[1m HR.\r\n\nDe site\n  ligt eruit.\n")
        )
        await pilot.press("enter")
        assert day.case("q1").notes[0].text == "HR: Gebeld met[1m HR. De site ligt eruit."
        await pilot.press("w", "é")
        pilot.app.screen.focused.post_message(Paste("lang " * 200))
        await pilot.press("enter")
        assert day.case("q1").notes[1].text == "é" + ("lang " * 200)[: LONGEST - 2] + "…"
        assert desk.status.said.startswith("Note kept")


@pytest.mark.parametrize("keys", [["s"], ["w"], ["m"], ["M"], ["p"], ["l"], ["n"]])
async def test_leaving_a_box_does_nothing(keys):
    day = fair.at_work()
    async with desk_of(day) as (pilot, desk):
        await pilot.press(*keys, "escape")
        await pilot.pause()
        assert day.acts == []
        assert pilot.app.screen is desk


async def test_a_box_whose_case_was_answered_meanwhile_does_nothing_and_says_so():
    day = fair.at_work()
    opened = []
    async with desk_of(day, size=(120, 60)) as (pilot, desk):
        desk.acting.browse = opened.append
        for key, answer in (("n", "ctrl+o"), ("s", "enter"), ("H", "enter")):
            day.others = {"q1": ("bram",)}
            await pilot.press(key)
            await day.act(Wish(ActKind.RESOLVE, "q1"))
            desk.look()
            await pilot.press(answer)
            undone = "Not copied" if key == "n" else "Not done"
            assert desk.status.said.startswith(f"{undone}, meanwhile resolved by moderator: ")
            day.undone.add(day.acts[-1].id)
            desk.moving.select_case("q1")
    assert {kind for kind, _ in done(day)} == {"resolve"}
    assert opened == []


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        (["w", "enter"], "Nothing is written: type, or Esc."),
        (["H", "enter"], "Nothing is written: type, or Esc."),
        (["m", *"qqq", "enter"], "Nothing is chosen: type something else, or Esc."),
        (["n", "ctrl+y"], "Nothing is written: type, or Esc."),
    ],
)
async def test_a_box_says_why_a_key_does_nothing_until_one_types_on(keys, why):
    day = fair.at_work()
    async with desk_of(day) as (pilot, _):
        await pilot.press(keys[0])
        if keys[0] == "n":
            pilot.app.screen.area.text = ""
        await pilot.press(*keys[1:])
        await pilot.pause()
        assert why in on_screen(pilot)
        await pilot.press("x")
        await pilot.pause()
        assert why not in on_screen(pilot)
    assert day.acts == []


async def test_a_long_note_can_be_read_to_its_end():
    day = fair.at_work()
    note = "Bram gebeld: HR kijkt er naar, morgen terugbellen, en vooral niet opnieuw aansporen"
    async with desk_of(day, size=(80, 60)) as (pilot, _):
        await day.act(Wish(ActKind.NOTE, "q1", text=note))
        await pilot.press("tab", "z", "end")
        await pilot.pause()
        assert "opnieuw aansporen" in " ".join(on_screen(pilot).split())


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("9:99", "That is no time: try 11:42 or +15."),
        ("10:30", "It is 11:45 already: try a later time, or +15."),
    ],
)
async def test_a_wrong_time_to_set_a_case_aside_is_told_and_can_be_mended(typed, why):
    day = fair.at_work()
    async with desk_of(day) as (pilot, _desk):
        await pilot.press("s", *typed, "enter")
        await pilot.pause()
        assert why in on_screen(pilot)
        await pilot.press(*["backspace"] * len(typed), *"+15", "enter")
        assert day.acts[0].until == at("12:00:07")
