"""The streams of a Mastodon server: events come as payloads, None is a sign of life.

A payload is as in a WebSocket's frame: `{"event": name, "payload": text}`.
"""

from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import aclosing

import orjson

from feeds.backoff import Trouble
from feeds.base import FeedGone, FeedLost
from feeds.clock import Clock
from feeds.formats.sse import Frame
from feeds.formats.wire import Json, record, string
from feeds.lines import Cutter, Line
from feeds.said import said
from feeds.secret import Secret
from feeds.web.api import Api
from feeds.web.socket import Dial, frames

PATH = "/api/v1/streaming"
IDLE_SECONDS = 25.0
LONGEST_LINE = 1 << 22
UNREADABLE: Json = {"event": "unreadable"}

Stream = AsyncGenerator[Json | None, None]


def update(status: Json) -> Json:
    """A status as a stream brings it."""
    return {"event": "update", "payload": status}


async def sse(api: Api, streaming: str, tag: str) -> Stream:
    """The stream of one hashtag, as server-sent events; comments are signs of life."""
    address = f"http{streaming.removeprefix('http').removeprefix('ws')}"
    cutter, reader = Cutter(limit=LONGEST_LINE), _Reader()
    async with api.stream(
        f"{address}{PATH}/hashtag", params={"tag": tag}, kind="text/event-stream"
    ) as chunks:
        yield None
        async for chunk in chunks:
            for line in cutter.cut(chunk):
                for payload in reader.read(line):
                    yield payload
            if cutter.fault:
                raise FeedLost(said("a line is {what}", what=cutter.fault), trouble=Trouble.SERVER)


class _Reader:
    """Puts the lines of server-sent events together."""

    def __init__(self) -> None:
        self._frame = Frame()

    def read(self, line: Line) -> Iterator[Json | None]:
        """The event that ends with this line, if one does; None for a comment."""
        if line.data.startswith(b":"):
            yield None
        elif line.data.strip():
            self._frame.add(line)
        elif self._frame.line or self._frame.name:
            whole, name = self._frame.whole(), self._frame.name
            self._frame = Frame()
            yield {"event": name, "payload": whole.data.decode(errors="replace")}


async def websocket(
    streaming: str, tags: Sequence[str], *, api: Api, token: Secret | None, clock: Clock
) -> Stream:
    """The streams of all hashtags over one socket; answered pings are signs of life."""
    dial = Dial(
        address=f"ws{streaming.removeprefix('http').removeprefix('ws')}{PATH}",
        idle_seconds=IDLE_SECONDS,
        token=token,
        first=[_subscription(tag) for tag in tags],
        ping=True,
    )
    async with aclosing(frames(dial, clock=clock, refused=api.failure)) as received:
        async for frame in received:
            yield None if frame is None else _payload(frame, api.platform)


def _subscription(tag: str) -> str:
    return orjson.dumps({"type": "subscribe", "stream": "hashtag", "tag": tag}).decode()


def _payload(frame: bytes | str, server: str) -> Json:
    try:
        payload = record(orjson.loads(frame))
    except orjson.JSONDecodeError:
        return UNREADABLE
    if error := string(payload.get("error")):
        raise FeedGone(
            said(
                "{server} refuses the stream: {why}; check the token's scopes",
                server=server,
                why=error[:160],
            )
        )
    return payload if string(payload.get("event")) else UNREADABLE
