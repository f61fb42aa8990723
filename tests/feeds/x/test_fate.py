"""Posts that were deleted on X are found by looking them up again."""

from tests.clocks import HandClock, until
from tests.feeds.faults.x import TOKEN, XServer, table
from tests.feeds.live import following


async def test_deleted_posts_are_found_by_looking_them_up_again():
    clock = HandClock()
    async with XServer() as x, following(table(x), token=TOKEN, clock=clock) as taken:
        await x.connected()
        await x.publish("One #fair")
        gone = await x.publish("Two #fair")
        await taken.until_texts("One #fair", "Two #fair")
        x.deleted.add(gone)
        stream = x.streams[0]
        for _ in range(45):
            await stream.beat()
            await clock.turn(20)
        await until(lambda: taken.deleted)
        assert taken.deleted == [gone]
