"""The walk of a case through its turns, against a second and simpler one."""

from datetime import timedelta
from itertools import takewhile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moderator.core.case import State
from moderator.core.policy import MOVES, UNKNOWN, Event, Turn, Walk
from tests.core.scene import minute

PEOPLE = ("lotte", "jan", "link check", "zorg")

turns = st.builds(
    Event,
    at=st.just(UNKNOWN) | st.integers(0, 6).map(minute),
    key=st.sampled_from("abcd"),
    turn=st.sampled_from(Turn),
    who=st.sampled_from(PEOPLE),
    by=st.just("somebody"),
)


def walked(events):
    """Give the states that a case went through, and since when it waits."""
    steps, waiting_since, wanting, asked = [], None, set(), set()
    for event in events:
        wanting = wanting | {event.who} if event.turn is Turn.ASKED else wanting
        asked = asked | wanting
        if event.turn in (Turn.TAKEN_BACK, Turn.MENDED):
            wanting = wanting - {event.who}
        state = following(steps[-1] if steps else None, event.turn, wanting)
        if state is None:
            continue
        mistaken = event.turn is Turn.REOPENED and closed_while_it_waited(steps)
        steps.append(state)
        wanting = asked if event.turn is Turn.REOPENED else wanting
        if mistaken:
            continue
        if state in ("open", "promised"):
            waiting_since = waiting_since if event.at is UNKNOWN else event.at
        else:
            wanting = set()
    return steps, waiting_since


def closed_while_it_waited(steps):
    """Give whether just moderators' closings came since the case last waited."""
    closings = [*takewhile(lambda state: state not in ("open", "promised"), reversed(steps))]
    return {*closings} <= {"resolved", "dismissed"}


def following(state, turn, wanting):
    """Give the state that a turn leads to; None where it changes nothing."""
    lacking = state in ("open", "promised")
    if state is None:
        return "open" if turn is Turn.ASKED else None
    if turn in (Turn.RESOLVED, Turn.DISMISSED):
        return str(turn)
    if turn in (Turn.ASKED, Turn.REOPENED):
        return None if lacking else "open"
    if turn in (Turn.TAKEN_BACK, Turn.MENDED) and wanting:
        return None
    return LEADS_TO[turn] if lacking else None


LEADS_TO = {
    Turn.PROMISED: "promised",
    Turn.ANSWERED: "answered",
    Turn.MENDED: "answered",
    Turn.TAKEN_BACK: "withdrawn",
    Turn.VACANCY_GONE: "withdrawn",
}


@settings(max_examples=400, deadline=None)
@given(st.lists(turns, max_size=10))
def test_course_goes_as_the_simple_walk(events):
    events = sorted(events, key=lambda event: (event.at, event.key))
    steps, waiting_since = walked(events)
    if not steps:
        with pytest.raises(ValueError, match="nobody asked"):
            Walk().go(events).course()
        return
    went = Walk().go(events).course()
    assert [str(moved.state) for moved in went.history] == steps
    assert went.state == steps[-1]
    if waiting_since:
        assert went.waiting_since == waiting_since
        assert went.opened_at == (went.history[0].at or went.opened_at)


def test_turn_of_unknown_time_comes_last():
    late = Event(UNKNOWN, "a", Turn.TAKEN_BACK, "lotte", "lotte")
    asked = Event(minute(5), "b", Turn.ASKED, "lotte", "lotte")
    assert sorted([late, asked]) == [asked, late]
    assert Walk().go([asked, late]).course().history[-1].at is None


def test_moderators_word_holds_in_every_state():
    for state in State:
        assert MOVES[state, Turn.RESOLVED] is State.RESOLVED
        assert MOVES[state, Turn.DISMISSED] is State.DISMISSED


def test_clock_runs_on_where_a_moderator_opens_what_a_moderator_closed():
    turns = (2, Turn.ASKED), (5, Turn.PROMISED), (9, Turn.DISMISSED), (12, Turn.REOPENED)
    answered = (*turns[:3], (10, Turn.REOPENED), (11, Turn.ANSWERED), (12, Turn.REOPENED))
    for told, since in ((turns, 5), (answered, 12)):
        events = (Event(minute(at), "a", turn, "x", "x", act="act") for at, turn in told)
        assert Walk().go(events).course().waiting_since == minute(since)


def test_clock_runs_from_the_last_promise():
    walk = Walk().go(
        Event(minute(at), "a", turn, "somebody", "somebody")
        for at, turn in ((2, Turn.ASKED), (5, Turn.PROMISED), (9, Turn.PROMISED))
    )
    went = walk.course()
    assert went.waiting_since - went.opened_at == timedelta(minutes=7)
