"""When a post counts as written: as it claims, where that can be true."""

from datetime import UTC, datetime, timedelta

import pytest

from feeds.post import FIRST, Author, Kind, Post, received

RECEIVED = datetime(2026, 5, 12, 9, tzinfo=UTC)


def a_post(created_at, received_at=RECEIVED):
    author = Author("lotte_v")
    return Post("1", "bluesky", Kind.ORIGINAL, author, "?", created_at, received_at=received_at)


@pytest.mark.parametrize("days", [0, 1, 400])
def test_a_post_may_come_long_after_it_was_written(days):
    written = RECEIVED - timedelta(days=days)
    assert a_post(written).at == written


@pytest.mark.parametrize("claimed", [datetime(1970, 1, 1, tzinfo=UTC), RECEIVED + timedelta(1)])
def test_a_post_that_cannot_have_been_written_then_counts_from_when_it_came(claimed):
    assert a_post(claimed).at == RECEIVED
    assert a_post(claimed, received_at=None).at == claimed


@pytest.mark.parametrize(
    "claimed",
    [None, RECEIVED + timedelta(hours=2), FIRST - timedelta(1), datetime.max.replace(tzinfo=UTC)],
)
def test_a_post_did_not_come_later_than_it_is_now_nor_before_there_were_any(claimed):
    post = received(a_post(claimed or RECEIVED, received_at=claimed), RECEIVED)
    assert post.received_at == post.at == RECEIVED


def test_when_a_post_came_to_whoever_sends_it_on_stays():
    before = RECEIVED - timedelta(hours=1)
    assert received(a_post(before, received_at=before), RECEIVED).received_at == before
