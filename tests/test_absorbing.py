"""An engine that breaks off halfway: what it half knows is kept nowhere, and the fair ends."""

import asyncio
from dataclasses import replace

import pytest

from feeds.base import Batch
from feeds.recordings.replay import Replay
from moderator.classify.learned import LearnedClassifier
from moderator.commands.setup import Exit, complaints
from moderator.core.engine import Engine
from moderator.core.facts import Acted, ActKind, PostSeen
from moderator.day.live import LiveDay
from moderator.intake.arrival import facts_of
from moderator.intake.failure import EngineFailed
from moderator.pipeline import Pipeline
from moderator.run import Setting, attend
from moderator.store.memory import MemoryJournal
from moderator.wishes.wish import Wish
from tests.clocks import until
from tests.test_pipeline import FAIR, NINE, Scripted, a_pipeline, a_post

QUESTION = a_post(1, text="@kok1 is er ook parttime werk? #banen")


def test_what_came_along_with_what_came_along_is_a_post_of_its_own():
    first = a_post(1)
    second = replace(a_post(2), carried=(first,))
    told = list(facts_of(replace(a_post(3), carried=(second,))))
    assert [(fact.post.id, fact.carried) for fact in told] == [
        ("2", True),
        ("1", True),
        ("3", False),
    ]
    assert not any(fact.post.carried for fact in told)


class Brittle(Engine):
    """An engine that breaks off over any fact of a kind, once it has taken it in."""

    brittle_at = Acted

    def absorb(self, facts):
        facts = list(facts)
        changes = super().absorb(facts)
        if any(isinstance(fact, self.brittle_at) for fact in facts):
            raise ValueError("settled halfway")
        return changes


def a_brittle_pipeline(journal):
    return Pipeline(Brittle(FAIR), LearnedClassifier(FAIR), journal)


async def test_an_act_that_breaks_the_engine_ends_the_fair_and_is_in_no_journal():
    journal = MemoryJournal()
    breaking = a_brittle_pipeline(journal)
    await breaking.run(Replay([QUESTION], speed=float("inf")))
    day = LiveDay(breaking, [], moderator="m", now=lambda: NINE)
    judging = asyncio.create_task(breaking.keep_judging())
    (case,) = day.cases()
    with pytest.raises(EngineFailed):
        await day.act(Wish(ActKind.RESOLVE, case.id))
    await until(judging.done)
    assert isinstance(judging.exception().exceptions[0], EngineFailed)
    again = a_pipeline(journal)
    again.restore()
    assert again.engine.case(case.id).lacks_follow_up


async def test_after_it_nothing_is_taken_in_and_no_feed_is_thought_to_be_further():
    journal = MemoryJournal()
    breaking = a_brittle_pipeline(journal)
    await breaking.follow([Scripted("x", Batch((QUESTION,), "1"))])
    day = LiveDay(breaking, [], moderator="m", now=lambda: NINE)
    with pytest.raises(EngineFailed):
        await day.act(Wish(ActKind.NOTE, day.cases()[0].id, text="belde"))
    with pytest.raises(ExceptionGroup) as ended:
        await breaking.follow([Scripted("x", Batch((a_post(2),), "2"))])
    assert ended.group_contains(EngineFailed)
    assert journal.cursor("x").position == "1"
    assert not any(isinstance(fact, Acted) for fact in journal.facts())


async def test_it_is_said_in_a_line_what_to_do(capsys, monkeypatch):
    monkeypatch.setattr("moderator.run.Engine", Brittle)

    async def acting(day):
        await until(day.cases)
        with pytest.raises(EngineFailed):
            await day.act(Wish(ActKind.NOTE, day.cases()[0].id, text="belde"))
        await asyncio.Event().wait()

    feed = Scripted("x", Batch((QUESTION,), "1"), stays=True)
    setting = Setting("m", lambda: NINE)
    with pytest.raises(SystemExit) as left, complaints():
        await attend([feed], FAIR, MemoryJournal(), setting=setting, audience=acting)
    assert left.value.code == Exit.WRONG_INPUT
    said = capsys.readouterr().err
    assert (
        "moderator: the fair's engine failed: start again, everything goes on where it was" in said
    )
    assert feed.left


async def test_a_post_that_breaks_the_engine_is_said_in_that_line_too(capsys, monkeypatch):
    monkeypatch.setattr(Brittle, "brittle_at", PostSeen)
    monkeypatch.setattr("moderator.run.Engine", Brittle)
    feed = Scripted("x", Batch((QUESTION,), "1"), stays=True)
    setting = Setting("m", lambda: NINE)

    async def looking_on(_day):
        await asyncio.Event().wait()

    with pytest.raises(SystemExit) as left, complaints():
        await attend([feed], FAIR, MemoryJournal(), setting=setting, audience=looking_on)
    assert left.value.code == Exit.WRONG_INPUT
    assert "moderator: the fair's engine failed: start again" in capsys.readouterr().err
