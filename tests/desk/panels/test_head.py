"""The top line: whatever feeds have to say, the clock is there; what an empty fair waits for."""

from dataclasses import replace
from datetime import timedelta

import pytest

from feeds.post import Gap
from feeds.status import FeedState, Status
from moderator.core.board import Accounting, FeedGap
from moderator.desk.news.feeds import Feeds
from moderator.desk.orders.table import Orders
from moderator.desk.sentences import intake
from moderator.desk.telling.teller import Teller
from moderator.intake.tally import FeedStatus
from moderator.words.language import speak
from tests.clocks import until
from tests.desk import fair
from tests.desk.screen import desk_of, on_screen
from tests.fakes import FakeDay, at

RETRYING = {"state": FeedState.RETRYING, "retry_seconds": 8.0}
STOPPED = {"state": FeedState.STOPPED}
NOTHING_KNOWN = "Nothing is known of this fair yet."
WELL = {"state": FeedState.CONNECTED, "lag": timedelta(seconds=2)}


def feeds(*given):
    names = ("x", "mastodon", "bluesky", "mqtt", "mastodon2")
    return [
        FeedStatus(Status(n, **one), Accounting()) for n, one in zip(names, given, strict=False)
    ]


async def top(day, width):
    async with desk_of(day, size=(width, 24)) as (pilot, _):
        return on_screen(pilot).splitlines()[0]


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("width", [80, 120, 200])
@pytest.mark.parametrize("given", [[RETRYING] * 4, [WELL, RETRYING, WELL, STOPPED]])
async def test_the_clock_is_there_however_many_feeds_are_in_trouble(language, width, given):
    speak(language)
    day = fair.at_work(live=True, every_feed=feeds(*given))
    line = await top(day, width)
    assert "#TBNN" in line
    assert "11:45:07" in line
    nothing = {"en": "○ nothing comes in", "nl": "○ er komt niets binnen"}[language]
    assert ("● live" if WELL in given else nothing) in line


async def test_of_a_fair_that_was_never_heard_it_is_said_that_nothing_is_known():
    now = Status("fair", FeedState.SILENT, reason="there is no fair called tbmm", gives_posts=False)
    day = FakeDay(live=True, every_feed=[FeedStatus(now, Accounting())])
    assert await Orders(day, Teller(day)).carry_out("list") == [NOTHING_KNOWN]
    async with desk_of(day, size=(80, 24)) as (pilot, desk):
        screen = on_screen(pilot)
        assert NOTHING_KNOWN in screen
        assert "Waiting for an employer ·" not in screen
        assert "○ nothing comes in" in screen
        day.every_feed = [FeedStatus(replace(now, state=FeedState.CONNECTED), Accounting())]
        desk.look()
        await pilot.pause()
        screen = on_screen(pilot)
        assert "No case so far." in screen
        assert "Waiting for an employer · 0" in screen
        assert "● live" in screen
    assert await Orders(day, Teller(day)).carry_out("list") == ["Nobody is waiting."]


async def test_feeds_are_told_in_as_many_words_as_there_is_room_for():
    four = feeds(RETRYING, RETRYING, WELL, RETRYING)
    day = fair.at_work(live=True, every_feed=four)
    assert "○ x retrying 8s  ○ mastodon retrying 8s  ● bluesky" in await top(day, 120)
    assert "○ x  ○ mastodon  ● bluesky  ○ mqtt " in await top(day, 80)
    day.every_feed = feeds(*[RETRYING] * 5)
    assert "○ 5 retrying" in await top(day, 70)
    day.every_feed = feeds(WELL, RETRYING, WELL, WELL, WELL)
    assert "○ 1 retrying  ● 4 connected" in await top(day, 70)
    line = await top(day, 50)
    assert "○ 1 retrying" in line
    assert "● 4" not in line


async def test_a_fair_without_posts_says_what_it_waits_for():
    speak("nl")
    why = "there is no fair called noord-nederland at broker.example:8883"
    day = FakeDay(live=True, every_feed=feeds({"state": FeedState.SILENT, "reason": why}))
    async with desk_of(day, size=(120, 24)) as (pilot, desk):
        await until(lambda: desk.status.said)
        desk.status.hush()
        await pilot.pause()
        said = "Wacht: x · stil · er is geen beurs die noord-nederland heet op broker.example:8883"
        assert said in on_screen(pilot)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert on_screen(pilot).splitlines()[-2].rstrip().endswith("…  ·  i: alles")
        day.every_feed = feeds(WELL)
        desk.look()
        assert desk.status.said == "x · verbonden"
        desk.status.hush()
        await pilot.pause()
        assert "Wacht op het eerste bericht." in on_screen(pilot)


async def test_the_top_line_goes_on_with_the_second_with_a_pause_and_with_a_feed():
    day = fair.at_work(arrived=14)
    async with desk_of(day, size=(120, 24)) as (_, desk):
        day.now += timedelta(seconds=1)
        desk.head.pull(day.board())
        assert "11:45:08" in desk.head.content.plain
        day.player.pause()
        desk.head.pull(day.board())
        assert "PAUSED" in desk.head.content.plain
        day.every_feed = feeds(RETRYING)
        desk.head.pull(day.board())
        assert "retrying" in desk.head.content.plain


UNHEARD = {"state": FeedState.UNHEARD, "last_sign": at("11:41:58")}


async def test_feeds_of_an_engine_that_is_not_heard_are_told_since_when_and_not_as_well():
    day = fair.at_work(live=True, every_feed=feeds(RETRYING, UNHEARD, UNHEARD))
    assert "○ x retrying 8s  ? feeds not heard since 11:41 " in await top(day, 80)
    speak("nl")
    assert "? bronnen niet gehoord sinds 11:41 " in await top(day, 80)
    day.every_feed = with_a_gap(UNHEARD, RETRYING)
    assert "? bronnen niet gehoord sinds 11:41 ! gat (i) " in await top(day, 120)
    assert "bronnen niet gehoord sinds 11:41" in list(intake.lines(day))


def test_that_a_feed_is_not_heard_is_no_change_of_it():
    day = fair.at_work(live=True, every_feed=feeds(WELL))
    known = Feeds(day)
    assert [feed.now.name for feed in known.changed()] == ["x"]
    for again in (UNHEARD, WELL):
        day.every_feed = feeds(again)
        assert list(known.changed()) == []


GAP = FeedGap("x", Gap(at("11:10"), at("11:20")))


def with_a_gap(*given, gap=GAP):
    first, *others = feeds(*given)
    return [replace(first, gaps=(gap,)), *others]


@pytest.mark.parametrize("key", ["i", "h"])
async def test_a_gap_stands_at_its_feed_until_it_was_looked_at(key):
    speak("nl")
    day = fair.at_work(live=True, every_feed=with_a_gap(WELL, WELL))
    async with desk_of(day) as (pilot, desk):
        for _unseen in range(2):
            assert "● x ! gat (i)  ● mastodon " in on_screen(pilot)
            desk.status.acknowledge()
            await pilot.press("down", "e", "escape")
        await pilot.press(key, "escape")
        desk.head.pull(day.board())
        assert "gat" not in desk.head.content.plain
        again = FeedGap("x", Gap(at("11:30"), at("11:40")))
        day.every_feed = with_a_gap(WELL, gap=again)
        desk.head.pull(day.board())
        assert "! gat (i)" in desk.head.content.plain


@pytest.mark.parametrize("width", [80, 120])
async def test_a_gap_is_seen_however_many_feeds_are_in_trouble(width):
    day = fair.at_work(live=True, every_feed=with_a_gap(*[RETRYING] * 5))
    assert "! gap (i)" in await top(day, width)


async def test_a_gap_that_was_filled_is_none():
    filled = FeedGap("x", Gap(at("11:10"), at("11:20"), filled=True))
    day = fair.at_work(live=True, every_feed=with_a_gap(WELL, gap=filled))
    assert "gap" not in await top(day, 120)


async def test_of_a_fairs_name_for_which_there_is_no_room_nothing_is_left():
    day = fair.at_work(live=True, every_feed=with_a_gap(STOPPED, RETRYING, WELL, STOPPED))
    assert (await top(day, 76)).startswith(" #TBNN    ✗ x ! gap (i)  ○ mastodon")
    assert (await top(day, 200)).startswith(" #TBNN Twitterbanenmarkt")
