"""A second opinion: who deserves one, and that nothing waits for it or suffers from it."""

import asyncio
from dataclasses import replace

import pytest

from moderator.classify.protocol import NotJudged, NotNow
from moderator.classify.second import (
    RIVAL,
    Opinions,
    Recipient,
    Referral,
    deserves,
    still_open,
)
from moderator.core.context import Context, Reading
from moderator.core.labels import Label, Substance, Verdict
from tests.classify.voices import reading
from tests.clocks import settle, until
from tests.core.scene import Scene

UNSURE = Verdict(Label.OTHER, 0.3)
QUESTION = Verdict(Label.QUESTION, 0.9)


def referral(number=1, verdict=UNSURE, *, bare=False):
    sample = reading("hoi")
    return Referral(Reading(f"x:{number}", sample.post, sample.context, bare=bare), verdict)


class Second:
    """Gives what it is told to, and notes what it was asked."""

    def __init__(self, given=QUESTION, *, name="second", rank=1):
        self.name, self.rank, self.given = name, rank, given
        self.asked = []
        self.free = asyncio.Event()
        self.free.set()

    async def classify(self, readings):
        await self.free.wait()
        self.asked += [one.key for one in readings]
        if isinstance(self.given, Exception):
            raise self.given
        return [self.given for _ in readings]


class Desk:
    """Takes in what opinions say."""

    def __init__(self, wants=lambda reading: reading):
        self.facts, self.counts = [], {}
        self.recipient = Recipient(wants, self.take)

    def take(self, facts, counts):
        self.facts += facts
        for name, count in counts.items():
            self.counts[name] = self.counts.get(name, 0) + count


async def given(opinions, desk, *referrals):
    """Have opinions given until nothing is lined up; gives what was skipped."""
    skipped = opinions.consider(referrals)
    giving = asyncio.create_task(opinions.give(desk.recipient))
    await until(lambda: not opinions.waiting)
    giving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await giving
    return skipped


@pytest.mark.parametrize("label", [Label.QUESTION, Label.BROKEN_LINK, Label.FOLLOW_UP])
def test_what_opens_or_answers_a_case_deserves_another_look_however_sure(label):
    assert deserves(referral(verdict=Verdict(label, 0.99)), unsure_below=0.6)


def test_a_withdrawal_deserves_another_look_and_another_reaction_does_not():
    sure = Verdict(Label.REACTION, 0.99)
    assert not deserves(referral(verdict=sure), unsure_below=0.6)
    assert deserves(
        referral(verdict=Verdict(Label.REACTION, 0.99, withdrawal=True)), unsure_below=0.6
    )


def test_a_runner_up_near_a_case_deserves_another_look_and_a_remote_one_does_not():
    near, far = (
        Verdict(Label.OTHER, 0.8, runner_up=Label.QUESTION, runner_up_confidence=chance)
        for chance in (RIVAL, RIVAL / 2)
    )
    assert deserves(referral(verdict=near), unsure_below=0.6)
    assert not deserves(referral(verdict=far), unsure_below=0.6)
    harmless = Verdict(Label.OTHER, 0.8, runner_up=Label.VACANCY, runner_up_confidence=0.2)
    assert not deserves(referral(verdict=harmless), unsure_below=0.6)


def test_what_is_unsure_is_for_the_configuration_to_say():
    half = referral(verdict=Verdict(Label.VACANCY, 0.5), bare=True)
    assert deserves(half, unsure_below=0.51)
    assert not deserves(half, unsure_below=0.5)


def test_a_verdict_in_doubt_deserves_another_look_also_where_it_is_not_called_unsure():
    fair, firm = (referral(verdict=Verdict(Label.VACANCY, how)) for how in (0.79, 0.81))
    assert deserves(fair, unsure_below=0.6)
    assert not deserves(firm, unsure_below=0.6)
    assert deserves(firm, unsure_below=0.9)


def test_doubt_alone_is_not_enough_where_only_words_tie_a_post_to_the_fair():
    doubted = referral(verdict=Verdict(Label.OTHER, 0.4))
    assert deserves(doubted, unsure_below=0.6)
    assert not deserves(doubted, unsure_below=0.6, tied=False)
    assert not deserves(referral(verdict=UNSURE, bare=True), unsure_below=0.6, tied=False)
    asks = referral(verdict=Verdict(Label.QUESTION, 0.4))
    assert deserves(asks, unsure_below=0.6, tied=False)


def test_a_bare_reading_opens_nothing_and_has_to_be_unsure():
    assert not deserves(referral(verdict=Verdict(Label.QUESTION, 0.9), bare=True), unsure_below=0.6)
    assert deserves(referral(verdict=UNSURE, bare=True), unsure_below=0.6)


async def test_a_second_opinion_is_a_fact_of_its_rank_for_the_same_mark():
    desk, second, asked = Desk(), Second(), referral()
    assert await given(Opinions([second]), desk, asked) == {}
    (fact,) = desk.facts
    assert (fact.key, fact.mark) == (asked.reading.key, asked.reading.mark)
    assert (fact.verdict, fact.rank) == (second.given, 1)
    assert desk.counts == {"asked second": 1, "revised second": 1}


async def test_an_opinion_that_agrees_revises_nothing():
    desk = Desk()
    await given(Opinions([Second(Verdict(Label.OTHER, 0.99))]), desk, referral())
    assert desk.counts == {"asked second": 1}
    assert len(desk.facts) == 1


async def test_another_substance_is_a_revision():
    desk = Desk()
    promise = Verdict(Label.FOLLOW_UP, 0.9, Substance.PROMISE)
    answer = Verdict(Label.FOLLOW_UP, 0.9, Substance.ANSWER)
    await given(Opinions([Second(answer)]), desk, referral(verdict=promise))
    assert desk.counts["revised second"] == 1


async def test_what_deserves_nothing_is_not_asked_about():
    second = Second()
    await given(Opinions([second]), Desk(), referral(verdict=Verdict(Label.VACANCY, 0.9)))
    assert second.asked == []


@pytest.mark.parametrize("failure", [NotJudged("x"), OSError("x"), KeyError("x")])
async def test_an_opinion_that_fails_changes_nothing_and_is_counted(failure, caplog):
    desk = Desk()
    await given(Opinions([Second(failure)]), desk, referral())
    assert desk.facts == []
    assert desk.counts == {"asked second": 1, "failed second": 1}
    is_foreseen = isinstance(failure, NotJudged)
    assert [one.exc_info[1] for one in caplog.records] == ([] if is_foreseen else [failure])


async def test_one_who_declines_is_skipped():
    desk = Desk()
    await given(Opinions([Second(NotNow("the budget is spent"))]), desk, referral())
    assert desk.facts == []
    assert desk.counts == {"skipped second": 1}


async def test_two_verdicts_on_one_post_are_a_failure():
    class Double(Second):
        async def classify(self, readings):
            return [self.given, self.given]

    desk = Desk()
    await given(Opinions([Double()]), desk, referral())
    assert desk.counts == {"asked second": 1, "failed second": 1}


async def test_what_stays_near_a_case_goes_on_to_the_next_and_what_does_not_stays():
    sure = Second(Verdict(Label.VACANCY, 0.95), name="sure")
    asks = Second(name="asks")
    for first, further in ((sure, []), (asks, ["x:1"])):
        last = Second(Verdict(Label.OTHER, 0.9), name="last", rank=2)
        desk = Desk()
        await given(Opinions([first, last]), desk, referral())
        assert last.asked == further
        assert [fact.rank for fact in desk.facts] == [1, 2][: 1 + len(further)]


async def test_where_the_second_fails_the_third_is_asked():
    desk, third = Desk(), Second(name="third", rank=2)
    await given(Opinions([Second(OSError("gone")), third]), desk, referral())
    assert [(fact.rank, fact.verdict) for fact in desk.facts] == [(2, third.given)]


async def test_a_reading_that_is_no_longer_wanted_costs_nothing():
    desk, second = Desk(wants=lambda reading: None if reading.key == "x:1" else reading), Second()
    await given(Opinions([second]), desk, referral(1), referral(2))
    assert second.asked == ["x:2"]
    assert desk.counts["asked second"] == 1


def test_while_a_reading_waits_words_above_it_that_are_deleted_go():
    fair = Scene()
    fair.asks("q", "lotte", text="GEHEIM")
    fair.says("r", "jan", at=1, reply_to="q", text="ik ook")
    waiting = fair.engine.reading("x:r")
    assert still_open(fair.engine, waiting) == waiting
    fair.deletes("q", at=2)
    assert still_open(fair.engine, waiting) == fair.engine.reading("x:r") != waiting
    bare = replace(fair.engine.reading("x:r"), context=Context(), bare=True)
    assert still_open(fair.engine, bare) == bare
    fair.deletes("r", at=2)
    assert still_open(fair.engine, waiting) is None


async def test_a_long_line_is_not_joined():
    opinions, desk, second = Opinions([Second()], line=3, later=0), Desk(), Second()
    skipped = await given(opinions, desk, *map(referral, range(5)))
    assert skipped == {"skipped second": 2}
    assert len(desk.facts) == 3
    assert second.asked == []


async def test_what_came_in_a_burst_is_judged_when_the_line_is_empty_the_latest_of_it():
    desk, second = Desk(), Second()
    opinions = Opinions([second], line=2, later=2)
    skipped = await given(opinions, desk, *map(referral, range(5)))
    assert skipped == {"skipped second": 1}
    assert second.asked == ["x:0", "x:1", "x:3", "x:4"]
    assert opinions.waiting == 0


async def test_nobody_waits_for_a_slow_one():
    second = Second()
    second.free.clear()
    opinions = Opinions([second], line=1, later=0)
    opinions.consider([referral(1)])
    giving = asyncio.create_task(opinions.give(Desk().recipient))
    async with asyncio.timeout(5):
        await opinions.until_room()
    assert opinions.consider([referral(2)]) == {"skipped second": 1}
    giving.cancel()


async def test_the_patient_wait_for_room_and_skip_nothing():
    second = Second()
    second.free.clear()
    opinions, desk = Opinions([second], line=2, patient=True), Desk()
    assert opinions.consider(map(referral, range(5))) == {}
    giving = asyncio.create_task(opinions.give(desk.recipient))
    waiting = asyncio.create_task(opinions.until_room())
    await settle()
    assert not waiting.done()
    second.free.set()
    async with asyncio.timeout(5):
        await waiting
    await until(lambda: not opinions.waiting)
    assert len(desk.facts) == 5
    giving.cancel()


async def test_a_patient_chain_waits_for_its_last_link_too():
    last = Second(name="last", rank=2)
    last.free.clear()
    opinions, desk = Opinions([Second(), last], line=2, patient=True), Desk()
    opinions.consider(map(referral, range(9)))
    giving = asyncio.create_task(opinions.give(desk.recipient))
    await settle()
    assert len([fact for fact in desk.facts if fact.rank == 1]) < 9
    last.free.set()
    await until(lambda: not opinions.waiting)
    assert sorted(fact.rank for fact in desk.facts) == [1] * 9 + [2] * 9
    giving.cancel()


async def test_one_that_has_to_be_opened_is_open_while_it_is_asked():
    class Opened(Second):
        is_open = False

        async def __aenter__(self):
            self.is_open = True

        async def __aexit__(self, *error):
            self.is_open = False

        async def classify(self, readings):
            assert self.is_open
            return await super().classify(readings)

    second, desk = Opened(), Desk()
    await given(Opinions([second]), desk, referral())
    assert len(desk.facts) == 1
    assert not second.is_open


async def test_without_classifiers_nothing_is_lined_up():
    opinions = Opinions()
    assert opinions.names == ()
    assert opinions.consider([referral()]) == {}
    assert opinions.waiting == 0
    await opinions.until_room()
