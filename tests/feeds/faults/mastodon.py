"""A Mastodon server: instance, streams by SSE and WebSocket, timelines, contexts, accounts.

All posts and people are invented.
"""

import json
import re
from itertools import islice

from feeds.mastodon.pages import id_at
from tests.clocks import NOON
from tests.feeds.faults.server import FaultServer
from tests.feeds.faults.wire import Socket, Stream

TOKEN = "mastodon-token-for-tests"
SSE, SOCKET = "/api/v1/streaming/hashtag", "/api/v1/streaming"


class MastodonServer(FaultServer):
    """Streams bring what has their hashtag; timelines and contexts know every status."""

    def __init__(self, *, access=None, name=None, **more):
        super().__init__(**more)
        self.statuses, self.gone = {}, set()
        self.access = access
        self.name = name
        self.scopes = ["read"]
        self.streaming = None
        self.brings = True
        self.is_old = False
        self._serial = 0

    def post(self, text, *, at=NOON, author="asker", reply_to=None, uri=None, edited_at=None):
        """A status as this server has it from now on; it is not sent to anybody yet.

        `author` is a local name, or `name@host`.
        """
        self._serial += 1
        ident = str(int(id_at(at)) + self._serial)
        self.statuses[ident] = self._status(ident, text, author, at) | {
            "in_reply_to_id": reply_to,
            "edited_at": edited_at and edited_at.isoformat(),
            **({"uri": uri} if uri else {}),
        }
        return ident

    def _status(self, ident, text, author, at):
        name, _, host = author.partition("@")
        host = host or self.host
        tags = re.findall(r"#(\w+)", text)
        return {
            "id": ident,
            "created_at": at.isoformat().replace("+00:00", ".000Z"),
            "visibility": "public",
            "language": "nl",
            "spoiler_text": "",
            "uri": f"https://{host}/users/{name}/statuses/{ident}",
            "url": f"https://{host}/@{name}/{ident}",
            "content": f"<p>{text}</p>",
            "reblog": None,
            "account": self._account(author),
            "media_attachments": [],
            "mentions": [],
            "emojis": [],
            "tags": [{"name": tag.casefold(), "url": f"https://{host}/tags/{tag}"} for tag in tags],
        }

    def _account(self, author):
        name, _, host = author.partition("@")
        return {
            "id": str(7000 + sum(map(ord, author))),
            "username": name,
            "acct": author,
            "display_name": name.title(),
            "url": f"https://{host or self.host}/@{name}",
            "note": "<p>invented</p>",
            "bot": False,
            "created_at": "2024-01-01T00:00:00.000Z",
        }

    async def publish(self, text, **more):
        ident = self.post(text, **more)
        await self.resend(ident)
        return ident

    async def resend(self, *idents, event="update"):
        """Send statuses to the streams of their hashtags, in this order."""
        for ident in idents:
            await self.tell(event, self.statuses[ident], _tags(self.statuses[ident]))

    async def edit(self, ident, text, at):
        """Change a status, and tell the streams."""
        author = self.statuses[ident]["account"]["acct"]
        changed = self._status(ident, text, author, NOON) | {"edited_at": at.isoformat()}
        self.statuses[ident] = changed
        await self.resend(ident, event="status.update")

    async def delete(self, ident):
        self.gone.add(ident)
        await self.tell("delete", ident, None)

    async def tell(self, event, payload, tags):
        """Send an event to the streams of these hashtags; None: to all."""
        for stream in self.open_streams if self.brings else ():
            for tag in stream.tags:
                if tags is None or tag in tags:
                    await stream.send(stream.event(event, payload, tag))

    async def route(self, request, wire):
        path, is_known = request.path, self._is_known(request)
        if not is_known and (path.startswith(SOCKET) or "authorization" in request.headers):
            await wire.answer({"error": "The access token is invalid"}, status=401)
        elif path == SSE:
            await self._sse(request, wire)
        elif path == SOCKET:
            await self._websocket(request, wire)
        elif path == "/api/v2/instance":
            await wire.answer(self._instance())
        elif path == "/api/v1/apps/verify_credentials":
            await wire.answer({"name": "test", "scopes": self.scopes})
        elif found := re.fullmatch(r"/api/v1/timelines/tag/(\w+)", path):
            tag = found[1].casefold()
            await self._page(request, wire, lambda status: tag in _tags(status))
        elif found := re.fullmatch(r"/api/v1/accounts/(\d+)/statuses", path):
            await self._page(request, wire, lambda status: status["account"]["id"] == found[1])
        elif path == "/api/v1/accounts/lookup":
            await wire.answer(self._account(request.one("acct")))
        elif path.startswith("/api/v1/statuses"):
            await self._some(request, wire)
        else:
            await wire.answer({"error": "Record not found"}, status=404)

    def _is_known(self, request):
        offered = request.headers.get("authorization", "").removeprefix("Bearer ")
        return offered == TOKEN

    def _instance(self):
        scheme = "wss" if self._tls else "ws"
        configuration = {"urls": {"streaming": self.streaming or f"{scheme}://{self.host}"}}
        if self.access:
            configuration["timelines_access"] = {"hashtag_feeds": self.access}
        return {"domain": self.host, "version": "4.5.2", "configuration": configuration}

    async def _sse(self, request, wire):
        await wire.begin(kind="text/event-stream")
        stream = Stream(wire, request, framed=_framed, beat=b":thump\n")
        stream.tags, stream.event = [request.one("tag").casefold()], _sse_event
        await stream.raw(b":)\n")
        self.streams.append(stream)
        await stream.until_gone()

    async def _websocket(self, request, wire):
        socket = Socket(wire, request)
        socket.tags, socket.event = [], _socket_event
        await socket.accept()
        self.streams.append(socket)

        async def subscribe(text):
            wanted = json.loads(text)
            if wanted.get("tag") == "refused":
                await socket.send({"error": "Not authorized to stream", "status": 403})
            socket.tags.append(wanted["tag"].casefold())

        await socket.until_gone(subscribe)

    async def _page(self, request, wire, wanted):
        """A page of a timeline, newest first, with the link to the one above."""
        after, limit = int(request.one("min_id", "0")), int(request.one("limit", "20"))
        newer = sorted(ident for ident in map(int, self.statuses) if ident > after)
        known = (self.statuses[str(ident)] for ident in newer)
        shown = (one for one in known if wanted(one) and one["id"] not in self.gone)
        found = list(islice(shown, limit))
        link = {}
        if found:
            above = f"{self.address}{request.path}?limit={limit}&min_id={found[-1]['id']}"
            link = {"Link": f'<{above}>; rel="prev"'}
        await wire.answer(found[::-1], headers=link)

    async def _some(self, request, wire):
        found = re.fullmatch(r"/api/v1/statuses/(\d+)(/context)?", request.path)
        if found:
            await self._one(wire, found[1], is_context=bool(found[2]))
        elif self.is_old:
            await wire.answer({"error": "Record not found"}, status=404)
        else:
            wanted = [one for one in request.query["id[]"] if one not in self.gone]
            await wire.answer([self.statuses[one] for one in wanted if one in self.statuses])

    async def _one(self, wire, ident, *, is_context):
        if ident not in self.statuses or ident in self.gone:
            await wire.answer({"error": "Record not found"}, status=404)
        elif is_context:
            await wire.answer({"ancestors": self._above(ident), "descendants": self._below(ident)})
        else:
            await wire.answer(self.statuses[ident])

    def _above(self, ident):
        parent = self.statuses[ident]["in_reply_to_id"]
        return [*self._above(parent), self.statuses[parent]] if parent else []

    def _below(self, ident):
        replies = [one for one in self.statuses.values() if one["in_reply_to_id"] == ident]
        return [one for reply in replies for one in (reply, *self._below(reply["id"]))]


def _tags(status):
    return [tag["name"] for tag in status["tags"]]


def _sse_event(event, payload, tag):
    data = payload if isinstance(payload, str) else json.dumps(payload, ensure_ascii=False)
    return f"event: {event}\ndata: {data}\n\n"


def _socket_event(event, payload, tag):
    data = payload if isinstance(payload, str) else json.dumps(payload, ensure_ascii=False)
    return {"stream": ["hashtag", tag], "event": event, "payload": data}


def _framed(event):
    return event if isinstance(event, bytes) else event.encode()
