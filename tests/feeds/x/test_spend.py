"""What reading from X costs is counted, and its cap holds."""

from feeds.status import FeedState
from tests.clocks import NOON, until
from tests.feeds.faults.x import TOKEN, XServer, table
from tests.feeds.live import following


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
