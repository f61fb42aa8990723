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


async def test_a_post_that_only_came_with_another_is_looked_up_as_well():
    clock = HandClock()
    async with XServer() as x, following(table(x), token=TOKEN, clock=clock) as taken:
        stream = await x.connected()
        quoted = x.post("Words of somebody else")
        frame = x.frame(x.post("Look at this #fair"))
        frame["data"]["referenced_tweets"] = [{"type": "quoted", "id": quoted}]
        frame["includes"]["tweets"] = [x.posts[quoted]]
        await x.broadcast(frame)
        await taken.until_texts("Look at this #fair")
        x.deleted.add(quoted)
        for _ in range(45):
            await stream.beat()
            await clock.turn(20)
        await until(lambda: taken.deleted)
        assert taken.deleted == [quoted]
