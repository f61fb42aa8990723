"""The corpus as files: its labelled fairs, and which of them are only measured on."""

import tomllib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SPLIT = "split.toml"


class CorpusError(Exception):
    """A corpus cannot be used; the message says what to mend."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """The fairs to learn from, and those to measure on: never one fair in both."""

    taught: tuple[Path, ...]
    test: tuple[Path, ...] = ()


def corpus_in(folder: Path) -> Corpus:
    """The corpus in a folder: `fairs/*.json`, parted by `split.toml`. Raises CorpusError."""
    fairs = sorted((folder / "fairs").glob("*.json"))
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


@contextmanager
def reading_of(path: Path) -> Iterator[None]:
    """Turn what goes wrong with a file of labelled posts into a CorpusError with its name."""
    try:
        yield
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path}: not UTF-8 text; save it as UTF-8") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CorpusError(f"{path}: cannot be read as labelled posts: {error!r}") from error


def _test(path: Path) -> list[str]:
    if not path.exists():
        return []
    try:
        named = tomllib.loads(path.read_text("utf-8"))["test"]
    except (ValueError, KeyError) as error:
        raise CorpusError(f"{path}: must be TOML with test = [names of fairs]") from error
    return [str(name) for name in named]
