"""A recording that is compressed, cut off, damaged, or no text at all."""

import gzip

import pytest
import zstandard

from feeds.post import Unreadable
from feeds.recordings.recording import read
from tests.feeds.recordings.layouts import ROWS


@pytest.mark.parametrize("packed", [gzip.compress(ROWS, mtime=0), zstandard.compress(ROWS)])
@pytest.mark.parametrize("kept", [3, 10, 60, -1])
def test_a_compressed_file_that_is_cut_off_says_so(packed, kept):
    *_, last = read([packed[:kept]])
    assert isinstance(last, Unreadable)


def test_a_damaged_compressed_file_says_so():
    packed = bytearray(gzip.compress(ROWS * 50, mtime=0))
    packed[60:80] = bytes(20)
    *_, last = read([bytes(packed)])
    assert last.reason == "the compressed file is damaged from here on"


@pytest.mark.parametrize(
    "head",
    [
        b"PK\x03\x04\x14\0\x06\0",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\x89PNG\r\n\x1a\n",
        b"%PDF-1.7\n",
        b"\x7fELF\x02\x01\x01",
        b"\xff\xd8\xff\xe0\0\x10JFIF",
        b"SQLite format 3\0\x10",
    ],
)
def test_what_is_no_text_says_so_once_and_what_to_do_with_it(head):
    (only,) = read([head + bytes(600) + b"\n" + bytes(600) + b"\n\xff\x9d\n"])
    assert only.reason.startswith("no text, but a workbook, an archive, a picture")


@pytest.mark.parametrize("before", [bytes(512), b"\x1b[0m", b"caf\xe9;1\n"])
def test_a_stray_beginning_does_not_make_a_recording_no_text(before):
    assert list(read([before + b"\n" + ROWS]))[-1] == list(read([ROWS]))[-1]
