"""X API v2: stream frames, pages of responses, flattened posts, compliance events.

https://docs.x.com/x-api/fundamentals/data-dictionary
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from html import unescape

from feeds.base import BadPost
from feeds.formats.links import shared_on_x
from feeds.formats.times import from_iso
from feeds.formats.wire import (
    Json,
    attempt,
    author,
    each,
    needed,
    number,
    record,
    records,
    string,
    strings,
    time_or_none,
    unique,
    word,
)
from feeds.post import Author, Deleted, Event, Ignored, Kind, Post
from feeds.said import said

SOURCE = "x"
REMOVALS = ("delete", "drop")
SHAPES = ("data", "author_id", "id action", "includes", "meta", "matching_rules", "errors")
"""Keys of which one group is there in every payload of this format."""


def events(payload: Json, line: int = 0) -> Iterator[Event]:
    """The posts and deletions of one frame, page, flattened post or compliance line."""
    if "action" in payload or "author_id" in payload:
        yield attempt(_job_line if "action" in payload else _flattened, payload, line)
        return
    data = payload.get("data")
    read = partial(_any, known=Known(record(payload.get("includes"))))
    if isinstance(data, list) and data:
        yield from each(read, data, line)
    elif isinstance(data, dict):
        yield attempt(read, data, line)
    else:
        yield Ignored("message" if "errors" in payload else "empty page")


def frames(page: Json) -> Iterator[Json]:
    """The posts of a page, each in a payload of its own with what it refers to, as streams do."""
    known = Known(record(page.get("includes")))
    for data in records(page.get("data")):
        refers = (number(reference.get("id")) for reference in _references(data))
        named = unique((*refers, *strings(data.get("edit_history_tweet_ids"))))
        posts = [known.posts[ident] for ident in named if ident in known.posts]
        authors = unique(number(post.get("author_id")) for post in (data, *posts))
        users = [known.users[ident] for ident in authors if ident in known.users]
        yield {"data": data, "includes": {"tweets": posts, "users": users}}


class Known:
    """The users and posts that came along in a payload, by id."""

    def __init__(self, includes: Json) -> None:
        self.users = {number(user.get("id")): user for user in records(includes.get("users"))}
        self.posts = {number(post.get("id")): post for post in records(includes.get("tweets"))}


def _job_line(payload: Json) -> Event:
    """A line of a compliance job; its `created_at` is the post's, not the deletion's."""
    if payload["action"] != "delete" or payload.get("reason") == "scrub_geo":
        return Ignored("compliance event")
    at = time_or_none(payload.get("redacted_at"))
    return Deleted(needed(number(payload.get("id")), "id"), SOURCE, at)


def _flattened(payload: Json) -> Event:
    """A post that holds its author and the posts that it refers to within itself."""
    known = Known({})
    known.posts = {number(ref.get("id")): ref for ref in _references(payload) if "text" in ref}
    for post in (payload, *known.posts.values()):
        known.users[number(post.get("author_id"))] = record(post.get("author"))
    return _post(payload, known=known)


def _any(data: Json, *, known: Known) -> Event:
    """One object of `data`: a post, a compliance event, or something that is neither."""
    if "text" in data:
        return _post(data, known=known)
    for name in REMOVALS:
        if name in data:
            return _removal(record(data[name]), data)
    if "username" in data or "owner_id" in data or "tweet_count" in data:
        return Ignored("user, list or count")
    if any(isinstance(value, dict) for value in data.values()):
        return Ignored("compliance event")
    raise BadPost(said("no text"))


def _removal(event: Json, data: Json) -> Event:
    at = time_or_none(event.get("event_at") or data.get("event_at"))
    return Deleted(needed(number(record(event.get("tweet")).get("id")), "id"), SOURCE, at)


def _post(data: Json, *, known: Known) -> Post:
    """A post with the posts that it refers to, as far as the payload holds them."""
    post = _single(data, known=known)
    wanted = (post.repost_of, post.in_reply_to, post.quoted)
    found = [known.posts[ref] for ref in unique(ref or "" for ref in wanted) if ref in known.posts]
    carried = tuple(one for one in map(partial(_carried, known=known), found) if one)
    original = next((one for one in carried if one.id == post.repost_of), None)
    return replace(post.repeating(original) if original else post, carried=carried)


def _carried(data: Json, *, known: Known) -> Post | None:
    try:
        return _single(data, known=known)
    except BadPost:
        return None


def _single(data: Json, *, known: Known) -> Post:
    """A post by itself. Of long posts `text` is cut, and `note_tweet` whole."""
    note = record(data.get("note_tweet"))
    text = string(note.get("text")) or string(data.get("text"))
    marks = record(note.get("entities") if note.get("text") else data.get("entities"))
    marks = {**record(data.get("entities")), **marks}
    refs = {string(ref.get("type")): number(ref.get("id")) or None for ref in _references(data)}
    repost_of = refs.get("retweeted")
    post_id = needed(number(data.get("id")), "id")
    versions = strings(data.get("edit_history_tweet_ids"))
    quoted = None if repost_of else refs.get("quoted")
    own = {post_id, *versions, repost_of or "", quoted or ""}
    return Post(
        id=post_id,
        source=SOURCE,
        kind=Kind.of(repost_of, refs.get("replied_to"), refs.get("quoted")),
        author=_author(data, known),
        text=unescape(text),
        created_at=from_iso(data.get("created_at")),
        in_reply_to=None if repost_of else refs.get("replied_to"),
        conversation=number(data.get("conversation_id")) or None,
        quoted=quoted,
        repost_of=repost_of,
        links=shared_on_x(records(marks.get("urls")), own),
        hashtags=unique(string(tag.get("tag")) for tag in records(marks.get("hashtags"))),
        mentions=_mentions(records(marks.get("mentions")), is_repost=bool(repost_of)),
        lang=word(data.get("lang")),
        versions=versions,
    )


def _references(data: Json) -> list[Json]:
    return records(data.get("referenced_tweets"))


def _author(data: Json, known: Known) -> Author:
    author_id = needed(number(data.get("author_id")), "author")
    user = known.users.get(author_id, {})
    return author(
        string(user.get("username")) or author_id,
        unescape(string(user.get("name"))),
        id_=author_id,
        bio=unescape(string(user.get("description"))),
    )


def _mentions(marks: list[Json], *, is_repost: bool) -> tuple[str, ...]:
    """The handles mentioned; in `RT @someone: ...` that someone is not."""
    return unique(
        string(mark.get("username")) for mark in marks if not (is_repost and mark.get("start") == 3)
    )
