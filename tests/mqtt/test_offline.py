"""What is done at a desk without a connection: it can be taken back, and is told if refused."""

import pytest

from moderator.core.case import State
from moderator.core.facts import ActKind
from moderator.desk.news.news import News
from moderator.desk.sentences.deeds import later
from moderator.publish.deciding import NOT_BEFORE
from moderator.publish.wire import LONGEST_TEXT
from moderator.store.memory import MemoryJournal
from moderator.wishes.sense import Later, Refusal
from moderator.wishes.wish import Wish
from tests.mqtt.fair import TOPICS, EngineSide, a_desk, running, same, until
from tests.mqtt.mosquitto import client


@pytest.fixture
async def side(broker):
    side = EngineSide(broker, MemoryJournal())
    await side.play(most=200)
    async with running(side.publisher.run()):
        yield side


async def kept(desk, kind, target):
    with pytest.raises(Later, match="Kept: there is no connection"):
        await desk.act(Wish(kind, target))


async def test_an_undo_takes_back_what_is_kept_and_nothing_that_was_done_before(
    broker, side, tmp_path
):
    anna = a_desk(broker, tmp_path, "anna", side.now)
    done, waits = (row.case.id for row in side.board().waiting[:2])
    async with running(anna.keep()):
        await same(anna, side)
        first = await anna.act(Wish(ActKind.RESOLVE, done))
    await kept(anna, ActKind.CLAIM, waits)
    last = anna.last_act()
    assert (last.kind, last.target, last.by) == (ActKind.CLAIM, waits, "anna")
    assert anna.kept() == [last]
    assert later(anna.case(waits), anna) == ["claimed"]
    assert "an act waits for the engine" in anna.feeds()[0].now.notes
    await kept(anna, ActKind.UNDO, last.id)
    assert [act.target for act in anna.kept()] == [waits, last.id]
    assert later(anna.case(waits), anna) == []
    assert "an act waits for the engine" not in anna.feeds()[0].now.notes
    assert anna.last_act() == first
    async with running(anna.keep()):
        await until(lambda: not anna.unanswered)
        await same(anna, side)
    assert side.engine.act(last.id)
    assert side.engine.case(waits).claim is None
    assert not side.engine.case(done).lacks_follow_up
    assert anna.last_act() == first
    assert not anna.refused()


async def test_a_note_that_is_too_long_to_be_sent_is_refused_in_words(broker, side, tmp_path):
    anna = a_desk(broker, tmp_path, "anna", side.now)
    with pytest.raises(Refusal, match="more text than can be sent"):
        await anna.act(Wish(ActKind.NOTE, "x:1", text="a" * (LONGEST_TEXT + 1)))
    assert not anna.unanswered


@pytest.mark.parametrize("doing", ["release", "release and undo", "undo the claim", "wake"])
async def test_what_becomes_of_what_is_kept_is_no_news_at_any_moment(broker, side, tmp_path, doing):
    anna = a_desk(broker, tmp_path, "anna", side.now)
    case_id = side.board().waiting[0].case.id
    news, told = News(anna), []

    def looked():
        told.extend(news.of(anna.board(), acting=""))
        return not anna.unanswered

    async with running(anna.keep()):
        await same(anna, side)
        act = await anna.act(Wish(ActKind.SNOOZE if doing == "wake" else ActKind.CLAIM, case_id))
    looked()
    if doing.startswith("release"):
        await kept(anna, ActKind.RELEASE, case_id)
    looked()
    if doing != "release":
        await kept(anna, ActKind.UNDO, anna.last_act().id)
    looked()
    async with running(anna.keep()):
        await until(looked)
        await same(anna, side)
    looked()
    case = anna.case(case_id)
    assert told == []
    assert case.snooze is None
    assert (case.claim and case.claim.act) == (act.id if "and undo" in doing else None)


async def test_a_desk_is_told_which_of_its_kept_acts_was_refused_and_why(broker, side, tmp_path):
    anna, bram = (a_desk(broker, tmp_path, name, side.now) for name in ("anna", "bram"))
    contended, free = (row.case.id for row in side.board().waiting[:2])
    await kept(bram, ActKind.CLAIM, contended)
    refused = bram.last_act()
    await kept(bram, ActKind.CLAIM, free)
    async with running(anna.keep()):
        await same(anna, side)
        await anna.act(Wish(ActKind.CLAIM, contended))
        again = a_desk(broker, tmp_path, "bram", side.now)
        async with running(again.keep()):
            await until(lambda: not again.unanswered)
        (told,) = again.refused()
    assert (told.act, told.why) == (refused, "anna has that case")
    assert side.engine.case(free).claimed_by(side.now()) == "bram"


async def test_what_was_kept_after_an_act_that_is_refused_is_not_done_to_that_case_either(
    broker, side, tmp_path
):
    anna, bram = (a_desk(broker, tmp_path, name, side.now) for name in ("anna", "bram"))
    contended, free, taken_back = (row.case.id for row in side.board().waiting[:3])
    async with running(anna.keep()):
        await same(anna, side)
        await anna.act(Wish(ActKind.CLAIM, contended))
        await anna.act(Wish(ActKind.CLAIM, taken_back))
    async with running(bram.keep()):
        await same(bram, side)
    for case_id in (contended, free):
        await kept(bram, ActKind.CLAIM, case_id)
        await kept(bram, ActKind.NOTE, case_id)
        await kept(bram, ActKind.RESOLVE, case_id)
    await kept(bram, ActKind.CLAIM, taken_back)
    await kept(bram, ActKind.UNDO, bram.last_act().id)
    await kept(bram, ActKind.RESOLVE, taken_back)
    async with running(bram.keep()):
        await until(lambda: not bram.unanswered)
    assert [(one.act.kind, one.act.target, one.why) for one in bram.refused()] == [
        (ActKind.CLAIM, contended, "anna has that case"),
        (ActKind.NOTE, contended, NOT_BEFORE),
        (ActKind.RESOLVE, contended, NOT_BEFORE),
        (ActKind.CLAIM, taken_back, "anna has that case"),
    ]
    assert side.engine.case(contended).lacks_follow_up
    assert {side.engine.case(one).state for one in (free, taken_back)} == {State.RESOLVED}
    assert not side.engine.case(contended).notes


async def test_nothing_piles_up_at_the_broker_for_a_desk_that_is_away(broker, side, tmp_path):
    anna = a_desk(broker, tmp_path, "anna", side.now)
    async with running(anna.keep()):
        await anna.until_told()
    async with client(broker) as other:
        assert not await other.publish(TOPICS.answers("anna"), b"{}")
        assert not await other.publish(TOPICS.gone, b"{}")
    await side.play()
    async with running(anna.keep()):
        await same(anna, side)
