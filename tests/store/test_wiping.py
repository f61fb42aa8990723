"""What deletions take out of link checks: the same in a file as in memory, for what it touches."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.post import Author, Kind, Post
from moderator.core.facts import LinkChecked, LinkState, PostDeleted, PostSeen
from moderator.store.codec import encode_fact
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


def seen(id_, name="", links=()):
    author = Author("lotte_v", name)
    return PostSeen(Post(id_, "x", Kind.ORIGINAL, author, "hallo", TEN, links=tuple(links)))


def checked(link, about=None, target=""):
    about = link if about is None else about
    return LinkChecked(link, LinkState.DEAD, TEN, f'"{about}": 404', target)


def kept(journal):
    """All facts that the journal holds, as text, in any order."""
    return sorted(map(encode_fact, journal.facts()))


@settings(max_examples=40, deadline=None)
@given(
    posts=st.lists(st.builds(seen, st.sampled_from(IDS), words, links), max_size=8),
    checks=st.lists(st.builds(checked, words, words, words), max_size=4),
    gone=st.sets(st.sampled_from(IDS), min_size=1),
)
def test_a_file_loses_the_words_that_memory_loses(tmp_path_factory, posts, checks, gone):
    path = tmp_path_factory.mktemp("wiping") / "fair.sqlite"
    deletions = [PostDeleted(id_, "x") for id_ in sorted(gone)]
    with open_journal(path) as file, MemoryJournal() as memory:
        for journal in (file, memory):
            journal.append([*posts, *checks])
            journal.append(deletions)
        assert kept(file) == kept(memory)


def test_an_index_never_names_too_few_whatever_was_deleted_and_rewritten(tmp_path):
    """A link stands in another spelling, in a payload, and in a check that is rewritten twice."""
    one, two = "https://baan.example/1", "https://www.baan.example/1/?utm_source=lotte"
    with open_journal(tmp_path / "fair.sqlite") as journal:
        journal.append([seen("1", links=[one]), seen("2", links=[two]), seen("3", links=[one])])
        journal.append([checked(one, about=two, target=two), checked(two, about=one)])
        journal.append([PostDeleted("2", "x"), PostDeleted("1", "x")])
        assert two not in str(kept(journal))
        assert one in str(kept(journal))
        journal.append([PostDeleted("3", "x")])
        assert one not in str(kept(journal))
        assert journal._database.execute("SELECT count(*) FROM shown").fetchone() == (0,)


@pytest.mark.parametrize("links", [["https://baan.example/1"], []])
def test_a_deletion_costs_as_much_at_a_big_fair_as_at_a_small_one(tmp_path, links):
    assert steps_of_a_deletion(tmp_path, 20, links) == steps_of_a_deletion(tmp_path, 400, links)


def steps_of_a_deletion(folder, size, links):
    """How many steps SQLite takes for a post among that many of its author, with other links."""
    steps, author = [], "Naam Achternaam"
    with open_journal(folder / f"{size}.sqlite") as journal:
        journal.append(seen(f"p{number}", author, ["https://a.example"]) for number in range(size))
        others = (f"https://b.example/{number}" for number in range(size))
        journal.append(LinkChecked(link, LinkState.DEAD, TEN, "404") for link in others)
        journal.append([seen("1", author, links), *map(checked, links)])
        journal._database.set_progress_handler(lambda: steps.append(None), 1)
        journal.append([PostDeleted("1", "x")])
        journal._database.set_progress_handler(None, 0)
    return len(steps)
