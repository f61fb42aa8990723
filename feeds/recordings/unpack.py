"""Bytes as a recording has them -> plain bytes in UTF-8, chunk by chunk."""

import codecs
import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Protocol

import zstandard

from feeds.base import BadPost
from feeds.said import said

STEP = 1 << 11
"""Packed bytes taken at a time: bounds the memory that a bomb can take."""

WINDOW = 1 << 27
PADDING = b"\0"
GZIP = b"\x1f\x8b"
ZSTD = b"\x28\xb5\x2f\xfd"
ENCODINGS = {
    codecs.BOM_UTF8: "",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}


class CutOff(BadPost):
    """The compression ends too early: the file was cut short, or is still being written."""


class _Member(Protocol):
    """One compressed stream, after which another may follow."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, /) -> bytes: ...


def unpack(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same, decompressed and in UTF-8 (what is in no Unicode encoding stays as it is).

    Raises BadPost, after all that could be read, where the compression is cut
    off or damaged.
    """
    head, whole = peek(chunks, 4)
    if head.startswith(GZIP):
        whole = _inflated(whole, lambda: zlib.decompressobj(wbits=31))
    elif head.startswith(ZSTD):
        unpacker = zstandard.ZstdDecompressor(max_window_size=WINDOW)
        whole = _inflated(whole, unpacker.decompressobj)
    return _in_utf8(whole)


def peek(chunks: Iterable[bytes], size: int) -> tuple[bytes, Iterator[bytes]]:
    """The first `size` bytes and more, if there are so many, and all of the chunks."""
    return peek_until(chunks, lambda head: len(head) >= size)


def peek_until(
    chunks: Iterable[bytes], enough: Callable[[bytes], bool]
) -> tuple[bytes, Iterator[bytes]]:
    """The first bytes, up to where they are enough or all, and all of the chunks.

    Where the chunks fail, so does their iterator, and not before.
    """
    rest = iter(chunks)
    head = b""
    try:
        while not enough(head):
            head += next(rest)
    except StopIteration:
        return head, iter([head])
    except (BadPost, OSError) as error:
        return head, _failing(head, error)
    return head, chain([head], rest)


def _failing(head: bytes, error: Exception) -> Iterator[bytes]:
    yield head
    raise error


def _inflated(chunks: Iterable[bytes], fresh: Callable[[], _Member]) -> Iterator[bytes]:
    member: _Member | None = None
    try:
        for piece in _pieces(chunks):
            data = piece
            while data := data if member else data.lstrip(PADDING):
                member = member or fresh()
                yield member.decompress(data)
                if not member.eof:
                    break
                data, member = member.unused_data, None
    except (zlib.error, zstandard.ZstdError) as error:
        raise BadPost(said("the compressed file is damaged from here on")) from error
    if member is not None:
        raise CutOff(said("the compressed file is cut off here"))


def _pieces(chunks: Iterable[bytes]) -> Iterator[bytes]:
    for chunk in chunks:
        for start in range(0, len(chunk), STEP):
            yield chunk[start : start + STEP]


def _in_utf8(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """UTF-16 in UTF-8, and no byte order mark."""
    head, whole = peek(chunks, 4)
    mark = next((mark for mark in ENCODINGS if head.startswith(mark)), b"")
    encoding = ENCODINGS.get(mark) or _unmarked(head)
    whole = _without(whole, len(mark))
    if not encoding:
        yield from whole
        return
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    for chunk in whole:
        yield decoder.decode(chunk).encode()
    yield decoder.decode(b"", final=True).encode()


def _without(chunks: Iterator[bytes], count: int) -> Iterator[bytes]:
    yield next(chunks, b"")[count:]
    yield from chunks


def _unmarked(head: bytes) -> str:
    """UTF-16 without a mark: every other byte of its first two characters is NUL."""
    zeros = [byte == 0 for byte in head[:4]]
    if zeros == [False, True, False, True]:
        return "utf-16-le"
    return "utf-16-be" if zeros == [True, False, True, False] else ""
