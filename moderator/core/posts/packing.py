"""A post with its verdicts as plain values, and made again from those, equal to what it was."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from feeds.post import Author, Kind, Post
from moderator.core.labels import Because, Label, Substance, Verdict
from moderator.core.posts.verdicts import Given

Packed = tuple[Any, ...]
"""Text, numbers, None, and tuples of them."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


def packed(post: Post, given: Given | None, verdict: Verdict | None) -> Packed:
    """A post, all the verdicts that were given on it, and the one that holds."""
    chain = tuple([(each.mark, each.rank, _verdict(each.verdict)) for each in _links(given)])
    return _post(post), chain, _verdict(verdict) if verdict else None


def unpacked(kept: Packed) -> tuple[Post, Given | None, Verdict | None]:
    """What was packed."""
    post, chain, verdict = kept
    given = None
    for mark, rank, each in reversed(chain):
        given = Given(mark, rank, _verdict_of(each), given)
    return _post_of(post), given, _verdict_of(verdict) if verdict else None


def _links(given: Given | None) -> Iterator[Given]:
    while given is not None:
        yield given
        given = given.rest


def _post(post: Post) -> Packed:
    author = post.author
    return (
        *(post.id, post.source, str(post.kind)),
        (author.handle, author.name, author.id, author.bio, author.bot),
        *(post.text, _ticks(post.created_at), _ticks(post.received_at)),
        *(post.in_reply_to, post.conversation, post.quoted, post.repost_of),
        *(post.links, post.hashtags, post.mentions, post.lang, post.versions),
        *(_ticks(post.edited_at), post.uri, tuple(map(_post, post.carried))),
    )


def _post_of(kept: Packed) -> Post:
    id_, source, kind, author, text, created, received, *middle, edited, uri, carried = kept
    reply_to, conversation, quoted, repost_of, links, hashtags, mentions, lang, versions = middle
    return Post(
        id=id_,
        source=source,
        kind=Kind(kind),
        author=Author(*author),
        text=text,
        created_at=_EPOCH + created * _TICK,
        received_at=_time(received),
        in_reply_to=reply_to,
        conversation=conversation,
        quoted=quoted,
        repost_of=repost_of,
        links=links,
        hashtags=hashtags,
        mentions=mentions,
        lang=lang,
        versions=versions,
        edited_at=_time(edited),
        uri=uri,
        carried=tuple(map(_post_of, carried)),
    )


def _ticks(at: datetime | None) -> int | None:
    """Microseconds since 1970."""
    return None if at is None else (at - _EPOCH) // _TICK


def _time(ticks: int | None) -> datetime | None:
    return None if ticks is None else _EPOCH + ticks * _TICK


def _verdict(verdict: Verdict) -> Packed:
    because = [(each.text, each.weight, each.start, each.end) for each in verdict.because]
    return (
        *(str(verdict.label), verdict.confidence, _text(verdict.substance), verdict.withdrawal),
        *(tuple(because), _text(verdict.runner_up), verdict.runner_up_confidence),
    )


def _verdict_of(kept: Packed) -> Verdict:
    label, confidence, substance, withdrawal, because, runner_up, next_confidence = kept
    return Verdict(
        Label(label),
        confidence,
        substance=Substance(substance) if substance else None,
        withdrawal=withdrawal,
        because=tuple([Because(*each) for each in because]),
        runner_up=Label(runner_up) if runner_up else None,
        runner_up_confidence=next_confidence,
    )


def _text(word: Label | Substance | None) -> str | None:
    return None if word is None else str(word)
