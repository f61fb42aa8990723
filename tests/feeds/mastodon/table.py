"""Mastodon in tests: how its server stands in config.toml, and what is wanted of it."""

import pytest

from feeds.base import Wanted

TRANSPORTS = pytest.mark.parametrize("transport", ["websocket", "sse"])
ONE_TAG = Wanted(hashtags=("fair",))


def table(server, **more):
    return {"kind": "mastodon", "server": server.address} | more
