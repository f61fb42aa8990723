"""What a page says once its desk is gone, in a real browser: skipped where there is none."""

from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from moderator.desk.web import server
from moderator.desk.web.gate import Gate
from moderator.desk.web.server import Desks
from tests.desk.web import chromium
from tests.desk.web.test_server import a_shared_day

pytestmark = pytest.mark.skipif(not chromium.found(), reason="there is no Chromium here")

SENTENCE = "(box => box?.checkVisibility() ? box.innerText : '')(document.querySelector('.ended'))"


@asynccontextmanager
async def serving(connections):
    """Serve a fair's desks; gives their address. What is answered leaves its connection."""

    async def note(request, _response):
        connections.append(request.transport)

    application = Desks(a_shared_day(), Gate("127.0.0.1")).application()
    application.on_response_prepare.append(note)
    runner = web.AppRunner(application)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/"
    finally:
        await runner.cleanup()


async def until_said(tab, sentence):
    """Return once a page says that of its desk, and nothing else but how to open it again."""
    said = ""
    while not said:
        answer = await tab.ask("Runtime.evaluate", expression=SENTENCE)
        said = answer["result"]["value"]
    assert said.split("\n\n") == [sentence, "Open the desk again"]


async def test_a_page_says_why_its_desk_is_gone(tmp_path, monkeypatch):
    monkeypatch.setattr(server, "MOST", 2)
    async with chromium.browser(tmp_path / "profile") as open_page:
        async with serving([]) as address:
            one, another = await open_page(address), await open_page(f"{address}watch")
            await one.until_drawn("lotte_v")
            await another.until_drawn("lotte_v")
            await until_said(await open_page(address), "Too many desks are open.")
            await one.press("q")
            await until_said(one, "This desk is closed. The fair goes on.")
        await until_said(another, "The program that served this desk has ended.")


async def test_a_page_whose_connection_is_lost_says_so_and_comes_back(tmp_path):
    connections = []
    async with chromium.browser(tmp_path / "profile") as open_page, serving(connections) as address:
        desk = await open_page(address)
        await desk.until_drawn("lotte_v")
        desk.drawn = b""
        for each in connections:
            each.abort()
        await until_said(desk, "The connection is lost. It is tried again every few seconds.")
        await desk.until_drawn("lotte_v")
