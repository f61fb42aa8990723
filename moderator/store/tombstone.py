"""What stays of a deleted post: ids, times and who was addressed, never its words.

A post's words are its text, links and hashtags, and its author's name and bio.
They are also in reposts of it, in posts whose payload carried it, in the spans
that a verdict quotes, in link checks, and in the notes of cases. Of a link its
key stays, which tells that two links are the same, and not which. Of a bare repeat
by hand stays that it is one, and of whom. What a moderator wrote about the post, as
a note or to nudge an employer, goes with it.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace

from feeds.post import Post
from moderator.core.case import Case
from moderator.core.facts import (
    Acted,
    CaseMoved,
    CaseOpened,
    CaseRetracted,
    Change,
    Fact,
    Judged,
    LinkChecked,
    PostDeleted,
    PostSeen,
)
from moderator.core.posts.node import key_of
from moderator.core.text.links import link_key
from moderator.core.text.repeats import without_words


def held_by(fact: Fact) -> frozenset[str]:
    """The keys of all posts whose words the fact holds."""
    match fact:
        case PostSeen(post=post):
            return frozenset(key for each in post.with_carried() for key in _holds(each))
        case Judged(key=key):
            return frozenset((key,))
        case Acted(target=target) if fact.text:
            return frozenset((target.removeprefix("link:"),))
        case _:
            return frozenset()


def also_gone(fact: Fact, gone: Collection[str]) -> frozenset[str]:
    """Further keys that are gone because of this fact: of a deletion, or of an edited post."""
    match fact:
        case PostDeleted(id=id_, source=source):
            return frozenset((key_of(source, id_),)).difference(gone)
        case PostSeen(post=post):
            names = (_names(each) for each in post.with_carried())
            met = (keys for keys in names if not keys.isdisjoint(gone))
            return frozenset().union(*met).difference(gone)
        case _:
            return frozenset()


def without(fact: Fact, gone: Collection[str]) -> Fact:
    """The fact without the words of posts that are gone; itself where it holds none."""
    reached = not held_by(fact).isdisjoint(gone)
    match fact:
        case PostSeen(post=post) if reached:
            return replace(fact, post=_blank(post, gone))
        case Judged() if reached:
            return _unquoted(fact)
        case Acted() if reached:
            return replace(fact, text="")
        case _:
            return fact


def words_lost(fact: Fact, gone: Collection[str]) -> frozenset[str]:
    """The names, links and moderators' words that `without` takes from the fact."""
    return words_shown(fact) - words_shown(without(fact, gone))


def words_shown(fact: Fact) -> frozenset[str]:
    """The authors' names, the links, and a moderator's words that the fact gives away."""
    if isinstance(fact, Acted):
        return frozenset((fact.text,)) if fact.text else frozenset()
    posts = list(fact.post.with_carried()) if isinstance(fact, PostSeen) else []
    names = {post.author.name for post in posts if post.author.name}
    return frozenset(names.union(*(post.links for post in posts)))


def check_without(fact: LinkChecked, words: Collection[str]) -> LinkChecked:
    """The link check without those links: of one that is gone its key, and no reason.

    A reason names sites and quotes pages. Where the link itself stays, the reason goes if
    it names one that does not.
    """
    if fact.link in words:
        target = fact.target and link_key(fact.target)
        return replace(fact, link=link_key(fact.link), reason="", target=target)
    target = link_key(fact.target) if fact.target and fact.target in words else fact.target
    named = any(word in fact.reason for word in words if "://" in word)
    return replace(fact, reason="" if named else fact.reason, target=target)


def reasons_lost(checks: Iterable[LinkChecked], words: Collection[str]) -> frozenset[str]:
    """The reasons that `check_without` takes from these link checks: cases repeat them."""
    after = ((each.reason, check_without(each, words).reason) for each in checks)
    return frozenset(reason for reason, kept in after if reason != kept)


def change_without(change: Change, words: Collection[str]) -> Change:
    """The change without those names, links, reasons and moderators' words."""
    match change:
        case CaseOpened(case=case):
            return CaseOpened(_case_without(case, words))
        case CaseMoved(case=case):
            return CaseMoved(_case_without(case, words))
        case CaseRetracted():
            return change


def _names(post: Post) -> frozenset[str]:
    """The keys of the post's versions."""
    return frozenset(key_of(post.source, id_) for id_ in (post.id, *post.versions))


def _holds(post: Post) -> frozenset[str]:
    """The keys whose words this post shows as its own text."""
    if post.repost_of is None:
        return _names(post)
    return _names(post) | {key_of(post.source, post.repost_of)}


def _blank(post: Post, gone: Collection[str]) -> Post:
    carried = tuple(_blank(each, gone) for each in post.carried)
    if _holds(post).isdisjoint(gone):
        return replace(post, carried=carried)
    author = post.author
    if not _names(post).isdisjoint(gone):
        author = replace(author, name="", bio="")
    links = tuple(map(link_key, post.links))
    return replace(
        post,
        author=author,
        text=without_words(post.text),
        links=links,
        hashtags=(),
        carried=carried,
    )


def _unquoted(judged: Judged) -> Judged:
    """The verdict with its spans' places, but without the words there."""
    because = tuple(
        each if each.start is None else replace(each, text="") for each in judged.verdict.because
    )
    return replace(judged, verdict=replace(judged.verdict, because=because))


def _case_without(case: Case, words: Collection[str]) -> Case:
    party = case.subject.party
    return replace(
        case,
        reporters=tuple(_kept(name, words) for name in case.reporters),
        subject=replace(case.subject, party=party and _kept(party, words)),
        responsible=_kept(case.responsible, words),
        taken_up_by=_kept(case.taken_up_by, words),
        history=tuple(replace(moved, by=_kept(moved.by, words)) for moved in case.history),
        link_note="" if any(word in case.link_note for word in words) else case.link_note,
        nudges=tuple(replace(nudge, text=_kept(nudge.text, words)) for nudge in case.nudges),
        notes=tuple(replace(note, text=_kept(note.text, words)) for note in case.notes),
        regrouped=tuple(replace(one, party=_kept(one.party, words)) for one in case.regrouped),
    )


def _kept(name: str, words: Collection[str]) -> str:
    return "" if name in words else name
