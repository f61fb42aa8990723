"""Which posts are in doubt, found without looking at all of them each time."""

from dataclasses import replace

import pytest

from moderator.core.labels import Label
from moderator.desk.lists.doubt import Doubts, in_doubt
from moderator.desk.lists.rounds import AGAIN, CHUNK
from tests.fakes import FakeDay, a_line, a_long_day


@pytest.mark.parametrize(
    ("label", "confidence", "doubt"),
    [
        (Label.QUESTION, 0.69, True),
        (Label.QUESTION, 0.71, False),
        (Label.FOLLOW_UP, 0.6, True),
        (Label.OTHER, 0.6, False),
        (Label.OTHER, 0.49, True),
        (Label.SPAM, 0.1, False),
    ],
)
def test_a_label_is_in_doubt_where_another_one_would_move_a_case(label, confidence, doubt):
    assert in_doubt(a_line("a", "11:00", "x", "tekst", label, confidence=confidence)) is doubt


def test_what_is_unjudged_corrected_or_deleted_is_not_in_doubt():
    line = a_line("a", "11:00", "x", "tekst", Label.QUESTION, confidence=0.2)
    for changes in ({"verdict": None}, {"corrected": True}, {"deleted": True}):
        assert not in_doubt(replace(line, **changes))


def test_doubts_are_found_and_dropped_as_verdicts_change():
    unsure = a_line("a", "11:00", "x", "tekst", Label.QUESTION, confidence=0.2)
    sure = replace(unsure, corrected=True)
    lines = [sure] * 10 + [unsure] + [sure] * (CHUNK * 2)
    doubts, day = Doubts(), FakeDay(lines)
    for version in range(5):
        doubts.look(day, version)
    assert doubts.positions == [10]
    lines[10], lines[700] = sure, unsure
    for version in range(5, 5 + len(lines) // AGAIN + 1):
        doubts.look(day, version)
    assert doubts.positions == [700]


def test_after_the_last_change_all_is_looked_at_once_more_and_what_is_in_doubt_first():
    unsure = a_line("a", "11:00", "x", "tekst", Label.QUESTION, confidence=0.2)
    sure = replace(unsure, corrected=True)
    lines = [sure] * 300 + [unsure] + [sure] * 300
    doubts, day = Doubts(), FakeDay(lines)
    for version in range(3):
        doubts.look(day, version)
    lines[300], lines[590] = sure, unsure
    doubts.look(day, 3)
    assert doubts.positions == []
    for _ in range(len(lines) // AGAIN + 1):
        doubts.look(day, 3)
    assert doubts.positions == [590]


def test_nothing_is_read_while_nothing_changes():
    doubts, day = Doubts(), a_long_day(3)
    doubts.look(day, 1)
    assert day.asked
    day.asked.clear()
    doubts.look(day, 1)
    assert day.asked == []
