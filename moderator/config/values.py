"""How the values of config.toml are read: each reader says in a word what a value must be."""

import re
from pathlib import Path
from typing import Annotated
from unicodedata import category
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, Field

from feeds.complaint import perhaps
from feeds.said import said
from feeds.values import Listed


def _hashtag(text: str) -> str:
    tag = text.strip().lstrip("#＃")
    if tag.isdecimal() or not all(map(_goes_on, tag)):
        raise ValueError(
            said("must be a single hashtag, such as #jobfair: of letters, digits and _")
        )
    return tag


def _goes_on(character: str) -> bool:
    """Whether a platform takes a character for a part of the hashtag: at others it ends."""
    return character.isalnum() or character in "_·" or category(character).startswith("M")


def _handle(text: str) -> str:
    handle = text.strip().lstrip("@")
    if not handle or re.search(r"[\s/,]", handle):
        raise ValueError(said("must be the handle of one account, such as @jobfair"))
    return handle


def _timezone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        message = perhaps(said("no such time zone"), name, available_timezones())
        raise ValueError(message) from error
    return name


def _folder(path: str) -> str:
    try:
        Path(path).expanduser()
    except RuntimeError as error:
        raise ValueError(said("there is no such home folder")) from error
    if not path.isprintable():
        raise ValueError(said("must be the path of a folder"))
    return path


def _part(name: str) -> str:
    if not re.fullmatch(r"[a-z0-9-]{0,64}", name):
        raise ValueError(said("must be a name of a-z, 0-9 and -, 64 characters at most"))
    return name


def _ascii(text: str) -> str:
    if re.search(r"[\x00-\x1f\x7f]", text):
        raise ValueError(said("must be one line, without control characters"))
    if not re.fullmatch(r"[ -~]*", text):
        raise ValueError(said("must be without accents and the like"))
    return text


Hashtag = Annotated[str, AfterValidator(_hashtag)]
Hashtags = Annotated[tuple[Hashtag, ...], Listed]
Folder = Annotated[str, AfterValidator(_folder)]
Handle = Annotated[str, AfterValidator(_handle)]
Handles = Annotated[tuple[Handle, ...], Listed]
Contact = Annotated[str, AfterValidator(_ascii)]
Port = Annotated[int, Field(ge=1, le=65_535)]
Ports = Annotated[tuple[Port, ...], Listed]
Terms = Annotated[tuple[str, ...], Listed]
Timezone = Annotated[str, AfterValidator(_timezone)]
Part = Annotated[str, AfterValidator(_part)]
