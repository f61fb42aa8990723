"""The fair as it was at any moment."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moderator.core.engine import Engine
from moderator.core.facts import ActKind, Judged
from moderator.practice.alarms import stretches
from moderator.practice.history import History, arrivals
from moderator.store.sqlite import open_journal
from tests.core.fairs import FAIR, fairs, sensible
from tests.core.scene import Scene, minute


def lived(facts, fair, judge):
    """Give all facts of a fair in order of arrival, verdicts included, and the boards of each."""
    engine, journal, boards = Engine(fair), [], []
    for fact in facts:
        batch = [fact]
        engine.apply(fact)
        while readings := engine.readings(5):
            batch += [Judged(each.key, each.mark, judge(each)) for each in readings]
            engine.absorb(batch[-len(readings) :])
        journal += batch
        boards.append((len(journal), engine.cases()))
    return journal, boards


@settings(max_examples=30, deadline=None)
@given(fairs(), st.randoms())
def test_board_of_any_moment_is_the_one_that_was_lived(facts, random):
    journal, boards = lived(facts, FAIR, sensible)
    arrived = [at for at, _ in arrivals(journal)]
    history = History(lambda: iter(journal), FAIR)
    moments = [(arrived[count - 1], count, cases) for count, cases in boards]
    random.shuffle(moments)
    for at, count, cases in moments:
        known = sum(moment <= at for moment in arrived)
        if known == count:
            assert history.engine(at).cases() == cases


@pytest.fixture
def journal(tmp_path: Path):
    """Give the journal of a fair: a question at 2, an answer at 9, an act at 12."""
    fair = Scene()
    fair.offers("v1", "zorg")
    fair.asks("q1", "lotte", at=2, reply_to="v1")
    fair.asks("q2", "jan", at=3, reply_to="v1")
    fair.answers("a1", "zorg", at=9, reply_to="q1")
    fair.acts(ActKind.RESOLVE, "q2", at=12)
    with open_journal(tmp_path / "fair.sqlite") as opened:
        opened.append(lived(fair.facts, fair.engine.fair, fair.judge)[0])
        yield opened, fair.engine.fair


def waiting(history, at):
    return [row.case.id for row in history.board(minute(at)).waiting]


def test_moments_of_a_journal_can_be_asked_for_in_any_order(journal):
    opened, fair = journal
    history = History(opened.facts, fair)
    assert waiting(history, 30) == []
    assert waiting(history, 2) == ["x:q1"]
    assert waiting(history, 5) == ["x:q1", "x:q2"]
    assert waiting(history, 10) == ["x:q2"]
    assert waiting(history, -5) == []
    assert waiting(history, 12) == []


def test_going_forward_reads_the_journal_once(journal):
    opened, fair = journal
    readings = []
    history = History(lambda: readings.append(1) or opened.facts(), fair)
    for at in range(20):
        history.board(minute(at))
    assert len(readings) == 1


def test_late_post_arrives_late_and_a_verdict_with_its_post():
    fair = Scene()
    fair.offers("v1", "zorg", at=10)
    fair.asks("q1", "lotte", at=4, reply_to="v1")
    fair.reacts("r1", "els", at=99, reply_to="v1", carried=True)
    fair.asks("q2", "jan", at=12, received_at=minute(12.5), reply_to="v1")
    fair.deletes("q1")
    judged = Judged("x:q1", "mark", fair.judge(fair.engine.reading("x:q1")))
    came = [at for at, _ in arrivals([*fair.facts[:2], judged, *fair.facts[2:]])]
    minutes = [(at - minute(0)) / timedelta(minutes=1) for at in came]
    assert minutes == [10, 10, 10, 10, 12.5, 12.5]


def test_post_dated_in_the_future_holds_nothing_back():
    fair = Scene()
    fair.offers("v1", "zorg")
    fair.says("lie", "jan", at=60 * 24 * 365)
    fair.asks("q1", "lotte", at=2, reply_to="v1")
    fair.asks("q2", "els", at=9, reply_to="v1")
    journal = lived(fair.facts, fair.engine.fair, fair.judge)[0]
    history = History(lambda: iter(journal), fair.engine.fair)
    assert waiting(history, 5) == ["x:q1"]
    assert [at for at, _ in arrivals(journal)][-1] == minute(9)


def test_post_that_arrived_before_its_own_time_is_believed_to_have_been_received():
    fair = Scene()
    fair.says("early", "jan", at=9, received_at=minute(3))
    fair.says("next", "els", at=4)
    assert [at for at, _ in arrivals(fair.facts)] == [minute(3), minute(4)]


def test_alarms_of_a_day_with_a_post_that_is_dated_years_before_are_had_at_once():
    fair, years = Scene(), -8_000_000
    fair.offers("v0", "oud", at=years)
    for number in range(60):
        fair.offers(f"v{number + 1}", "zorg", at=number)
    boards = []

    class Counting(History):
        def board(self, moment):
            boards.append(moment)
            assert len(boards) < 200
            return super().board(moment)

    history = Counting(lambda: iter(fair.facts), fair.engine.fair)
    (found,) = stretches(history, minute(years), minute(60))
    assert (found.start, found.silence.posts) == (minute(29), 30)
