"""`moderator posts`: a recording or a journal normalised, one JSON line a post or deletion."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from io import TextIOWrapper
from pathlib import Path
from zoneinfo import ZoneInfo

from feeds.codec import encode
from feeds.post import Deleted, Event, Gap, Ignored, Post, Unreadable
from feeds.recording import open_recording
from moderator.commands.setup import Exit, Overrides, complain, complaints, configured, ended
from moderator.core.facts import PostDeleted, PostSeen
from moderator.store.file import is_journal
from moderator.store.sqlite import read_journal
from moderator.words.language import _
from moderator.words.spelling import many, number


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
    told = ", ".join(_counted(counts)) or _("nothing in it")
    print("moderator:", told, file=sys.stderr)
    return Exit.WRONG_INPUT if counts[Unreadable] else Exit.DONE


def _pass_on_at_once(*, piped: bool) -> None:
    """Give each line as it comes where the input is a pipe, which may be slow."""
    if piped and isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True)


def _kept(journal: Path) -> Iterator[Event]:
    """The posts and deletions that a journal keeps, in order of arrival."""
    with read_journal(journal) as opened:
        for fact in opened.facts():
            match fact:
                case PostSeen(post=post):
                    yield post
                case PostDeleted():
                    yield Deleted(fact.id, fact.source, fact.at)
                case _:
                    pass


def _show_all(events: Iterable[Event], counts: Counter[type[Event]]) -> None:
    for event in events:
        counts[type(event)] += 1
        _show(event)


def _show(event: Event) -> None:
    match event:
        case Post() | Deleted():
            sys.stdout.write(json.dumps(encode(event), ensure_ascii=False) + "\n")
        case Unreadable(line=line, reason=reason):
            complain(f"line {line}: {reason}")
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
