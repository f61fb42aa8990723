"""The corpus as files: its labelled fairs, and which of them are only measured on."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from json import JSONDecodeError
from pathlib import Path
from typing import TypeVar

from feeds.said import said
from moderator.core.labels import Label, Side, Substance

FAIRS, SPLIT = "fairs", "split.toml"
Name = TypeVar("Name", bound=StrEnum)

NO_SUCH: Mapping[type[StrEnum], str] = {
    Label: said('no such label as "{typed}"'),
    Side: said('no such side as "{typed}"'),
    Substance: said('no such substance as "{typed}"'),
}


class CorpusError(Exception):
    """A corpus cannot be used; the message says what to mend."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """The fairs to learn from, and those to measure on: never one fair in both."""

    taught: tuple[Path, ...]
    test: tuple[Path, ...] = ()


def corpus_in(folder: Path) -> Corpus:
    """The corpus in a folder: `fairs/*.json`, parted by `split.toml`. Raises CorpusError."""
    fairs = sorted((folder / FAIRS).glob("*.json"))
    if not fairs:
        raise CorpusError(
            said("{path}: no fairs/*.json here: name the folder of a corpus", path=folder)
        )
    apart = set(_test(folder / SPLIT))
    strange = sorted(apart - {path.stem for path in fairs})
    if strange:
        raise CorpusError(
            said("{path}: there is no fair {name}", path=folder / SPLIT, name=repr(strange[0]))
        )
    return Corpus(
        taught=tuple(path for path in fairs if path.stem not in apart),
        test=tuple(path for path in fairs if path.stem in apart),
    )


def labelled(paths: Iterable[Path]) -> Iterator[Path]:
    """The files of labelled posts that these names stand for: files, and test parts of folders."""
    for path in paths:
        if path.is_dir():
            yield from corpus_in(path).test
        elif path.is_file():
            yield path
        else:
            raise CorpusError(said("{path}: no such file or folder", path=path))


def taught(paths: Iterable[Path]) -> Iterator[Path]:
    """Those of these files that are in the part of their corpus that is learned from."""
    for path in paths:
        folder = path.resolve().parent
        split = folder.parent / SPLIT
        if folder.name == FAIRS and split.is_file() and path.stem not in _test(split):
            yield path


def named(kind: type[Name], name: object) -> Name:
    """The label, side or substance of that name. Raises ValueError, which says what there is."""
    try:
        return kind(str(name))
    except ValueError as error:
        wrong = NO_SUCH[kind].format(typed=name)
        raise ValueError(
            said("{what}; there are: {names}", what=wrong, names=", ".join(kind))
        ) from error


@contextmanager
def reading_of(path: Path) -> Iterator[None]:
    """Turn what goes wrong with a file of labelled posts into a CorpusError with its name."""
    try:
        yield
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path}: {said('not UTF-8 text; save it as UTF-8')}") from error
    except JSONDecodeError as error:
        wrong = said("line {line}: {why}", line=error.lineno, why=_wrong(error))
        raise CorpusError(
            said("{path}: cannot be read as labelled posts: {why}", path=path, why=wrong)
        ) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CorpusError(
            said("{path}: cannot be read as labelled posts: {why}", path=path, why=_wrong(error))
        ) from error


@contextmanager
def within(place: str) -> Iterator[None]:
    """Turn what goes wrong with one record into a ValueError that says where it is."""
    try:
        yield
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{place}: {_wrong(error)}") from error


def _wrong(error: Exception) -> str:
    """What is wrong with a record, in words."""
    match error:
        case KeyError():
            return said('it lacks "{typed}"', typed=error.args[0])
        case TypeError() | AttributeError():
            return said("a JSON object was expected")
        case JSONDecodeError():
            return said("not JSON: {why}", why=error.msg)
        case OSError():
            return (error.strerror or str(error)).lower()
        case _:
            return str(error)


def _test(path: Path) -> list[str]:
    if not path.exists():
        return []
    try:
        named = tomllib.loads(path.read_text("utf-8"))["test"]
    except (ValueError, KeyError) as error:
        raise CorpusError(
            said("{path}: must be TOML with test = [names of fairs]", path=path)
        ) from error
    return [str(name) for name in named]
