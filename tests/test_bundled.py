"""The bundled recordings: what the program makes of them is what is known of them."""

from urllib.parse import urlsplit

import pytest

from moderator.core.case import CaseKind, State
from moderator.core.labels import Label
from moderator.recordings import bundled
from tests.days import fair_of, played, recorded


@pytest.fixture(scope="module")
def tbnn():
    return played(recorded("tbnn-2012"), fair_of("tbnn-2012"))


def test_the_recordings_come_along():
    assert bundled() == ["demo", "tbnn-2012", "werkfeest", "zuidwester"]


@pytest.mark.parametrize("name", ["werkfeest", "zuidwester"])
def test_the_fairs_to_practise_on_say_that_they_are_invented_and_lead_nowhere_real(name):
    studied = played(recorded(name), fair_of(name))
    assert "verzonnen" in studied.fair.name
    lines = studied.stream(0, studied.stream_length())
    hosts = {urlsplit(link).hostname for line in lines for link in line.post.links}
    assert hosts
    assert all(host.endswith(".example") for host in hosts)
    assert len({line.post.text for line in lines}) == len(lines)


def test_tbnn_2012_has_exactly_the_published_counts(tbnn):
    counts = tbnn.counts()
    assert (counts.posts, counts.reposts) == (639, 240)
    assert counts.labels[Label.PROMOTION] == 220
    assert counts.labels[Label.VACANCY] == 96
    assert counts.labels[Label.QUESTION] == 1
    assert counts.labels[Label.BROKEN_LINK] == 1
    assert counts.labels[Label.REACTION] == 1
    assert Label.FOLLOW_UP not in counts.labels
    assert counts.interactions == 3


def test_every_vacancy_of_tbnn_2012_says_so_and_nothing_else_does(tbnn):
    lines = tbnn.stream(0, tbnn.stream_length())
    saying = {line.key for line in lines if "vacature" in line.post.text.casefold()}
    offering = {line.key for line in lines if line.verdict.label is Label.VACANCY}
    assert saying == offering


def test_tbnn_2012_ends_with_just_the_question_and_the_report_both_unanswered(tbnn):
    cases = {case.kind: case for case in tbnn.cases()}
    assert set(cases) == {CaseKind.QUESTION, CaseKind.BROKEN_LINK}
    assert len(tbnn.cases()) == 2
    assert all(case.state is State.OPEN for case in cases.values())


def test_the_demo_fair_shows_every_state_that_needs_no_moderator():
    cases = played(recorded("demo"), fair_of("demo")).cases()
    assert len(cases) >= 25
    states = {case.state for case in cases}
    assert states == {State.OPEN, State.PROMISED, State.ANSWERED, State.WITHDRAWN}
