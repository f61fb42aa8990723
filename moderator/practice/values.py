"""The values in a scenario's file, each read from what TOML has, or refused in words."""

import re
from datetime import time
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from feeds.said import said
from moderator.practice.scenario import Words


def _words(value: object) -> object:
    return Words({"": value} if value else {}) if isinstance(value, str) else _by_language(value)


def _by_language(value: object) -> object:
    if isinstance(value, dict) and all(isinstance(one, str) for one in value.values()):
        if strange := value.keys() - {"nl", "en"}:
            message = said("no such language as {name}: there are nl and en", name=min(strange))
            raise ValueError(message)
        return Words(value)
    raise ValueError(said("must be text in quotes, or a table with nl and en"))


def _time(value: object) -> object:
    try:
        return value if isinstance(value, time) else time.fromisoformat(str(value))
    except ValueError as error:
        raise ValueError(said("must be a time of day, such as 11:42")) from error


def spelled(pattern: str, wanted: str) -> AfterValidator:
    """Text of that pattern; what is wanted is said where it is another."""

    def checked(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(wanted)
        return text

    return AfterValidator(checked)


InWords = Annotated[Words, BeforeValidator(_words)]
Clock = Annotated[time, BeforeValidator(_time)]
Weight = Annotated[float, Field(ge=0, le=1000, strict=False)]
Key = Annotated[str, spelled(r"[a-z]+:\S+", said("must be the key of a post, such as x:123"))]
Handle = Annotated[
    str, spelled(r"[^@\s]\S*", said("must be a handle, without @ and without spaces"))
]
Name = Annotated[str, spelled(r"[a-z0-9][a-z0-9-]*", said("must be a name of a-z, 0-9 and -"))]
