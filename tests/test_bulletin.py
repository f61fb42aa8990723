"""What is said of the feeds where there is no screen."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from feeds.post import Gap
from feeds.status import FeedState, Status
from moderator.commands.bulletin import Bulletin
from moderator.core.board import Accounting, FeedGap
from moderator.intake.tally import FeedStatus

NINE = datetime(2026, 5, 12, 9, tzinfo=UTC)
FEED = FeedStatus(Status("x", FeedState.STARTING), Accounting(3, 2, 1))


def now(state, reason="", **more):
    return replace(FEED, now=Status("x", state, reason, **more))


def test_each_change_is_told_once():
    bulletin = Bulletin("Europe/Amsterdam")
    told = [
        list(bulletin.news([feed], NINE))
        for feed in (
            FEED,
            now(FeedState.CONNECTED),
            now(FeedState.CONNECTED, last_post=NINE),
            now(FeedState.RETRYING, "the platform does not answer"),
            now(FeedState.CONNECTED),
            now(FeedState.SILENT),
        )
    ]
    assert told == [
        [],
        ["x: connected"],
        [],
        ["x: retrying: the platform does not answer"],
        ["x: connected"],
        ["x: silent: look at the platform"],
    ]


def test_a_note_is_told_when_it_comes():
    bulletin = Bulletin("Europe/Amsterdam")
    spent = now(FeedState.CONNECTED, notes=("spent 5 dollars",))
    assert list(bulletin.news([spent], NINE)) == ["x: connected", "x: spent 5 dollars"]
    assert list(bulletin.news([spent], NINE)) == []
    more = now(FeedState.CONNECTED, notes=("spent 6.25 dollars",))
    assert list(bulletin.news([more], NINE)) == []


def test_the_sums_are_told_every_few_minutes_with_what_may_be_missing():
    gaps = (
        FeedGap("x", Gap(NINE, NINE + timedelta(seconds=90))),
        FeedGap("x", Gap(NINE, NINE, filled=True)),
    )
    bulletin, feed = (
        Bulletin("Europe/Amsterdam"),
        replace(FEED, gaps=gaps, accounting=Accounting(4, 2, 1)),
    )
    later = NINE + timedelta(minutes=5)
    assert list(bulletin.news([feed], NINE)) == []
    assert list(bulletin.news([feed], later)) == [
        (
            "x: 4 received = 2 shown + 1 folded + 0 duplicates + 0 filtered + 0 unreadable;"
            " 0 deleted; 1 MISSING"
        ),
        "x: posts may be missing from 11:00:00 to 11:01:30",
    ]
    assert list(bulletin.news([feed], later)) == []
    *_, missing = bulletin.news([feed], NINE + timedelta(days=1))
    assert missing == "x: posts may be missing from May 12 11:00:00 to May 12 11:01:30"
