"""Posts over MQTT, from a real broker that is stopped, killed and filled with rubbish."""

import json
import logging

import pytest

from feeds import codec
from feeds.address import is_loopback
from feeds.base import FeedGone
from feeds.clock import Clock
from feeds.mqtt.broker import connected
from feeds.mqtt.message import BrokerAddress, Message, Session
from feeds.mqtt.source import BATCH, LARGEST, event
from feeds.post import Deleted, Unreadable
from feeds.secret import Secret
from feeds.status import FeedState
from tests.clocks import until
from tests.fakes import a_line
from tests.feeds.live import following
from tests.mqtt.mosquitto import client, mosquitto
from tests.mqtt.wire import wire

TOPIC = "moderator/fair/posts/x"


def payload(key, text="Is er een vacature? #fair", **more):
    row = codec.encode(a_line(key, "11:00", "anna", text).post)
    return json.dumps(row | more).encode()


def follow(broker, **more):
    table = {"kind": "mqtt", "port": broker.port, "topics": ["moderator/fair/posts/+"]}
    return following(table | more.pop("table", {}), clock=Clock(), **more)


async def connected_feed(taken):
    await until(lambda: taken.status.state is FeedState.CONNECTED)


async def test_what_another_program_publishes_comes_as_posts_and_deletions(tmp_path):
    async with mosquitto(tmp_path) as broker, client(broker) as other, follow(broker) as taken:
        await connected_feed(taken)
        await other.publish(TOPIC, payload("1"))
        gone = codec.encode(Deleted("1", "x"))
        await other.publish(TOPIC, json.dumps(gone).encode())

        await until(lambda: taken.deleted == ["1"])
        assert taken.texts == ["Is er een vacature? #fair"]


async def test_what_the_journal_does_not_have_yet_is_sent_again_and_nothing_else(tmp_path):
    async with mosquitto(tmp_path) as broker, client(broker) as other:
        async with follow(broker) as taken:
            await connected_feed(taken)
            await other.publish(TOPIC, payload("kept"))
            await until(lambda: len(taken.texts) == 1)
            await until(lambda: taken.position)
            taken.feed.kept(taken.position)
            await other.publish(TOPIC, payload("lost", "lost in a crash"))
            await until(lambda: len(taken.texts) == 2)
            position = taken.position
        await other.publish(TOPIC, payload("away", "while away"))
        async with follow(broker, position=position) as taken:
            await taken.until_texts("lost in a crash", "while away")


@pytest.mark.parametrize("persistent", [True, False])
async def test_a_broker_that_is_started_again_is_found_again(tmp_path, persistent):
    async with mosquitto(tmp_path, persistent=persistent) as broker, follow(broker) as taken:
        await connected_feed(taken)
        async with client(broker) as other:
            await other.publish(TOPIC, payload("1", "one"))
        await taken.until_texts("one")
        await until(lambda: taken.position)
        await (broker.stop() if persistent else broker.kill())
        await until(lambda: taken.status.state is FeedState.RETRYING)
        await broker.start()
        await connected_feed(taken)
        async with client(broker) as other:
            await other.publish(TOPIC, payload("2", "two"))
        await taken.until_texts("one", "two")
        await until(lambda: taken.gaps)
        assert taken.gaps[-1].filled is persistent


@pytest.mark.parametrize("persistent", [True, False])
@pytest.mark.parametrize("restarted", [True, False])
async def test_a_gap_before_the_first_post_is_filled_only_where_the_broker_remembers(
    tmp_path, persistent, restarted
):
    async with mosquitto(tmp_path, persistent=persistent) as broker:
        async with follow(broker) as taken:
            await until(lambda: taken.position)
            await broker.stop()
            await until(lambda: taken.status.state is FeedState.RETRYING)
            if not restarted:
                await broker.start()
                await until(lambda: taken.gaps)
        if restarted:
            await broker.start()
            async with follow(broker, position=taken.position) as taken:
                await until(lambda: taken.gaps)
        assert [gap.filled for gap in taken.gaps] == [persistent]


BAD = [
    (b"{not json", "not JSON"),
    (b"[]", "no text"),
    (payload("1", v=2), "newer version"),
    (payload("1", source="mastodon"), "another source than its topic"),
    (payload("1" * 201), "an id of more than 200 characters"),
    (payload("1", "a" * LARGEST), "larger than a post can be"),
    (b"\xff\x00", "not JSON"),
    (b"", "not JSON"),
]


@pytest.mark.parametrize(("bad", "reason"), BAD)
def test_a_message_that_is_no_post_is_told_with_its_reason(bad, reason):
    found = event(Message(TOPIC, bad))

    assert isinstance(found, Unreadable)
    assert reason in found.reason


async def test_bad_messages_cost_just_themselves(tmp_path):
    async with mosquitto(tmp_path) as broker, client(broker) as other, follow(broker) as taken:
        await connected_feed(taken)
        for bad, _ in BAD:
            await other.publish(TOPIC, bad)
        await other.publish(TOPIC, payload("1", "good"))
        await taken.until_texts("good")
        assert taken.status.unreadable == len(BAD)


async def test_without_a_topic_or_rights_a_person_has_to_mend_it(tmp_path):
    async with mosquitto(tmp_path) as broker:
        async with follow(broker, table={"topics": []}) as taken:
            await until(lambda: taken.status.state is FeedState.STOPPED)
            assert "set topics" in taken.status.reason
    (tmp_path / "acl").write_text("topic read nothing\n")
    (tmp_path / "passwords").write_text("")
    more = f"allow_anonymous false\npassword_file {tmp_path}/passwords"
    async with mosquitto(tmp_path, more=more) as broker, follow(broker) as taken:
        await until(lambda: taken.status.state is FeedState.STOPPED)
        assert "refuses" in taken.status.reason


async def test_a_topic_that_no_posts_are_published_to_is_told(tmp_path):
    topics = ["moderator/fair/post/+", "moderator/fair/posts/+", "moderator/#", "town/jobs"]
    async with mosquitto(tmp_path) as broker, follow(broker, table={"topics": topics}) as taken:
        notes = await taken.feed.check()
    assert [note.partition(" ")[0] for note in notes] == ["moderator/fair/post/+"]


async def test_many_that_wait_are_taken_in_batches(tmp_path):
    async with mosquitto(tmp_path) as broker, client(broker) as other:
        async with follow(broker) as taken:
            await connected_feed(taken)
        for number in range(300):
            await other.publish(TOPIC, payload(str(number), f"post {number}"))
        async with follow(broker) as taken:
            await until(lambda: len(taken.texts) == 300)
            assert taken.texts == [f"post {number}" for number in range(300)]
            assert len([one for one in taken.batches if one.events]) < 300
            await until(lambda: taken.position)
            taken.feed.kept(taken.position)


def test_only_a_broker_on_this_machine_is_spoken_to_in_the_open():
    hosts = ["localhost", "127.0.0.1", "127.9.9.9", "::1", "[::1]"]
    assert all(is_loopback(host) for host in hosts)
    assert not any(is_loopback(host) for host in ["mqtt.example", "10.0.0.1", "0.0.0.0"])
    assert not BrokerAddress("localhost").is_encrypted
    assert BrokerAddress("localhost", tls="on").is_encrypted
    assert not BrokerAddress("mqtt.example", tls="off").is_encrypted
    assert str(BrokerAddress("mqtt.example")) == "mqtt.example:8883"
    assert str(BrokerAddress("localhost")) == "localhost:1883"
    assert "secret" not in repr(BrokerAddress("localhost", password=Secret("secret")))


@pytest.mark.parametrize("path", ["/nowhere", "~nobody-at-all/x", "a\0b"])
async def test_a_certificate_that_cannot_be_read_is_told(path):
    with pytest.raises(FeedGone, match=f"cannot be used: {path}: "):
        async with connected(BrokerAddress("localhost", tls="on", ca_file=path), Session()):
            pass


async def test_what_is_under_way_when_the_network_is_cut_comes_all_the_same(tmp_path):
    async with mosquitto(tmp_path) as broker, wire(broker) as between, client(broker) as other:
        async with follow(between) as taken:
            await connected_feed(taken)
            for number in range(60):
                await other.publish(TOPIC, payload(str(number), f"post {number}"))
                if number % 20 == 10:
                    between.cut()
                    await until(lambda: taken.status.state is FeedState.RETRYING)
                    await connected_feed(taken)
            await until(lambda: len(set(taken.texts)) == 60)
        await until(lambda: not between.stands)


async def test_a_message_byte_by_byte_is_one_message(tmp_path):
    async with mosquitto(tmp_path) as broker, wire(broker) as between, client(broker) as other:
        between.piece = 1
        async with follow(between) as taken:
            await connected_feed(taken)
            await other.publish(TOPIC, payload("1", "Langzaam één voor één #fair"))
            await taken.until_texts("Langzaam één voor één #fair")


async def test_a_network_that_is_held_up_for_a_while_loses_and_doubles_nothing(tmp_path):
    async with mosquitto(tmp_path) as broker, wire(broker) as between, client(broker) as other:
        async with follow(between) as taken:
            await connected_feed(taken)
            between.hold()
            for number in range(20):
                await other.publish(TOPIC, payload(str(number), f"post {number}"))
            assert taken.texts == []
            between.let_go()
            await until(lambda: taken.texts == [f"post {number}" for number in range(20)])


async def test_a_taker_that_does_not_take_leaves_the_messages_at_the_broker(tmp_path):
    async with mosquitto(tmp_path) as broker, client(broker) as other:
        async with follow(broker) as taken:
            await connected_feed(taken)
            taken.holds.clear()
            for number in range(300):
                await other.publish(TOPIC, payload(str(number), f"post {number}"))
            assert len(taken.texts) <= BATCH
        async with follow(broker) as taken:
            await until(lambda: len(taken.texts) == 300)


async def test_feeds_of_two_fairs_at_one_broker_leave_each_other_alone(tmp_path):
    async with (
        mosquitto(tmp_path) as broker,
        client(broker) as other,
        follow(broker) as here,
        follow(broker, table={"topics": ["moderator/another/posts/+"]}) as there,
    ):
        for number in range(3):
            await connected_feed(here)
            await connected_feed(there)
            await other.publish(TOPIC, payload(f"h{number}", "here"))
            await other.publish("moderator/another/posts/x", payload(f"t{number}", "there"))
            await until(lambda count=number + 1: here.texts == ["here"] * count)
            await until(lambda count=number + 1: there.texts == ["there"] * count)


async def test_the_password_is_shown_nowhere(tmp_path, caplog):
    caplog.set_level(logging.DEBUG)
    (tmp_path / "passwords").write_text("")
    more = f"allow_anonymous false\npassword_file {tmp_path}/passwords"
    async with mosquitto(tmp_path, more=more) as broker:
        async with follow(broker, table={"user": "anna"}, token="s3cret-word") as taken:
            await until(lambda: taken.status.state is FeedState.STOPPED)
            shown = f"{taken.status!r} {vars(taken.feed)!r} {vars(taken.feed._source)!r}"
    assert "s3cret" not in caplog.text + shown
