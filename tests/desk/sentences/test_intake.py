"""How feeds are told, and what may be missing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from feeds.post import Gap
from feeds.status import FeedState, Status
from moderator.core.board import Accounting, FeedGap
from moderator.desk.sentences import intake
from moderator.intake.tally import Depths, FeedStatus
from tests.desk import fair
from tests.desk.screen import desk_of, on_screen
from tests.fakes import FakeDay, at


def a_feed(state=FeedState.CONNECTED, **about):
    status = Status("mastodon", state, **about)
    gap = FeedGap("mastodon", Gap(at("11:00"), at("11:04")))
    return FeedStatus(status, Accounting(5, shown=5), (gap,))


@pytest.mark.parametrize(
    ("feed", "told"),
    [
        (a_feed(lag=timedelta(seconds=59)), "● mastodon"),
        (a_feed(lag=timedelta(minutes=3)), "● mastodon 3m late"),
        (a_feed(lag=timedelta(days=400)), "● mastodon"),
        (a_feed(FeedState.RETRYING, retry_seconds=8.0), "○ mastodon retrying 8s"),
        (a_feed(FeedState.STOPPED), "✗ mastodon stopped"),
        (a_feed(FeedState.SILENT), "◐ mastodon silent"),
    ],
)
def test_a_feed_is_told_in_a_sign_and_words(feed, told):
    assert intake.short(feed) == told


async def test_feeds_are_on_the_first_line_and_what_is_missing_below():
    day = fair.at_work(live=True)
    day.every_feed = [a_feed(FeedState.RETRYING, retry_seconds=8.0, reason="no answer")]
    day.waiting = Depths(unjudged=900)
    async with desk_of(day, size=(120, 40)) as (pilot, desk):
        for _ in range(100):  # it is drawn after the first look
            if "mastodon · retrying · no answer" in on_screen(pilot):
                break
            await pilot.pause(0.02)
        assert "○ mastodon retrying 8s" in on_screen(pilot).splitlines()[0]
        assert "mastodon · retrying · no answer" in on_screen(pilot)
        desk.status.hush()
        await pilot.pause()
        assert "mastodon: posts may be missing from" in on_screen(pilot)
        await pilot.press("h", "h")
        assert "! 900 posts not judged" in on_screen(pilot)
        await pilot.press("i")
        await pilot.pause()
        screen = on_screen(pilot)
        assert "mastodon · retrying · no answer" in screen
        assert "posts may be missing from 11:00:00 to 11:04:00" in screen
        assert "no post since the start" in screen


def test_of_gaps_that_were_filled_the_last_is_told_and_of_a_feed_that_is_away_since_when():
    def gap(minute, *, filled=True):
        return FeedGap("x", Gap(at(f"11:{minute}"), at(f"11:{minute + 1}"), filled=filled))

    gaps = (gap(10), gap(20, filled=False), gap(30), gap(40))
    status = Status("x", FeedState.RETRYING, last_sign=at("11:50"))
    day = FakeDay(live=True, every_feed=[FeedStatus(status, Accounting(), gaps)])
    told = list(intake.lines(day))
    assert told[told.index("x · retrying") :] == [
        "x · retrying",
        "nothing heard since 11:50:00",
        "no post since the start",
        "0 received = 0",
        "posts may be missing from 11:20:00 to 11:21:00",
        "what was missed from 11:40:00 to 11:41:00 came later",
        "2 gaps before it were filled",
    ]


def test_moments_of_another_day_are_told_with_it():
    gaps = (FeedGap("x", Gap(at("11:20"), at("11:21"))),)
    status = Status("x", FeedState.SILENT, last_sign=at("11:50"), last_post=at("11:49"))
    feed = FeedStatus(status, Accounting(), gaps)
    day = FakeDay(live=True, every_feed=[feed], now=at("11:50") + timedelta(days=1))
    told = list(intake.lines(day))
    assert "nothing heard since May 12 11:50:00" in told
    assert "last post May 12 11:49:00" in told
    assert "posts may be missing from May 12 11:20:00 to May 12 11:21:00" in told
    unheard = FeedStatus(replace(status, state=FeedState.UNHEARD), Accounting())
    assert intake.unheard([unheard], day) == "feeds not heard since May 12 11:50"


@pytest.mark.parametrize("gaps", [(), (FeedGap("x", Gap(at("11:10"), at("11:11"), filled=True)),)])
def test_of_a_feed_with_one_gap_or_none_nothing_is_told_of_gaps_before_it(gaps):
    status = Status("x", FeedState.CONNECTED)
    told = list(
        intake.lines(FakeDay(live=True, every_feed=[FeedStatus(status, Accounting(), gaps)]))
    )
    assert not [line for line in told if "before it" in line]


def test_of_a_feed_that_stopped_it_is_said_how_it_goes_on():
    status = Status("x", FeedState.STOPPED, reason="X refuses the token")
    told = list(intake.lines(FakeDay(live=True, every_feed=[FeedStatus(status, Accounting())])))
    stopped = told.index("x · stopped · X refuses the token")
    assert told[stopped + 1] == "once that is mended, start the fair again: it goes on where it was"
