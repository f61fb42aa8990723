"""A disk that refuses for a while: what was done waits in its order, and that is said."""

import asyncio
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime

import pytest

from feeds.base import Batch
from feeds.recordings.recorder import Recorder
from feeds.recordings.recording import open_recording
from feeds.recordings.revise import rows
from feeds.status import FeedState
from moderator.core.facts import Acted, ActKind, CaseOpened, PostSeen
from moderator.store import patient
from moderator.store.file import JournalBroken, NotKept
from moderator.store.journal import Cursor
from moderator.store.patient import PatientJournal, PatientRecorder
from moderator.store.sqlite import open_journal
from tests.clocks import until

HELD = "nothing comes in until it can be written"
NOON = datetime(2026, 5, 12, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _soon(monkeypatch):
    monkeypatch.setattr(patient, "RETRY_SECONDS", 0.0)


@pytest.fixture
def journal(tmp_path):
    with open_journal(tmp_path / "fair.sqlite") as journal:
        yield journal


@pytest.fixture
def other(journal, tmp_path):
    """Another program at the same file."""
    with closing(sqlite3.connect(tmp_path / "fair.sqlite", isolation_level=None)) as other:
        yield other


def an_act(number):
    return Acted(f"act{number}", ActKind.CLAIM, "x:1", "jo", NOON, number)


async def test_what_another_program_keeps_from_being_written_is_written_after_it(journal, other):
    waiting = PatientJournal(journal)
    async with waiting.tried_again():
        other.execute("BEGIN IMMEDIATE")
        waiting.append([an_act(1)], cursors=[Cursor("x", "7")])
        waiting.append([an_act(2)])
        (now,) = waiting.disk.status()
        assert now.state is FeedState.RETRYING
        assert "another program is writing this journal" in now.reason
        assert list(journal.facts()) == []
        other.execute("ROLLBACK")
        await waiting.kept()
    assert list(journal.facts()) == [an_act(1), an_act(2)]
    assert journal.cursor("x") == Cursor("x", "7")
    assert [now.state for now in waiting.disk.status()] == [FeedState.CONNECTED]


async def test_it_is_tried_again_without_anybody_asking(journal, other):
    waiting = PatientJournal(journal)
    async with waiting.tried_again():
        for number in (1, 2):
            other.execute("BEGIN IMMEDIATE")
            waiting.append([an_act(number)])
            other.execute("ROLLBACK")
            await until(lambda number=number: len(list(journal.facts())) == number)


async def test_a_full_disk_takes_nothing_twice(journal, post):
    waiting = PatientJournal(journal)
    async with waiting.tried_again():
        journal._database.execute("PRAGMA max_page_count = 20")
        posts = [PostSeen(post(str(number), "x" * 100)) for number in range(2000)]
        waiting.append(iter(posts), tally={"received x": 2000})
        assert [now.reason for now in waiting.disk.status()] == ["the disk is full; make room"]
        journal._database.execute("PRAGMA max_page_count = 100000")
    assert list(journal.facts()) == posts
    assert journal.tally() == {"received x": 2000}


async def test_who_leaves_before_there_is_room_is_told_how_many_acts_are_gone(journal, other):
    waiting = PatientJournal(journal)
    with pytest.raises(ExceptionGroup) as left:  # noqa: PT012 - it is told when one leaves
        async with waiting.tried_again():
            other.execute("BEGIN IMMEDIATE")
            waiting.append([an_act(1), an_act(2)])
    other.execute("ROLLBACK")
    (told,) = left.value.exceptions
    assert isinstance(told, NotKept)
    assert str(told).endswith("close that one\nacts that are not in the journal: 2")
    assert list(journal.facts()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="what is open cannot be removed there")
async def test_while_a_removed_journal_cannot_be_opened_again_nothing_ends(journal, tmp_path, case):
    waiting = PatientJournal(journal)
    waiting.append([an_act(1)], [CaseOpened(case("x:1"))])
    for each in tmp_path.iterdir():
        each.unlink()
    async with waiting.tried_again():
        lock = sqlite3.connect(tmp_path / "fair.sqlite.lock", isolation_level=None)
        with closing(lock):
            lock.execute("BEGIN EXCLUSIVE")
            waiting.append([an_act(2)], [CaseOpened(case("x:2"))])
            assert list(waiting.changes_after(0)) == []
        await waiting.kept()
    assert [number for number, _ in waiting.changes_after(0)] == [1, 2]


async def test_a_journal_that_always_could_be_written_says_nothing(journal):
    waiting = PatientJournal(journal)
    async with waiting.tried_again():
        waiting.append([an_act(1)])
        await waiting.kept()
    assert waiting.disk.status() == []


async def test_a_damaged_journal_is_not_waited_for(journal, other):
    other.execute("DROP TABLE fact")
    with pytest.raises(JournalBroken):
        PatientJournal(journal).append([an_act(1)])


async def test_a_recording_goes_on_when_its_disk_does(tmp_path, post):
    folder = tmp_path / "day"
    with Recorder(folder) as recorder:
        waiting = PatientRecorder(recorder)
        (folder / "lock").unlink()
        folder.rmdir()
        folder.write_text("in the way")
        appending = asyncio.create_task(waiting.append([("x", Batch((post("1"),)))]))
        await until(waiting.disk.status)
        (now,) = waiting.disk.status()
        assert (now.state, now.reason) == (FeedState.RETRYING, f"file exists; {HELD}")
        folder.unlink()
        await appending
        assert [now.state for now in waiting.disk.status()] == [FeedState.CONNECTED]
    with open_recording(folder) as events:
        assert [event.id for event in events] == ["1"]


async def test_a_recording_of_which_a_part_was_damaged_goes_on_and_says_so(tmp_path, post):
    folder = tmp_path / "day"
    with Recorder(folder) as recorder:
        waiting = PatientRecorder(recorder)
        await waiting.append([("x", Batch((post("1"),)))])
        with (folder / "00001.jsonl.zst").open("r+b") as part:
            part.seek(20)
            part.write(b"\xff" * 20)
        recorder.rotate()
        await waiting.append([("x", Batch((post("2"),)))])
        (now,) = waiting.disk.status()
        assert now.state is FeedState.CONNECTED
        assert now.notes == ("00001.jsonl.zst: the compressed file is damaged from here on",)
        assert [row["id"] for row in rows(folder / "00002.jsonl.zst")] == ["2"]


async def test_without_a_recording_nothing_is_waited_for(post):
    waiting = PatientRecorder(None)
    await waiting.append([("x", Batch((post("1"),)))])
    assert waiting.disk.status() == []
