"""A recording in parts: which files belong to it, and their lines, also while it grows."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from feeds.lines import LIMIT
from feeds.recordings.unpack import CutOff, unpack
from feeds.said import said

CHUNK = 1 << 16
_PART = re.compile(r"\d{5,}\.jsonl\.zst")


def parts(folder: Path) -> list[Path]:
    """The parts in a folder, oldest first; none where it is no recording."""
    if not folder.is_dir():
        return []
    found = [path for path in folder.iterdir() if _PART.fullmatch(path.name)]
    return sorted(found, key=lambda path: int(path.name.partition(".")[0]))


def growing(folder: Path) -> Iterator[Path]:
    """The parts in a folder, and those that come while one reads."""
    done: set[Path] = set()
    while fresh := [path for path in parts(folder) if path not in done]:
        yield from fresh
        done.update(fresh)


def pieces(path: Path, notes: list[str]) -> Iterator[bytes]:
    """The plain bytes of a part, in whole lines; `notes` tells of a last frame unfinished.

    A line beyond the limit comes in pieces, as it is read. Raises BadPost, after all that
    could be read, where the part is damaged.
    """
    rest = bytearray()
    try:
        with path.open("rb") as file:
            for piece in unpack(chunks(file)):
                end = piece.rfind(b"\n") + 1
                if not end and len(rest) + len(piece) > LIMIT:
                    end = len(piece)
                if end:
                    yield from (bytes(rest), piece[:end])
                    rest.clear()
                rest += piece[end:]
    except CutOff:
        notes.append(
            said(
                "{name} ends within a frame: it is being written, or was cut short", name=path.name
            )
        )


def chunks(stream: BinaryIO) -> Iterator[bytes]:
    """What is there, as soon as it is there."""
    take = getattr(stream, "read1", stream.read)
    while chunk := take(CHUNK):
        yield chunk
