"""Journals of earlier versions: what they hold is there after they were brought up to date."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest

from moderator.core.facts import CaseOpened, LinkChecked, LinkState, PostDeleted, PostSeen
from moderator.store.codec import encode_fact, fact_key
from moderator.store.file import JournalBroken
from moderator.store.journal import Cursor
from moderator.store.sqlite import open_journal, read_journal
from moderator.store.sqlite_file import migrate, scripts
from moderator.store.tombstone import held_by

NOON = datetime(2026, 5, 12, 10, tzinfo=UTC)
LINK = "https://werk.zuiderdiep.example.nl/77"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "old.sqlite"


def old_journal(path, version, facts=(), changes=(), cursors=()):
    """A journal as an earlier version left it: facts, and changes as the JSON of whole cases."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        migrate(database, scripts()[:version])
        for fact in facts:
            body = encode_fact(fact)
            insert = "INSERT INTO fact (key, body) VALUES (?, ?)"
            number = database.execute(insert, (fact_key(fact, body), body)).lastrowid
            held = [(post.encode(), number) for post in held_by(fact)]
            database.executemany("INSERT INTO about VALUES (?, ?)", held)
        bodies = [(body if isinstance(body, str) else json.dumps(body),) for body in changes]
        database.executemany("INSERT INTO change (body) VALUES (?)", bodies)
        database.executemany("INSERT INTO cursor VALUES (?, ?)", cursors)


def test_of_a_change_stays_which_case_it_was_about_and_its_number(path):
    opened = {"v": 2, "is": "case_opened", "case": {"id": "x:1", "responsible": "Gerlinde"}}
    odd = {"v": 2, "is": "case_moved", "case": {"id": "x:half \ud83d", "notes": ["zij belt"]}}
    retracted = {"v": 2, "is": "case_retracted", "id": "x:1"}
    old_journal(path, 2, changes=[opened, "{", odd, {}, retracted])
    with open_journal(path) as journal:
        told = [(1, "x:1"), (3, "x:half \ud83d"), (5, "x:1")]
        assert list(journal.changes_after(0)) == told
        assert not any(b"Gerlinde" in each.read_bytes() for each in path.parent.iterdir())


def test_the_number_of_the_next_change_is_higher_than_that_of_any_before(path, case):
    old_journal(path, 2, changes=[{"is": "case_retracted", "id": "x:1"}, "{"])
    with open_journal(path) as journal:
        journal.append([], [CaseOpened(case("x:2"))])
        assert [case_id for _, case_id in journal.changes_after(2)] == ["x:2"]


@pytest.mark.parametrize("version", [1, 2])
def test_a_deletion_reaches_the_link_checks_of_an_older_journal(path, post, version):
    carried = post("2", "vacature", links=(LINK,))
    whole = PostSeen(post("1", "zie", links=("https://kort.example/1",), carried=(carried,)))
    check = LinkChecked(LINK, LinkState.DEAD, NOON, "404")
    named = LinkChecked("https://kort.example/2", LinkState.ALIVE, NOON, f"nu op {LINK}")
    old_journal(path, version, [whole, check, named])
    with open_journal(path) as journal:
        journal.append([whole, PostDeleted("2", "x")])
        assert LINK not in str(list(journal.facts()))


def test_what_lay_among_the_cursors_of_feeds_is_remembered(path):
    cursors = {"x": "7", "mqtt": "8", "mqtt epoch": "a1", "mqtt outbox": "3"}
    cursors["mqtt refused mies:1"] = "too late"
    old_journal(path, 2, cursors=cursors.items())
    with open_journal(path) as journal:
        assert [journal.cursor(name) for name in ("x", "mqtt")] == [
            Cursor("x", "7"),
            Cursor("mqtt", "8"),
        ]
        assert journal.cursor("mqtt epoch") is None
        names = ("epoch", "outbox", "refused mies:1")
        assert [journal.remembered(name) for name in names] == ["a1", "3", "too late"]


def test_a_row_that_cannot_be_read_keeps_nobody_from_the_rest(path, post):
    old_journal(path, 2, [PostSeen(post("1", "hallo", links=(LINK,)))])
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("INSERT INTO fact (key, body) VALUES (x'00', '{}')")
    with open_journal(path) as journal:
        assert next(journal.facts()).post.text == "hallo"


def test_a_journal_from_before_the_last_step_is_read_as_it_is_and_one_of_the_first_is_refused(
    tmp_path, post
):
    first, second = tmp_path / "first.sqlite", tmp_path / "second.sqlite"
    facts = [PostSeen(post("1", "hallo", links=(LINK,)))]
    for version, path in enumerate((first, second), start=1):
        old_journal(path, version, facts)
    before = second.read_bytes()
    with read_journal(second) as journal:
        assert list(journal.facts()) == facts
        assert (journal.fair(), journal.gaps(), journal.tally()) == (None, [], {})
    assert second.read_bytes() == before
    with pytest.raises(JournalBroken, match="open it to write first"):
        read_journal(first)
