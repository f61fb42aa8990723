"""What is kept of a fair, nobody but its owner can read."""

import logging
import os
import sqlite3
import sys

import pytest

from moderator.core.facts import PostSeen
from moderator.desk.machine.failures import failures_kept
from moderator.desk.machine.memory import Memory
from moderator.publish.kept import KeptActs
from moderator.store.file import JournalBroken, JournalUnwritable
from moderator.store.private import own_folder
from moderator.store.sqlite import open_journal, read_journal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such rights are known there")


@pytest.fixture(autouse=True)
def _usual_mask():
    """What most systems let others read by themselves."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def rights(path):
    return path.stat().st_mode & 0o777


def readable_by_others(folder):
    return sorted(path.name for path in folder.rglob("*") if rights(path) & 0o077)


def test_a_journal_with_its_logs_and_the_folders_made_for_it(tmp_path, post):
    path = tmp_path / "new" / "data" / "fair.sqlite"
    with open_journal(path) as journal:
        journal.append([PostSeen(post("1", "hallo"))])
        beside = {each.name for each in path.parent.iterdir()}
        assert beside >= {path.name, *(path.name + end for end in ("-wal", "-shm", ".lock"))}
        assert readable_by_others(tmp_path) == []
        path.unlink()
        with pytest.raises(JournalUnwritable, match="is written anew"):
            journal.append([PostSeen(post("2", "hoi"))])
    with read_journal(path):
        assert readable_by_others(tmp_path) == []


def test_a_journal_that_others_could_read_is_mended_and_a_folder_of_ones_own_is_not(tmp_path, post):
    path = tmp_path / "fair.sqlite"
    open_journal(path).close()
    with open_journal(path) as journal:
        journal.append([PostSeen(post("1", "hallo"))])
        left = [each for each in tmp_path.iterdir() if not each.name.endswith(".lock")]
        copies = [(each, each.read_bytes()) for each in left]
    for each, data in copies:
        each.write_bytes(data)
        each.chmod(0o644)
    tmp_path.chmod(0o755)
    with open_journal(path) as journal:
        assert len(list(journal.facts())) == 1
        assert readable_by_others(tmp_path) == []
    assert rights(tmp_path) == 0o755


def test_another_programs_file_keeps_its_rights(tmp_path):
    path = tmp_path / "fair.sqlite"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE stamps (value TEXT)")
    other.close()
    with pytest.raises(JournalBroken):
        open_journal(path)
    assert rights(path) == 0o644


def test_the_programs_own_folder_is_mended(tmp_path, monkeypatch):
    monkeypatch.setattr("moderator.store.private.user_data_path", lambda *_, **__: tmp_path / "own")
    assert own_folder() == tmp_path / "own"
    desks = own_folder() / "desks"
    desks.mkdir(parents=True)
    tmp_path.chmod(0o755)
    KeptActs(desks / "fair-anna.json")
    assert (rights(own_folder()), rights(tmp_path)) == (0o700, 0o755)


def test_what_a_desk_keeps(tmp_path):
    acts, memory = tmp_path / "fair-anna.json", tmp_path / "fair-anna.desk.json"
    acts.write_text("")
    KeptActs(acts)
    Memory(filter="van @lotte").keep(memory)
    with failures_kept(memory):
        logging.getLogger("moderator").error("a post is quoted")
    assert len(list(tmp_path.iterdir())) == 3
    assert readable_by_others(tmp_path) == []
    KeptActs(tmp_path / "desks" / "fair-bram.json")
    assert readable_by_others(tmp_path) == []
