"""`moderator desk` and `moderator worker` as programs of their own: what they say, how they end."""

import asyncio
import os
import signal
import sys
from contextlib import asynccontextmanager, suppress

import pytest
from typer.testing import CliRunner

from moderator.cli import app
from moderator.store.memory import MemoryJournal
from tests.mqtt.fair import TOPICS, EngineSide, running, until
from tests.mqtt.mosquitto import Mosquitto, mosquitto, needed

PIPE = asyncio.subprocess.PIPE
POSTS = 60


@asynccontextmanager
async def engine(broker):
    """The bundled fair at the broker, with a few of its posts."""
    side = EngineSide(broker, MemoryJournal())
    async with running(side.publisher.run()):
        await side.play(most=POSTS)
        yield side


def configured(folder, port, more=""):
    path = folder / "config.toml"
    path.write_text(
        f'[store]\npath = "{folder}/data"\n[mqtt]\nenabled = true\nport = {port}\n{more}'
    )
    return ("--config", str(path))


@asynccontextmanager
async def program(*words, **environment):
    """A command under way; it is ended with the block, where it has not by itself."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "moderator", *words),
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
        env=os.environ | {"MODERATOR_LANGUAGE": "en"} | environment,
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.communicate()


async def says(stream, *words):
    """The line in which all of these words come, and everything before it."""
    said = ""
    async with asyncio.timeout(30):
        while line := (await stream.readline()).decode():
            said += line
            if all(word in line for word in words):
                return said
    raise AssertionError(f"ended without {words}: {said}")


async def ended(process, how=None):
    """The exit code, and what was said last on standard error."""
    if how:
        process.send_signal(how)
    async with asyncio.timeout(30):
        _, said = await process.communicate()
    return process.returncode, said.decode()


def type_(process, line):
    process.stdin.write(f"{line}\n".encode())


async def test_a_desk_attaches_acts_and_leaves_with_a_farewell(broker, tmp_path):
    where = configured(tmp_path, broker.port)
    async with engine(broker) as side:
        async with program("desk", TOPICS.name, "--as", "anna", "--plain", *where) as desk:
            await says(desk.stdout, "1, ")
            type_(desk, "note 1 hello")
            await says(desk.stdout, "Note kept")
            (name,) = side.publisher.others
            assert await ended(desk, signal.SIGINT) == (130, "")
            await until(lambda: side.publisher.others[name].presence == "left")
        (case,) = (case for case in side.engine.cases() if case.notes)
        assert [(note.by, note.text) for note in case.notes] == [("anna", "hello")]


@pytest.mark.parametrize("how", ["quit", signal.SIGTERM])
async def test_a_desk_that_is_left_or_ended_is_in_order(broker, tmp_path, how):
    where = configured(tmp_path, broker.port)
    async with program("desk", "demo", "--as", "anna", "--plain", *where) as desk:
        await says(desk.stdout, "there is no fair called demo")
        if how == "quit":
            type_(desk, how)
            assert await ended(desk) == (0, "")
        else:
            assert await ended(desk, how) == (0, "")


async def test_a_desk_without_a_broker_says_so_and_keeps_what_is_done(broker, tmp_path):
    where = configured(tmp_path, broker.port)
    words = ("desk", TOPICS.name, "--as", "anna", "--plain", *where)
    async with engine(broker) as side:
        async with program(*words) as desk:
            await says(desk.stdout, "1, ")
            await broker.kill()
            await says(desk.stdout, "fair, retrying")
            type_(desk, "note 1 hello")
            assert "Kept:" in await says(desk.stdout, "no connection")
            code, said = await ended(desk, signal.SIGINT)
            assert code == 130
            assert "acts that wait for the engine: 1; sent" in said
        await broker.start()
        async with program(*words):
            await until(lambda: any(case.notes for case in side.engine.cases()))


async def test_a_desk_that_ends_before_a_broker_answered_says_so(tmp_path):
    words = ("desk", TOPICS.name, "--as", "anna", "--plain", *configured(tmp_path, 1))
    async with program(*words) as desk:
        desk.stdin.write_eof()
        code, said = await ended(desk)
    assert code == 1
    assert "127.0.0.1:1: " in said


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("desk", "demo", "--as", "an/na"), "not a name that can be used"),
        (("desk",), "which fair?"),
        (("worker",), "which fair?"),
        *(
            ((command, name), f"'{name}': must be a name of a-z, 0-9 and -, 64 characters at most")
            for command in ("desk", "worker")
            for name in ("BAD NAME", "+", "#", "ünï/x")
        ),
    ],
)
def test_a_name_that_cannot_be_is_told_at_once(tmp_path, words, why):
    done = CliRunner().invoke(app, [*words, *configured(tmp_path, 1)])
    assert done.exit_code == 2
    assert why in done.stderr


async def test_a_second_desk_of_the_same_moderator_is_refused(broker, tmp_path):
    where = configured(tmp_path, broker.port)
    words = ["desk", "demo", "--as", "anna", "--plain", *where]
    async with program(*words) as desk:
        await says(desk.stdout, "fair, ")
        done = await asyncio.to_thread(CliRunner().invoke, app, words)
        assert done.exit_code == 2
        assert "a desk of anna is open on this computer already" in done.stderr


async def test_a_worker_judges_until_it_is_ended(broker, tmp_path):
    where = configured(tmp_path, broker.port)
    side = EngineSide(broker, MemoryJournal())
    async with (
        running(side.publisher.run()),
        program("worker", TOPICS.name, *where) as worker,
    ):
        await says(worker.stderr, "fair: connected")
        await until(lambda: side.crew.workers == 1)
        await side.play(most=POSTS)
        code, said = await ended(worker, signal.SIGINT)
        assert code == 130
        assert f"readings judged: {side.crew.judged_there}" in said
        await until(lambda: side.crew.workers == 0)


async def test_a_worker_without_a_broker_tries_again_until_there_is_one(tmp_path):
    needed()
    broker = Mosquitto(tmp_path)
    async with program("worker", TOPICS.name, *configured(tmp_path, broker.port)) as worker:
        await says(worker.stderr, "fair: retrying", "the broker does not answer")
        await broker.start()
        try:
            await says(worker.stderr, f"fair: silent: there is no fair called {TOPICS.name} at")
        finally:
            await broker.stop()


LOCKED = "allow_anonymous false\npassword_file {folder}/passwords"
AS_ANNA = 'user = "anna"\ntoken_env = "MQTT_WORD"\n'


async def test_a_wrong_password_is_told_by_desk_worker_and_doctor_and_never_shown(
    tmp_path, monkeypatch
):
    (tmp_path / "passwords").write_text("")
    async with mosquitto(tmp_path, more=LOCKED.format(folder=tmp_path)) as broker:
        where = configured(tmp_path, broker.port, AS_ANNA)
        words = ("desk", "demo", "--as", "anna", "--plain")
        async with program(*words, *where, MQTT_WORD="wr0ng") as desk:
            said = await says(desk.stdout, "the broker refuses")
        async with program("worker", "demo", *where, MQTT_WORD="wr0ng") as worker:
            said += await says(worker.stderr, "the broker refuses")
        monkeypatch.setenv("MQTT_WORD", "wr0ng")
        done = await asyncio.to_thread(CliRunner().invoke, app, ["doctor", *where])
        assert "MEND  mqtt: the broker refuses" in done.stdout
        assert done.exit_code == 1
        assert "wr0ng" not in said + done.output


async def test_the_doctor_says_whether_a_broker_lets_us_in(broker, tmp_path):
    where = configured(tmp_path, broker.port)
    done = await asyncio.to_thread(CliRunner().invoke, app, ["doctor", *where])
    assert f"ok    mqtt: 127.0.0.1:{broker.port} lets us in\n" in done.stdout
    await broker.kill()
    done = await asyncio.to_thread(CliRunner().invoke, app, ["doctor", *where])
    assert "MEND  mqtt: the broker does not answer" in done.stdout


def test_the_doctor_says_where_a_password_is_missing(tmp_path):
    where = configured(tmp_path, 1, AS_ANNA)
    done = CliRunner().invoke(app, ["doctor", *where], env={"MQTT_WORD": None})
    missing = "[mqtt] token_env: the environment variable that it names is not set"
    assert f"MEND  mqtt: {tmp_path / 'config.toml'}: {missing}\n" in done.stdout
