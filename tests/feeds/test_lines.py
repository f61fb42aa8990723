"""The lines of a recording are numbered however they end, and a huge one is skipped."""

from feeds.lines import too_long
from feeds.post import Unreadable
from feeds.recordings.recording import read
from tests.feeds.recordings.layouts import post, row


def test_long_lines_may_end_in_crlf_where_the_head_is_cut():
    body = b'{"a": "' + b"x" * ((1 << 16) - 10) + b'"}'
    events = list(read([body + b"\r", b"\n" + row(1) + b"\r\n" + row(2)]))
    assert events[1:] == [post(1), post(2)]


def test_lines_that_end_in_bare_returns_are_numbered():
    events = list(read([row(1) + b"\rhuh\r" + row(2)]))
    assert (events[0], events[1].line, events[2]) == (post(1), 2, post(2))


def test_a_huge_line_is_skipped_in_little_memory():
    chunk = b"x" * (1 << 20)
    events = list(read([row(1), b"\n", *([chunk] * 50), b"\n", row(2)]))
    assert events == [post(1), Unreadable(2, too_long()), post(2)]
