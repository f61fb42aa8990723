"""Feeds to a recording: what has arrived is recorded, whatever ends it."""

import asyncio
import gc
import tracemalloc

import pytest

from feeds.base import Batch
from feeds.post import Deleted, Ignored
from feeds.recordings.recording import open_recording
from moderator.core.board import Accounting
from moderator.record import RecordedDay
from moderator.store import patient
from moderator.store.erasing import ErasingRecorder
from tests.clocks import settle, until
from tests.test_pipeline import Scripted, a_post


def recorded(folder):
    with open_recording(folder) as recording:
        return [post.id for post in recording]


async def test_several_feeds_are_recorded_until_all_have_stopped(tmp_path):
    feeds = [
        Scripted("x", Batch((a_post(1), a_post(1)), "1"), Batch((Ignored("like"),))),
        Scripted("mastodon", Batch((a_post(1, "mastodon"),), "7", filtered=3)),
    ]
    with ErasingRecorder(tmp_path / "day") as recorder:
        day = RecordedDay(feeds, recorder, linger_seconds=0)
        await day.run()
        await day.until_done()
        x, mastodon = (feed.accounting for feed in day.feeds())
        assert x == Accounting(received=3, shown=1, duplicates=1, filtered=1)
        assert mastodon == Accounting(received=4, shown=1, filtered=3)
        assert recorder.cursors() == {"x": "1", "mastodon": "7"}


async def test_called_off_what_has_arrived_is_still_recorded(tmp_path):
    feed = Scripted("x", *(Batch((a_post(n),), str(n)) for n in range(5)), stays=True)
    with ErasingRecorder(tmp_path / "day") as recorder:
        day = RecordedDay([feed], recorder, linger_seconds=1e6)
        running = asyncio.create_task(day.run())
        await until(lambda: feed.handed_on == 5)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
    assert feed.left
    assert recorded(tmp_path / "day") == ["0", "1", "2", "3", "4"]


async def test_every_feed_goes_on_where_the_recording_has_it(tmp_path):
    with ErasingRecorder(tmp_path / "day") as recorder:
        await RecordedDay([Scripted("x", Batch((a_post(1),), "1"))], recorder).run()
    with ErasingRecorder(tmp_path / "day") as recorder:
        feeds = [Scripted("x"), Scripted("y")]
        await RecordedDay(feeds, recorder).run()
    assert [feed.begun_at for feed in feeds] == ["1", ""]


async def test_a_disk_that_refuses_is_said_and_waited_for(tmp_path, monkeypatch):
    monkeypatch.setattr(patient, "RETRY_SECONDS", 0.0)
    feed, folder = (
        Scripted("x", *(Batch((a_post(n),), str(n)) for n in range(2000))),
        tmp_path / "day",
    )
    with ErasingRecorder(folder) as recorder:
        (folder / "lock").unlink()
        folder.rmdir()
        folder.write_text("in the way")
        day = RecordedDay([feed], recorder, linger_seconds=0)
        recording = asyncio.create_task(day.run())
        await until(lambda: len(day.feeds()) == 2)
        assert day.feeds()[1].now.reason.startswith("file exists; nothing comes in until")
        assert feed.handed_on < 2000
        folder.unlink()
        await recording
    with open_recording(folder) as events:
        assert len(list(events)) == 2000


async def test_what_comes_within_a_moment_is_one_frame(tmp_path):
    feed = Scripted("x", *(Batch((a_post(n),), str(n)) for n in range(200)))
    with ErasingRecorder(tmp_path / "day") as recorder:
        day = RecordedDay([feed], recorder, linger_seconds=1e6)
        running = asyncio.create_task(day.run())
        await settle()
        await running
        part = (tmp_path / "day" / "00001.jsonl.zst").read_bytes()
    assert part.count(b"\x28\xb5\x2f\xfd") == 1


class Endless(Scripted):
    """A feed that gives so many batches, one at a time, and keeps none of them."""

    def __init__(self, count):
        super().__init__("x")
        self.count = count

    async def follow(self, position, put):
        for number in range(self.count):
            await put(Batch((a_post(number),), str(number), (b'{"id": %d}' % number,)))


async def taken(folder, count):
    """The most memory that recording so many posts took, in bytes."""
    with ErasingRecorder(folder) as recorder:
        day = RecordedDay([Endless(count)], recorder, linger_seconds=1e6)
        gc.collect()
        tracemalloc.start()
        try:
            await day.run()
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()


async def test_recording_flat_out_takes_no_more_memory_for_more_posts(tmp_path, monkeypatch):
    monkeypatch.setattr("moderator.record.MOST_KNOWN", 100)
    await taken(tmp_path / "warm", 300)
    few, many = await taken(tmp_path / "few", 600), await taken(tmp_path / "many", 2_400)
    assert many < few * 1.5


class Confirmed(Scripted):
    """A feed that notes what it was told to be kept."""

    def kept(self, position):
        self.confirmed = position


async def test_a_feed_hears_what_is_recorded_and_after_a_restart_which_posts_those_were(tmp_path):
    gone = Deleted("1", "x")
    with ErasingRecorder(tmp_path / "day") as recorder:
        first = Confirmed("x", Batch((a_post(1), a_post(2)), "2"), Batch((gone,), "3"))
        await RecordedDay([first], recorder, linger_seconds=0).run()
        assert first.confirmed == "3"
    with ErasingRecorder(tmp_path / "day") as recorder:
        again = Confirmed("x", Batch((a_post(2), a_post(3)), "4"))
        day = RecordedDay([again], recorder, linger_seconds=0)
        await day.run()
        assert again.remembered == ["2"]
        assert day.feeds()[0].accounting == Accounting(received=2, shown=1, duplicates=1)
