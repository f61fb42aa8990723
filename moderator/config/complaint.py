"""What is wrong with a file of TOML that a moderator wrote, in a moderator's words."""

import re
from collections.abc import Iterable
from pathlib import Path
from tomllib import TOMLDecodeError

from feeds.complaint import Place
from feeds.complaint import spell as within
from feeds.said import said
from moderator.config.broken import broken

_LANGUAGE = re.compile(r"""^[ \t]*(?:fair\.)?language[ \t]*=[ \t]*["'](nl|en)["']""", re.MULTILINE)

_WITHIN = {"feeds": None, "classifier": ("remote",)}
"""Tables with tables in them: which ones, or any."""


def lines(
    complaints: Iterable[tuple[Place, str]], *, under: Place = (), path: Path | None = None
) -> str:
    """All that is wrong, a line each with its file and its place."""
    places = ((str(path or ""), spell((*under, *place)), what) for place, what in complaints)
    return "\n".join(": ".join(filter(None, parts)) for parts in places)


def trouble(error: OSError | ValueError | RecursionError) -> str:
    """Why a file cannot be read as TOML."""
    match error:
        case OSError():
            return (error.strerror or type(error).__name__).lower()
        case UnicodeDecodeError():
            return said("not UTF-8 text; save it as UTF-8")
        case RecursionError():
            return said("nested too deeply")
        case TOMLDecodeError():
            return broken(error)
        case _:
            return str(error)


def language_of(text: str) -> str | None:
    """The language that a file asks for, be the rest of it wrong; None where it names none."""
    named = _LANGUAGE.search(text)
    return named[1] if named else None


def spell(place: Place) -> str:
    """A place as config.toml writes it: `[fair] also, item 2`."""
    if len(place) < 2:
        return within(place)
    depth = 2 if _is_within(place) else 1
    table = f"[{'.'.join(map(str, place[:depth]))}]"
    return f"{table} {within(place[depth:])}".rstrip()


def _is_within(place: Place) -> bool:
    """Whether a place is in a table within a table."""
    within = _WITHIN.get(place[0], ()) if isinstance(place[0], str) else ()
    return within is None or place[1] in within
