"""Which posts a fact is about, for whoever has told of them."""

from moderator.core.engine import Engine
from moderator.core.facts import Acted, Fact, Judged, PostDeleted, PostSeen
from moderator.core.posts.node import key_of


def touched(fact: Fact) -> list[str]:
    """The keys of the posts that a fact is about, or whose conversation it joins."""
    match fact:
        case Judged():
            return [fact.key]
        case Acted():
            return [fact.target]
        case PostSeen(post=post):
            ids = (post.canonical_id, post.in_reply_to, post.conversation, post.quoted)
            return [key_of(post.source, id_) for id_ in (*ids, post.repost_of) if id_]
        case _:
            return []


def gone_by(fact: Fact, engine: Engine) -> list[str]:
    """The key of the post that is deleted by a fact, which may name any version of it, or tell.

    None by the deletion of a repost, which leaves the post that it repeated.
    """
    match fact:
        case PostDeleted(source=source, id=id_):
            line = engine.line(key_of(source, id_))
        case PostSeen(post=post) if len(post.versions) > 1:
            line = engine.line(key_of(post.source, post.id))
        case _:
            return []
    return [line.key] if line and line.deleted else []
