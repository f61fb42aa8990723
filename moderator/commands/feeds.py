"""The live feeds that a configuration enables, ready to be followed."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from feeds import catalog
from feeds.base import LiveFeed, Wanted
from feeds.said import said
from feeds.secret import Secret
from feeds.settings import BadSettings, Settings
from moderator.config.complaint import lines
from moderator.config.models import Config, ConfigError
from moderator.config.secrets import token


def enabled(config: Config) -> tuple[LiveFeed, ...]:
    """The feeds, not connected yet. Raises ConfigError, a line for each thing to mend."""
    if not config.fair.hashtag:
        raise ConfigError(said("[fair] hashtag: is needed for a live fair; or give --hashtag"))
    chosen, tokens = tables(config), dict[str, Secret | None]()
    wrong: list[str] = []
    for name, table in _others(config).items():
        with _noted(config, name, wrong):
            catalog.settings(name, table)
    for name, table in chosen.items():
        with _noted(config, name, wrong):
            tokens[name] = token(catalog.settings(name, table))
    if wrong:
        raise ConfigError("\n".join(wrong))
    if not chosen:
        raise ConfigError(
            said("no feed is enabled: set enabled = true in a table such as [feeds.x]")
        )
    return catalog.live_feeds(chosen, wanted(config), _from(tokens))


def wanted(config: Config) -> Wanted:
    """Which posts belong to the fair: its hashtags, and the accounts that are known."""
    accounts = [*config.fair.organiser]
    for handles in config.employers.values():
        accounts += handles
    return Wanted(config.to_fair().hashtags, tuple(dict.fromkeys(accounts)))


def tables(config: Config) -> dict[str, Mapping[str, Any]]:
    """The tables of the feeds that are enabled, by name."""
    return {name: feed.model_dump() for name, feed in config.feeds.items() if feed.enabled}


def _others(config: Config) -> dict[str, Mapping[str, Any]]:
    """The other tables of feeds: one may be meant to be enabled, and misspell it; one will be."""
    return {name: feed.model_dump() for name, feed in config.feeds.items() if not feed.enabled}


def _from(tokens: Mapping[str, Secret | None]) -> Callable[[str, Settings], Secret | None]:
    return lambda name, _: tokens[name]


@contextmanager
def _noted(config: Config, name: str, wrong: list[str]) -> Iterator[None]:
    """Add what is wrong with a feed's table to the list, with its place."""
    try:
        yield
    except BadSettings as bad:
        wrong.append(lines(bad.complaints, under=("feeds", name), path=config.file))
