"""Any feeds into one recording: a folder of numbered parts that is only added to.

    day/00001.jsonl.zst, day/00002.jsonl.zst, …     each a string of whole zstd frames

A line holds an event as `feeds.codec` writes it, which feed gave it, where that feed
is after it, and of a post or deletion the payload as it came: what cannot be read could
not be taken out when it is deleted. Of what is not for this fair, a line says just how much
there was. What is appended together is one frame, on the disk before `append` returns:
a program that is killed leaves at most its last frame unfinished, which readers leave
out, and the next one begins a new part. The cursors let it go on where it was.
"""

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from errno import ENOENT
from io import FileIO
from itertools import chain, repeat
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Any, Self

import orjson
import zstandard

from feeds import codec
from feeds.base import BadPost, Batch, FeedGone
from feeds.lock import Lock, LockHeld
from feeds.post import DROPPED, NOT_OURS, SEEN_BEFORE, Deleted, Ignored, Post
from feeds.recordings.parts import parts
from feeds.recordings.revise import Revision, revise, rewrite, rows, sync
from feeds.said import said

PART_BYTES = 4 << 20
"""Packed bytes after which a new part begins: an hour of a busy fair, packed anew in a second."""

QUICK = 3
"""The level of compression for what has just come; a complete part is packed anew."""


class RecordingInUse(FeedGone):
    """Another program is writing this recording: end that one, or record elsewhere."""


class Recorder:
    """A recording that is being made; one program at a time writes a folder.

    Raises RecordingInUse where another one does, and OSError where the disk refuses:
    then nothing of what was to be appended is in the recording. Threads take turns;
    what comes after the end is not appended. `damage` says which part could not be read again
    when it was full: it stays as it is.
    """

    def __init__(self, folder: Path, *, part_bytes: int = PART_BYTES) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder = folder
        self.damage = ""
        self._lock = _locked(folder)
        self._part_bytes = part_bytes
        self._part: FileIO | None = None
        self._turn, self._revising = RLock(), RLock()
        self._open = True
        _clear(folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def append(self, arrived: Sequence[tuple[str, Batch]]) -> None:
        """Put what feeds gave at the recording's end, all of it or nothing."""
        written = b"".join(line for feed, batch in arrived for line in _lines(feed, batch))
        if not written:
            return
        with self._turn:
            if self._open:
                self._append(_packed(written))

    def rotate(self) -> None:
        """End the part that is written; it is packed anew, and tighter, where the disk lets it."""
        with self._turn:
            part, self._part = self._part, None
            if part is not None:
                with suppress(OSError):
                    part.close()
                    self._pack(Path(part.name))

    def _pack(self, path: Path) -> None:
        try:
            rewrite(path)
        except BadPost as bad:
            self.damage = f"{path.name}: {bad}"

    def revise(self, revision: Revision) -> int:
        """Put all lines so far through `revision`; gives how many parts that altered.

        Appending goes on meanwhile, in a new part. Raises BadPost where a part is
        damaged, once all others are done.
        """
        with self._revising:
            with self._turn:
                self.rotate()
                complete = parts(self.folder)
            return revise(complete, revision)

    def close(self) -> None:
        """End the recording; closing twice is fine."""
        with self._revising, self._turn:
            self._open = False
            try:
                self.rotate()
            finally:
                self._lock.release()

    def cursors(self) -> dict[str, str]:
        """How far each feed had come, as far as the recording goes."""
        reached: dict[str, str] = {}
        for path in parts(self.folder):
            for row in rows(path):
                if row.get("cursor"):
                    reached[str(row.get("feed"))] = str(row["cursor"])
        return reached

    def _append(self, packed: bytes) -> None:
        self._check()
        part = self._part = self._part or _next_part(self.folder)
        reached = part.tell()
        try:
            _write(part, packed)
            os.fsync(part.fileno())
        except OSError:
            with suppress(OSError):
                part.truncate(reached)
            part.seek(reached)
            raise
        if part.tell() >= self._part_bytes:
            self.rotate()

    def _check(self) -> None:
        """Raises OSError, once, where the part that is written was removed; the next is another."""
        if self._part is not None and not os.fstat(self._part.fileno()).st_nlink:
            self._part.close()
            self._part = None
            raise FileNotFoundError(ENOENT, said("its newest part was removed"))


def _locked(folder: Path) -> Lock:
    try:
        return Lock(folder / "lock")
    except LockHeld as error:
        why = said("another program is writing this recording; end that one")
        raise RecordingInUse(f"{folder}: {why}") from error


def _lines(feed: str, batch: Batch) -> Iterator[bytes]:
    """A batch, an event or a count a line; its last line says where the feed is after it."""
    rows = list(_rows(batch))
    if batch.position:
        rows = rows or [codec.encode(Ignored("sign of life")) | {"times": 0}]
        rows[-1]["cursor"] = batch.position
    for row in rows:
        yield orjson.dumps(row | {"feed": feed}) + b"\n"


def _rows(batch: Batch) -> Iterator[dict[str, Any]]:
    payloads = chain(batch.raw, repeat(b""))
    for event, raw in zip(batch.events, payloads, strict=False):
        row = codec.encode(event)
        yield row | {"raw": _raw(raw)} if raw and isinstance(event, Post | Deleted) else row
    passed = {NOT_OURS: batch.filtered, SEEN_BEFORE: batch.duplicates, DROPPED: batch.dropped}
    for what, count in passed.items():
        for done in range(0, count, codec.MOST):
            yield codec.encode(what) | {"times": min(count - done, codec.MOST)}


def _raw(payload: bytes) -> object:
    """The payload byte for byte where it is one line of JSON, else as text."""
    try:
        orjson.loads(payload)
    except orjson.JSONDecodeError:
        return payload.decode(errors="backslashreplace")
    return payload.decode() if re.search(rb"[\r\n]", payload) else orjson.Fragment(payload)


def _packed(lines: bytes) -> bytes:
    return zstandard.ZstdCompressor(level=QUICK, write_checksum=True).compress(lines)


def _write(part: FileIO, packed: bytes) -> None:
    """Write all of it past any buffer, in which what a full disk refused would stay."""
    rest = memoryview(packed)
    while rest:
        rest = rest[part.write(rest) :]


def _next_part(folder: Path) -> FileIO:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    number = max((int(path.name.partition(".")[0]) for path in parts(folder)), default=0) + 1
    part = (folder / f"{number:05}.jsonl.zst").open("xb", buffering=0)
    sync(folder)
    return part


def _clear(folder: Path) -> None:
    """Remove what an interrupted rewriting left; the part itself is as it was."""
    for left in folder.glob("*.jsonl.zst.new"):
        left.unlink()
