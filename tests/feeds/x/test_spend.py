"""What reading from X costs is counted, and its cap holds."""

from datetime import timedelta

from feeds.formats import x_v2
from feeds.post import received
from feeds.status import FeedState
from feeds.x.spend import Spend
from tests.clocks import NOON, HandClock, until
from tests.feeds.faults.x import STREAM, TOKEN, XServer, table, x_id
from tests.feeds.live import following

LOOKUP = "/2/tweets"
PRICES = {"price_post_usd": 0.5, "price_user_usd": 1.0}


async def beats(x, taken, clock, seconds):
    """Let time pass on a stream that brings no posts."""
    for _ in range(seconds // 20):
        await clock.turn(20)
        await x.open_streams[0].beat()
        await until(lambda: taken.status.last_sign == clock.now())


def in_the_journal(x, *idents, at=NOON):
    """These posts as the journal has them, which received them then."""
    return [received(post, at) for one in idents for post in x_v2.events(x.frame(one))]


def looked_up(x):
    return [request.one("ids").split(",") for request in x.requests(LOOKUP) if request.one("ids")]


async def test_the_money_is_counted_and_the_cap_holds():
    prices = {"price_post_usd": 0.5, "price_user_usd": 1.0, "spend_cap_usd": 2.5}
    async with XServer() as x, following(table(x, **prices), token=TOKEN) as taken:
        await x.connected()
        for number in range(5):
            await x.publish(f"Job {number} #fair")
        await taken.task
        assert taken.texts == [f"Job {number} #fair" for number in range(3)]
        assert taken.status.state is FeedState.STOPPED
        assert taken.status.reason == (
            "$2.50 of $2.50 are spent: to go on, raise spend_cap_usd of this feed and start again"
        )
        await until(lambda: not x.open_streams)


async def test_the_cap_holds_over_a_restart():
    async with XServer() as x:
        spent = f"{NOON.isoformat()} {x.post('Old #fair')} 25.0"
        async with following(table(x), token=TOKEN, position=spent) as taken:
            await taken.task
            assert "$25.00 of $25.00 are spent" in taken.status.reason
        assert x.requests("/2/tweets/search/recent") == []


async def test_what_was_spent_before_is_told_though_x_cannot_be_reached():
    async with XServer() as x:
        x.refuse(STREAM, 503, times=9)
        spent = f"{NOON.isoformat()} {x.post('Old #fair')} 1.5"
        async with following(table(x), token=TOKEN, position=spent) as taken:
            await until(lambda: taken.status.state is FeedState.RETRYING)
            assert taken.status.notes == ("$1.50 of $25.00 spent",)
            taken.feed.kept(spent.replace("1.5", "0.5"))
            assert taken.status.notes == ("$1.50 of $25.00 spent",)


async def test_what_was_spent_is_not_told_before_it_is_known():
    spend = Spend(cap=25, post_price=1, user_price=1)
    assert spend.notes() == []
    spend.go_on("1.5 a little")
    assert spend.notes() == ["$1.50 of $25.00 spent"]
    assert str(spend) == "1.5000 0.0000"


async def test_a_program_that_is_killed_while_no_post_comes_has_kept_what_was_spent():
    clock = HandClock()
    async with XServer() as x, following(table(x, **PRICES), token=TOKEN, clock=clock) as taken:
        await x.connected()
        await until(lambda: taken.position)
        x.post("Left out by the stream #fair")
        await beats(x, taken, clock, 340)
        assert taken.texts == ["Left out by the stream #fair"]
        assert taken.position.split()[2:] == ["1.5000", "0.0000"]


async def test_what_the_journal_has_beyond_the_position_was_paid_for():
    async with XServer() as x:
        old = x.post("Old #fair", at=NOON - timedelta(minutes=2))
        new = x.post("New #fair", at=NOON - timedelta(minutes=1))
        journal = in_the_journal(x, old, new)
        spent = f"{NOON.isoformat()} {old} 1.5 0.0"
        async with following(
            table(x, **PRICES), token=TOKEN, position=spent, remembered=journal
        ) as taken:
            await x.connected()
            await until(lambda: taken.gaps)
            assert "$2.00 of $25.00 spent" in taken.status.notes


async def test_posts_of_today_are_looked_up_for_nothing_also_after_a_restart():
    clock = HandClock()
    async with XServer() as x:
        old = x.post("Old #fair", at=NOON - timedelta(hours=3))
        journal = in_the_journal(x, old, at=NOON - timedelta(hours=3))
        spent = f"{NOON.isoformat()} {x_id(NOON)} 1.5 0.0"
        async with following(
            table(x, **PRICES), token=TOKEN, clock=clock, position=spent, remembered=journal
        ) as taken:
            await x.connected()
            await beats(x, taken, clock, 920)
            await until(lambda: looked_up(x))
            assert "$1.50 of $25.00 spent" in taken.status.notes


async def test_looking_up_the_posts_of_yesterday_leaves_the_stream_its_money():
    clock = HandClock()
    async with XServer() as x:
        old = [x.post(f"Job {number} #fair", at=NOON - timedelta(days=1)) for number in range(9)]
        journal = in_the_journal(x, *old, at=NOON - timedelta(days=1))
        spent = f"{NOON.isoformat()} {x_id(NOON)} 0.0 0.0"
        costs = table(x, **PRICES, spend_cap_usd=10)
        async with following(
            costs, token=TOKEN, clock=clock, position=spent, remembered=journal
        ) as taken:
            await x.connected()
            await beats(x, taken, clock, 1820)
            assert looked_up(x)[:2] == [old[:-5:-1]] * 2
            assert taken.status.notes[:2] == (
                "$2.00 of $10.00 spent",
                "posts that are no longer looked up for deletions, as that costs money: 5",
            )
            assert taken.status.state is FeedState.QUIET
            await until(lambda: taken.position.split()[3] == "2.0000")
