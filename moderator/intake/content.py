"""Whether there is anything in a recording: where nothing is, no desk may look at peace."""

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from feeds.base import NothingRead
from feeds.post import Event, Unreadable
from feeds.recordings.recording import Recording, open_recording
from feeds.recordings.replay import moment_of
from feeds.said import said
from moderator.core.board import Accounting

NO_POSTS = said("there are no posts in it")
ILLEGIBLE = said("nothing in it can be read")
REASONS = 5
"""How many of the lines that cannot be read are told, where none can be."""


def look_into(recording: str, zone: ZoneInfo) -> None:
    """Read a recording up to its first post. Raises FeedGone, or NothingRead where none comes."""
    with open_recording(recording, timezone=zone) as opened:
        check_content(until_timed(iter(opened)), opened)


def until_timed(events: Iterator[Event]) -> list[Event]:
    """The first events, up to and with the one that tells the recording's day."""
    first = list[Event]()
    for event in events:
        first.append(event)
        if moment_of(event) is not None:
            break
    return first


def check_content(first: Sequence[Event], opened: Recording) -> None:
    """Raise NothingRead, with the reasons, where the first events of a recording tell no day."""
    if first and moment_of(first[-1]) is not None:
        return
    problems = [event for event in first if isinstance(event, Unreadable)]
    notes = [said("note: {note}", note=note) for note in opened.notes]
    reasons = [
        said("line {line}: {why}", line=each.line, why=each.reason) for each in problems[:REASONS]
    ]
    what = ILLEGIBLE if problems else NO_POSTS
    raise NothingRead("\n".join([*notes, *reasons, f"{opened.name}: {what}"]))


def lack(counted: Accounting) -> str:
    """Why there is nothing to tell of what came in; nothing where there is."""
    if counted.shown or counted.folded or counted.duplicates or counted.deleted:
        return ""
    return ILLEGIBLE if counted.unreadable else NO_POSTS
