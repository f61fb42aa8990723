"""A journal whose disk fails: what was undone or removed is said, and a copy waits its turn."""

import shutil
import sys

import pytest

from moderator.core.facts import PostDeleted, PostSeen
from moderator.store.file import (
    JournalBroken,
    JournalInUse,
    JournalUnwritable,
)
from moderator.store.sqlite import open_journal, read_journal
from moderator.store.sqlite_file import remove
from tests.store.files import in_files, locked_by_another


def test_a_full_disk_is_said_and_the_batch_is_undone(path, post):
    with open_journal(path) as journal:
        journal._database.execute("PRAGMA max_page_count = 20")
        with pytest.raises(JournalUnwritable, match="the disk is full; make room"):
            journal.append(PostSeen(post(str(n), "x" * 100)) for n in range(2000))
        assert list(journal.facts()) == []
        journal._database.execute("PRAGMA max_page_count = 100000")
        journal.append([PostSeen(post("1", "hallo"))])
        assert len(list(journal.facts())) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="what is open cannot be removed there")
@pytest.mark.parametrize("left", ["nothing", "its log", "not even the folder"])
def test_a_journal_that_was_removed_is_written_anew_and_that_is_said(path, post, left):
    with open_journal(path) as journal:
        journal.append([PostSeen(post("1", "hallo"))])
        if left == "not even the folder":
            shutil.rmtree(path.parent)
        for ending in {"nothing": ("", "-wal", "-shm"), "its log": ("",)}.get(left, ()):
            path.with_name(path.name + ending).unlink()
        with pytest.raises(JournalUnwritable, match="it was removed, and is written anew"):
            journal.append([PostSeen(post("2", "hoi"))])
        journal.append([PostSeen(post("2", "hoi"))])
        journal.append([PostDeleted("1", "x")])
        with pytest.raises(JournalInUse):
            open_journal(path)
    with read_journal(path) as journal:
        seen = [fact.post for fact in journal.facts() if isinstance(fact, PostSeen)]
        assert [(each.id, each.text) for each in seen] == [("1", " " * 5), ("2", "hoi")]


@pytest.mark.skipif(sys.platform == "win32", reason="what is open cannot be removed there")
def test_a_copy_that_cannot_be_opened_at_once_waits_until_it_can(path, post):
    with open_journal(path) as journal:
        journal.append([PostSeen(post("1", "hallo"))])
        shutil.rmtree(path.parent)
        path.parent.mkdir()
        with locked_by_another(path):
            with pytest.raises(JournalInUse):
                journal.append([PostSeen(post("2", "hoi"))])
            with pytest.raises(JournalInUse):
                journal.append([PostSeen(post("2", "hoi"))])
            with pytest.raises(JournalInUse):
                list(journal.facts())
        assert len(list(journal.facts())) == 1
        journal.append([PostSeen(post("2", "hoi"))])
    with read_journal(path) as journal:
        assert len(list(journal.facts())) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="what is open cannot be removed there")
def test_a_copy_that_could_not_be_opened_until_the_end_is_there_the_next_time(path, post):
    with open_journal(path) as journal:
        journal.append([PostSeen(post("1", "hallo"))])
        for each in path.parent.iterdir():
            each.unlink()
        with locked_by_another(path):
            with pytest.raises(JournalInUse):
                journal.append([PostSeen(post("2", "hoi"))])
    with open_journal(path) as journal:
        assert [fact.post.id for fact in journal.facts()] == ["1"]
    assert sorted(each.name for each in path.parent.iterdir()) == [path.name, f"{path.name}.lock"]


@pytest.mark.skipif(sys.platform == "win32", reason="what is open cannot be removed there")
def test_a_copy_that_cannot_be_made_leaves_nothing_behind(path, post):
    with open_journal(path) as journal:
        journal.append([PostSeen(post(str(number), "hallo" * 999)) for number in range(200)])
        path.unlink()
        journal._database.set_progress_handler(lambda: 1, 1000)
        with pytest.raises(JournalBroken):
            journal.append([PostSeen(post("2", "hoi"))])
        journal._database.set_progress_handler(None, 0)
        assert not in_files(path.with_name(f"{path.name}.new"), "")
        with pytest.raises(JournalUnwritable, match="is written anew"):
            journal.append([PostSeen(post("2", "hoi"))])


@pytest.mark.skipif(sys.platform == "win32", reason="what is open cannot be removed there")
def test_what_another_program_begins_in_its_place_is_left_alone_and_that_is_said(path, post):
    with open_journal(path) as journal:
        journal.append([PostSeen(post("1", "hallo"))])
        for each in path.parent.iterdir():
            each.unlink()
        with open_journal(path) as other:
            other.append([PostSeen(post("3", "dag"))])
            with pytest.raises(JournalUnwritable, match="another file lies in its place"):
                journal.append([PostSeen(post("2", "hoi"))])
        moved = path.rename(path.with_name("other.sqlite"))
        with pytest.raises(JournalUnwritable, match="is written anew"):
            journal.append([PostSeen(post("2", "hoi"))])
    for place, kept in ((path, ["1"]), (moved, ["3"])):
        with read_journal(place) as journal:
            assert [fact.post.id for fact in journal.facts()] == kept


@pytest.mark.skipif(sys.platform == "win32", reason="what is open cannot be removed there")
def test_a_copy_that_waits_takes_no_other_files_place(path, post):
    with open_journal(path) as journal:
        journal.append([PostSeen(post("1", "hallo"))])
        for each in path.parent.iterdir():
            each.unlink()
        with locked_by_another(path):
            with pytest.raises(JournalInUse):
                journal.append([PostSeen(post("2", "hoi"))])
        path.write_text("put back from elsewhere")
        with pytest.raises(JournalUnwritable, match="another file lies in its place"):
            journal.append([PostSeen(post("2", "hoi"))])
        assert path.read_text() == "put back from elsewhere"
        path.unlink()
        journal.append([PostSeen(post("2", "hoi"))])
        assert [fact.post.id for fact in journal.facts()] == ["1", "2"]


@pytest.mark.parametrize(
    "throw_away", [remove, lambda path: open_journal(path, fresh=True).close()]
)
def test_what_removes_a_journal_removes_a_copy_that_was_left(path, post, throw_away):
    with open_journal(path) as journal:
        journal.append([PostSeen(post("1", "hallo"))])
    shutil.copy(path, path.with_name(f"{path.name}.new"))
    throw_away(path)
    assert not in_files(path, "hallo")
