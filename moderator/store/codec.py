"""Facts as JSON text: `{"v": 2, "is": "judged", ...}`, pure ASCII.

Version 2 knows more acts than version 1, whose rows read as they are.
Posts are written by `feeds.codec`, so that a journal, a recording and a message
hold the same post. ASCII also carries what UTF-8 cannot, such as half an emoji.
"""

import json
import re
from hashlib import blake2b
from typing import Any

import orjson
from pydantic import TypeAdapter, ValidationError

from feeds import codec
from feeds.base import BadPost
from feeds.post import Deleted, Post
from moderator.core.facts import (
    Acted,
    Fact,
    Judged,
    LinkChecked,
    PostDeleted,
    PostSeen,
)
from moderator.core.fair import Fair

VERSION = 2
_READABLE = (1, VERSION)

_FACTS: dict[str, TypeAdapter[Fact]] = {
    "post_deleted": TypeAdapter(PostDeleted),
    "judged": TypeAdapter(Judged),
    "link_checked": TypeAdapter(LinkChecked),
    "acted": TypeAdapter(Acted),
}
_FAIR = TypeAdapter(Fair)
_HEAD = re.compile(r'\{"v":[12],"is":"(\w+)",')
_NAMES = {
    PostDeleted: "post_deleted",
    Judged: "judged",
    LinkChecked: "link_checked",
    Acted: "acted",
}


def encode_fair(fair: Fair) -> str:
    """How the fair is set up, as one line of JSON."""
    return _FAIR.dump_json(fair).decode()


def decode_fair(body: str) -> Fair:
    """How the fair is set up; raises ValueError for anything else."""
    return _FAIR.validate_json(body)


def encode_fact(fact: Fact) -> str:
    """The fact as one line of JSON."""
    if isinstance(fact, PostSeen):
        return _text("post_seen", {"post": codec.encode(fact.post), "carried": fact.carried})
    name = _NAMES[type(fact)]
    return _text(name, _FACTS[name].dump_python(fact, mode="json"))


def decode_fact(text: str) -> Fact:
    """The fact that was encoded; ValueError where the text is none."""
    if (fact := _quick(text)) is not None:
        return fact
    row = _row(text)
    if row.get("is") == "post_seen":
        return PostSeen(_post(row.get("post")), carried=row.get("carried") is True)
    return _read(row)


def fact_key(fact: Fact, body: str) -> bytes:
    """Equal for facts of which one is enough: 16 bytes, the same in every process.

    An act is known by its id and a verdict by what it is about; everything
    else, such as one version of a post, by its whole encoded `body`.
    """
    match fact:
        case Judged(key=key, mark=mark, rank=rank):
            text = json.dumps(["judged", key, mark, rank])
        case Acted(id=id_):
            text = json.dumps(["acted", id_])
        case _:
            text = body
    return blake2b(text.encode("ascii"), digest_size=16).digest()


def _text(name: str, fields: dict[str, Any]) -> str:
    return json.dumps({"v": VERSION, "is": name, **fields}, separators=(",", ":"))


def _quick(text: str) -> Fact | None:
    """The row as it is mostly written, read in one go; None where it wants another look."""
    head = _HEAD.match(text)
    adapter = _FACTS.get(head.group(1)) if head else None
    if adapter is None:
        return None
    try:
        return adapter.validate_json(text)
    except ValidationError:  # perhaps just half an emoji
        return None


def _row(text: str) -> dict[str, Any]:
    row = _quick_row(text) or json.loads(text)
    if not isinstance(row, dict) or row.get("v") not in _READABLE:
        raise ValueError("not a row of this version")
    return row


def _quick_row(text: str) -> object:
    """The row of a post; None for others, whose numbers may be greater than orjson can read."""
    if '"is":"post_seen"' not in text[:40]:
        return None
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:  # half an emoji
        return None


def _post(row: object) -> Post:
    try:
        event = codec.decode(row if isinstance(row, dict) else {})
    except BadPost as error:
        raise ValueError("an unreadable post") from error
    match event:
        case Post():
            return event
        case Deleted():
            raise ValueError("a deletion in a post's place")


def _read(row: dict[str, Any]) -> Fact:
    adapter = _FACTS.get(str(row.get("is")))
    if adapter is None:
        raise ValueError("an unknown kind of row")
    return adapter.validate_python(row)
