"""What holds for every fair, however it came in."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from moderator.core.engine import Engine
from moderator.core.facts import CaseRetracted, Judged, PostSeen
from tests.core.fairs import FAIR, classifiers, fairs, hostile_facts, sensible
from tests.core.plain_board import PlainBoard
from tests.core.scene import minute, on_deleted, settle

pytestmark = pytest.mark.usefixtures("few_are_warm")

quickly = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def outcome(engine):
    """All that a screen could show of a fair, arrival order and version aside."""
    cases = engine.cases()
    return {
        "cases": cases,
        "counts": engine.counts(),
        "activity": engine.activity(),
        "threads": {case.id: engine.thread(case.id) for case in cases},
        "lines": {line.key: line for line in engine.stream(0, engine.stream_length())},
        "queue": [engine.board(minute(at)).waiting for at in (5, 30)],
        "snoozed": [engine.board(minute(at)).snoozed for at in (5, 30)],
    }


def lived(facts, judge):
    """The engine that took in these facts together, and was then judged."""
    engine = Engine(FAIR)
    settle(engine, facts, judge)
    return engine


@quickly
@given(fairs(), classifiers, st.data())
def test_facts_in_any_order_doubled_and_judged_at_any_moment_give_the_same_board(
    facts, judge, data
):
    arriving = data.draw(st.permutations(facts * data.draw(st.integers(1, 2))), "arriving")
    engine, given = Engine(FAIR), []
    while arriving:
        size = data.draw(st.integers(1, len(arriving)), "batch")
        batch, arriving = arriving[:size], arriving[size:]
        engine.absorb(batch)
        if data.draw(st.booleans(), "judged now"):
            some = engine.readings(data.draw(st.integers(1, 4), "readings"))
            given += [Judged(each.key, each.mark, judge(each)) for each in some]
            engine.absorb(given[-len(some) :])
    settle(engine, [], judge, given)
    expected = outcome(lived([*facts, *on_deleted(engine, given)], judge))
    assert outcome(engine) == expected
    event(f"{len(expected['cases'])} cases")


@quickly
@given(fairs(), classifiers, st.booleans())
def test_cases_are_those_of_a_plain_look_at_all_facts(facts, judge, at_once):
    engine, given = Engine(FAIR), []
    for some in [facts] if at_once else [[fact] for fact in facts]:
        settle(engine, some, judge, given)
    facts += on_deleted(engine, given)
    assert engine.cases() == PlainBoard(FAIR, facts, judge).cases()


@quickly
@given(fairs(), classifiers, st.integers())
def test_replaying_all_facts_and_verdicts_gives_what_was_lived(facts, judge, seed):
    journal = []
    engine = Engine(FAIR)
    for fact in facts:
        journal.append(fact)
        engine.apply(fact)
        while readings := engine.readings(3):
            verdicts = [Judged(each.key, each.mark, judge(each)) for each in readings]
            journal += verdicts
            engine.absorb(verdicts)
    again, shuffled = Engine(FAIR), Engine(FAIR)
    again.restore(journal)
    Random(seed).shuffle(journal)
    shuffled.restore(journal)
    assert again.unjudged == shuffled.unjudged == 0
    assert outcome(again) == outcome(shuffled) == outcome(engine)


@quickly
@given(fairs(), classifiers)
def test_changes_tell_all_that_happens_to_the_cases(facts, judge):
    engine, told = Engine(FAIR), {}
    for fact in facts:
        for change in settle(engine, [fact], judge):
            if isinstance(change, CaseRetracted):
                del told[change.id]
            else:
                told[change.id] = change.case
        assert told == {case.id: case for case in engine.cases()}


@quickly
@given(fairs(), classifiers)
def test_every_need_belongs_to_exactly_one_case(facts, judge):
    engine = lived(facts, judge)
    belonging = [key for case in engine.cases() for key in case.posts]
    assert len(belonging) == len(set(belonging))
    for line in engine.stream(0, engine.stream_length()):
        if line.verdict and line.verdict.label.is_need and line.side == "seeker":
            assert line.key in belonging
        if line.key in belonging:
            assert line.verdict.label.is_need
            assert line.case == engine.case(line.key).id


@quickly
@given(fairs(), classifiers)
def test_no_acts_make_a_case_that_lacks_a_follow_up_invisible(facts, judge):
    engine = lived(facts, judge)
    lacking = {case.id for case in engine.cases() if case.lacks_follow_up}
    for at in (0, 6, 30, 600):
        board = engine.board(minute(at))
        waiting = {row.case.id for row in board.waiting}
        snoozed = {row.case.id for row in board.snoozed}
        assert waiting | snoozed == lacking
        assert not waiting & snoozed
        assert board.closed == len(engine.cases()) - len(lacking)


@quickly
@given(fairs(), classifiers)
def test_snooze_with_an_end_and_every_claim_run_out_by_themselves(facts, judge):
    engine = lived(facts, judge)
    late = minute(600)
    assert all(row.case.snooze.until is None for row in engine.board(late).snoozed)
    assert [case.claimed_by(late) for case in engine.cases() if case.claimed_by(late)] == []


@quickly
@given(fairs(), classifiers)
def test_counts_add_up(facts, judge):
    engine = lived(facts, judge)
    counts = engine.counts()
    assert counts.posts - counts.reposts >= sum(counts.labels.values())
    assert sum(number for _, number in engine.activity()) == counts.posts
    assert sum(counts.sources.values()) == counts.posts


@quickly
@given(st.lists(hostile_facts(), max_size=14))
def test_no_input_is_an_error(facts):
    engine = Engine(FAIR)
    for fact in facts:
        settle(engine, [fact], sensible)
        if isinstance(fact, PostSeen):
            engine.has(fact.post)
    outcome(engine)
    for fact in facts:
        if isinstance(fact, PostSeen):
            settle(engine, [replace(fact, carried=not fact.carried)], sensible)
    engine.last_act("mies")
