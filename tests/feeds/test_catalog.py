"""Which live feeds there are, and that config.toml explains all of their keys."""

import tomllib
from importlib import import_module
from pathlib import Path

import pytest

from feeds.base import Wanted
from feeds.catalog import KINDS, live_feeds, settings
from feeds.secret import Secret
from feeds.settings import BadSettings
from feeds.status import FeedState

ROOT = Path(__file__).parents[2]
TABLES = tomllib.loads((ROOT / "config.toml").read_text(encoding="utf-8"))["feeds"]
NAMES = {"x": "X", "mqtt": "MQTT"}
PAGE = (ROOT / "docs" / "live-feeds.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_is_in_the_configuration_that_ships_with_what_it_is_without(kind):
    keys = import_module(KINDS[kind]).Options.model_fields
    own = settings(kind, TABLES[kind])

    assert set(TABLES[kind]) == set(keys)
    given = {key for key, field in keys.items() if getattr(own, key) != field.default}
    assert given <= {"kind", "server"}


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_on_live_feeds_tells_of_every_kind(kind):
    assert f"\n## {NAMES.get(kind, kind.title())}\n" in PAGE


def test_only_enabled_feeds_are_made_and_none_is_connected():
    feeds = live_feeds(
        {
            "x": {"enabled": True},
            "bluesky": {"enabled": False},
            "first": {"enabled": True, "kind": "mastodon", "server": "social.example"},
            "second": {"enabled": True, "kind": "mastodon", "server": "other.example"},
        },
        Wanted(("fair",)),
        lambda name, _: Secret(name),
    )

    assert [feed.name for feed in feeds] == ["x", "first", "second"]
    assert {feed.status.state for feed in feeds} == {FeedState.STARTING}


def test_an_unknown_kind_is_refused_with_the_one_that_was_meant():
    with pytest.raises(BadSettings, match='did you mean "bluesky"'):
        settings("bluski", {})
    with pytest.raises(BadSettings, match="there are: x, mastodon, bluesky, mqtt"):
        settings("zzz", {"kind": "qqq"})


@pytest.mark.parametrize(
    ("kind", "table", "words"),
    [
        ("x", {"spend_cap_usd": -1}, "0 or more"),
        ("x", {"address": "http://api.x.com"}, "https://"),
        ("mastodon", {"transport": "pigeon"}, "must be 'websocket' or 'sse'"),
        ("bluesky", {"servers": ["ws://jetstream.example"]}, "wss://"),
        ("mqtt", {"port": 70_000}, "port: must be 65535 or less"),
        ("bluesky", {"wire": "v3"}, "must be 'auto', 'v1' or 'v2'"),
    ],
)
def test_what_cannot_be_meant_is_refused(kind, table, words):
    with pytest.raises(BadSettings, match=words):
        settings(kind, table)
