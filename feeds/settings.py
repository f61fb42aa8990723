"""The settings of live feeds: read from a table of config.toml, each value checked.

BadSettings    the table cannot be used; for each thing to mend: its key, and what to do

A feed's settings are a frozen dataclass whose fields are made by `setting`, which says
how a value is read. Such a reader gives the value, or raises ValueError with what it
must be.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import timedelta
from difflib import get_close_matches
from typing import Any, TypeVar

from feeds.address import is_safe
from feeds.base import FeedError, FeedGone
from feeds.said import said

Value = TypeVar("Value")

MOST_HOURS = 9999
"""How many hours a length of time may have."""


class BadSettings(FeedError):
    """A feed cannot be set up like this; `complaints` are pairs of a key and what to mend."""

    def __init__(self, complaints: list[tuple[str, str]]) -> None:
        super().__init__("\n".join(f"{key}: {what}" for key, what in complaints))
        self.complaints = complaints


def setting(default: Value, read: Callable[[object], Value]) -> Value:
    """The field of a setting: what it is when nobody says, and how it is read."""
    return field(default=default, metadata={"read": read})


def text(value: object) -> str:
    """A text."""
    if not isinstance(value, str):
        raise ValueError(said("must be text in quotes"))  # noqa: TRY004
    return value.strip()


def flag(value: object) -> bool:
    """Yes or no."""
    if not isinstance(value, bool):
        raise ValueError(said("must be true or false"))  # noqa: TRY004
    return value


def amount(value: object) -> float:
    """A number of zero or more."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e12:
        raise ValueError(said("must be a number of 0 or more"))
    return float(value)


def whole(value: object) -> int:
    """A whole number of zero or more."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 1 << 40:
        raise ValueError(said("must be a whole number of 0 or more"))
    return value


def texts(value: object) -> tuple[str, ...]:
    """A list of texts."""
    if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
        raise ValueError(said('must be a list of texts, such as ["one", "two"]'))
    return tuple(one.strip() for one in value if one.strip())


def server(value: object) -> str:
    """The address of a server, which may be given by its name alone."""
    name = text(value)
    return web_address(name if "://" in name else f"https://{name}") if name else ""


def one_of(*names: str) -> Callable[[object], str]:
    """A reader that takes one of these names."""

    def read_name(value: object) -> str:
        if value not in names:
            raise ValueError(said("must be one of: {names}", names=", ".join(names)))
        return str(value)

    return read_name


def web_address(value: object) -> str:
    """An address that begins with https://, or with http:// on this machine itself."""
    url = re.sub(r"^[^/]*//[^/]*", lambda found: found[0].lower(), text(value).rstrip("/"))
    if not is_safe(url, scheme="https"):
        raise ValueError(said("must be an address that begins with https://"))
    return url


def socket_addresses(value: object) -> tuple[str, ...]:
    """Addresses that begin with wss://, or with ws:// on this machine itself."""
    addresses = tuple(one.rstrip("/") for one in texts(value))
    are_safe = all(is_safe(one, scheme="wss") and one.count("/") == 2 for one in addresses)
    if not addresses or not are_safe:
        raise ValueError(said("must be a list of addresses that begin with wss://"))
    return addresses


def duration(value: object) -> timedelta:
    """A length of time."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What every live feed has: whether it is used, what kind it is, where its token is.

    The token itself is never a setting.
    """

    enabled: bool = setting(False, flag)  # noqa: FBT003 - a value, not a mode
    kind: str = setting("", text)
    token_env: str = setting("", text)
    token_file: str = setting("", text)
    token_keyring: str = setting("", text)


Model = TypeVar("Model", bound=Settings)


def read(model: type[Model], table: Mapping[str, object]) -> Model:
    """The settings in a table. Raises BadSettings, with everything that is wrong."""
    readers: dict[str, Callable[[object], Any]] = {
        one.name: one.metadata["read"] for one in fields(model)
    }
    complaints: list[tuple[str, str]] = []
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in readers:
            complaints.append((key, unknown(said("no such key"), key, readers)))
            continue
        try:
            values[key] = readers[key](value)
        except ValueError as error:
            complaints.append((key, str(error)))
    if complaints:
        raise BadSettings(complaints)
    return model(**values)


def perhaps(what: str, name: str, known: Iterable[str]) -> str:
    """What is wrong with a name, with the known one that is meant where there is one."""
    alike = {one.casefold(): one for one in known}
    close = get_close_matches(name.casefold(), alike, n=1)
    return said('{what}; did you mean "{key}"?', what=what, key=alike[close[0]]) if close else what


def unknown(what: str, name: str, known: Collection[str]) -> str:
    """What is wrong with a name, with the known one that is meant, or all there are."""
    meant = perhaps(what, name, known)
    names = ", ".join(known)
    return meant if meant != what else said("{what}; there are: {names}", what=what, names=names)


def no_token(settings: Settings) -> FeedGone:
    """The complaint that a feed needs a token and has none."""
    variable = settings.token_env or said("a variable that token_env names")
    return FeedGone(
        said(
            "no token: put one in the environment as {variable}, or set token_file",
            variable=variable,
        )
    )


def nothing_wanted() -> FeedGone:
    """The complaint that it was not said what to look for."""
    return FeedGone(said("nothing to look for: set hashtag under [fair]"))
