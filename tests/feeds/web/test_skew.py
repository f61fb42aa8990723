"""A clock that is wrong is said while a fair goes on: what waits, and for how long, hangs on it."""

from datetime import timedelta

import pytest

from feeds.web.api import Api
from tests.clocks import NOON, HandClock
from tests.feeds.faults.x import XServer

HOW = [
    (60, "this computer's clock is 60 min ahead of that of X; set it by the network"),
    (-61, "this computer's clock is 61 min behind that of X; set it by the network"),
    (-180, "this computer's clock is 3 hours behind that of X; set it by the network"),
    (1440, "this computer's clock is 24 hours ahead of that of X; set it by the network"),
    (288_800, "this computer's clock is 201 days ahead of that of X; set it by the network"),
    (0.75, "this computer's clock is 1 min ahead of that of X; set it by the network"),
]


@pytest.mark.parametrize(("minutes", "said"), HOW)
async def test_a_wrong_clock_is_said_until_it_is_set(minutes, said):
    clock = HandClock(NOON + timedelta(minutes=minutes))
    async with XServer() as server, Api("X", server.address, clock=clock) as api:
        assert api.notes() == []
        await api.get("/anything", allow=range(400, 600))
        assert api.notes() == [said]
        clock._now = NOON
        await api.get("/anything", allow=range(400, 600))
        assert api.notes() == []


@pytest.mark.parametrize("headers", [{}, {"Date": "noon"}, {"Age": "3600"}])
async def test_an_answer_that_is_old_or_has_no_time_tells_nothing_of_the_clock(headers):
    async with XServer() as server, Api("X", server.address, clock=HandClock()) as api:
        old = {"Date": "Tue, 12 May 2026 11:00:00 GMT"} if "Age" in headers else {}
        server.refuse("/", 404, headers=headers | old)
        await api.get("/", allow=[404])
        assert api.notes() == []


@pytest.mark.parametrize(
    "date",
    [
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "Mon, 01 Jan 0001 00:00:00 GMT",
        "Tue, 12 May 99999999999 12:00:00 GMT",
    ],
)
async def test_a_date_beyond_belief_tells_nothing_of_the_clock(date):
    clock = HandClock()
    async with XServer() as server, Api("X", server.address, clock=clock) as api:
        server.refuse("/", 404, headers={"Date": date})
        await api.get("/", allow=[404])
        assert api.notes() == []
        await clock.turn(60)
        assert api.now() == clock.now()
