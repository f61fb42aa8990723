"""The journal as a file: who may open it, what happens when it fails, what is left in it."""

import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager

import pytest

from feeds.post import Author, Kind
from moderator.core.board import Accounting
from moderator.core.facts import CaseOpened, PostDeleted, PostSeen
from moderator.intake.tally import Tally
from moderator.store.file import (
    JournalBroken,
    JournalInUse,
    JournalTooNew,
    JournalUnwritable,
    journal_path,
)
from moderator.store.sqlite import open_journal, read_journal
from moderator.store.sqlite_file import migrate, remove, scripts

BATCH = 7
WRITER = f"""
import sys
from itertools import count
from pathlib import Path
from moderator.core.facts import CaseRetracted, PostDeleted
from moderator.store.journal import Cursor
from moderator.store.sqlite import open_journal

with open_journal(Path(sys.argv[1])) as journal:
    for number in count(journal.tally().get("batches", 0)):
        facts = [PostDeleted(f"{{number}}-{{each}}", "x") for each in range({BATCH})]
        changes = [CaseRetracted(str(number))]
        journal.append(facts, changes, cursors=[Cursor("x", str(number))], tally={{"batches": 1}})
        print(number, flush=True)
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "fair.sqlite"


@contextmanager
def locked_by_another(path):
    lock = path.with_name(f"{path.name}.lock")
    with closing(sqlite3.connect(lock, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield


def test_a_journal_reads_the_same_after_it_was_closed(path, post, case):
    facts = [PostSeen(post("1", "hallo")), PostDeleted("2", "x")]
    with open_journal(path) as journal:
        journal.append(facts, [CaseOpened(case("x:1"))], tally={"received": 2})
    with open_journal(path) as journal:
        journal.append(facts)
        assert list(journal.facts()) == facts
        assert list(journal.changes_after(0)) == [(1, CaseOpened(case("x:1")))]
        assert journal.tally() == {"received": 2}


@pytest.mark.parametrize("id_", ["1", "één", "half een \ud83d"])
def test_a_deletion_is_remembered_after_a_restart(path, post, id_):
    with open_journal(path) as journal:
        journal.append([PostDeleted(id_, "x")])
    with open_journal(path) as journal:
        journal.append([PostSeen(post(id_, "geheim"))])
        assert list(journal.facts())[1] == PostSeen(post(id_, " " * len("geheim")))


def test_a_killed_writer_leaves_whole_batches_only(path, pytestconfig):
    moments = random.Random(20261123)
    for _ in range(4):
        said = _last_word_of_a_killed_writer(
            path, pytestconfig.rootpath, lines=moments.randint(1, 60)
        )
        with open_journal(path) as journal:
            batches = journal.tally()["batches"]
            facts = [fact.id for fact in journal.facts()]
            changes = [change.id for _, change in journal.changes_after(0)]
            cursor = journal.cursor("x")
        assert batches > said
        assert facts == [f"{each}-{n}" for each in range(batches) for n in range(BATCH)]
        assert changes == [str(each) for each in range(batches)]
        assert cursor.position == str(batches - 1)


def _last_word_of_a_killed_writer(path, project, *, lines):
    command = [sys.executable, "-c", WRITER, str(path)]
    with subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, text=True) as writer:
        said = [writer.stdout.readline() for _ in range(lines)]
        writer.send_signal(signal.SIGKILL)
    return int(said[-1])


def test_a_second_writer_is_refused_and_a_reader_is_not(path, post):
    with open_journal(path) as journal:
        journal.append([PostSeen(post("1", "hallo"))])
        with pytest.raises(JournalInUse, match="another program is writing this journal"):
            open_journal(path)
        with read_journal(path) as reader:
            assert [fact.post.text for fact in reader.facts()] == ["hallo"]
            journal.append([PostSeen(post("2", "dag"))])
            assert [fact.post.text for fact in reader.facts()] == ["hallo", "dag"]
    with open_journal(path) as journal:
        assert len(list(journal.facts())) == 2


def test_a_fresh_journal_is_empty_unless_another_program_writes_it(path, post):
    with open_journal(path) as journal:
        journal.append([PostSeen(post("1", "hallo"))], tally={"received": 1})
        with pytest.raises(JournalInUse):
            open_journal(path, fresh=True)
        assert len(list(journal.facts())) == 1
    with open_journal(path, fresh=True) as journal:
        assert (list(journal.facts()), journal.tally()) == ([], {})


def test_a_closed_journal_is_a_mistake_of_the_program_not_of_its_user(path):
    journal = open_journal(path)
    journal.close()
    journal.close()
    with pytest.raises(sqlite3.ProgrammingError):
        journal.tally()


def test_a_reader_cannot_append(path):
    open_journal(path).close()
    with read_journal(path) as reader, pytest.raises(JournalUnwritable, match="readonly"):
        reader.append([PostDeleted("1", "x")])


def test_nothing_is_left_in_the_files_of_a_deleted_posts_words(path, post, case):
    secrets = ["binnenvaartschipper", "Gerlinde Oosterwold", "houdtvanzeilen", "zeilschip.example"]
    text, name, bio, link = secrets
    author = Author("gerlinde", name, "7", bio)
    whole = post("1", text, author=author, links=(f"https://{link}/1",), hashtags=("zeilen",))
    repost = post("2", text, kind=Kind.REPOST, repost_of="1", carried=(whole,), links=whole.links)
    told = case("x:1", responsible=name, link_note=f"https://{link}/1: 404")
    with open_journal(path) as journal:
        journal.append([PostSeen(whole)], [CaseOpened(told)])
        journal.append([PostSeen(repost), *(PostSeen(post(f"n{n}", "x" * n)) for n in range(300))])
        assert all(in_files(path, secret) for secret in secrets)
        journal.append([PostDeleted("1", "x")])
        assert not any(in_files(path, secret) for secret in secrets)
    assert not any(in_files(path, secret) for secret in secrets)


def test_words_that_a_reader_still_sees_go_with_the_next_batch(path, post):
    with open_journal(path) as journal:
        journal.append([PostSeen(post(str(n), "binnenvaartschipper")) for n in range(600)])
        with read_journal(path) as reader:
            reading = reader._database.execute("SELECT body FROM fact")
            reading.fetchone()
            journal.append([PostDeleted(str(n), "x") for n in range(600)])
            assert in_files(path, "binnenvaartschipper")
            reading.close()
        journal.append([])
        assert not in_files(path, "binnenvaartschipper")


def in_files(path, word):
    return any(word.encode() in file.read_bytes() for file in path.parent.glob(f"{path.name}*"))


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
