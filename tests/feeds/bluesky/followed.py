"""Bluesky in tests: how its server stands in config.toml, and what is wanted of it."""

import pytest

from feeds.base import Wanted
from tests.clocks import HandClock
from tests.feeds.live import following

WIRES = pytest.mark.parametrize("wire", ["v1", "v2"])
WANTED = Wanted(("fair", "fairjobs"), ("care.example", "nobody.example", "jobs@care.example"))


def table(server, **more):
    return {"kind": "bluesky", "servers": [server.streaming], "view": server.address} | more


def follow(server, clock=None, *, wanted=WANTED, position="", remembered=(), **more):
    return following(
        table(server, **more),
        clock=clock or HandClock(),
        wanted=wanted,
        position=position,
        remembered=remembered,
    )
