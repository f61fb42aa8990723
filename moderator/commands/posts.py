"""`moderator posts`: a recording or a journal normalised, one JSON line a post or deletion."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path
from zoneinfo import ZoneInfo

from feeds.codec import encode
from feeds.post import Deleted, Event, Gap, Ignored, Post, Unreadable, times
from feeds.recordings.recording import open_recording
from feeds.said import said
from moderator.commands.setup import Exit, Overrides, complain, complaints, configured, ended
from moderator.core.facts import PostDeleted, PostSeen
from moderator.intake.content import ILLEGIBLE, NO_POSTS
from moderator.store.file import is_journal
from moderator.store.sqlite import read_journal
from moderator.words.language import _
from moderator.words.spelling import many, number

Version = tuple[str, str, datetime | None]


def run(source: str, overrides: Overrides) -> int:
    """Print the posts as they are read; the exit code."""
    counts: Counter[type[Event]] = Counter()
    _pass_on_at_once(piped=source == "-")
    with complaints():
        path, config = configured(source, overrides, journal_too=True)
        if is_journal(Path(path)):
            _show_all(_kept(Path(path)), counts)
        else:
            with open_recording(path, timezone=ZoneInfo(config.fair.timezone)) as events:
                _show_all(events, counts)
                ended((), events.notes)
    if told := ", ".join(_counted(counts)):
        print("moderator:", told, file=sys.stderr)
    if not counts[Post] and not counts[Deleted]:
        complain(ILLEGIBLE if counts[Unreadable] else NO_POSTS)
        return Exit.WRONG_INPUT
    return Exit.WRONG_INPUT if counts[Unreadable] else Exit.DONE


def _pass_on_at_once(*, piped: bool) -> None:
    """Give each line as it comes where the input is a pipe, which may be slow."""
    if piped and isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True)


def _kept(journal: Path) -> Iterator[Event]:
    """The posts, each version once, and deletions that a journal keeps, in order of arrival.

    What came along in another post's payload gives way to the same post as it came itself.
    """
    with read_journal(journal) as opened:
        only_carried: dict[Version, bool] = {}
        for fact in opened.facts():
            if isinstance(fact, PostSeen):
                version = _version(fact.post)
                only_carried[version] = fact.carried and only_carried.get(version, True)
        for fact in opened.facts():
            match fact:
                case PostSeen(post=post, carried=carried):
                    if only_carried.get(_version(post)) is carried:
                        del only_carried[_version(post)]
                        yield post
                case PostDeleted():
                    yield Deleted(fact.id, fact.source, fact.at)
                case _:
                    pass


def _version(post: Post) -> Version:
    return post.source, post.id, post.edited_at


def _show_all(events: Iterable[Event], counts: Counter[type[Event]]) -> None:
    for event in events:
        counts[type(event)] += times(event)
        _show(event)


def _show(event: Event) -> None:
    match event:
        case Post() | Deleted():
            sys.stdout.write(json.dumps(encode(event), ensure_ascii=False) + "\n")
        case Unreadable(line=line, reason=reason):
            complain(said("line {line}: {why}", line=line, why=reason))
        case _:
            pass


def _counted(counts: Counter[type[Event]]) -> Iterator[str]:
    """How many there were of each kind that came."""
    if posts := counts[Post]:
        yield many(posts, "{number} post", "{number} posts")
    if deletions := counts[Deleted]:
        yield many(deletions, "{number} deletion", "{number} deletions")
    if unreadable := counts[Unreadable]:
        yield _("{number} unreadable").format(number=number(unreadable))
    if ignored := counts[Ignored]:
        yield _("{number} ignored").format(number=number(ignored))
    if gaps := counts[Gap]:
        yield many(gaps, "{number} gap", "{number} gaps")
