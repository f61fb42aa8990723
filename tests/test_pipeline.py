"""Feeds into one engine: kept before it is seen, counted by feed, and never more than fits."""

import asyncio
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from math import inf

import pytest

from feeds.base import Batch
from feeds.post import DROPPED, Author, Deleted, Gap, Ignored, Kind, Post, Unreadable
from feeds.recordings.recorder import Recorder
from feeds.recordings.recording import open_recording
from feeds.recordings.replay import Replay
from feeds.status import FeedState, Status
from moderator import pipeline as shell
from moderator.classify.learned import LearnedClassifier
from moderator.core.board import Accounting, FeedGap
from moderator.core.case import State
from moderator.core.engine import Engine
from moderator.core.facts import ActKind
from moderator.core.fair import Fair
from moderator.core.labels import Label
from moderator.day.live import LiveDay
from moderator.day.replayed import ReplayedDay
from moderator.pipeline import Pipeline
from moderator.store import patient
from moderator.store.journal import Cursor
from moderator.store.memory import MemoryJournal
from moderator.store.sqlite import open_journal
from moderator.wishes.wish import Wish
from tests.clocks import settle, until

NINE = datetime(2026, 5, 12, 7, tzinfo=UTC)
FAIR = Fair(hashtags=("banen",))


def a_post(number, source="x", text="Vacature: kok in Assen #banen", **more):
    fields = {"kind": Kind.ORIGINAL, "created_at": NINE + timedelta(seconds=number)} | more
    return Post(str(number), source, author=Author(f"kok{number}"), text=text, **fields)


class Scripted:
    """A live feed that hands on its batches, and then is gone or waits to be called off."""

    def __init__(self, name, *batches, stays=False):
        self.name = name
        self.batches = batches
        self.stays = stays
        self.remembered = []
        self.begun_at = None
        self.handed_on = 0
        self.left = False
        self.status = Status(name, FeedState.CONNECTED)

    def remember(self, posts):
        self.remembered += [post.id for post in posts]

    async def follow(self, position, put):
        self.begun_at = position
        try:
            for batch in self.batches:
                await put(batch)
                self.handed_on += 1
            if self.stays:
                await asyncio.Event().wait()
        finally:
            self.left = True


class Confirmed(Scripted):
    """A feed whose platform keeps what the journal does not have yet."""

    def __init__(self, *given, **more):
        super().__init__(*given, **more)
        self.confirmed = []

    def kept(self, position):
        self.confirmed.append(position)


def a_pipeline(journal=None, **more):
    return Pipeline(Engine(FAIR), LearnedClassifier(FAIR), journal or MemoryJournal(), **more)


async def test_several_feeds_are_one_board_and_each_is_accounted_for():
    x = Scripted("x", Batch((a_post(1), a_post(2), a_post(1)), "2"))
    mastodon = Scripted(
        "mastodon",
        Batch((a_post(1, "mastodon"), Ignored("like"), Unreadable(1, "no text")), "1", filtered=5),
        Batch((Deleted("1", "mastodon"),), "2", duplicates=2, dropped=1),
    )
    taking_in = a_pipeline()
    await taking_in.follow([x, mastodon])
    assert taking_in.engine.stream_length() == 3
    assert taking_in.engine.unjudged == 0
    assert taking_in.tally.by_feed() == {
        "mastodon": Accounting(
            received=11, shown=1, duplicates=2, filtered=6, unreadable=1, dropped=1, deleted=1
        ),
        "x": Accounting(received=3, shown=2, duplicates=1),
    }
    assert taking_in.tally.accounting().received == 14
    assert taking_in.tally.accounting().missing == 1


async def test_a_feed_that_stops_leaves_the_others_running():
    stopped, going = Scripted("x"), Scripted("mastodon", Batch((a_post(1),)), stays=True)
    taking_in = a_pipeline()
    running = asyncio.create_task(taking_in.follow([stopped, going]))
    await until(lambda: taking_in.engine.stream_length() == 1)
    assert stopped.left
    assert not running.done()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert going.left


async def test_what_has_come_is_kept_before_what_follows_it_is_waited_for(monkeypatch):
    monkeypatch.setattr(shell, "GATHER_SECONDS", 3600)
    journal = MemoryJournal()
    taking_in = a_pipeline(journal)
    feed = Scripted("x", Batch((a_post(1),), "1"), stays=True)
    running = asyncio.create_task(taking_in.follow([feed]))
    await until(lambda: taking_in.position("x") == "1")
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    again = a_pipeline(journal)
    again.restore()
    assert again.engine.stream_length() == 1


async def test_every_feed_goes_on_where_the_journal_has_it_and_knows_what_that_has():
    journal = MemoryJournal()
    first = [Scripted("x", Batch((a_post(1),), "1"), Batch((a_post(2),))), Scripted("mastodon")]
    await a_pipeline(journal).follow(first)
    again = a_pipeline(journal)
    feeds = [Scripted("x", Batch((a_post(2), a_post(3)), "3")), Scripted("mastodon")]
    again.restore(feeds=feeds)
    await again.follow(feeds)
    assert [feed.begun_at for feed in feeds] == ["1", ""]
    assert feeds[0].remembered == ["1", "2"]
    assert again.engine.stream_length() == 3
    assert again.tally.accounting("x") == Accounting(received=4, shown=3, duplicates=1)
    assert again.position("x") == "3"


async def test_the_last_posts_are_made_once_for_all_feeds_and_before_they_are_followed(monkeypatch):
    monkeypatch.setattr(shell, "REMEMBERED", 3)
    journal = MemoryJournal()
    came = Batch((*map(a_post, range(5)), Deleted("3", "x")))
    await a_pipeline(journal).follow([Scripted("x", came)])
    again, feeds = a_pipeline(journal), [Scripted("x"), Scripted("mastodon")]
    made = []
    monkeypatch.setattr(again.engine, "posts", counted(again.engine.posts, made))
    again.restore(feeds=feeds)
    assert [feed.remembered for feed in feeds] == [["2", "4"]] * 2
    monkeypatch.setattr(again.engine, "stream", counted(again.engine.stream, made))
    await again.follow(feeds)
    assert made == [(3,)]


def counted(what, calls):
    """The same, with a note of each call."""

    def counting(*given):
        calls.append(given)
        return what(*given)

    return counting


async def test_gaps_are_kept_with_their_feed_and_a_later_word_on_one_holds(tmp_path):
    open_ended = Gap(NINE, NINE + timedelta(minutes=1))
    filled = Gap(NINE, NINE + timedelta(minutes=2), filled=True)
    with open_journal(tmp_path / "fair.sqlite") as journal:
        taking_in = a_pipeline(journal)
        await taking_in.follow(
            [Scripted("x", Batch((open_ended,)), Batch((filled,))), Scripted("y", Batch((filled,)))]
        )
        assert taking_in.tally.gaps == [FeedGap("x", filled), FeedGap("y", filled)]
        assert journal.gaps() == taking_in.tally.gaps
        assert a_pipeline(journal).tally.gaps == taking_in.tally.gaps
        assert taking_in.tally.accounting("x").received == 0


class Stalling(MemoryJournal):
    """A journal that notes how much came together."""

    def __init__(self):
        super().__init__()
        self.together = []

    def append(self, facts, changes=(), **more):
        facts = list(facts)
        self.together.append(len(facts))
        super().append(facts, changes, **more)


async def test_a_feed_waits_where_nobody_writes(monkeypatch):
    taking_in = a_pipeline()
    posts = (Batch((a_post(number),), str(number)) for number in count())
    feed = Scripted("x", *(next(posts) for _ in range(500)))

    async def stall():
        await asyncio.Event().wait()

    monkeypatch.setattr(taking_in, "_write", stall)
    running = asyncio.create_task(taking_in.follow([feed]))
    await settle()
    assert feed.handed_on == shell.QUEUE
    assert taking_in.depths.unwritten == shell.QUEUE
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running


async def test_what_arrives_while_one_writes_is_written_together():
    journal = Stalling()
    feeds = [Scripted(name, *(Batch((a_post(n, name),)) for n in range(40))) for name in ("x", "y")]
    await a_pipeline(journal).follow(feeds)
    assert len(journal.together) < 40


@pytest.mark.parametrize("together", [1, 2, 4])
async def test_a_post_is_read_before_its_deletion_whether_they_come_together_or_not(together):
    asked = (a_post(each, text="Is er een vacature voor een kok? #banen") for each in (1, 2))
    events = [each for post in asked for each in (post, Deleted(post.id, "x", post.at))]
    cut = [tuple(events[at : at + together]) for at in range(0, 4, together)]
    batches = [Batch(some, str(at), (b"{}",) * together, filtered=1) for at, some in enumerate(cut)]
    taking_in = a_pipeline()
    await taking_in.follow([Scripted("x", *batches)])
    assert [case.state for case in taking_in.engine.cases()] == [State.WITHDRAWN] * 2
    assert taking_in.engine.counts().labels == {Label.QUESTION: 2}
    assert taking_in.position("x") == str(len(batches) - 1)
    filtered = len(batches)
    counted = Accounting(received=2 + filtered, shown=2, filtered=filtered, deleted=2)
    assert taking_in.tally.accounting() == counted


async def test_records_of_one_event_count_as_those_of_their_own_do():
    def of(*events):
        return [a_post(1), *events, a_post(2)]

    alone, together = a_pipeline(), a_pipeline()
    await alone.run(Replay(of(*[Ignored("like")] * 3, DROPPED, DROPPED), speed=inf, name="day"))
    await together.run(
        Replay(of(Ignored("like", 3), replace(DROPPED, times=2)), speed=inf, name="day")
    )
    counted = Accounting(received=7, shown=2, filtered=3, dropped=2)
    assert together.tally.accounting() == alone.tally.accounting() == counted
    assert together.position("day") == alone.position("day")
    assert together.position("day").startswith("7:")


async def test_what_is_in_the_journal_is_in_the_recording(tmp_path):
    feeds = [Scripted("x", Batch((a_post(1),), "1", (b'{"id": 1}',)), Batch((a_post(2),), "2"))]
    with Recorder(tmp_path / "day") as recorder:
        await a_pipeline(recorder=recorder).follow(feeds)
        assert recorder.cursors() == {"x": "2"}
    with open_recording(tmp_path / "day") as recording:
        assert [post.id for post in recording] == ["1", "2"]


async def test_a_recording_that_cannot_be_written_holds_the_journal_back(tmp_path, monkeypatch):
    monkeypatch.setattr(patient, "RETRY_SECONDS", 0.0)
    journal, folder = MemoryJournal(), tmp_path / "day"
    with Recorder(folder) as recorder:
        (folder / "lock").unlink()
        folder.rmdir()
        folder.write_text("in the way")
        taking_in = a_pipeline(journal, recorder=recorder)
        following = asyncio.create_task(taking_in.follow([Scripted("x", Batch((a_post(1),), "1"))]))
        await until(taking_in.recorder.disk.status)
        assert list(journal.facts()) == []
        folder.unlink()
        await following
    assert journal.cursor("x") == Cursor("x", "1")


async def test_a_feed_hears_that_the_journal_has_a_post_once_that_is_so(tmp_path, monkeypatch):
    monkeypatch.setattr(patient, "RETRY_SECONDS", 0.0)
    with open_journal(tmp_path / "fair.sqlite") as journal:
        feed = Confirmed("x", Batch((a_post(1),), "1"), Batch((a_post(2),), "2"), stays=True)
        taking_in = a_pipeline(journal)
        day = LiveDay(taking_in, [feed], moderator="m", now=lambda: NINE)
        other = sqlite3.connect(tmp_path / "fair.sqlite", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        following = asyncio.create_task(taking_in.follow([feed]))
        await until(taking_in.journal.disk.status)
        assert [one.now.name for one in day.feeds()] == ["x", "journal"]
        await settle()
        assert (feed.confirmed, taking_in.engine.stream_length()) == ([], 2)
        other.close()
        await until(lambda: feed.confirmed)
        assert journal.cursor("x") == Cursor("x", "2")
        following.cancel()


async def test_an_act_after_the_last_post_still_has_its_readings_judged():
    question = a_post(2, text="@kok1 is dit ook parttime?", kind=Kind.REPLY, in_reply_to="1")
    answer = a_post(3, text="@kok2 ja hoor", kind=Kind.REPLY, in_reply_to="2")
    replay = Replay([a_post(1), question, answer], speed=float("inf"))
    taking_in = a_pipeline()
    day = ReplayedDay(taking_in, replay, moderator="m")
    await taking_in.run(replay)
    judging = asyncio.create_task(taking_in.keep_judging())
    await settle()
    await day.act(Wish(ActKind.RELABEL, "x:1", label=Label.OTHER))
    await until(lambda: not taking_in.engine.unjudged)
    assert not judging.done()
    judging.cancel()


async def test_a_live_day_has_the_time_of_day_and_its_feeds():
    feed = Scripted("x", Batch((a_post(1),), filtered=2), Batch((Gap(NINE, NINE),)))
    taking_in = a_pipeline()
    day = LiveDay(taking_in, [feed], moderator="m", now=lambda: NINE)
    await taking_in.follow([feed])
    await day.until_done()
    assert (day.clock, day.player, day.board().clock) == (NINE, None, NINE)
    (status,) = day.feeds()
    assert status.now is feed.status
    assert status.accounting == Accounting(received=3, shown=1, filtered=2)
    assert status.gaps == (FeedGap("x", Gap(NINE, NINE)),)
    assert (day.depths().unwritten, day.depths().unjudged) == (0, 0)
