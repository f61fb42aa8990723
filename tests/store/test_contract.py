"""What every journal does, whatever it keeps its facts in, and in whatever order they come."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feeds.post import Author, Gap
from moderator.core.board import FeedGap
from moderator.core.facts import (
    Acted,
    ActKind,
    CaseMoved,
    CaseOpened,
    CaseRetracted,
    Judged,
    LinkChecked,
    LinkState,
    PostDeleted,
    PostSeen,
)
from moderator.core.fair import Fair
from moderator.core.labels import Label, Verdict
from moderator.store.journal import Cursor
from moderator.store.memory import MemoryJournal
from moderator.store.sqlite import open_journal
from tests.store.facts import LINK, MINUTE, NOON


def test_facts_come_back_in_order_of_arrival(journal, post):
    facts = [
        PostSeen(post("2", "tweede")),
        Judged("x:2", "2||", Verdict(Label.OTHER, 0.5)),
        PostSeen(post("1", "eerste"), carried=True),
        PostDeleted("9", "x"),
        LinkChecked(LINK, LinkState.DEAD, NOON, "404"),
        Acted("a1", ActKind.RESOLVE, "x:2", "mod", NOON, 1),
    ]
    journal.append(facts[:2])
    journal.append(facts[2:])
    assert list(journal.facts()) == facts


def test_a_fact_that_is_there_already_is_not_kept_again(journal, post):
    facts = [PostSeen(post("1", "hallo")), PostDeleted("9", "x"), PostSeen(post("1", "hallo!"))]
    journal.append(facts)
    journal.append(reversed(facts))
    journal.append([*facts, *facts])
    assert list(journal.facts()) == facts


def test_the_first_verdict_on_a_reading_is_the_one_that_is_kept(journal):
    first = Judged("x:1", "1||", Verdict(Label.QUESTION, 0.9))
    better = Judged("x:1", "1||", Verdict(Label.REACTION, 0.99), rank=1)
    journal.append([first, better, Judged("x:1", "1||", Verdict(Label.OTHER, 0.1))])
    assert list(journal.facts()) == [first, better]


def test_changes_are_numbered_and_tell_which_case_moved(journal, case):
    journal.append([], [CaseOpened(case("x:1")), CaseMoved(case("x:\ud83d"))])
    journal.append([], [CaseRetracted("x:1")])
    assert list(journal.changes_after(0)) == [(1, "x:1"), (2, "x:\ud83d"), (3, "x:1")]
    assert list(journal.changes_after(2)) == [(3, "x:1")]
    assert list(journal.changes_after(3)) == []


def test_what_is_to_be_remembered_is_no_feeds_whatever_that_is_called(journal):
    assert journal.remembered("epoch") == ""
    journal.append([], remember={"epoch": "a1", "refused mies:1": "too late"})
    journal.append([], remember={"epoch": "b2"}, cursors=[Cursor("epoch", "7")])
    assert journal.remembered("epoch") == "b2"
    assert journal.remembered("refused mies:1") == "too late"
    journal.append([], remember={"refused mies:1": ""})
    assert journal.remembered("refused mies:1") == ""
    assert journal.cursor("epoch") == Cursor("epoch", "7")


def test_a_cursor_is_known_per_feed(journal):
    assert journal.cursor("x") is None
    journal.append([], cursors=[Cursor("x", "100")])
    journal.append([], cursors=[Cursor("mastodon", "7")])
    journal.append([], cursors=[Cursor("x", "200")])
    assert journal.cursor("x") == Cursor("x", "200")
    assert journal.cursor("mastodon") == Cursor("mastodon", "7")


def test_gaps_are_known_by_feed_and_beginning_and_the_last_word_holds(journal):
    eight = datetime(2026, 5, 12, 8, tzinfo=UTC)
    short, long = Gap(eight, eight + MINUTE), Gap(eight, eight + 2 * MINUTE, filled=True)
    assert journal.gaps() == []
    journal.append([], gaps=[FeedGap("x", short), FeedGap("mastodon", short)])
    journal.append([], gaps=[FeedGap("x", long), FeedGap("x", Gap(eight - MINUTE, eight))])
    assert journal.gaps() == [
        FeedGap("x", Gap(eight - MINUTE, eight)),
        FeedGap("mastodon", short),
        FeedGap("x", long),
    ]


def test_the_tally_adds_up(journal):
    assert journal.tally() == {}
    journal.append([], tally={"received": 2, "shown": 1})
    journal.append([], tally={"received": 3})
    assert journal.tally() == {"received": 5, "shown": 1}


def test_a_batch_that_cannot_be_read_to_its_end_leaves_nothing(journal, post, case):
    def facts():
        yield PostDeleted("1", "x")
        raise LookupError

    seen = PostSeen(post("1", "hallo"))
    journal.append([seen])
    with pytest.raises(LookupError):
        journal.append(facts(), [CaseOpened(case("x:1"))], tally={"received": 1})
    assert list(journal.facts()) == [seen]
    assert list(journal.changes_after(0)) == []
    assert journal.tally() == {}


def test_another_thread_may_append_and_read(journal, post):
    seen = PostSeen(post("1", "hallo"))
    with ThreadPoolExecutor(1) as other:
        other.submit(journal.append, [seen]).result()
        assert other.submit(lambda: list(journal.facts())).result() == [seen]


def test_appending_while_facts_are_read_does_no_harm(journal, post):
    journal.append(PostSeen(post(str(number))) for number in range(1200))
    reading = journal.facts()
    first = next(reading)
    journal.append([PostDeleted("99", "x"), PostSeen(post("2000"))])
    ids = [first.post.id, *(fact.post.id for fact in reading if isinstance(fact, PostSeen))]
    assert ids[:1200] == [str(number) for number in range(1200)]


def test_text_that_no_encoding_can_hold_comes_back_as_it_was(journal, post):
    odd = PostSeen(post("1\ud83d", "half een \ud83d, een \x00 en een \x1b[31m"))
    journal.append([odd])
    assert list(journal.facts()) == [odd]
    journal.append([PostDeleted("1\ud83d", "x")])
    assert next(iter(journal.facts())).post.text.isspace()


ids = st.sampled_from("1234")
histories = st.lists(
    st.one_of(
        st.tuples(st.just("deleted"), ids),
        st.tuples(st.just("seen"), ids, st.none() | ids, st.none() | ids, st.none() | ids),
    ),
    max_size=10,
)


def _told(post, step):
    """A deletion, or a post that may be a repost, a later version, or carry another post."""
    kind, id_, *rest = step
    if kind == "deleted":
        return PostDeleted(id_, "x")
    repost_of, before, carried = rest
    return PostSeen(
        post(
            id_,
            f"woorden van {repost_of or id_}",
            author=Author(id_, f"Naam {id_}"),
            repost_of=repost_of,
            versions=(before, id_) if before else (),
            carried=(post(carried, f"woorden van {carried}"),) if carried else (),
        )
    )


@given(histories, st.randoms(use_true_random=False))
@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_what_is_kept_does_not_depend_on_the_order(post, steps, order):
    facts = [_told(post, step) for step in steps]
    shuffled = order.sample(facts, len(facts))
    kept = []
    for told in (facts, shuffled):
        with (
            TemporaryDirectory() as folder,
            MemoryJournal() as memory,
            open_journal(Path(folder) / "fair.sqlite") as file,
        ):
            memory.append(told)
            file.append(told)
            assert list(memory.facts()) == list(file.facts())
            kept.append(set(memory.facts()))
    assert kept[0] == kept[1]


def test_a_journal_knows_how_its_fair_was_set_up(journal):
    assert journal.fair() is None
    fair = Fair(
        "Banenmarkt", ("tb",), ("organiser",), {"Zorg Noord": ("zorgnoord", "hr_zgn")}, timedelta(0)
    )
    journal.keep_fair(Fair())
    journal.keep_fair(fair)
    assert journal.fair() == fair
