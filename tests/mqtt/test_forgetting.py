"""What a broker keeps is forgotten, too."""

import asyncio
from uuid import uuid4

from typer.testing import CliRunner

from feeds.post import Author, Kind, Post
from moderator.cli import app
from moderator.core.facts import ActKind, PostSeen
from moderator.publish.forgetting import clear
from moderator.publish.kept import KeptActs
from moderator.publish.topics import Topics
from moderator.publish.wire import ActSaid
from moderator.store.forgetting import Account
from moderator.store.sqlite import open_journal
from moderator.store.traces import traces
from tests.mqtt.fair import TOPICS, EngineSide, running
from tests.mqtt.mosquitto import client
from tests.test_pipeline import NINE


def known():
    words = "mag ik ook parttime?"
    post = Post("1", "x", Kind.ORIGINAL, Author("lotte_v", "Lotte"), words, NINE)
    return traces(Account("lotte_v"), [PostSeen(post)])


async def kept(broker):
    async with client(broker) as connection:
        await connection.subscribe("moderator/#")
        found = {}
        while (message := await connection.next(0.5)) is not None:
            found[message.topic] = message.payload
        return found


async def told(broker, side):
    """What the broker has, once it has every case."""
    cases = {TOPICS.case(case.id) for case in side.engine.cases()}
    found = {}
    async with client(broker) as connection, asyncio.timeout(30):
        await connection.subscribe("moderator/#")
        while not cases <= set(found):
            message = await connection.next(30)
            connection.confirm(message)
            found[message.topic] = message.payload
    return found


async def test_messages_that_have_anything_of_an_account_are_cleared_and_no_others(broker):
    fair, other = Topics("fair"), Topics("other")
    async with client(broker) as connection:
        for topic, text in (
            (fair.case("a"), '{"reporters": ["lotte_v"]}'),
            (fair.case("b"), '{"text": "iemand vroeg: mag ik ook parttime? ja"}'),
            (fair.place(3), '{"text": "vacature"}'),
            (other.case("a"), '{"reporters": ["lotte_v"]}'),
        ):
            await connection.publish(topic, text.encode(), retained=True)
    assert await clear(broker.address, fair, known(), quiet_seconds=0.5) == 2
    assert set(await kept(broker)) == {fair.place(3), other.case("a")}


async def test_what_was_cleared_is_told_anew_without_the_account(broker, tmp_path):
    with open_journal(tmp_path / "fair.sqlite") as journal:
        side = EngineSide(broker, journal)
        await side.play(150)
        async with running(side.publisher.run()):
            before = await told(broker, side)
        case = side.engine.cases()[0]
        asker = case.reporters[0]
    assert any(asker.encode() in payload for payload in before.values())
    config = tmp_path / "config.toml"
    config.write_text(
        f'[store]\npath = "{tmp_path}"\n'
        f'[mqtt]\nenabled = true\nfair = "{TOPICS.name}"\nport = {broker.port}\n'
    )
    words = ["forget", asker, "--yes", "--config", str(config)]
    done = await asyncio.to_thread(CliRunner().invoke, app, words)
    assert done.exit_code == 0, done.output
    assert f"127.0.0.1:{broker.port}: " in done.stdout
    left = await kept(broker)
    assert not any(asker.encode() in payload for payload in left.values())
    assert TOPICS.case(case.id) in set(before) - set(left)
    with open_journal(tmp_path / "fair.sqlite") as journal:
        side = EngineSide(broker, journal)
        async with running(side.publisher.run()):
            again = await told(broker, side)
    assert not any(asker.encode() in payload for payload in again.values())


async def test_while_the_engine_runs_its_desks_keep_their_cases(broker, tmp_path):
    config = tmp_path / "config.toml"
    config.write_text(
        f'[store]\npath = "{tmp_path}"\n'
        f'[mqtt]\nenabled = true\nfair = "{TOPICS.name}"\nport = {broker.port}\n'
    )
    with open_journal(tmp_path / "fair.sqlite") as journal:
        side = EngineSide(broker, journal)
        await side.play(150)
        async with running(side.publisher.run()):
            await told(broker, side)
            asker = side.engine.cases()[0].reporters[0]
            words = ["forget", asker, "--yes", "--config", str(config)]
            done = await asyncio.to_thread(CliRunner().invoke, app, words)
            left = await told(broker, side)
    assert done.exit_code == 1, done.output
    assert {TOPICS.case(case.id) for case in side.engine.cases()} <= set(left)


async def test_what_a_desk_kept_is_forgotten_and_what_waits_there_still_waits(tmp_path):
    file = tmp_path / "desks" / "fair-anna.json"
    kept = KeptActs(file)
    told, waits = (
        ActSaid(id=uuid4().hex, kind=ActKind.NOTE, target="x:1", made_at=NINE, text=text)
        for text in ("lotte_v gebeld", "lotte_v weer gebeld")
    )
    await kept.keep(told)
    await kept.keep(waits)
    kept.drop(told.id)
    (tmp_path / "config.toml").write_text(f'[store]\npath = "{tmp_path}"\n')
    words = ["forget", "lotte_v", "--yes", "--config", str(tmp_path / "config.toml")]
    done = await asyncio.to_thread(CliRunner().invoke, app, words)
    assert done.exit_code == 0, done.output
    assert "lotte_v" not in file.read_text()
    (left,) = KeptActs(file)
    assert (left.id, left.text.split()[1:]) == (waits.id, ["weer", "gebeld"])


async def test_a_broker_that_is_away_is_told(broker, tmp_path):
    await broker.stop()
    (tmp_path / "config.toml").write_text(
        f'[store]\npath = "{tmp_path}"\n[mqtt]\nenabled = true\nfair = "x"\nport = {broker.port}\n'
    )
    words = ["forget", "lotte_v", "--yes", "--config", str(tmp_path / "config.toml")]
    done = await asyncio.to_thread(CliRunner().invoke, app, words)
    assert done.exit_code == 1
    assert "what it keeps stays until the fair is run again" in done.stderr


async def test_a_fair_that_goes_on_meanwhile_keeps_no_one_waiting(broker):
    fair = Topics("fair")

    async def talk(connection):
        while True:
            await connection.publish(fair.status("engine"), b"{}", retained=True)
            await asyncio.sleep(0.02)

    async with client(broker) as connection, running(talk(connection)), asyncio.timeout(30):
        await connection.publish(fair.case("a"), b'{"reporters": ["lotte_v"]}', retained=True)
        assert await clear(broker.address, fair, known(), quiet_seconds=0.3) == 1
    assert fair.case("a") not in await kept(broker)
