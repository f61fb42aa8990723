"""The live feeds there are, by name; each is imported only where it is used.

A kind of feed is a module with `Options`, its settings, and `sources`, which makes its
sources out of them. A new one is a line in KINDS.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from feeds.base import Source, Wanted
from feeds.clock import Clock
from feeds.complaint import unknown
from feeds.said import said
from feeds.secret import Secret
from feeds.settings import BadSettings, Settings, read
from feeds.steady.feed import Steady
from feeds.steady.seen import Seen

KINDS: Mapping[str, str] = {
    "x": "feeds.x.source",
    "mastodon": "feeds.mastodon.source",
    "bluesky": "feeds.bluesky.source",
    "mqtt": "feeds.mqtt.source",
}

Tokens = Callable[[str, Settings], Secret | None]
"""Finds the token of a feed, by the feed's name and settings; None where there is none."""


@dataclass(frozen=True, slots=True)
class Given:
    """All that makes one source: its name, its settings, its token, and what it is to bring."""

    name: str
    settings: Settings
    token: Secret | None
    wanted: Wanted
    clock: Clock


class FeedModule(Protocol):
    """What the module of a kind of feed holds."""

    Options: type[Settings]

    def sources(self, given: Sequence[Given]) -> Sequence[Source]:
        """The sources of this kind, made together, since they may know of each other."""
        ...


def settings(
    name: str, table: Mapping[str, object], *, kinds: Mapping[str, str] = KINDS
) -> Settings:
    """The settings of the feed that a table [feeds.NAME] describes. Raises BadSettings."""
    return read(_kind(kind_of(name, table), kinds).Options, table)


def kind_of(name: str, table: Mapping[str, object]) -> str:
    """The kind of a feed: what its table says, else its name."""
    return str(table.get("kind") or name)


def live_feeds(
    tables: Mapping[str, Mapping[str, object]],
    wanted: Wanted,
    tokens: Tokens,
    *,
    clock: Clock | None = None,
    kinds: Mapping[str, str] = KINDS,
) -> tuple[Steady, ...]:
    """The feeds that are enabled, not connected yet. Raises BadSettings."""
    clock, seen = clock or Clock(), Seen()
    by_kind: dict[str, list[Given]] = {}
    for name, table in tables.items():
        chosen = settings(name, table, kinds=kinds)
        if chosen.enabled:
            given = Given(name, chosen, tokens(name, chosen), wanted, clock)
            by_kind.setdefault(kind_of(name, table), []).append(given)
    return tuple(
        Steady(source, seen=seen, clock=clock)
        for kind, together in by_kind.items()
        for source in _kind(kind, kinds).sources(together)
    )


def _kind(name: str, kinds: Mapping[str, str]) -> FeedModule:
    if name not in kinds:
        wrong = said('no such kind of feed as "{name}"', name=name)
        raise BadSettings([(("kind",), unknown(wrong, name, kinds))])
    return cast("FeedModule", import_module(kinds[name]))
