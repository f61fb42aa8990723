"""Names of accounts on Bluesky: asked for, and waited for by no other post."""

from datetime import timedelta

from feeds.base import Wanted
from feeds.bluesky.flow import Flow
from feeds.post import Post
from feeds.status import FeedState
from tests.clocks import NOON, HandClock, until
from tests.feeds.bluesky.followed import WIRES, follow, table
from tests.feeds.faults.bluesky import BlueskyServer
from tests.feeds.live import following


async def test_a_new_handle_is_asked_for():
    clock = HandClock()
    async with BlueskyServer() as server, follow(server, clock) as taken:
        await server.connected()
        await server.publish("One #fair")
        await clock.turn(1)
        await taken.until_texts("One #fair")
        await server.renamed("did:plc:asker", "renamed.example")
        await server.publish("Two #fair")
        await clock.turn(1)
        await taken.until_texts("One #fair", "Two #fair")
        handles = [post.author.handle for post in taken.of(Post)]
        assert handles == ["asker.example", "renamed.example"]


async def test_handles_are_asked_for_25_at_a_time():
    clock = HandClock()
    async with BlueskyServer() as server:
        for number in range(60):
            server.handles[f"did:plc:n{number}"] = f"n{number}.example"
            server.post(f"Job {number} #fair", author=f"did:plc:n{number}")
        async with follow(server, clock, wanted=Wanted(("fair",))) as taken:
            await server.connected()
            for _ in range(10):
                await clock.turn(1)
            await taken.until_texts(*(f"Job {number} #fair" for number in range(60)))
            assert {post.author.handle for post in taken.of(Post)} == {
                f"n{number}.example" for number in range(60)
            }
        asked = [len(one.query["actors"]) for one in server.requests("/xrpc/app.bsky.actor")]
        assert max(asked) == 25


async def test_names_that_do_not_come_hold_up_no_post_and_accounts_are_asked_for_again():
    clock = HandClock()
    async with BlueskyServer() as server:
        server.hangs = True
        async with follow(server, clock) as taken:
            await until(lambda: server.requests("/xrpc"))
            await clock.turn(5)
            await server.connected()
            await server.publish("One #fair")
            await clock.turn(6)
            await taken.until_texts("One #fair")
            assert any("accounts are not followed" in note for note in taken.status.notes)
            server.hangs = False
            await clock.turn(60)
            await until(lambda: not any("not followed" in note for note in taken.status.notes))
            await server.publish("We have work for nurses", author="did:plc:care")
            await clock.turn(1)
            await until(lambda: "We have work for nurses" in taken.texts)


async def test_without_an_answer_posts_come_with_the_did():
    clock = HandClock()
    async with BlueskyServer() as server:
        server.refuse("/xrpc/app.bsky.actor", 503, times=9)
        async with follow(server, clock) as taken:
            await server.connected()
            assert any("accounts are not followed" in note for note in taken.status.notes)
            await server.publish("One #fair")
            await clock.turn(1)
            await taken.until_texts("One #fair")
            assert taken.of(Post)[0].author.handle == "did:plc:asker"


@WIRES
async def test_a_post_that_waits_for_its_authors_name_comes_again_where_the_connection_is_lost(
    wire,
):
    clock = HandClock()
    async with BlueskyServer() as server, follow(server, clock, wire=wire) as taken:
        socket = await server.connected()
        await server.publish("One #fair")
        await clock.turn(1)
        await taken.until_texts("One #fair")
        later = NOON + timedelta(minutes=5)
        await server.publish("Two #fair", author="did:plc:fair", at=NOON + timedelta(seconds=1))
        await server.publish("Nothing to do with it", at=later, tag=False)
        await socket.end()
        await until(lambda: taken.status.state is FeedState.RETRYING)
        await clock.turn(2)
        await taken.until_texts("One #fair", "Two #fair")


def test_what_waits_goes_on_where_the_machines_clock_was_set_back():
    flow = Flow(NOON)
    flow.has_begun = True
    flow.taken((), position="1", now=NOON)
    flow.filtered = 1
    assert not flow.is_due(NOON, authors=0)
    assert flow.is_due(NOON - timedelta(minutes=5), authors=0)


async def test_a_name_that_can_be_nobodys_keeps_no_other_account_from_being_followed():
    employers = (
        "care.example",
        "no name.example",
        "fair.example",
        *(f"e{n}.example" for n in "123"),
    )
    wanted = Wanted(hashtags=("fair",), accounts=employers)
    async with BlueskyServer() as server:
        async with following(table(server), wanted=wanted) as taken:
            await server.connected()
            await server.publish("Come to our stand", author="did:plc:care")
            await taken.until_texts("Come to our stand")
            names = "no name.example, e1.example, e2.example, e3.example"
            assert f"accounts of the fair that are not on Bluesky: {names}" in taken.status.notes


async def test_of_many_accounts_that_are_not_there_a_few_are_named_and_each_once():
    employers = ("Care.example", *(f"e{n}.example" for n in range(7)), "care.example")
    async with BlueskyServer() as server:
        wanted = Wanted(hashtags=("fair",), accounts=employers)
        async with following(table(server), wanted=wanted) as taken:
            await server.connected()
            names = "e0.example, e1.example, e2.example, e3.example and 3 more"
            assert f"accounts of the fair that are not on Bluesky: {names}" in taken.status.notes
