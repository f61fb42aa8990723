"""What deletions take out of link checks and cases: the same in a file as in memory, in one go."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.post import Author, Kind, Post
from moderator.core.case import Case, CaseKind, Moved, Regrouped, Regrouping, State, Subject
from moderator.core.facts import CaseOpened, LinkChecked, LinkState, PostDeleted, PostSeen
from moderator.store.codec import encode_change, encode_fact
from moderator.store.memory import MemoryJournal
from moderator.store.sqlite import open_journal

TEN = datetime(2026, 5, 12, 8, tzinfo=UTC)
WORDS = (
    "https://baan.example/1",
    "https://baan.example/12",
    'zegt "hoi" \\',
    '"',
    ",",
    ":",
    "text",
    "é",
    "half \ud83d",
    "",
)
IDS = "123456"

words = st.sampled_from(WORDS)
links = st.lists(words.filter(bool), max_size=2)
notes = st.builds("{}{}{}".format, st.sampled_from(("", "zie ")), words, st.sampled_from(("", "!")))


def seen(id_, name="", links=()):
    author = Author("lotte_v", name)
    return PostSeen(Post(id_, "x", Kind.ORIGINAL, author, "hallo", TEN, links=tuple(links)))


def checked(link, about=None, target=""):
    about = link if about is None else about
    return LinkChecked(link, LinkState.DEAD, TEN, f'"{about}": 404', target)


def opened(id_, name, note):
    return CaseOpened(
        Case(
            id=id_,
            kind=CaseKind.BROKEN_LINK,
            state=State.OPEN,
            opened_by=id_,
            opened_at=TEN,
            waiting_since=TEN,
            posts=(id_,),
            reporters=(name,),
            subject=Subject(party=name),
            responsible=name,
            confidence=0.9,
            history=(Moved(TEN, State.OPEN, name, post=id_),),
            link_note=note,
            regrouped=(Regrouped(TEN, "mies", Regrouping.MOVE, "mies:1", None, party=name),),
        )
    )


def kept(journal):
    """All that the journal holds, as text: facts in any order, changes in theirs."""
    changes = [encode_change(change) for _, change in journal.changes_after(0)]
    return sorted(map(encode_fact, journal.facts())), changes


@settings(max_examples=40, deadline=None)
@given(
    posts=st.lists(st.builds(seen, st.sampled_from(IDS), words, links), max_size=8),
    checks=st.lists(st.builds(checked, words, words, words), max_size=4),
    changes=st.lists(st.builds(opened, st.sampled_from(IDS), words, notes), max_size=4),
    gone=st.sets(st.sampled_from(IDS), min_size=1),
)
def test_a_file_loses_the_words_that_memory_loses(tmp_path_factory, posts, checks, changes, gone):
    path = tmp_path_factory.mktemp("wiping") / "fair.sqlite"
    deletions = [PostDeleted(id_, "x") for id_ in sorted(gone)]
    with open_journal(path) as file, MemoryJournal() as memory:
        for journal in (file, memory):
            journal.append([*posts, *checks], changes)
            journal.append(deletions)
        assert kept(file) == kept(memory)


@pytest.mark.parametrize("count", [1, 40])
def test_deletions_that_come_together_read_each_table_once(tmp_path, count):
    urls = [f"https://baan.example/{number}" for number in range(count)]
    told = [opened(str(number), f"Naam {number}", link) for number, link in enumerate(urls)]
    with open_journal(tmp_path / "fair.sqlite") as journal:
        posts = [seen(str(number), f"Naam {number}", [link]) for number, link in enumerate(urls)]
        journal.append([*posts, *map(checked, urls)], told)
        statements = []
        journal._database.set_trace_callback(statements.append)
        journal.append([PostDeleted(str(number), "x") for number in range(count)])
        journal._database.set_trace_callback(None)
        reads = [each for each in statements if each.startswith("SELECT") and "about" not in each]
        assert len(reads) == 2
        assert "baan.example" not in str(kept(journal))
        assert "Naam" not in str(kept(journal))
