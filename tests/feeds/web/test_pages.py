"""Long answers, page by page: what fails on the way is asked for again from there."""

import httpx
import pytest

from feeds.backoff import Trouble
from feeds.base import FeedLost, Unfilled
from feeds.mastodon.pages import newer
from feeds.web.api import Answer
from feeds.web.pages import MOST_PAGES, TRIES, pages
from tests.clocks import HandClock


class QuickClock(HandClock):
    """Time that passes by itself, and is only written down."""

    async def sleep(self, seconds):
        self.slept.append(seconds)


class Timeline:
    """A timeline with one post a page; some questions go wrong."""

    def __init__(self, length, *troubles):
        self.length, self.troubles = length, list(troubles)
        self.asked = []

    async def get(self, path, *, params):
        self.asked.append(params["min_id"])
        if self.troubles and (trouble := self.troubles.pop(0)):
            raise trouble
        found = int(params["min_id"]) + 1
        if found > self.length:
            return Answer(200, [], httpx.Headers())
        above = f"https://elsewhere.example{path}?min_id={found}"
        headers = httpx.Headers({"Link": f'<{above}>; rel="prev"'})
        return Answer(200, [{"id": str(found)}], headers)


async def gathered(timeline, clock):
    return [one and one["id"] async for one in newer(timeline, "/tag", "0", clock)]


async def test_a_page_that_fails_costs_that_page_alone():
    timeline = Timeline(3, None, None, FeedLost("broke"), FeedLost("broke"))
    clock = QuickClock()
    assert await gathered(timeline, clock) == ["1", "2", None, None, "3"]
    assert timeline.asked == ["0", "1", "2", "2", "2", "3"]
    assert clock.slept == [0.5, 1.0]


async def test_a_page_that_goes_on_failing_is_the_askers_trouble():
    timeline = Timeline(3, *[FeedLost("broke")] * TRIES)
    with pytest.raises(FeedLost, match="broke"):
        await gathered(timeline, QuickClock())
    assert timeline.asked == ["0"] * TRIES


async def test_a_limit_is_waited_for_however_often_it_comes_and_signs_are_given_meanwhile():
    limit = FeedLost("later", trouble=Trouble.LIMITED, wait_seconds=150)
    clock = QuickClock()
    found = await gathered(Timeline(1, *[limit] * (TRIES + 1)), clock)
    assert found == [None] * 3 * (TRIES + 1) + ["1"]
    assert clock.slept == [60.0, 60.0, 30.0] * (TRIES + 1)


async def test_a_limit_that_tells_no_time_is_waited_for_by_the_ladder():
    clock = QuickClock()
    await gathered(Timeline(0, FeedLost("later", trouble=Trouble.LIMITED)), clock)
    assert clock.slept == [60.0]


async def test_a_timeline_without_an_end_is_told_as_one_that_was_not_asked_for_wholly():
    timeline = Timeline(10**9)
    with pytest.raises(Unfilled, match=f"more was missed than {MOST_PAGES} pages"):
        await gathered(timeline, QuickClock())
    assert len(timeline.asked) == MOST_PAGES


async def test_a_server_whose_next_page_is_the_same_page_again_is_at_its_end():
    answer = Answer(200, [{"id": "5"}], httpx.Headers({"Link": '<https://a?min_id=0>; rel="prev"'}))

    class Stuck:
        async def get(self, path, *, params):
            return answer

    assert await gathered(Stuck(), QuickClock()) == ["5"]


async def test_an_answer_of_one_page_is_given_at_once():
    answer = Answer(200, [], httpx.Headers())

    async def ask(params):
        return answer

    assert [one async for one in pages(ask, {}, lambda _: None, QuickClock())] == [answer]
