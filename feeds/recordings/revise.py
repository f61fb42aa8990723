"""Parts of a recording written anew: packed tighter, or without what has to go."""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import orjson
import zstandard

from feeds.base import BadPost
from feeds.lines import Line, lines
from feeds.recordings.parts import pieces
from feeds.said import said

Revision = Callable[[dict[str, Any]], dict[str, Any]]
"""Gives a line as it should be: the same object where it can stay as it is."""

LEVEL = 6
"""Of compression: a full part takes a second or less."""


def revise(complete: Sequence[Path], revision: Revision) -> int:
    """Put the lines of these parts through `revision`; gives how many parts that altered.

    Raises BadPost where one is damaged, once all others are done.
    """
    altered, damaged = 0, list[str]()
    for path in complete:
        try:
            altered += rewrite(path, revision)
        except BadPost as bad:
            damaged.append(f"{path}: {bad}")
    if damaged:
        raise BadPost("\n".join(damaged))
    return altered


def rewrite(path: Path, revision: Revision | None = None) -> bool:
    """Pack a complete part anew; gives whether its lines are not what they were.

    With a `revision` it is only replaced where that alters something: whole or, where
    anything fails, not at all. It stays as old as it was, since it is kept for so many days.
    Raises BadPost where it is damaged.
    """
    fresh, altered = path.with_name(f"{path.name}.new"), False
    try:
        for kept, line in _packed_into(fresh, path, revision):
            altered |= kept != line.data
        if not revision or altered:
            shutil.copystat(path, fresh)
            fresh.replace(path)
            sync(path.parent)
    finally:
        fresh.unlink(missing_ok=True)
    return altered


def _packed_into(
    fresh: Path, path: Path, revision: Revision | None
) -> Iterator[tuple[bytes, Line]]:
    """Write a part's lines anew; gives each as it was and as it is, while that is done."""
    packer = zstandard.ZstdCompressor(level=LEVEL, write_checksum=True)
    with fresh.open("wb") as file:
        with packer.stream_writer(file, closefd=False) as writer:
            for line in lines(pieces(path, [])):
                kept = _changed(line, revision) if revision else _sound(line)
                writer.write(kept + b"\n")
                yield kept, line
        file.flush()
        os.fsync(file.fileno())


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The lines of a part, as JSON objects, as far as they can be read."""
    for line in lines(pieces(path, [])):
        with suppress(BadPost):
            yield _row(line)


def _row(line: Line) -> dict[str, Any]:
    try:
        row = orjson.loads(_sound(line))
    except orjson.JSONDecodeError as error:
        raise BadPost(said("line {line}: {why}", line=line.number, why=said("not JSON"))) from error
    if not isinstance(row, dict):
        why = said("not a post: a JSON object was expected")
        raise BadPost(said("line {line}: {why}", line=line.number, why=why))
    return row


def _changed(line: Line, revision: Revision) -> bytes:
    """The line after a revision, byte for byte as it was where nothing changed."""
    row = _row(line)
    after = revision(row)
    return line.data if after is row else orjson.dumps(after)


def _sound(line: Line) -> bytes:
    if line.fault:
        raise BadPost(line.fault)
    return line.data


def sync(folder: Path) -> None:
    """See to it that names in a folder survive a power cut, where the system can."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
