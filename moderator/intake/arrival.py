"""What feeds gave, on its way in: told as facts, and confirmed once the journal has it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from feeds.base import Batch, Confirming
from feeds.post import Deleted, Event, Gap, Ignored, Post, Unreadable
from moderator.core.facts import Fact, PostDeleted, PostSeen
from moderator.intake.tally import Arrival

Through = Callable[[Event], Event]
"""What may make another event of one on its way in."""


def unchanged(event: Event) -> Event:
    """The event, as it came."""
    return event


def facts_of(event: Event) -> Iterator[Fact]:
    """What an event says, as facts: none, where it is no post and no deletion."""
    match event:
        case Post():
            post, *others = (replace(each, carried=()) for each in event.with_carried())
            yield from (PostSeen(other, carried=True) for other in others)
            yield PostSeen(post)
        case Deleted():
            yield PostDeleted(event.id, event.source, event.at)
        case Ignored() | Unreadable() | Gap():
            pass


def in_stretches(arrived: Sequence[Arrival], most: int) -> Iterator[tuple[int, list[Arrival]]]:
    """What arrived, cut before each deletion, and how many posts may be unjudged then.

    `most` as a rule, but none before a deletion: what it takes back is read by nobody afterwards.
    """
    stretch, unjudged = list[Arrival](), most
    for feed, batch in (cut for arrival in arrived for cut in _before_deletions(arrival)):
        if any(isinstance(event, Deleted) for event in batch.events):
            if stretch:
                yield unjudged, stretch
            stretch, unjudged = [], 0
        stretch.append((feed, batch))
    yield unjudged, stretch


def _before_deletions(arrival: Arrival) -> Iterator[Arrival]:
    """What arrived, cut where deletions follow something else; the last has position and counts."""
    (feed, batch), last = arrival, 0
    for at, (event, following) in enumerate(pairwise(batch.events), 1):
        if isinstance(following, Deleted) and not isinstance(event, Deleted):
            yield feed, Batch(batch.events[last:at])
            last = at
    yield (feed, replace(batch, events=batch.events[last:], raw=())) if last else arrival


def confirm(arrived: Sequence[Arrival], feeds: Mapping[str, Confirming]) -> None:
    """Tell the feeds that want to know it how much of theirs the journal has."""
    for feed, batch in arrived:
        if batch.position and feed in feeds:
            feeds[feed].kept(batch.position)
