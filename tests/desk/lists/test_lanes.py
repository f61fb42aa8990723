"""The other lanes below a list, each with its key; and what is said there."""

from dataclasses import replace

import pytest

from moderator.desk.lists.lanes import FRAME, Lane, footnote
from tests.desk import fair
from tests.desk.screen import desk_of, on_screen

BOARD = replace(fair.at_work().board(), closed=25)


@pytest.mark.parametrize(
    ("room", "said"),
    [
        (60, "1 in doubt (2) · 25 closed (4)"),
        (30, "1 in doubt (2) · 25 closed (4)"),
        (29, "1 in doubt (2) · 25 (4)"),
        (22, "1 (2) · 25 (4)"),
        (13, ""),
    ],
)
def test_a_lane_is_told_with_its_key_and_where_there_is_little_room_without_its_words(room, said):
    assert footnote(Lane.WAITING, BOARD, 1, width=room + FRAME) == said


async def test_below_the_posts_in_doubt_stands_how_they_are_dealt_with():
    day = fair.at_work(arrived=14)
    at, line = next((at, one) for at, one in enumerate(day.lines) if one.key == "b2")
    day.lines[at] = replace(line, verdict=replace(line.verdict, confidence=0.5))
    async with desk_of(day) as (pilot, _):
        await pilot.press("2")
        await pilot.pause()
        seen = on_screen(pilot)
        assert "y: that is right." in seen
        assert "5 waiting (1)" in seen
