"""What is wrong with a file of TOML that a moderator wrote, in a moderator's words."""

import re
from collections.abc import Iterator
from pathlib import Path
from tomllib import TOMLDecodeError
from typing import get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from feeds.said import said
from feeds.settings import unknown
from moderator.config.broken import broken

_LANGUAGE = re.compile(r"""^[ \t]*(?:fair\.)?language[ \t]*=[ \t]*["'](nl|en)["']""", re.MULTILINE)

Place = tuple[int | str, ...]

_WITHIN = {"feeds": None, "classifier": ("remote",)}
"""Tables with tables in them: which ones, or any."""

_WANTED = {
    "missing": said("is needed"),
    "string_type": said("must be text in quotes"),
    "string_too_short": said("must not be empty"),
    "bool_type": said("must be true or false"),
    "int_type": said("must be a whole number"),
    "float_type": said("must be a number"),
    "tuple_type": said('must be a list, such as ["one", "two"]'),
    "dict_type": said("must be a table of its own"),
    "model_type": said("must be a table of its own"),
}


def complaints(error: ValidationError, model: type[BaseModel]) -> Iterator[tuple[Place, str]]:
    """Each thing that is wrong: where it stands in the model, and what to do about it."""
    for detail in error.errors():
        place = detail["loc"]
        if detail["type"] == "extra_forbidden":
            yield place, _unknown(str(place[-1]), _table(model, place[:-1]))
        elif detail["type"] == "value_error" and _is_table(model, place):
            yield (*place, ""), _wrong(detail)
        else:
            yield place, _wrong(detail)


def all_complaints(error: ValidationError, model: type[BaseModel], path: Path) -> str:
    """All that is wrong with the file at that path, a line each with its place."""
    places = ((str(path), spell(place), what) for place, what in complaints(error, model))
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
        return "".join(map(str, place))
    depth = 2 if _is_within(place) else 1
    table = f"[{'.'.join(map(str, place[:depth]))}]"
    rest = [f"item {step + 1}" if isinstance(step, int) else step for step in place[depth:]]
    return f"{table} {', '.join(rest)}".rstrip()


def _is_within(place: Place) -> bool:
    """Whether a place is in a table within a table."""
    within = _WITHIN.get(place[0], ()) if isinstance(place[0], str) else ()
    return within is None or place[1] in within


def _unknown(key: str, model: type[BaseModel]) -> str:
    known = list(model.model_fields)
    for table in known:
        if key in _table(model, (table,)).model_fields:
            return said("belongs under [{table}]", table=table)
    return unknown(said("no such key"), key, known)


def _table(model: type[BaseModel], place: Place) -> type[BaseModel]:
    """The model of the table at that place; of the last one known, where it ends earlier."""
    for step in place:
        if not isinstance(step, int) and step in model.model_fields:
            model = next(_models(model.model_fields[step].annotation), model)
    return model


def _is_table(model: type[BaseModel], place: Place) -> bool:
    """Whether a place is a table as a whole, and no key of it."""
    return bool(place) and _table(model, place) is not _table(model, place[:-1])


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    """The model that an annotation is, or that each of its items is."""
    for one in (annotation, *get_args(annotation)):
        if isinstance(one, type) and issubclass(one, BaseModel):
            yield one


def _wrong(detail: ErrorDetails) -> str:
    match detail["type"]:
        case "value_error":
            return str(detail["ctx"]["error"])
        case "literal_error" | "enum":
            return said("must be {what}", what=detail["ctx"]["expected"])
        case "greater_than_equal":
            return said("must be {least} or more", least=_figure(detail["ctx"]["ge"]))
        case "less_than_equal":
            return said("must be {most} or less", most=_figure(detail["ctx"]["le"]))
        case kind:
            return _WANTED.get(kind, detail["msg"])


def _figure(limit: float) -> str:
    """A limit as config.toml writes numbers: 1000000, 0.5."""
    return str(int(limit) if limit == int(limit) else limit)
