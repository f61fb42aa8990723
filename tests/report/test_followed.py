"""What came of each case, and when the desk had to say so."""

import io
import re
from datetime import timedelta

import pytest

from moderator.core.board import Accounting
from moderator.core.case import CaseKind, Moved, State
from moderator.core.labels import Label
from moderator.report.document import document
from moderator.report.figures import Intake
from moderator.report.followed import Timing
from moderator.report.html import as_html
from moderator.report.terminal import show
from tests.report.conftest import TEN

MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("steps", "timing", "due", "overdue"),
    [
        ([(4, State.ANSWERED)], Timing.SOON, None, None),
        ([(4, State.PROMISED), (90, State.ANSWERED)], Timing.SOON, None, None),
        ([(15, State.PROMISED)], Timing.IN_TIME, 10, None),
        ([(45, State.ANSWERED)], Timing.LATE, 10, 30),
        ([(15, State.WITHDRAWN)], Timing.CLOSED, 10, None),
        ([], Timing.LACKING, 10, 30),
    ],
)
def test_a_case_is_due_and_overdue_until_its_first_word(case, report, steps, timing, due, overdue):
    made = report(cases=[case(*steps)]).followed[0]
    assert made.timing is timing
    assert made.due_at == (None if due is None else TEN + due * MINUTE)
    assert made.overdue_at == (None if overdue is None else TEN + overdue * MINUTE)


def test_a_case_that_was_opened_at_the_end_was_never_due(case, report):
    late = case(opened_at=TEN + timedelta(hours=5, minutes=55))
    assert report(cases=[late]).followed[0].due_at is None


def test_false_alarms_are_left_out_and_the_rest_sums_up(case, report):
    made = report(cases=[case((1, State.DISMISSED)), case((1, State.ANSWERED)), case()])
    assert len(made.followed) == 2
    assert sum(made.timings.values()) == 2
    assert [each.case.state for each in made.open] == [State.OPEN]


def reported_again(case):
    """Give the case of a link that was found dead, resolved, and then reported."""
    history = (
        Moved(TEN, State.OPEN, "link check"),
        Moved(TEN + 10 * MINUTE, State.RESOLVED, "anna", act="anna:1"),
        Moved(TEN + 13 * MINUTE, State.OPEN, "twijfel4", post="x:1"),
    )
    since = TEN + 13 * MINUTE
    return case(kind=CaseKind.BROKEN_LINK, history=history, waiting_since=since)


def test_a_case_that_waits_again_is_told_with_how_it_was_closed_before(case, report):
    made = report(cases=[reported_again(case), case(), case((1, State.RESOLVED))])
    again, *others = sorted(made.followed, key=lambda each: not each.closed_before)
    assert (again.closed_before.state, again.closed_before.at) == (
        State.RESOLVED, TEN + 10 * MINUTE,
    )  # fmt: skip
    assert again.was_found_first
    assert not any(each.closed_before or each.was_found_first for each in others)
    assert made.closed_before == (again,)
    (row, _other) = document(made)["aftercare"]
    assert row["closed_before"] == {"state": "resolved", "at": "2012-07-03T08:10:00Z"}
    told = io.StringIO()
    show(made, told)
    assert "1 case was closed before, and waits again." in told.getvalue()


def test_the_page_tells_when_a_link_was_found_dead_resolved_and_reported_again(case, report):
    told = " ".join(re.sub(r"<[^>]+>", " ", as_html(report(cases=[reported_again(case)]))).split())
    found = "10:00: a dead link of Zorg Zuiderdiep, which the link check found, and somebody"
    assert f"{found} reported" in told
    assert "It was resolved at 10:10; since 10:13 it waits again." in told
    assert "resolved, and waits again" in told
    assert "1 case was closed before, and waits again." in told


def sent(count, minutes):
    return Intake(Accounting(), minutes=[(TEN + n * MINUTE, count) for n in range(minutes)])


def test_a_day_without_talk_is_a_silence_from_the_first_half_hour_on(report):
    silence = report(intake=sent(2, 60)).silence
    assert silence.at == TEN + 31 * MINUTE
    assert (silence.posts, silence.interactions) == (60, 0)
    assert silence.in_all == 30 * MINUTE


def test_where_people_talk_there_is_no_silence(line, report):
    talk = [line(Label.REACTION, after=number) for number in range(60)]
    assert report(talk, intake=sent(2, 60)).silence is None
    assert report(intake=sent(0, 60)).silence is None
    assert report().silence is None
