"""Jetstream by both wires, and the public view: profiles and search.

All posts and people are invented.
"""

import json
import re

import zstandard

from feeds.bluesky.flow import micros, moment
from feeds.bluesky.wire import DICTIONARY, POST, SUBPROTOCOL, V1, V2
from tests.clocks import NOON
from tests.feeds.faults.server import FaultServer
from tests.feeds.faults.wire import Socket

PEOPLE = {
    "did:plc:asker": "asker.example",
    "did:plc:care": "care.example",
    "did:plc:fair": "fair.example",
}
LONGEST_NAME_LIST = 25


class BlueskyServer(FaultServer):
    """Sends every post of its small network; replays from a cursor as far as it reaches back."""

    def __init__(self, *, offers=(V1, V2), reaches_back_to=None, dictionary=None, **more):
        super().__init__(**more)
        self.offers = offers
        self.reaches_back_to = reaches_back_to
        self.dictionary = dictionary
        self.brings = True
        self.hangs = False
        self.events, self.searchable = [], []
        self.handles = dict(PEOPLE)
        self._serial = 0

    @property
    def streaming(self):
        return f"ws{'s' if self._tls else ''}://{self.host}"

    def post(self, text, *, at=NOON, author="did:plc:asker", reply_to=None, root=None, tag=True):
        """A post of the network from now on; it is not sent to anybody yet. Gives its uri."""
        self._serial += 1
        content = {"$type": POST, "text": text, "createdAt": _iso(at), "langs": ["nl"]}
        if tag:
            content["facets"] = list(_facets(text))
        if reply_to:
            above = {"uri": reply_to, "cid": "bafy"}
            content["reply"] = {"parent": above, "root": {"uri": root or reply_to, "cid": "bafy"}}
        return self._happens(author, "create", f"post{self._serial}", at, content)

    def _happens(self, did, operation, rkey, at, content=None):
        commit = {
            "operation": operation,
            "collection": POST,
            "rkey": rkey,
            "rev": f"r{self._serial}",
        }
        if content:
            commit |= {"record": content, "cid": "bafy"}
        self.events.append((did, micros(at), "commit", commit))
        return f"at://{did}/{POST}/{rkey}"

    async def publish(self, text, **more):
        uri = self.post(text, **more)
        await self.send_last()
        return uri

    async def delete(self, uri, at=NOON):
        did, rkey = uri.split("/")[2], uri.split("/")[-1]
        self._happens(did, "delete", rkey, at)
        await self.send_last()

    async def account(self, did, at=NOON, **body):
        """An account was taken away, or came back."""
        self.events.append((did, micros(at), "account", {"did": did, "seq": 1, **body}))
        await self.send_last()

    async def renamed(self, did, handle, at=NOON):
        self.handles[did] = handle
        self.events.append((did, micros(at), "identity", {"did": did, "handle": handle, "seq": 1}))
        await self.send_last()

    async def send_last(self, count=1):
        """Send the last events to every connection."""
        for number in range(len(self.events) - count, len(self.events)):
            for socket in self.open_streams if self.brings else ():
                if not socket.is_replaying:
                    await socket.send(self.frame(number, socket))

    def frame(self, number, socket):
        """An event as that connection wants it."""
        did, at, kind, body = self.events[number]
        if socket.request.path == V1:
            shown = {"did": did, "time_us": at, "kind": kind, kind: body, "cursor": number + 1}
        else:
            inner = body if kind == "commit" else {kind: body}
            name = f"network.bsky.jetstream.subscribeEvents#{kind}"
            common = {"$type": name, "seq": number + 1, "did": did, "time": _iso_of(at)}
            shown = {"$type": "message", "payload": common | inner}
        return self._packed(shown) if _is_packed(socket.request) else shown

    def _packed(self, shown):
        packer = zstandard.ZstdCompressor(dict_data=zstandard.ZstdCompressionDict(self.dictionary))
        return packer.compress(json.dumps(shown).encode())

    async def route(self, request, wire):
        if request.path in (V1, V2):
            await self._subscribe(request, wire)
        elif request.path == DICTIONARY and self.dictionary:
            await wire.answer(self.dictionary, kind="application/octet-stream")
        elif request.path.startswith("/xrpc/app") and self.hangs:
            await wire.reader.read()
        elif request.path.endswith("app.bsky.actor.getProfiles"):
            await self._profiles(request, wire)
        elif request.path.endswith("app.bsky.feed.searchPosts"):
            tag = request.one("q").casefold()
            found = [view for view in self.searchable if tag in view["record"]["text"].casefold()]
            await wire.answer({"posts": found})
        else:
            await wire.answer({"error": "MethodNotImplemented"}, status=404)

    async def _subscribe(self, request, wire):
        cursor = int(request.one("cursor", "0"))
        oldest = micros(self.reaches_back_to) if self.reaches_back_to else 0
        if request.path not in self.offers:
            await wire.answer({"error": "NotFound"}, status=404)
        elif request.path == V2 and cursor and cursor < oldest:
            error = {"error": "CursorTooOld", "message": "cursor is below the lookback floor"}
            await wire.answer(error, status=400)
        elif _is_packed(request) and self._is_unknown(request):
            await wire.answer({"error": "UnknownZstdDictionary"}, status=400)
        else:
            await self._replay(request, wire, max(cursor, oldest) if cursor else None)

    def _is_unknown(self, request):
        if request.path == V1:
            return not self.dictionary
        known = zstandard.ZstdCompressionDict(self.dictionary).dict_id() if self.dictionary else -1
        return int(request.one("zstdDictionary")) != known

    async def _replay(self, request, wire, cursor):
        spoken = [SUBPROTOCOL] if request.path == V2 else []
        socket = Socket(wire, request, subprotocols=spoken)
        await socket.accept()
        self.streams.append(socket)
        socket.is_replaying = cursor is not None
        for number, (_, at, _, _) in enumerate(self.events) if socket.is_replaying else ():
            if not wire.is_open:
                break
            if at >= cursor or (0 < cursor < 10**15 and number + 1 >= cursor):
                await socket.send(self.frame(number, socket))
        socket.is_replaying = False
        await socket.until_gone()

    async def _profiles(self, request, wire):
        actors = request.query.get("actors", [])
        wrong = [n for n, one in enumerate(actors) if not re.fullmatch(r"did:.+|[\w.-]+", one)]
        if len(actors) > LONGEST_NAME_LIST or wrong:
            said = f"Error: actors/{wrong[0] if wrong else 0} must be a valid did or a handle"
            await wire.answer({"error": "InvalidRequest", "message": said}, status=400)
            return
        found = [
            {"did": did, "handle": handle, "displayName": handle.split(".")[0].title()}
            for did, handle in self.handles.items()
            if did in actors or handle in actors
        ]
        await wire.answer({"profiles": found})

    def view(self, text, *, at=NOON, author="did:plc:asker"):
        """A post that search finds, and that Jetstream no longer has."""
        self._serial += 1
        self.searchable.append(
            {
                "uri": f"at://{author}/{POST}/old{self._serial}",
                "cid": "bafy",
                "author": {"did": author, "handle": self.handles[author]},
                "record": {"$type": POST, "text": text, "createdAt": _iso(at)},
                "indexedAt": _iso(at),
            }
        )


def _facets(text):
    """Hashtags as Bluesky marks them: by bytes."""
    for found in re.finditer(r"#(\w+)", text):
        start = len(text[: found.start()].encode())
        yield {
            "index": {"byteStart": start, "byteEnd": start + len(found[0].encode())},
            "features": [{"$type": "app.bsky.richtext.facet#tag", "tag": found[1]}],
        }


def _is_packed(request):
    return request.one("compress") == "true" or "zstdDictionary" in request.query


def _iso(moment):
    return moment.isoformat().replace("+00:00", "Z")


def _iso_of(at):
    return _iso(moment(at))
