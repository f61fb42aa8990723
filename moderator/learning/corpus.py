"""The corpus as files: its labelled fairs, and which of them are only measured on."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from json import JSONDecodeError
from pathlib import Path
from typing import TypeVar

from moderator.core.labels import Label, Side, Substance

FAIRS, SPLIT = "fairs", "split.toml"
Name = TypeVar("Name", bound=StrEnum)

NO_SUCH: Mapping[type[StrEnum], str] = {
    Label: 'no such label as "{name}"',
    Side: 'no such side as "{name}"',
    Substance: 'no such substance as "{name}"',
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
        raise CorpusError(f"{folder}: no fairs/*.json here: name the folder of a corpus")
    apart = set(_test(folder / SPLIT))
    strange = sorted(apart - {path.stem for path in fairs})
    if strange:
        raise CorpusError(f"{folder / SPLIT}: there is no fair {strange[0]!r}")
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
            raise CorpusError(f"{path}: no such file or folder")


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
        wrong = NO_SUCH[kind].format(name=name)
        raise ValueError(f"{wrong}; there are: {', '.join(kind)}") from error


@contextmanager
def reading_of(path: Path) -> Iterator[None]:
    """Turn what goes wrong with a file of labelled posts into a CorpusError with its name."""
    try:
        yield
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path}: not UTF-8 text; save it as UTF-8") from error
    except JSONDecodeError as error:
        wrong = f"line {error.lineno}: {_wrong(error)}"
        raise CorpusError(f"{path}: cannot be read as labelled posts: {wrong}") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CorpusError(f"{path}: cannot be read as labelled posts: {_wrong(error)}") from error


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
            return f'it lacks "{error.args[0]}"'
        case TypeError() | AttributeError():
            return "a JSON object was expected"
        case JSONDecodeError():
            return f"not JSON: {error.msg}"
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
        raise CorpusError(f"{path}: must be TOML with test = [names of fairs]") from error
    return [str(name) for name in named]
