"""What stays of a fact about a deleted post: what stays of the post, and never its words.

They are also in reposts of it, in posts whose payload carried it, in the spans that a verdict
quotes, and in link checks. What a moderator wrote about the post, as a note or to nudge an
employer, goes with it.
"""

from collections.abc import Collection
from dataclasses import replace

from feeds.post import Post
from moderator.core.facts import Acted, Fact, Judged, LinkChecked, PostDeleted, PostSeen
from moderator.core.posts.node import key_of
from moderator.core.posts.tombstone import buried, emptied, unquoted
from moderator.core.text.links import link_key

ADDRESS = "://"
"""What is in every link."""


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
        case Judged(verdict=verdict) if reached:
            return replace(fact, verdict=unquoted(verdict))
        case Acted() if reached:
            return replace(fact, text="")
        case _:
            return fact


def links_lost(fact: Fact, gone: Collection[str]) -> frozenset[str]:
    """The links that `without` takes from the fact."""
    return links_shown(fact) - links_shown(without(fact, gone))


def links_shown(fact: Fact) -> frozenset[str]:
    """The links of the posts that the fact holds."""
    posts = fact.post.with_carried() if isinstance(fact, PostSeen) else ()
    return frozenset(link for post in posts for link in post.links)


def addresses_in(fact: Fact) -> frozenset[str]:
    """The links that the fact gives away; ADDRESS for any that a link check's reason may name."""
    links = links_shown(fact)
    if isinstance(fact, LinkChecked):
        links = frozenset((fact.link, fact.target, ADDRESS if ADDRESS in fact.reason else ""))
    return frozenset(link for link in links if link and link != link_key(link))


def check_without(check: LinkChecked, links: Collection[str]) -> LinkChecked:
    """The link check without those links: of one that is gone its key, and no reason.

    A reason names sites and quotes pages. Where the link itself stays, the reason goes if
    it names one that does not.
    """
    is_gone = check.link in links
    named = is_gone or any(link in check.reason for link in links if ADDRESS in link)
    return replace(
        check,
        link=link_key(check.link) if is_gone else check.link,
        reason="" if named else check.reason,
        target=link_key(check.target) if check.target in links else check.target,
    )


def _names(post: Post) -> frozenset[str]:
    """The keys of the post's versions."""
    return frozenset(key_of(post.source, id_) for id_ in (post.id, *post.versions))


def _holds(post: Post) -> frozenset[str]:
    """The keys whose words this post shows as its own text."""
    if post.repost_of is None:
        return _names(post)
    return _names(post) | {key_of(post.source, post.repost_of)}


def _blank(post: Post, gone: Collection[str]) -> Post:
    kept = replace(post, carried=tuple(_blank(each, gone) for each in post.carried))
    if not _names(post).isdisjoint(gone):
        return buried(kept)
    return kept if _holds(post).isdisjoint(gone) else emptied(kept)
