"""What a platform's refusal means, whatever it is written in."""

import pytest

from feeds.backoff import Trouble
from feeds.base import FeedGone, FeedLost
from feeds.web.refusal import Refusals
from tests.clocks import NOON

BOARD = Refusals("the board", {401: "the board refuses the token: make a new one"})


@pytest.mark.parametrize("kind", ["application/json", "text/plain", ""])
def test_a_refusal_stops_the_feed_with_its_sentence_in_whatever_it_comes(kind):
    failure = BOARD.failure(401, {"Content-Type": kind}, b"no", now=NOON)
    assert isinstance(failure, FeedGone)
    assert str(failure) == "the board refuses the token: make a new one"


def test_a_web_page_that_refuses_is_from_something_in_between():
    failure = BOARD.failure(401, {"Content-Type": "text/html; charset=utf-8"}, b"", now=NOON)
    assert isinstance(failure, FeedLost)
    assert str(failure) == "something between here and the board answers (401)"


@pytest.mark.parametrize("name", ["Retry-After", "retry-after", "RETRY-AFTER"])
def test_how_long_to_wait_is_read_however_its_header_is_spelled(name):
    failure = BOARD.failure(429, {name: "7"}, b"", now=NOON)
    assert (failure.trouble, failure.wait_seconds) == (Trouble.LIMITED, 7)


IN_MILLISECONDS = f"{NOON.timestamp() * 1000:.0f}"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "Tue, 12 May 2026 12:01:30 GMT"}, 90),
        ({"Retry-After": "Tue May 12 12:01:30 2026"}, 90),
        ({"Retry-After": "Tue, 12 May 2026 11:00:00 GMT"}, 0),
        ({"Retry-After": "Tue, 12 May 99999999999 12:01:30 GMT"}, 0),
        ({"Retry-After": "soon"}, 0),
        ({"Retry-After": "9" * 5000}, 3600),
        ({"X-RateLimit-Reset": "2026-05-12T12:00:20Z"}, 20),
        ({"X-RateLimit-Reset": "2027-05-12T12:00:20Z"}, 3600),
        ({"X-RateLimit-Reset": IN_MILLISECONDS}, 3600),
    ],
)
def test_a_platform_that_says_when_to_come_back_is_believed_within_reason(headers, seconds):
    failure = BOARD.failure(429, headers, b"", now=NOON)
    assert failure.wait_seconds == seconds


def test_a_refusal_that_nobody_foresaw_says_what_the_platform_says():
    failure = BOARD.failure(404, {}, b'{"errors": [{"message": "no such board"}]}', now=NOON)
    assert str(failure) == "the board does not take the request (404): no such board"
