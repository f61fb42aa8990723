"""What is kept can be taken away: an account from everything, and fairs that are long past."""

import os
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from feeds.base import Batch
from feeds.parts import pieces
from feeds.post import Author, Kind, Post
from feeds.recording import open_recording
from moderator.classify.learned import LearnedClassifier
from moderator.cli import app
from moderator.config import Config
from moderator.core.engine import Engine
from moderator.core.facts import ActKind
from moderator.core.fair import Fair
from moderator.day import LiveDay
from moderator.pipeline import Pipeline
from moderator.places import desk_of
from moderator.shelf import kept
from moderator.store.erasing import ErasingRecorder
from moderator.store.forgetting import Account
from moderator.store.sqlite import open_journal, read_journal
from tests.test_pipeline import Scripted

NINE = datetime(2026, 5, 12, 7, tzinfo=UTC)
HANDLE, NAME, WORDS = "lotte_v", "Lotte de Vries", "kan dit ook parttime, GEHEIM?"


def a_post(id_, handle, text, **more):
    fields = {"kind": Kind.ORIGINAL, "created_at": NINE + timedelta(minutes=int(id_))} | more
    author = Author(handle, NAME if handle == HANDLE else "", f"id-{handle}")
    return Post(id_, "x", author=author, text=text, **fields)


POSTS = (
    a_post("1", "bolt", "Vacature: bakker in Assen"),
    a_post("2", HANDLE, f"@bolt {WORDS}", kind=Kind.REPLY, in_reply_to="1", mentions=("bolt",)),
    a_post("3", "bolt", f"@{HANDLE} ja hoor, bel @LOTTE_V maar", mentions=(HANDLE,)),
    a_post("4", "els", f"https://x.example/{HANDLE}/status/2 las ik, lotte_verder ook"),
)


@pytest.fixture
async def data(tmp_path):
    """A data folder with a journal and a recording of one fair, and another program's file."""
    fair = Fair()
    folder = tmp_path / "data"
    with (
        ErasingRecorder(folder / "recordings" / "fair") as recorder,
        open_journal(folder / "fair.sqlite") as journal,
    ):
        pipeline = Pipeline(Engine(fair), LearnedClassifier(fair), journal, recorder=recorder)
        raw = tuple(f'{{"by": "{post.author.handle}"}}'.encode() for post in POSTS)
        feed = Scripted("x", Batch(POSTS, "4", raw))
        day = LiveDay(pipeline, [feed], moderator="m", now=lambda: NINE)
        await pipeline.follow([feed])
        await day.act(ActKind.NOTE, "x:2", text=f"vraag @{HANDLE} nog eens: {NAME}")
    sqlite3.connect(folder / "other.sqlite").execute("CREATE TABLE a (n)").connection.close()
    (tmp_path / "config.toml").write_text(f'[store]\npath = "{folder}"\n')
    return folder


def moderator(data, *words, **more):
    config = ["--config", str(data.parent / "config.toml")]
    return CliRunner().invoke(app, [*words, *config], **more)


def everything(data):
    """Every byte that is kept, recordings unpacked."""
    files = [path for path in data.rglob("*") if path.is_file()]
    packed = [path for path in files if path.name.endswith(".zst")]
    unpacked = b"".join(piece for path in packed for piece in pieces(path, []))
    return unpacked + b"".join(path.read_bytes() for path in files if path not in packed)


async def test_forgetting_leaves_nothing_of_an_account_anywhere(data):
    before = everything(data)
    assert HANDLE.encode() in before
    done = moderator(data, "forget", f"@{HANDLE.upper()}", "--yes")
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        f"{data}/fair.sqlite: 1 post",
        f"{data}/recordings/fair: 1 post",
    ]
    after = everything(data).lower()
    for trace in (HANDLE, NAME, WORDS, "id-lotte_v"):
        assert trace.lower().encode() not in after.replace(b"lotte_verder", b"")
    assert b"lotte_verder" in after
    with read_journal(data / "fair.sqlite") as journal:
        engine = Engine(Fair())
        engine.absorb(journal.facts())
    assert engine.line("x:2").deleted
    assert engine.line("x:2").handle.startswith("forgotten-")
    assert engine.line("x:3").post.text == "@······· ja hoor, bel @······· maar"
    with open_recording(data / "recordings" / "fair") as recording:
        assert [post.id for post in recording] == ["1", "2", "3", "4"]


async def test_forgetting_twice_or_somebody_unknown_changes_nothing(data):
    moderator(data, "forget", HANDLE, "--yes")
    before = everything(data)
    for handle in (HANDLE, "nobody"):
        done = moderator(data, "forget", handle, "--yes")
        assert f"{data}/fair.sqlite: 0 posts" in done.stdout
    assert everything(data) == before


async def test_forgetting_is_asked_first(data):
    before = everything(data)
    done = moderator(data, "forget", HANDLE)
    assert done.exit_code == 2
    assert "say so with --yes" in done.stderr
    assert everything(data) == before
    assert moderator(data, "forget", "two words", "--yes").exit_code == 2


async def test_what_another_program_writes_is_told_and_the_rest_is_done(data):
    with open_journal(data / "fair.sqlite"):
        done = moderator(data, "forget", HANDLE, "--yes")
    assert done.exit_code == 1
    assert "another program is writing this journal" in done.stderr
    assert "recordings/fair: 1 post" in done.stdout


async def test_an_account_that_the_configuration_lists_is_told(data):
    config = data.parent / "config.toml"
    config.write_text(config.read_text() + f'[employers]\n"A" = ["{HANDLE}"]\n')
    assert "config.toml lists this account" in moderator(data, "forget", HANDLE, "--yes").stderr


@given(st.recursive(st.text() | st.none() | st.integers(), st.lists))
def test_what_does_not_name_an_account_stays_the_same_object(value):
    assert Account("q" * 50).masked(value) is value


async def test_purging_removes_what_is_old_and_nothing_else(data):
    desk_of(data / "fair.sqlite").write_text("{}")
    assert "nothing is older than 30 days" in moderator(data, "purge").stdout
    long_ago = (datetime.now(UTC) - timedelta(days=31)).timestamp()
    for path in data.rglob("*"):
        if path.is_file():
            os.utime(path, (long_ago, long_ago))
    asked = moderator(data, "purge")
    assert asked.exit_code == 2
    assert "Remove 2 journals and recordings older than 30 days?" in asked.stderr
    assert (data / "fair.sqlite").exists()
    assert moderator(data, "purge", "--yes").exit_code == 0
    left = sorted(path.relative_to(data) for path in data.rglob("*"))
    assert left == [Path("other.sqlite"), Path("recordings")]


async def test_purging_spares_what_another_program_writes(data):
    long_ago = (datetime.now(UTC) - timedelta(days=31)).timestamp()
    for path in data.rglob("*.*"):
        os.utime(path, (long_ago, long_ago))
    with open_journal(data / "fair.sqlite"):
        for path in data.glob("fair.sqlite*"):
            os.utime(path, (long_ago, long_ago))
        done = moderator(data, "purge", "--yes")
    assert done.exit_code == 1
    assert (data / "fair.sqlite").exists()
    assert not (data / "recordings" / "fair").exists()


def test_a_data_folder_that_is_not_there_keeps_nothing(tmp_path):
    store = {"path": str(tmp_path / "nowhere")}
    assert kept(Config.model_validate({"store": store})) == []
