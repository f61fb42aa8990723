"""Where in the conversation a post stands, and which side speaks."""

import re
from enum import StrEnum

from feeds.post import Post
from moderator.core.context import Context, Reading, Said
from moderator.core.labels import Label, Side
from moderator.core.parties.accounts import local
from moderator.core.posts.node import account


class Place(StrEnum):
    """Where in the conversation a post stands, and which side speaks."""

    HOST_REPLY = "host_reply"
    HOST_OPEN = "host_open"
    GUEST_REPLY = "guest_reply"
    GUEST_CALL = "guest_call"
    GUEST_OPEN = "guest_open"
    OPEN = "open"


def place_of(reading: Reading, context: Context, *, comment: bool) -> Place:
    """Give where the post stands; `comment`: with own words before a repost by hand."""
    hosts = _speaks_for_host(reading.post, context)
    parent = context.parent
    if parent is not None:
        if not hosts:
            return Place.GUEST_REPLY
        own = parent.author == context.author
        return Place.HOST_OPEN if own else Place.HOST_REPLY
    if hosts:
        return Place.HOST_OPEN
    if not reading.bare and (comment or reading.post.in_reply_to is not None):
        return Place.GUEST_REPLY
    if any(side.owes_answers for side in context.mentions):
        return Place.GUEST_CALL
    if not reading.bare and _begins_with_mention(reading.post):
        return Place.GUEST_CALL
    return Place.GUEST_OPEN if context.side is Side.SEEKER else Place.OPEN


def called_in(reading: Reading) -> frozenset[Side]:
    """Give the sides of those whom a post mentions who have no part in its thread so far."""
    post, context = reading.post, reading.context
    above = [*context.ancestors, *filter(None, (context.quoted,))]
    if not above or not context.mentions:
        return frozenset()
    present = {context.author, *(said.author for said in above)}
    said = " ".join(each.text for each in above).lower()
    keys = [key for key in map(account, post.mentions) if key != context.author]
    mentioned = zip(keys, context.mentions, strict=False)
    return frozenset(
        side for key, side in mentioned if key not in present and f"@{local(key)}" not in said
    )


def _begins_with_mention(post: Post) -> bool:
    """Whether the first word is somebody's name; a dot before it only widens who sees it."""
    return bool(post.mentions) and post.text.lstrip(". ").startswith("@")


def _speaks_for_host(post: Post, context: Context) -> bool:
    """Whether the author speaks for an employer or the organiser, known or by the thread."""
    if context.side is not Side.UNKNOWN:
        return context.side.owes_answers
    own = [said for said in context.ancestors if said.author == context.author]
    if any(said.label is Label.VACANCY for said in own):
        return True
    parent = context.parent
    if parent is None or parent.label is None or not parent.label.is_need:
        return False
    return parent.author != context.author and _is_asked(post, context, parent)


def _is_asked(post: Post, context: Context, parent: Said) -> bool:
    """Whether the question above was put to this author and not to somebody known."""
    handle = f"@{post.author.handle.lower()}"
    named = re.search(re.escape(handle) + r"(?![\w])", parent.text.lower()) is not None
    above = context.ancestors[1].author if len(context.ancestors) > 1 else ""
    return (named and parent.side is not Side.EMPLOYER) or (above != "" and above == context.author)
