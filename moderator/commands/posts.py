"""`moderator posts`: a recording or a journal normalised, one JSON line a post or deletion."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from io import TextIOWrapper
from pathlib import Path
from zoneinfo import ZoneInfo

from feeds.codec import encode
from feeds.post import Deleted, Event, Ignored, Post, Unreadable
from feeds.recording import open_recording
from moderator.commands.setup import Exit, Overrides, complain, complaints, configured, ended
from moderator.core.facts import PostDeleted, PostSeen
from moderator.store.file import is_journal
from moderator.store.sqlite import read_journal
from moderator.words.language import N_, _


def run(source: str, overrides: Overrides) -> int:
    """Print the posts as they are read; the exit code."""
    counts: Counter[str] = Counter()
    _pass_on_at_once(piped=source == "-")
    with complaints():
        path, config = configured(source, overrides, journal_too=True)
        if is_journal(Path(path)):
            _show_all(_kept(Path(path)), counts)
        else:
            with open_recording(path, timezone=ZoneInfo(config.fair.timezone)) as events:
                _show_all(events, counts)
                ended((), events.notes)
    told = ", ".join(f"{count} {_(name)}" for name, count in counts.items())
    print("moderator:", told or _("nothing in it"), file=sys.stderr)
    return Exit.WRONG_INPUT if counts["unreadable"] else Exit.DONE


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


def _show_all(events: Iterable[Event], counts: Counter[str]) -> None:
    for event in events:
        counts[_name(event)] += 1
        _show(event)


def _show(event: Event) -> None:
    match event:
        case Post() | Deleted():
            sys.stdout.write(json.dumps(encode(event), ensure_ascii=False) + "\n")
        case Unreadable(line=line, reason=reason):
            complain(f"line {line}: {reason}")
        case _:
            pass


def _name(event: Event) -> str:
    match event:
        case Post():
            return N_("posts")
        case Deleted():
            return N_("deletions")
        case Unreadable():
            return N_("unreadable")
        case Ignored():
            return N_("ignored")
        case _:
            return N_("gaps")
