"""How many desks a served fair has room for: counted before anybody is waited for."""

import asyncio
from collections import Counter
from contextlib import asynccontextmanager

import aiohttp
from aiohttp import web

from moderator.desk.web import server
from moderator.desk.web.gate import Gate
from moderator.desk.web.server import Desks, served
from tests.clocks import until
from tests.desk.web.test_server import Browser, a_shared_day


async def _slowly(_request, _response):
    await asyncio.sleep(0)


@asynccontextmanager
async def serving(day):
    """The desks of a fair, on a server that lets others go first before it answers."""
    desks = Desks(day, Gate("127.0.0.1"))
    application = desks.application()
    application.on_response_prepare.append(_slowly)
    runner = web.AppRunner(application, shutdown_timeout=server.SHUTDOWN_SECONDS)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        async with aiohttp.ClientSession(f"http://127.0.0.1:{runner.addresses[0][1]}") as client:
            yield desks, client
    finally:
        await runner.cleanup()


async def test_of_many_who_come_at_once_no_more_get_a_desk_than_there_is_room_for(monkeypatch):
    monkeypatch.setattr(server, "MOST", 3)
    day = a_shared_day()
    seated, seat = [], day.seat
    day.seat = lambda name: seated.append(name) or seat(name)
    async with serving(day) as (desks, client):
        sockets = await asyncio.gather(
            *(client.ws_connect(f"/ws/desk/{number}") for number in range(12))
        )
        first = Counter([(await socket.receive()).type for socket in sockets])
        assert first == {aiohttp.WSMsgType.BINARY: 3, aiohttp.WSMsgType.CLOSE: 9}
        assert (len(seated), len(desks.open)) == (3, 3)
        for socket in sockets:
            await socket.close()
        await until(lambda: not desks.open)


async def test_who_asks_for_a_desk_and_cannot_have_one_takes_no_room():
    async with serving(a_shared_day()) as (desks, client):
        async with client.get("/ws/desk/anna") as answer:
            assert answer.status == 400
        assert not desks.open


async def test_as_the_program_ends_every_page_is_told_that_it_goes_away():
    async with aiohttp.ClientSession() as client:
        async with served(a_shared_day(), Gate("127.0.0.1"), port=0) as port:
            socket = await client.ws_connect(f"http://127.0.0.1:{port}/ws/desk/anna")
            browser = Browser(socket)
            await browser.until("lotte_v")
            closed = asyncio.create_task(browser.until_closed())
        await closed
    assert socket.close_code == aiohttp.WSCloseCode.GOING_AWAY
