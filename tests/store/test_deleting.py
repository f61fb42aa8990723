"""What every journal keeps of deleted posts, and what deletions leave alone."""

import sys
from dataclasses import replace

from feeds.post import Author, Kind
from moderator.core.facts import (
    Acted,
    ActKind,
    Judged,
    LinkChecked,
    LinkState,
    PostDeleted,
    PostSeen,
)
from moderator.core.labels import Because, Label, Verdict
from moderator.core.text.links import link_key
from moderator.store.memory import MemoryJournal
from tests.store.facts import LINK, NOON


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
