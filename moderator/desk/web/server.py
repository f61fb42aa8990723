"""Serves the desks of one fair: a page for those who moderate, and one for those who watch."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Protocol, Self
from urllib.parse import quote, urlencode

from aiohttp import WSCloseCode, web

from moderator.desk.day import Day
from moderator.desk.web import page
from moderator.desk.web.app import WatchDesk, WebDesk
from moderator.desk.web.gate import COOKIE, Gate, Request
from moderator.desk.web.session import sit
from moderator.desk.web.wire import Wire
from moderator.words.language import _
from moderator.words.safe import safe

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

MOST = 12
"""Desks that are open at a time: each of them draws a screen five times a second."""

LONGEST_NAME = 30
LONGEST_MESSAGE = 100_000
HEARTBEAT_SECONDS = 15.0
SHUTDOWN_SECONDS = 5.0
GOODBYE_SECONDS = 0.5
"""How long a page has to take in that the program ends."""


class SharedDay(Day, Protocol):
    """A fair at which several can sit."""

    def seat(self, moderator: str) -> Self:
        """Give the fair for another moderator."""
        ...

    def onlooker(self) -> Self:
        """Give the fair for somebody who only looks on."""
        ...


class Desks:
    """Answers what browsers ask, and counts the desks that are open."""

    def __init__(self, day: SharedDay, gate: Gate) -> None:
        self._day = day
        self._gate = gate
        self.open: set[web.WebSocketResponse] = set()

    def application(self) -> web.Application:
        """Give the addresses and what they answer."""
        served = web.Application(middlewares=[self._admit])
        served.on_shutdown.append(self._close_all)
        served.add_routes(
            [
                web.get("/", self._desk),
                web.get("/watch", self._watch),
                web.get("/desk.css", self._style),
                web.get("/desk.js", self._script),
                web.get("/ws/desk/{name}", self._work),
                web.get("/ws/watch", self._look_on),
                web.static("/static", page.STATIC),
            ]
        )
        return served

    @web.middleware
    async def _admit(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        token = request.query.get("token", "")
        asked = Request(
            host=request.host,
            origin=request.headers.get("Origin", ""),
            token=token,
            cookie=request.cookies.get(COOKIE, ""),
        )
        if why := self._gate.refuses(asked):
            return web.Response(status=403, text=f"{_(why)}\n", headers=page.headers("'none'"))
        if token:
            return self._without_token(request)
        return await handler(request)

    def _without_token(self, request: web.Request) -> web.Response:
        """Put the token in a cookie, so that it is in no address that others may see."""
        kept = {name: value for name, value in request.query.items() if name != "token"}
        location = request.path + (f"?{urlencode(kept)}" if kept else "")
        answer = web.Response(status=303, headers={"Location": location, **page.headers("'none'")})
        secure = _scheme(request) == "https"
        answer.set_cookie(
            COOKIE, request.query["token"], httponly=True, samesite="Strict", secure=secure
        )
        return answer

    async def _desk(self, request: web.Request) -> web.Response:
        name = _named(request.query.get("as", "")) or self._day.moderator
        return self._page(request, f"/ws/desk/{quote(name, safe='')}")

    async def _watch(self, request: web.Request) -> web.Response:
        return self._page(request, "/ws/watch")

    def _page(self, request: web.Request, path: str) -> web.Response:
        scheme = "wss" if _scheme(request) == "https" else "ws"
        socket = f"{scheme}://{request.host}"
        size = request.query.get("fontsize", "")
        text = page.page(
            title=safe(self._day.fair.name),
            here=request.path_qs,
            socket=socket + path,
            font_size=int(size) if size.isdecimal() and len(size) < 3 else page.FONT_SIZE,
        )
        return web.Response(text=text, content_type="text/html", headers=page.headers(socket))

    async def _style(self, _request: web.Request) -> web.Response:
        return web.Response(text=page.part("desk.css"), content_type="text/css")

    async def _script(self, _request: web.Request) -> web.Response:
        return web.Response(text=page.part("desk.js"), content_type="text/javascript")

    async def _work(self, request: web.Request) -> web.StreamResponse:
        name = _named(request.match_info["name"]) or self._day.moderator
        return await self._serve(request, lambda wire: WebDesk(self._day.seat(name), wire))

    async def _look_on(self, request: web.Request) -> web.StreamResponse:
        return await self._serve(request, lambda wire: WatchDesk(self._day.onlooker(), wire))

    async def _serve(
        self, request: web.Request, desk: Callable[[Wire], WebDesk]
    ) -> web.StreamResponse:
        wire = Wire(_size(request))
        socket = web.WebSocketResponse(heartbeat=HEARTBEAT_SECONDS, max_msg_size=LONGEST_MESSAGE)
        if len(self.open) >= MOST:
            await socket.prepare(request)
            await socket.close(code=WSCloseCode.TRY_AGAIN_LATER)
            return socket
        self.open.add(socket)
        try:
            await socket.prepare(request)
            await sit(desk(wire), wire, socket)
        finally:
            self.open.discard(socket)
        return socket

    async def _close_all(self, _application: web.Application) -> None:
        """Close what is open, as the program ends: a desk whose page is gone ends by itself."""
        async with asyncio.TaskGroup() as tasks:
            for socket in (one for one in self.open if one.prepared):
                tasks.create_task(_say_goodbye(socket), name="close a page")


@asynccontextmanager
async def served(day: SharedDay, gate: Gate, *, port: int) -> AsyncIterator[int]:
    """Serve the fair's desks; gives the port. Raises OSError where it is taken."""
    runner = web.AppRunner(
        Desks(day, gate).application(), access_log=None, shutdown_timeout=SHUTDOWN_SECONDS
    )
    await runner.setup()
    try:
        site = web.TCPSite(runner, gate.host, port)
        await site.start()
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


async def _say_goodbye(socket: web.WebSocketResponse) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(GOODBYE_SECONDS):
            await socket.close(code=WSCloseCode.GOING_AWAY)


def _named(name: str) -> str:
    """Give a name as acts can bear it."""
    return " ".join(safe(name).split())[:LONGEST_NAME].strip()


def _scheme(request: web.Request) -> str:
    """Give how the browser asks: a proxy in front, which speaks https, says so."""
    return "https" if request.headers.get("X-Forwarded-Proto") == "https" else request.scheme


def _size(request: web.Request) -> tuple[int, int]:
    width, height = (_cells(request.query.get(name, "")) for name in ("width", "height"))
    return width or 80, height or 24


def _cells(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 4 else 0
