"""What every journal does, whatever it keeps its facts in."""

import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feeds.post import Author, Gap, Kind
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
from moderator.core.labels import Because, Label, Verdict
from moderator.core.text.links import link_key
from moderator.store.journal import Cursor
from moderator.store.memory import MemoryJournal
from moderator.store.sqlite import open_journal

MINUTE = timedelta(minutes=1)
NOON = datetime(2026, 5, 12, 10, tzinfo=UTC)
LINK = "https://werk.zuiderdiep.example.nl/77"


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


def test_a_cursor_is_known_per_feed(journal):
    assert journal.cursor("x") is None
    journal.append([], cursors=[Cursor("x", "100")])
    journal.append([], cursors=[Cursor("mastodon", "7")])
    journal.append([], cursors=[Cursor("x", "200")])
    assert journal.cursor("x") == Cursor("x", "200")
    assert journal.cursor("mastodon") == Cursor("mastodon", "7")


def test_what_is_to_be_remembered_is_no_feeds_whatever_that_is_called(journal):
    assert journal.remembered("epoch") == ""
    journal.append([], remember={"epoch": "a1", "refused mies:1": "too late"})
    journal.append([], remember={"epoch": "b2"}, cursors=[Cursor("epoch", "7")])
    assert journal.remembered("epoch") == "b2"
    assert journal.remembered("refused mies:1") == "too late"
    assert journal.cursor("epoch") == Cursor("epoch", "7")


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


def test_only_ids_and_times_stay_of_a_deleted_post(journal, post):
    author = Author("lotte_v", "Lotte Vriesema", "7", "timmert graag")
    whole = post("1", "is dit parttime", author=author, links=(LINK,), hashtags=("tbxx",))
    because = (Because("parttime", 2.0, 7, 15), Because("reply to a vacancy", 1.0))
    journal.append(
        [PostSeen(whole), Judged("x:1", "1||", Verdict(Label.QUESTION, 0.9, because=because))]
    )
    journal.append([PostDeleted("1", "x", NOON)])
    seen, judged, deleted = journal.facts()
    blank = " " * len(whole.text)
    assert seen.post == post("1", blank, author=Author("lotte_v", id="7"), links=(link_key(LINK),))
    assert judged.verdict.label is Label.QUESTION
    assert [each.text for each in judged.verdict.because] == ["", "reply to a vacancy"]
    assert deleted == PostDeleted("1", "x", NOON)


def test_of_a_deleted_repeat_by_hand_stays_whom_it_repeated_bare_and_no_word(journal, post):
    journal.append([PostSeen(post("1", "RT @jan: GEHEIM")), PostDeleted("1", "x", NOON)])
    journal.append([PostSeen(post("2", "GEHEIM RT @jan: hoi")), PostDeleted("2", "x", NOON)])
    bare, _, own, _ = journal.facts()
    assert (bare.post.text, own.post.text) == ("RT @jan:       ", " " * 19)


def test_what_a_moderator_wrote_about_a_deleted_post_goes_with_it(journal, post):
    draft = '"is dit parttime?" vraagt @lotte, weten jullie dat?'
    note = Acted("a2", ActKind.NOTE, "x:2", "mod", NOON, 2, text="zij belt zelf")
    nudge = Acted("a1", ActKind.NUDGE, "x:1", "mod", NOON, 1, text=draft)
    journal.append([PostSeen(post("1", "is dit parttime?")), nudge, note])
    journal.append([PostDeleted("1", "x", NOON)])
    journal.append([replace(nudge, id="a3", serial=3)])
    acts = [fact for fact in journal.facts() if isinstance(fact, Acted)]
    assert [act.text for act in acts] == ["", "zij belt zelf", ""]


def test_a_deletion_reaches_every_version_repost_and_payload(journal, post):
    first = post("1", "geheim", versions=("1",))
    second = post("2", "geheim, beter", versions=("1", "2"))
    repost = post(
        "3", "geheim", kind=Kind.REPOST, repost_of="1", author=Author("anna"), carried=(first,)
    )
    reply = post("4", "echt?", kind=Kind.REPLY, in_reply_to="2", carried=(second,))
    journal.append(PostSeen(each) for each in (first, second, repost, reply))
    journal.append([PostDeleted("2", "x")])
    texts = [
        text
        for fact in journal.facts()
        if isinstance(fact, PostSeen)
        for text in (fact.post.text, *(each.text for each in fact.post.carried))
    ]
    assert [text for text in texts if text.strip()] == ["echt?"]


def test_a_post_that_comes_after_its_deletion_is_kept_without_its_words(journal, post):
    journal.append([PostDeleted("2", "x")])
    journal.append([PostSeen(post("1", "geheim", versions=("1",)))])
    journal.append([PostSeen(post("2", "geheim", versions=("1", "2")))])
    journal.append([PostSeen(post("1", "geheim, weer", versions=("1",)))])
    kept = [fact.post.text for fact in journal.facts() if isinstance(fact, PostSeen)]
    assert all(text.isspace() for text in kept)
    assert len(kept) == 3


def test_what_is_alike_once_its_words_are_gone_is_kept_once(journal, post):
    journal.append([PostSeen(post("1", "geheim")), PostSeen(post("1", "gehiem"))])
    journal.append([PostDeleted("1", "x")])
    assert list(journal.facts()) == [PostSeen(post("1", " " * 6)), PostDeleted("1", "x")]
    journal.append([PostSeen(post("1", "geheim"))])
    assert len(list(journal.facts())) == 2


def test_a_deletion_leaves_other_posts_alone(journal, post):
    same_id = post("1", "blijft", source="mastodon")
    vacancy = post("5", "ook dit blijft", author=Author("zuiderdiep", "Zorg Zuiderdiep"))
    reply = post("6", "weg", kind=Kind.REPLY, in_reply_to="5", carried=(vacancy,))
    journal.append(PostSeen(each) for each in (same_id, vacancy, reply))
    journal.append([PostDeleted("6", "x"), PostDeleted("1", "x")])
    kept = [fact.post for fact in journal.facts() if isinstance(fact, PostSeen)]
    assert kept[:2] == [same_id, vacancy]
    assert kept[2].carried == (vacancy,)
    assert not kept[2].text.strip()


def test_a_deletion_takes_links_out_of_checks(journal, post):
    found = LinkChecked(LINK, LinkState.DEAD, NOON, "zuiderdiep.example bestaat niet", LINK)
    short = LinkChecked("https://kort.example/1", LinkState.ALIVE, NOON, "werkt", LINK)
    other = replace(short, link="https://kort.example/2", reason=f"nu op {LINK}", target="")
    journal.append([PostSeen(post("1", "timmerman gezocht", links=(LINK,))), found, short, other])
    journal.append([PostDeleted("1", "x")])
    checks = [fact for fact in journal.facts() if isinstance(fact, LinkChecked)]
    assert checks == [
        LinkChecked(link_key(LINK), LinkState.DEAD, NOON, "", link_key(LINK)),
        replace(short, target=link_key(LINK)),
        replace(other, reason=""),
    ]


def test_a_link_that_another_post_shows_stays_until_that_is_deleted_too(journal, post):
    checked = LinkChecked(LINK, LinkState.DEAD, NOON, "404")
    journal.append(PostSeen(post(id_, "vacature", links=(LINK,))) for id_ in ("1", "2"))
    journal.append([checked, PostDeleted("1", "x")])
    assert checked in journal.facts()
    journal.append([PostDeleted("2", "x")])
    assert LINK not in str(list(journal.facts()))


def test_undoing_a_repost_leaves_the_post_that_it_repeated(journal, post):
    original = post("1", "vacature", links=(LINK,))
    repost = post("2", "vacature", kind=Kind.REPOST, repost_of="1", links=(LINK,))
    journal.append([PostSeen(original), PostSeen(repost), PostDeleted("2", "x")])
    kept = [fact.post for fact in journal.facts() if isinstance(fact, PostSeen)]
    assert kept[0] == original
    assert not kept[1].text.strip()


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


def calls_of_a_deletion(post, size):
    calls = 0

    def count(frame, event, argument):
        nonlocal calls
        calls += event in ("call", "c_call")

    with MemoryJournal() as journal:
        journal.append(PostSeen(post(f"{number}", "hallo")) for number in range(size))
        sys.setprofile(count)
        journal.append([PostDeleted("1", "x")])
        sys.setprofile(None)
        *posts, _deleted = journal.facts()
        assert sum("hallo" in fact.post.text for fact in posts) == size - 1
    return calls


def test_in_memory_a_deletion_costs_as_much_after_many_posts_as_after_few(post):
    assert calls_of_a_deletion(post, 400) == calls_of_a_deletion(post, 40)


def test_a_journal_knows_how_its_fair_was_set_up(journal):
    assert journal.fair() is None
    fair = Fair(
        "Banenmarkt", ("tb",), ("organiser",), {"Zorg Noord": ("zorgnoord", "hr_zgn")}, timedelta(0)
    )
    journal.keep_fair(Fair())
    journal.keep_fair(fair)
    assert journal.fair() == fair
