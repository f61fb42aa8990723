"""What the doctor finds, and that nothing that is wrong is called in order."""

import asyncio
import os
import sys
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from io import StringIO

import pytest
from typer.testing import CliRunner

from feeds.clock import Clock
from feeds.web.skew import addresses, skew
from feeds.x.options import Options
from moderator.classify.encoder import is_usable
from moderator.cli import app
from moderator.commands import checkup
from moderator.commands.checkup import SMALLEST
from moderator.config.models import Config
from moderator.shelf.places import journal_of
from moderator.store.sqlite import open_journal
from tests.classify.test_remote import PATH, Model
from tests.clocks import HandClock
from tests.feeds.faults.bluesky import BlueskyServer
from tests.feeds.faults.x import NOON, TOKEN, XServer

VARIABLE = "DOCTOR_TEST_TOKEN"


class Out(StringIO):
    def __init__(self, *, encoding="utf-8", terminal=True):
        super().__init__()
        self._encoding, self._terminal = encoding, terminal

    @property
    def encoding(self):
        return self._encoding

    def isatty(self):
        return self._terminal


@pytest.mark.parametrize(
    ("out", "columns", "term", "said", "to_mend"),
    [
        (Out(), 120, "xterm", "120x40, UTF-8", False),
        (Out(terminal=False), 120, "xterm", "none here", False),
        (Out(), 120, "dumb", "set TERM", True),
        (Out(encoding="latin-1"), 120, "xterm", "set LANG", True),
        (Out(), SMALLEST[0] - 1, "xterm", "make it 80x24 or larger", True),
    ],
)
def test_a_terminal_that_cannot_show_the_desk_is_told(
    monkeypatch, out, columns, term, said, to_mend
):
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("LINES", "40")
    found = checkup.terminal(out, {"TERM": term})
    assert said in found.said
    assert found.to_mend is to_mend


@pytest.mark.parametrize(("lines", "to_mend"), [("5", True), ("23", True), ("24", False)])
def test_a_terminal_that_is_wide_and_too_low_is_told(monkeypatch, lines, to_mend):
    monkeypatch.setenv("COLUMNS", "81")
    monkeypatch.setenv("LINES", lines)
    assert checkup.terminal(Out(), {"TERM": "xterm"}).to_mend is to_mend


def a_config(folder, **more):
    return Config.model_validate({"store": {"path": str(folder)}, "fair": {"hashtag": "a"}} | more)


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    assert "GiB free" in checkup.disk(a_config(tmp_path / "new" / "data")).said
    (tmp_path / "file").write_text("")
    found = checkup.disk(a_config(tmp_path / "file" / "data"))
    assert found.to_mend
    assert "set [store] path" in found.said
    journal = checkup.journal(a_config(tmp_path / "file" / "data"))
    assert journal.to_mend
    assert journal.said.endswith(".sqlite: cannot be made")


def test_who_gives_second_opinions_is_told(tmp_path):
    off = a_config(tmp_path, classifier={"second": "off"})
    assert checkup.opinions(off.classifier).said == "off, by [classifier] second"
    found = checkup.opinions(a_config(tmp_path).classifier)
    assert found.said.startswith("ready" if is_usable() else "none: ")
    assert not found.to_mend


def test_a_disk_that_is_full_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(checkup, "ROOM_BYTES", 1 << 60)
    found = checkup.disk(a_config(tmp_path))
    assert found.to_mend
    assert "make room" in found.said


def test_a_journal_that_is_there_in_use_or_broken_is_told(tmp_path):
    config = a_config(tmp_path)
    assert "will be made" in checkup.journal(config).said
    with open_journal(journal_of(config)):
        assert checkup.journal(config) is checkup.IN_USE
    assert "goes on" in checkup.journal(config).said
    journal_of(config).write_bytes(b"SQLite format 3\x00" + b"\xff" * 400)
    assert checkup.journal(config).to_mend


def test_what_is_older_than_it_may_be_is_told(tmp_path):
    config = a_config(tmp_path)
    open_journal(journal_of(config)).close()
    now = datetime.now(UTC)
    assert list(checkup.age(config, now)) == []
    (found,) = checkup.age(config, now + timedelta(days=31))
    assert found.to_mend
    assert "moderator purge" in found.said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (1, ""),
        (-4, ""),
        (30, "30 s ahead"),
        (60, "1 min ahead"),
        (-7200, "2 h 00 behind"),
        (17_327_990, "200 days ahead"),
    ],
)
def test_a_clock_that_is_wrong_is_told(seconds, said):
    found = checkup.clock(timedelta(seconds=seconds))
    assert found.to_mend is bool(said)
    assert said in found.said


def test_a_clock_that_nobody_tells_is_not_called_right():
    assert "not known" in checkup.clock(None).said


async def test_the_clock_is_compared_with_the_platforms_own():
    async with XServer() as server:
        (address, *_) = addresses(Options(address=server.address))
        ahead = await skew(address, HandClock(NOON + timedelta(minutes=3)))
        assert ahead == timedelta(minutes=3)
        server.refuse("/", 500, headers={"Date": "noon"})
        assert await skew(address, HandClock()) is None
    assert await skew(address, Clock()) is None


def a_fair(folder, server, *tables, hashtag="fair"):
    feed = f'[feeds.x]\nenabled = true\naddress = "{server.address}"\ntoken_env = "{VARIABLE}"\n'
    fair = f'[fair]\nhashtag = "{hashtag}"\n[store]\npath = "{folder}/data"\n'
    (folder / "config.toml").write_text(fair + feed + "".join(tables))


async def doctor(folder, **environment):
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "moderator", "doctor", "--config", str(folder / "config.toml")),
        env=os.environ | environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await program.communicate()
    assert err == b""
    assert TOKEN.encode() not in out
    return program.returncode, out.decode().splitlines()


class PunctualX(XServer):
    """X with a clock that is right whenever it is asked."""

    @property
    def says(self):
        return {"Date": format_datetime(datetime.now(UTC), usegmt=True)}

    @says.setter
    def says(self, _said):
        pass


async def test_feeds_are_tried_and_left_as_they_were_found(tmp_path):
    async with PunctualX() as server:
        a_fair(tmp_path, server)
        code, lines = await doctor(tmp_path, **{VARIABLE: TOKEN})
        assert "ok    feeds.x: can be followed" in lines
        assert server.rules == {}
        assert any(line.startswith("ok    clock: within") for line in lines)
        assert code == int(any(line.startswith("MEND") for line in lines))


async def test_a_language_model_is_asked_whether_it_answers(tmp_path):
    async with Model() as server, XServer() as platform:
        model = '[classifier.remote]\nenabled = true\nmodel = "m"\n'
        a_fair(tmp_path, platform, f'{model}url = "{server.address}/v1"\n')
        _, lines = await doctor(tmp_path, **{VARIABLE: TOKEN})
        assert "ok    language model: m answers" in lines
        assert len(server.asked) == 1
        server.refuse(PATH, 401)
        code, lines = await doctor(tmp_path, **{VARIABLE: TOKEN})
        assert any("MEND  language model: the server refuses (401)" in line for line in lines)
        a_fair(
            tmp_path, platform, f'{model}url = "{server.address}"\ntoken_env = "NO_{VARIABLE}"\n'
        )
        code, lines = await doctor(tmp_path, **{VARIABLE: TOKEN})
    assert code == 1
    assert any("MEND  language model: [classifier.remote] token_env: " in line for line in lines)


async def test_a_stream_that_nobody_offers_is_to_be_mended(tmp_path):
    def servers(*addresses):
        path = tmp_path / "config.toml"
        path.write_text(
            f'[fair]\nhashtag = "fair"\n[store]\npath = "{tmp_path}/data"\n'
            f"[feeds.bluesky]\nenabled = true\nservers = {list(addresses)}\n"
        )

    async with BlueskyServer() as server:
        servers("ws://127.0.0.1:1", server.streaming)
        _, lines = await doctor(tmp_path)
        assert "ok    feeds.bluesky: can be followed" in lines
        assert len(server.streams) == 1
        assert server.open_streams == []
    servers("ws://127.0.0.1:1", "ws://127.0.0.1:2")
    _, lines = await doctor(tmp_path)
    assert any("MEND  feeds.bluesky: no connection to 127.0.0.1:2" in line for line in lines)


async def test_what_a_platform_refuses_is_to_be_mended(tmp_path):
    async with XServer() as server:
        a_fair(tmp_path, server)
        code, lines = await doctor(tmp_path, **{VARIABLE: "wrong"})
    assert code == 1
    assert any(line.startswith("MEND  feeds.x: X refuses the token") for line in lines)
    assert any("behind" in line or "ahead" in line for line in lines if "clock" in line)


async def test_a_fair_that_is_followed_now_is_left_alone(tmp_path):
    async with XServer() as server:
        a_fair(tmp_path, server)
        with open_journal(journal_of(a_config(tmp_path / "data", fair={"hashtag": "fair"}))):
            _, lines = await doctor(tmp_path, **{VARIABLE: TOKEN})
        assert server.asked == []
    assert any("a program follows this fair now" in line for line in lines)


def test_a_configuration_that_is_wrong_is_told_first(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text('[fair]\nhashtagg = "#a"\n[feeds.x]\nenabled = 3\n')
    told = CliRunner().invoke(app, ["doctor", "--config", str(path)])
    assert told.exit_code == 1
    assert "MEND  config: " in told.stdout
    assert 'did you mean "hashtag"?' in told.stdout
    path.write_text("")
    told = CliRunner().invoke(app, ["doctor", "--config", str(path)])
    assert "MEND  feeds: [fair] hashtag: is needed" in told.stdout


async def test_the_doctor_speaks_dutch_where_the_fair_does(tmp_path):
    async with XServer() as server:
        a_fair(tmp_path, server)
        path = tmp_path / "config.toml"
        path.write_text(path.read_text().replace("[fair]\n", '[fair]\nlanguage = "nl"\n'))
        _, lines = await doctor(tmp_path, **{VARIABLE: "wrong", "MODERATOR_LANGUAGE": ""})
        path.write_text(path.read_text().replace(server.address, "https://127.0.0.1:1"))
        _, unreached = await doctor(tmp_path, **{VARIABLE: TOKEN, "MODERATOR_LANGUAGE": ""})
    assert any(line.startswith("DOEN  feeds.x: X weigert het token: zet een") for line in lines)
    assert any(line.startswith("ok    terminal: hier is er geen") for line in lines)
    assert any("GiB vrij" in line for line in lines)
    assert any("journaal:" in line and line.endswith("wordt gemaakt") for line in lines)
    assert (
        "DOEN  feeds.x: geen verbinding met X: kijk het netwerk van deze computer na" in unreached
    )


def test_a_configuration_that_is_not_there_is_not_called_in_order_as_well(tmp_path):
    path = tmp_path / "none.toml"
    said = CliRunner().invoke(app, ["doctor", "--config", str(path)])
    assert [line for line in said.output.splitlines() if "config" in line] == [
        f"MEND  config: {path}: no such file or directory; name a file with --config"
    ]
