"""Frames of Jetstream, Bluesky's stream of everything: two wires, one shape.

    v1    /subscribe: {"did", "time_us", "kind", "commit" | "identity" | "account"}
    v2    /xrpc/network.bsky.jetstream.subscribeEvents: {"$type": "message", "payload": {…}}
          and {"$type": "error", …}, which ends it

Either may be packed by zstd with a dictionary. A cursor of 1e15 or more is a time in
microseconds on both, which holds on every server.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from urllib.parse import urlencode

import orjson
import zstandard

from feeds.backoff import Trouble
from feeds.base import BadPost, FeedLost
from feeds.formats.bluesky import POST
from feeds.formats.times import EPOCH, from_microseconds
from feeds.formats.wire import Json, record, records, string, strings, time_or_none
from feeds.said import said

V1, V2 = "/subscribe", "/xrpc/network.bsky.jetstream.subscribeEvents"
DICTIONARY = "/xrpc/network.bsky.jetstream.getZstdDictionary"
SUBPROTOCOL = "xrpc.v1.json"
LONGEST = 1 << 23


@dataclass(frozen=True, slots=True)
class JetstreamEvent:
    """What a frame says, before it is known whether it is for the fair."""

    kind: str
    did: str
    at: datetime | None
    body: Json
    payload: Json

    @property
    def micros(self) -> int:
        """When the server had it, in microseconds; 0 where it does not say."""
        return round((self.at - EPOCH).total_seconds() * 1_000_000) if self.at else 0

    @property
    def is_post(self) -> bool:
        """Whether it is about a post: a new one, a change, or a deletion."""
        return self.kind == "commit" and self.body.get("collection") == POST

    @property
    def uri(self) -> str:
        """The address of the post that it is about."""
        return f"at://{self.did}/{POST}/{string(self.body.get('rkey'))}"

    @property
    def content(self) -> Json:
        """The post itself."""
        return record(self.body.get("record"))


def address(host: str, wire: str, *, cursor: int, dictionary: int | None = None) -> str:
    """Where to connect to for all posts from a time on; 0: from now on."""
    kind = "collections" if wire == V2 else "wantedCollections"
    wanted: dict[str, object] = {kind: POST}
    if cursor:
        wanted["cursor"] = cursor
    if dictionary is not None:
        wanted |= {"zstdDictionary": dictionary} if wire == V2 else {"compress": "true"}
    return f"{host}{wire}?{urlencode(wanted)}"


class Unpacker:
    """Unpacks frames with a dictionary, none to more than the limit."""

    def __init__(self, dictionary: bytes) -> None:
        known = zstandard.ZstdCompressionDict(dictionary)
        self.ident = known.dict_id()
        self._unpacker = zstandard.ZstdDecompressor(dict_data=known)

    def unpack(self, frame: bytes) -> bytes:
        """The frame as it was before it was packed. Raises BadPost."""
        try:
            if 0 <= zstandard.frame_content_size(frame) <= LONGEST:
                return self._unpacker.decompress(frame)
            with self._unpacker.stream_reader(BytesIO(frame)) as reader:
                data = reader.read(LONGEST + 1)
        except zstandard.ZstdError as error:
            raise BadPost(said("a frame cannot be unpacked")) from error
        if len(data) > LONGEST:
            raise BadPost(said("a frame is too long"))
        return data


def read(frame: bytes | str, unpacker: Unpacker | None) -> tuple[JetstreamEvent, bytes]:
    """What a frame says, and its JSON. Raises BadPost, or FeedLost where it ends the stream."""
    data = frame.encode() if isinstance(frame, str) else frame
    if unpacker and isinstance(frame, bytes):
        data = unpacker.unpack(data)
    try:
        payload = record(orjson.loads(data))
    except orjson.JSONDecodeError as error:
        raise BadPost(said("not JSON")) from error
    if payload.get("$type") == "error":
        why = string(payload.get("message")) or string(payload.get("error"))
        raise FeedLost(
            said("Jetstream ends the stream: {why}", why=why[:120]), trouble=Trouble.NETWORK
        )
    return _second(payload) if "payload" in payload else _first(payload), data


def _first(payload: Json) -> JetstreamEvent:
    kind = string(payload.get("kind"))
    at = from_microseconds(payload.get("time_us"))
    return JetstreamEvent(kind, string(payload.get("did")), at, record(payload.get(kind)), payload)


def _second(payload: Json) -> JetstreamEvent:
    inner = record(payload["payload"])
    kind = string(inner.get("$type")).partition("#")[2]
    body = inner if kind == "commit" else record(inner.get(kind))
    return JetstreamEvent(
        kind, string(inner.get("did")), time_or_none(inner.get("time")), body, payload
    )


def tags_of(content: Json) -> Iterator[str]:
    """The hashtags of a post: those in its text by facets, and those listed beside it."""
    for facet in records(content.get("facets")):
        for feature in records(facet.get("features")):
            if string(feature.get("$type")).endswith("#tag"):
                yield string(feature.get("tag"))
    yield from strings(content.get("tags"))


def references_of(content: Json) -> Iterator[str]:
    """The posts that a post hangs on: its thread's root, its parent, what it quotes."""
    reply = record(content.get("reply"))
    embed = record(record(content.get("embed")).get("record"))
    inner = record(embed.get("record"))
    for place in (record(reply.get("root")), record(reply.get("parent")), embed, inner):
        if uri := string(place.get("uri")):
            yield uri


def error_of(body: bytes) -> str:
    """The name of the error in a refusal, such as CursorTooOld."""
    try:
        found: Mapping[str, object] = record(orjson.loads(body))
    except orjson.JSONDecodeError:
        return ""
    return string(found.get("error"))
