"""The journal as a file: what it keeps, who may open it, and what is left of deleted words."""

import random
import signal
import sqlite3
import subprocess
import sys

import pytest

from feeds.post import Author, Kind
from moderator.core.facts import CaseOpened, PostDeleted, PostSeen
from moderator.store.file import (
    JournalInUse,
    JournalUnwritable,
)
from moderator.store.sqlite import open_journal, read_journal
from tests.store.files import in_files

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


def test_a_journal_reads_the_same_after_it_was_closed(path, post, case):
    facts = [PostSeen(post("1", "hallo")), PostDeleted("2", "x")]
    with open_journal(path) as journal:
        journal.append(facts, [CaseOpened(case("x:1"))], tally={"received": 2})
    with open_journal(path) as journal:
        journal.append(facts)
        assert list(journal.facts()) == facts
        assert list(journal.changes_after(0)) == [(1, "x:1")]
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
            changes = [case_id for _, case_id in journal.changes_after(0)]
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
