"""How the values in a table are read: each type says in a word what a value must be."""

import re
from datetime import timedelta
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)

from feeds.address import host_of, is_safe
from feeds.said import said

MOST_HOURS = 9999
"""How many hours a length of time may have."""


class Section(BaseModel):
    """A table that knows all of its keys, and converts no types.

    What is wrong is told without the value: that may be a token in the wrong place.
    """

    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=True, allow_inf_nan=False, hide_input_in_errors=True
    )


def _in_a_tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _said_ones(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(filter(None, texts))


def _duration(value: object) -> timedelta:
    pattern = r"(?=\d)(?:(\d{1,99})h)?(?:(\d{1,99})m)?(?:(\d{1,99})s)?"
    match = re.fullmatch(pattern, value.replace(" ", "")) if isinstance(value, str) else None
    if match is None:
        raise ValueError(
            said('must be a length of time in quotes, such as "90s", "10m" or "1h30m"')
        )
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    whole = (hours * 60 + minutes) * 60 + seconds
    if whole > MOST_HOURS * 3600:
        raise ValueError(said("must be {most} or less", most=f'"{MOST_HOURS}h"'))
    return timedelta(seconds=whole)


def _named_alone(text: str) -> str:
    name = text.rstrip("/")
    return f"https://{name}" if name and ":/" not in name else name


def _web_address(text: str) -> str:
    url = re.sub(r"^[^/]*//[^/]*", lambda found: found[0].lower(), text.rstrip("/"))
    if url and not (host_of(url) and url.startswith(("https://", "http://"))):
        raise ValueError(
            said("must be an address that begins with https://, without a password in it")
        )
    if re.search(r"[?#]", url):
        raise ValueError(said("must be an address without ? or #"))
    if url and not is_safe(url, scheme="https"):
        raise ValueError(said("must begin with https://; http:// is for this machine itself only"))
    return url


def _socket_address(text: str) -> str:
    address = text.rstrip("/")
    if not is_safe(address, scheme="wss") or address.count("/") != 2:
        raise ValueError(said("must be an address that begins with wss://, without a path"))
    return address


Listed = BeforeValidator(_in_a_tuple)
"""Beside a tuple's type: TOML has lists, and nothing converts types by itself."""

OfServer = AfterValidator(_web_address)
"""Beside a text's type: it begins with https://, or with http:// on this machine itself."""

Duration = Annotated[timedelta, BeforeValidator(_duration)]
Amount = Annotated[float, Field(ge=0, le=1e12)]
Whole = Annotated[int, Field(ge=0, le=1 << 40)]
Text = Annotated[str, StringConstraints(strip_whitespace=True)]
Texts = Annotated[tuple[Text, ...], Listed, AfterValidator(_said_ones)]
WebAddress = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), OfServer]
Server = Annotated[Text, AfterValidator(_named_alone), OfServer]
"""The address of a server, which may be given by its name alone, or not at all."""

SocketAddress = Annotated[Text, AfterValidator(_socket_address)]
"""One that begins with wss://, or with ws:// on this machine itself."""

SocketAddresses = Annotated[tuple[SocketAddress, ...], Listed, Field(min_length=1)]
