"""A key that was pressed twice gives what a box asks for once, and does nothing below it."""

from itertools import count

import pytest
from textual.events import Key

from moderator.core.facts import ActKind
from moderator.desk.boxes.once import Box, Once
from tests.desk import fair
from tests.desk.fair import by
from tests.desk.screen import desk_of, on_screen, shown
from tests.desk.test_practice import practised

OPENED = {
    "Relabel": ["l"],
    "NudgeScreen": ["n"],
    "Write": ["w", "x"],
    "Choose": ["s"],
    "Help": ["question_mark"],
    "MessagesScreen": ["h"],
    "IntakeScreen": ["i"],
    "EmployersScreen": ["e"],
    "Jump": ["g", "plus", "1"],
    "ReadingScreen": ["D"],
    "Palette": ["ctrl+p"],
}
LEFT = [
    *((box, "escape") for box in OPENED),
    *((box, "enter") for box in ("Relabel", "Write", "Choose", "Jump", "Palette")),
    *((box, "q") for box in ("Relabel", "Help", "MessagesScreen", "IntakeScreen")),
    *((box, "q") for box in ("EmployersScreen", "ReadingScreen")),
    ("Relabel", "v"),
    ("NudgeScreen", "ctrl+y"),
    ("Help", "question_mark"),
    ("MessagesScreen", "h"),
    ("IntakeScreen", "i"),
    ("EmployersScreen", "e"),
    ("ReadingScreen", "D"),
]


def below(kind):
    """Give the classes made of this one that are screens of the desk."""
    for one in kind.__subclasses__():
        yield from below(one) if one is Box else [one]


def test_every_screen_that_is_left_with_an_answer_is_among_them():
    assert {one.__name__ for one in below(Once)} == set(OPENED)


async def press_at_once(pilot, key):
    """Press a key twice, the second time before anything came of the first."""
    for _ in range(2):
        pilot.app.post_message(Key(key, key if len(key) == 1 else None))
    await pilot.pause()


async def press_again(pilot, key):
    """Press a key again once what it did the first time is done, and no moment later."""
    await pilot.press(key, key)


@pytest.mark.parametrize("twice", [press_at_once, press_again])
async def test_a_doubled_key_leaves_a_box_once(twice):
    day, practice = fair.at_work(arrived=12), practised(fair.at_work(arrived=12))
    for one in (day, practice):
        async with desk_of(one) as (pilot, desk):
            for box, key in LEFT:
                if (box == "ReadingScreen") is (one is practice):
                    await leave_doubly(pilot, desk, box, key, twice)


async def leave_doubly(pilot, desk, box, key, twice):
    pressed, acts = count(), len(desk.day.acts)
    pilot.app.time_of = lambda _key: next(pressed)
    await pilot.press(*OPENED[box])
    if box == "Palette":
        await shown(pilot, "Claim  c")
    await pilot.pause()
    assert type(pilot.app.screen).__name__ == box
    pilot.app.time_of = lambda _key: 0
    await twice(pilot, key)
    await pilot.pause()
    assert pilot.app.screen is desk, (box, key)
    assert not pilot.app._exit, (box, key)
    assert len(desk.day.acts) <= acts + 1, (box, key)
    assert (desk.room.zoomed, desk.lists.lane) == ("", "waiting"), (box, key)


async def test_a_doubled_enter_does_not_say_yes_to_what_is_asked_next():
    day = fair.at_work()
    await by("anna", day, ActKind.CLAIM, "b1")
    async with desk_of(day) as (pilot, _):
        await pilot.press("M", *"jan_k")
        pilot.app.time_of = lambda _key: 0
        await pilot.press("enter", "enter")
        assert "Do it anyway?" in on_screen(pilot)
        assert len(day.acts) == 1
        pilot.app.time_of = lambda _key: 1
        await pilot.press("enter")
        assert len(day.acts) == 2
