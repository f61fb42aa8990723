"""What is wrong with a table that a moderator wrote, in a moderator's words."""

from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches
from typing import get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from feeds.said import said

Place = tuple[int | str, ...]
"""The keys that lead to a value, and in a list its number."""

_WANTED = {
    "missing": said("is needed"),
    "string_type": said("must be text in quotes"),
    "string_too_short": said("must not be empty"),
    "bool_type": said("must be true or false"),
    "int_type": said("must be a whole number"),
    "float_type": said("must be a number"),
    "finite_number": said("must be a number"),
    "tuple_type": said('must be a list, such as ["one", "two"]'),
    "too_short": said("must not be empty"),
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


def spell(place: Place) -> str:
    """A place within its table: `also, item 2`."""
    return ", ".join(f"item {step + 1}" if isinstance(step, int) else step for step in place)


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
