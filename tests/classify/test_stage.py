import asyncio
import logging

import pytest

from moderator.classify.protocol import NotJudged
from moderator.classify.stage import UNJUDGED, Tally, judge
from moderator.core.context import Reading
from moderator.core.facts import STOPGAP
from moderator.core.labels import Label, Verdict
from tests.classify.voices import reading


def readings(count):
    sample = reading("hoi")
    return [Reading(f"x:{number}", sample.post, sample.context) for number in range(count)]


class Fussy:
    """Refuses batches with a post that it dislikes, and says which batches it got."""

    name = "fussy"
    rank = 3
    fails = NotJudged

    def __init__(self, dislikes=()):
        self.dislikes = set(dislikes)
        self.batches = []

    async def classify(self, readings):
        self.batches.append(len(readings))
        if any(one.key in self.dislikes for one in readings):
            raise self.fails("no")
        return [Verdict(Label.REACTION, 0.9) for _ in readings]


async def test_facts_come_in_the_order_of_the_readings():
    facts = await judge(readings(10), Fussy(), batch=3)
    assert [fact.key for fact in facts] == [f"x:{number}" for number in range(10)]
    assert {fact.rank for fact in facts} == {3}
    assert facts[0].mark == readings(1)[0].mark


async def test_batches_are_no_larger_than_asked():
    classifier = Fussy()
    await judge(readings(10), classifier, batch=4)
    assert classifier.batches == [4, 4, 2]


async def test_one_bad_post_costs_only_its_own_verdict():
    tally = Tally()
    facts = await judge(readings(6), Fussy({"x:4"}), batch=3, tally=tally)
    assert [fact.key for fact in facts if fact.verdict == UNJUDGED] == ["x:4"]
    assert {fact.rank for fact in facts if fact.verdict == UNJUDGED} == {STOPGAP}
    assert (tally.judged, tally.failed) == (6, 1)


@pytest.mark.parametrize("mistake", [KeyError, AttributeError, AssertionError])
async def test_a_mistake_in_a_classifier_costs_no_more_and_is_logged_with_its_place(
    mistake, caplog
):
    classifier, tally = Fussy({"x:4"}), Tally()
    classifier.fails = mistake
    facts = await judge(readings(6), classifier, tally=tally)
    assert [fact.key for fact in facts if fact.rank == STOPGAP] == ["x:4"]
    assert (tally.judged, tally.failed) == (6, 1)
    traced = [one.exc_info[0] for one in caplog.records if one.levelno == logging.ERROR]
    assert traced == [mistake, mistake]


async def test_what_a_classifier_foresees_is_no_mistake(caplog):
    await judge(readings(6), Fussy({"x:4"}))
    assert [one.levelname for one in caplog.records] == ["WARNING"]


async def test_a_classifier_that_gives_too_few_verdicts_has_failed():
    class Short(Fussy):
        async def classify(self, readings):
            return []

    facts = await judge(readings(2), Short())
    assert [fact.verdict for fact in facts] == [UNJUDGED, UNJUDGED]
    assert UNJUDGED.confidence == 0


async def test_other_tasks_run_between_batches():
    turns = []

    async def other():
        for turn in range(3):
            turns.append(turn)
            await asyncio.sleep(0)

    async with asyncio.TaskGroup() as group:
        group.create_task(other())
        group.create_task(judge(readings(6), Fussy(), batch=2))
    assert turns == [0, 1, 2]


async def test_nothing_gives_nothing():
    assert await judge([], Fussy()) == []
