"""Desks over real sockets: everybody sees the same fair, and only those who may act on it do."""

import asyncio
import re
from contextlib import asynccontextmanager

import aiohttp
import pytest

from feeds.secret import Secret
from moderator.core.facts import ActKind
from moderator.desk.web import server
from moderator.desk.web.gate import Gate
from moderator.desk.web.server import served
from moderator.words.language import speaking
from tests.desk import fair
from tests.fakes import FakeDay

TOKEN = "een-lang-geheim-1234"
CONTROL = re.compile(rb"\x1b\[[0-9;?<]*[A-Za-z]")


class SharedDay(FakeDay):
    """A day with several moderators, whose acts come together."""

    looks_on = False

    def seat(self, moderator):
        seat = SharedDay.__new__(SharedDay)
        seat.__dict__ = self.__dict__ | {"moderator": moderator}
        return seat

    def onlooker(self):
        seat = self.seat("looks on")
        seat.looks_on = True
        return seat

    async def act(self, wish):
        assert not self.looks_on
        return await super().act(wish)


def a_shared_day():
    day = fair.at_work()
    return SharedDay(day.lines, day.every_case, day.threads, day.fair, now=day.now)


class Browser:
    """What a page's terminal has been sent, and its keys."""

    def __init__(self, socket):
        self.socket = socket
        self.drawn = b""

    async def until(self, text):
        """Return once that text has been drawn since the last time."""
        async with asyncio.timeout(20):
            while text.encode() not in CONTROL.sub(b"", self.drawn):
                message = await self.socket.receive()
                assert message.type is not aiohttp.WSMsgType.CLOSED, self.drawn
                if message.type is aiohttp.WSMsgType.BINARY:
                    self.drawn += message.data
        self.drawn = b""

    async def press(self, keys):
        await self.socket.send_json(["stdin", keys])

    async def until_closed(self):
        async with asyncio.timeout(20):
            while (await self.socket.receive()).type not in (
                aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.CLOSING,
            ):  # fmt: skip
                pass


@asynccontextmanager
async def serving(day=None, gate=None):
    async with served(day or a_shared_day(), gate or Gate("127.0.0.1"), port=0) as port:
        async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as client:
            yield client


@asynccontextmanager
async def browsing(client, path, **query):
    size = {"width": "120", "height": "40"}
    async with client.ws_connect(path, params=size | query) as socket:
        yield Browser(socket)


async def test_the_page_loads_nothing_from_elsewhere():
    async with serving() as client:
        async with client.get("/") as answer:
            text = await answer.text()
            policy = answer.headers["Content-Security-Policy"]
        loaded = re.findall(r'(?:src|href)="([^"]*)"', text)
        assert loaded
        assert all(each.startswith(("/", "data:")) for each in loaded)
        assert "default-src 'none'" in policy
        for path in [each for each in loaded if each.startswith(("/static", "/desk"))]:
            async with client.get(path) as answer:
                assert answer.status == 200
                assert "fonts.g" not in await answer.text()


async def test_a_page_in_dutch_opens_the_desk_again_and_no_case():
    with speaking("nl"):
        async with serving() as client, client.get("/") as answer:
            assert "Open de desk opnieuw" in await answer.text()


async def test_a_name_from_the_address_stays_text():
    async with serving() as client:
        async with client.get("/", params={"as": '"><script>alert(1)</script>/../x'}) as answer:
            text = await answer.text()
        assert "<script>alert" not in text
        assert "/ws/desk/%22%3E%3Cscript%3Ealert%281%29%3C%2F" in text


async def test_a_key_in_the_browser_claims_a_case_in_the_name_given():
    day = a_shared_day()
    async with serving(day) as client, browsing(client, "/ws/desk/anna") as anna:
        await anna.until("lotte_v")
        await anna.press("c")
        await anna.until("Yours now")
        assert [(act.kind, act.target, act.by) for act in day.acts] == [
            (ActKind.CLAIM, "q1", "anna")
        ]


async def test_who_watches_sees_the_acts_of_who_works_and_can_do_none():
    day = a_shared_day()
    async with serving(day) as client, browsing(client, "/ws/desk/anna") as anna:
        async with browsing(client, "/ws/watch") as watcher:
            await watcher.until("lotte_v")
            await watcher.press("rcd")
            await anna.until("lotte_v")
            await anna.press("c")
            await watcher.until("claimed by anna")
        assert [act.by for act in day.acts] == ["anna"]


async def test_leaving_closes_ones_own_desk_only():
    async with serving() as client, browsing(client, "/ws/desk/anna") as anna:
        async with browsing(client, "/ws/desk/ben") as ben:
            await ben.until("lotte_v")
            await ben.press("q")
            await ben.until_closed()
        await anna.until("lotte_v")
        await anna.press("c")
        await anna.until("Yours now")


async def test_without_the_token_there_is_no_page_and_no_desk():
    async with serving(gate=Gate("127.0.0.1", Secret(TOKEN))) as client:
        for path in ("/", "/watch", "/static/js/textual.js", "/ws/desk/anna"):
            async with client.get(path) as answer:
                assert answer.status == 403
        with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
            await client.ws_connect("/ws/watch")


async def test_the_token_leaves_the_address_at_once():
    async with serving(gate=Gate("127.0.0.1", Secret(TOKEN))) as client:
        asked = {"token": TOKEN, "as": "anna"}
        async with client.get("/", params=asked, allow_redirects=False) as answer:
            assert (answer.status, answer.headers["Location"]) == (303, "/?as=anna")
            cookie = answer.headers["Set-Cookie"]
            assert "HttpOnly" in cookie
            assert "SameSite=Strict" in cookie


async def test_a_page_of_another_site_gets_no_desk():
    async with serving() as client:
        with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
            await client.ws_connect("/ws/desk/anna", headers={"Origin": "https://evil.example"})


async def test_more_desks_than_there_is_room_for_are_refused(monkeypatch):
    monkeypatch.setattr(server, "MOST", 1)
    async with serving() as client, browsing(client, "/ws/desk/anna") as anna:
        await anna.until("lotte_v")
        async with browsing(client, "/ws/desk/ben") as ben:
            await ben.until_closed()
        assert ben.socket.close_code == aiohttp.WSCloseCode.TRY_AGAIN_LATER


async def test_hostile_words_of_a_browser_change_nothing():
    async with serving() as client, browsing(client, "/ws/desk/anna", width="-1") as anna:
        await anna.socket.send_str('["resize", {"width": 1000000000, "height": -5}]')
        await anna.socket.send_str("[")
        await anna.socket.send_json(["resize", {"width": 90, "height": 30}])
        await anna.until("lotte_v")
