"""How a journal's file is opened, or refused in plain words: its place, its schema, its name."""

import random
import shutil
import sqlite3
import sys

import pytest

from moderator.core.board import Accounting
from moderator.core.facts import PostSeen
from moderator.intake.tally import Tally
from moderator.store.file import (
    JournalBroken,
    JournalTooNew,
    JournalUnwritable,
    journal_path,
)
from moderator.store.sqlite import open_journal, read_journal
from moderator.store.sqlite_file import migrate, scripts


@pytest.mark.skipif(sys.platform == "win32", reason="what is open cannot be removed there")
def test_a_place_that_cannot_be_seen_is_said(path, post):
    with open_journal(path) as journal:
        shutil.rmtree(path.parent)
        path.parent.symlink_to(path.parent)
        with pytest.raises(JournalUnwritable, match="choose another place"):
            journal.append([PostSeen(post("1", "hallo"))])
        path.parent.unlink()
        with pytest.raises(JournalUnwritable, match="is written anew"):
            journal.append([PostSeen(post("1", "hallo"))])


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(JournalUnwritable, match="choose another place"):
        open_journal(tmp_path / "file" / "fair.sqlite")


@pytest.mark.parametrize("fresh", [True, False])
def test_a_path_that_cannot_be_a_file_is_said(path, fresh):
    path.mkdir()
    with pytest.raises(JournalUnwritable, match="choose another"):
        open_journal(path, fresh=fresh)


def test_reading_a_journal_that_is_not_there_makes_none(path):
    with pytest.raises(JournalUnwritable, match="no journal here"):
        read_journal(path)
    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize("opened", [open_journal, read_journal])
def test_a_file_that_is_no_database_is_said_and_left_alone(path, opened):
    path.write_text("vacature " * 500)
    with pytest.raises(JournalBroken, match="move it away"):
        opened(path)
    assert path.read_text() == "vacature " * 500


def test_a_damaged_file_is_said(path, post):
    with open_journal(path) as journal:
        journal.append(PostSeen(post(str(n), "x" * 200)) for n in range(200))
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + random.Random(1).randbytes(len(whole) - 8192))
    with pytest.raises(JournalBroken, match="move it away"), open_journal(path) as journal:
        list(journal.facts())


def test_a_row_that_no_version_wrote_is_said(path):
    with open_journal(path) as journal:
        journal._database.execute("INSERT INTO fact (key, body) VALUES (x'00', '{}')")
        with pytest.raises(JournalBroken, match="cannot be read"):
            list(journal.facts())


def test_another_programs_database_is_refused_and_left_alone(path):
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE stamps (value TEXT)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(JournalBroken, match="another program"):
        open_journal(path)
    assert path.read_bytes() == before


def test_a_newer_journal_is_refused(path):
    with open_journal(path) as journal:
        journal._database.execute("PRAGMA user_version = 99")
    for opened in (open_journal, read_journal):
        with pytest.raises(JournalTooNew, match="update the program"):
            opened(path)


def test_an_empty_file_is_refused_to_readers_and_filled_by_writers(path):
    path.touch()
    with pytest.raises(JournalBroken, match="open it to write"):
        read_journal(path)
    open_journal(path).close()
    read_journal(path).close()


def test_a_journal_from_before_feeds_were_counted_apart_keeps_its_sums(tmp_path):
    database = sqlite3.connect(tmp_path / "old.sqlite", isolation_level=None)
    migrate(database, scripts()[:1])
    old = {"shown": 3, "folded": 2, "deleted": 1}
    database.executemany("INSERT INTO tally VALUES (?, ?)", old.items())
    database.close()
    with open_journal(tmp_path / "old.sqlite") as journal:
        assert Tally(journal.tally()).accounting() == Accounting(5, 3, 2, deleted=1)


def test_migrating_runs_only_the_scripts_that_are_missing():
    database = sqlite3.connect(":memory:", isolation_level=None)
    first, second = "CREATE TABLE a (n);", "ALTER TABLE a ADD COLUMN m;"
    migrate(database, [first])
    migrate(database, [first, second])
    migrate(database, [first, second])
    assert database.execute("PRAGMA user_version").fetchone() == (2,)
    assert [row[1] for row in database.execute("PRAGMA table_info(a)")] == ["n", "m"]
    database.close()


def test_a_script_that_fails_leaves_the_schema_as_it_was():
    database = sqlite3.connect(":memory:", isolation_level=None)
    with pytest.raises(sqlite3.OperationalError):
        migrate(database, ["CREATE TABLE a (n); CREATE TABLE a (n);"])
    database.rollback()
    assert database.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    database.close()


@pytest.mark.parametrize(
    "name",
    ["", "..", "../../etc/passwd", "C:\\temp", "a/b", "nul", "\x00", "x" * 999, "#TBNN?", "🦀"],
)
def test_a_fairs_name_is_never_a_path(tmp_path, name):
    path = journal_path(tmp_path, name)
    assert path.parent == tmp_path
    assert path.name.removesuffix(".sqlite").replace("-", "").isalnum()
    assert len(path.name) < 64


def test_names_that_look_alike_in_a_path_are_kept_apart(tmp_path):
    names = ["Noord", "noord", "noord!", "nóord", "x" * 50, "x" * 51]
    assert len({journal_path(tmp_path, name) for name in names}) == len(names)


def test_the_same_name_gives_the_same_path_however_it_is_written(tmp_path):
    assert journal_path(tmp_path, "Caf\u00e9 ") == journal_path(tmp_path, "Cafe\u0301")
