"""What is kept can be taken away: an account from everything, and fairs that are long past."""

import asyncio
import gzip
import json
import os
import re
import sqlite3
import sys
import tomllib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from feeds.base import Batch
from feeds.parts import pieces
from feeds.post import Author, Deleted, Kind, Post
from feeds.record import Recorder
from feeds.recording import open_recording
from moderator.classify.learned import LearnedClassifier
from moderator.cli import app
from moderator.commands.setup import in_words
from moderator.config.models import Config
from moderator.core.engine import Engine
from moderator.core.facts import Acted, ActKind, PostDeleted, PostSeen
from moderator.core.fair import Fair
from moderator.day.live import LiveDay
from moderator.pipeline import Pipeline
from moderator.shelf.exports import KeptExport
from moderator.shelf.fairs import KeptJournal, kept
from moderator.shelf.places import desk_of
from moderator.store.erasing import ErasingRecorder
from moderator.store.forgetting import Account
from moderator.store.sqlite import open_journal, read_journal
from moderator.store.traces import Traces, traces
from moderator.wishes.wish import Wish
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
    a_post(
        "3",
        "bolt",
        f"@{HANDLE} ja hoor, bel @LOTTE_V maar",
        mentions=(HANDLE,),
        created_at=NINE,
    ),
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
        await day.act(Wish(ActKind.NOTE, "x:2", text=f"vraag @{HANDLE} nog eens: {NAME}"))
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
        engine.restore(journal.facts())
    assert engine.line("x:2").deleted
    assert engine.line("x:2").handle.startswith("forgotten-")
    assert engine.line("x:3").post.text == "@······· ja hoor, bel @······· maar"
    with open_recording(data / "recordings" / "fair") as recording:
        assert [post.id for post in recording] == ["1", "2", "3", "4"]


async def reported(data):
    """Reports of the fair, in every form that there is, and other files that name somebody."""
    journal, made = str(data / "fair.sqlite"), data / "reports"
    for more in (["--handles"], []):
        folder = made / ("with" if more else "without")
        folder.mkdir(parents=True)
        told = moderator(data, "report", journal, "--html", str(folder / "page.html"), *more)
        assert told.exit_code == 0
        moderator(data, "report", journal, "--csv", str(folder), "--bom", *more)
        figures = moderator(data, "report", journal, "--json", *more)
        (folder / "report.json").write_text(figures.stdout)
        recording = str(data / "recordings" / "fair")
        board = await asyncio.to_thread(moderator, data, "cases", recording)
        (folder / "cases.json").write_text(board.stdout)
    page = (made / "with" / "page.html").read_bytes()
    (made / "page.html.gz").write_bytes(gzip.compress(page))
    (made / "page.html.zst").write_bytes(zstandard.compress(page))
    (data / "fair.desk.json").write_text(json.dumps({"filter": f"van {HANDLE}"}))
    scenario = data / "scenarios" / "own.toml"
    scenario.parent.mkdir()
    scenario.write_text(f'text = "@{HANDLE} {WORDS}"\nby = "{HANDLE}"\nother = "lotte_verder"\n')
    return page.decode()


async def test_forgetting_reaches_reports_scenarios_and_the_desks_memory(data):
    page = await reported(data)
    assert "GEHEIM" in page
    assert HANDLE in page
    posts = re.search(r"<b>(\d+)</b> posts", page)[1]
    done = moderator(data, "forget", HANDLE, "--yes")
    assert done.exit_code == 0, done.stderr
    assert f"{data}/reports/with/page.html: taken out" in done.stdout
    after = everything(data).lower()
    for packed in data.rglob("*.gz"):
        after += gzip.decompress(packed.read_bytes()).lower()
    for trace in (HANDLE, NAME, "geheim", "id-lotte_v"):
        assert trace.lower().encode() not in after.replace(b"lotte_verder", b"")
    kept_page = (data / "reports" / "with" / "page.html").read_text()
    assert re.search(r"<b>(\d+)</b> posts", kept_page)[1] == posts
    scenario = tomllib.loads((data / "scenarios" / "own.toml").read_text())
    assert scenario["other"] == "lotte_verder"
    figures = json.loads((data / "reports" / "with" / "report.json").read_text())
    assert figures["totals"]["posts"] == 4


async def test_what_a_journal_keeps_of_somebody_can_be_given_to_them(data):
    journal = str(data / "fair.sqlite")
    told = moderator(data, "posts", journal)
    assert told.exit_code == 0
    assert [row for row in told.stdout.splitlines() if WORDS in row]
    assert moderator(data, "posts", str(data / "recordings" / "fair")).stdout == told.stdout
    moderator(data, "forget", HANDLE, "--yes")
    after = moderator(data, "posts", journal)
    assert WORDS not in after.stdout
    assert after.stderr == "moderator: 4 posts, 1 deletion\n"


async def test_handles_that_the_account_had_before_are_forgotten_with_it(data):
    before = a_post("5", HANDLE, "ik zoek werk in Assen")
    author = Author("lotte_was", NAME, before.author.id)
    with open_journal(data / "fair.sqlite") as journal:
        journal.append([PostSeen(replace(before, author=author))])
    asked = moderator(data, "forget", "Lotte_Was")
    assert (
        "Forget @Lotte_Was, @lotte_v in 2 journals and recordings and 1 other file?" in asked.stderr
    )
    done = moderator(data, "forget", "Lotte_Was", "--yes")
    assert f"{data}/fair.sqlite: 2 posts" in done.stdout
    after = everything(data).lower().replace(b"lotte_verder", b"")
    assert b"lotte_" not in after
    assert b"geheim" not in after


def test_words_too_short_to_be_found_go_where_a_report_says_whose_they_are(tmp_path):
    page = tmp_path / "page.html"
    page.write_text('<p data-post="x:9">@bolt hoe laat?</p><p data-post="x:8">hoe laat?</p>')
    post = a_post("10", HANDLE, "@bolt hoe laat?", versions=("9", "10"))
    assert KeptExport(page).forget(traces(Account(HANDLE), [PostSeen(post)]))
    assert page.read_text() == '<p data-post="x:9"></p><p data-post="x:8">hoe laat?</p>'


async def test_a_file_that_cannot_be_changed_is_told(data):
    (data / "picture.bin").write_bytes(b"\xff\x00 lotte_v \xff")
    (data / f"{HANDLE}.txt").write_text("nothing")
    done = moderator(data, "forget", HANDLE, "--yes")
    assert done.exit_code == 1
    assert "picture.bin: has the handle, and is no text" in done.stderr
    assert "its name has the handle: rename it" in done.stderr
    assert "fair.sqlite: 1 post" in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="limits of the system differ")
def test_a_disk_that_refuses_is_told_with_the_file_and_leaves_no_draft(tmp_path):
    import resource

    page = tmp_path / "page.txt"
    page.write_text(f"{HANDLE} vroeg iets, en meer dan dat")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4, hard))
    try:
        with pytest.raises(OSError, match="File too large") as refused:
            KeptExport(page).forget(traces(Account(HANDLE), []))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert in_words(refused.value, page) == f"{page}: file too large"
    assert list(tmp_path.iterdir()) == [page]
    assert HANDLE in page.read_text()


async def test_another_programs_database_is_left_as_it_is(data):
    before = (data / "other.sqlite").read_bytes()
    assert moderator(data, "forget", HANDLE, "--yes").exit_code == 0
    assert (data / "other.sqlite").read_bytes() == before


async def test_what_lies_elsewhere_is_not_looked_into(data, tmp_path):
    outside = tmp_path / "outside.txt"
    outside.write_text(HANDLE)
    (data / "link.txt").symlink_to(outside)
    (data / "pictures").mkdir()
    (data / "pictures" / "a.txt").write_text(HANDLE)
    assert moderator(data, "forget", HANDLE, "--yes").exit_code == 0
    assert outside.read_text() == HANDLE
    assert (data / "pictures" / "a.txt").read_text() == HANDLE


def test_a_handle_that_is_anybodys_word_goes_only_where_it_is_a_handle():
    known = Traces(Account("bakker", "forgotten-1"))
    told = 'Bakker gezocht, zei @Bakker; "author": "bakker" <td>bakker</td> x.example/bakker/1'
    assert known.gone_from(told) == (
        'Bakker gezocht, zei @······; "author": "forgotten-1" <td>forgotten-1</td> '
        "x.example/······/1"
    )


def test_such_a_handle_goes_out_of_the_acts_that_are_about_the_account(tmp_path):
    def said(number, kind, target, to):
        return Acted(f"m:{number}", kind, target, "mies", NINE, number, to=to)

    acts = [said(1, ActKind.MOVE, "x:2", "bakker"), said(2, ActKind.SIDE, "@Bakker", "bolt")]
    with open_journal(tmp_path / "fair.sqlite") as journal:
        journal.append(acts)
    KeptJournal(tmp_path / "fair.sqlite").forget(Account("bakker", "forgotten-1"))
    with read_journal(tmp_path / "fair.sqlite") as journal:
        kept_of = [(act.target, act.to) for act in journal.facts()]
    assert kept_of == [("x:2", "forgotten-1"), ("forgotten-1", "bolt")]


async def test_what_is_purged_leaves_the_organisers_own_posts_and_acts(data):
    config = data.parent / "config.toml"
    config.write_text(config.read_text() + '[fair]\norganiser = ["bolt"]\n')
    report = data / "reports" / "old.html"
    report.parent.mkdir()
    report.write_text("x")
    long_ago = (datetime.now(UTC) - timedelta(days=31)).timestamp()
    for path in data.rglob("*"):
        if path.is_file():
            os.utime(path, (long_ago, long_ago))
    done = moderator(data, "purge", "--yes")
    assert done.exit_code == 0
    assert not report.exists()
    assert "own posts and acts, for the archive" in done.stdout
    kept_apart = json.loads((data / "archive" / "fair.json").read_text())
    assert [post["text"] for post in kept_apart["posts"]] == [
        "Vacature: bakker in Assen",
        "@… ja hoor, bel @… maar",
    ]
    act = kept_apart["acts"][0]
    assert (act["kind"], act["target"], act["by"]) == ("note", "x:2", "m")
    assert act["text"].startswith("vraag @… nog eens")
    assert "nothing is older" in moderator(data, "purge").stdout


async def test_forgetting_twice_or_somebody_unknown_changes_nothing(data):
    moderator(data, "forget", HANDLE, "--yes")
    before = everything(data)
    for handle in (HANDLE, "nobody"):
        done = moderator(data, "forget", handle, "--yes")
        assert f"{data}/fair.sqlite: 0 posts" in done.stdout
    assert everything(data) == before


async def test_forgetting_is_asked_first(data):
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    done = moderator(data, "forget", HANDLE)
    assert done.exit_code == 2
    assert "say so with --yes" in done.stderr
    assert {path: path.read_bytes() for path in before} == before
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
    left = sorted(str(path.relative_to(data)) for path in data.rglob("*"))
    assert left == ["archive", "archive/fair.json", "other.sqlite", "recordings"]


async def test_purging_spares_what_another_program_writes(data):
    long_ago = (datetime.now(UTC) - timedelta(days=31)).timestamp()
    for path in data.rglob("*.*"):
        os.utime(path, (long_ago, long_ago))
    with open_journal(data / "fair.sqlite"):
        for _ in range(2):
            for path in data.glob("fair.sqlite*"):
                os.utime(path, (long_ago, long_ago))
            done = moderator(data, "purge", "--yes")
    assert done.exit_code == 1
    assert [path.name for path in (data / "archive").iterdir()] == ["fair.json"]
    assert (data / "fair.sqlite").exists()
    assert not (data / "recordings" / "fair").exists()


def test_a_data_folder_that_is_not_there_keeps_nothing(tmp_path):
    store = {"path": str(tmp_path / "nowhere")}
    assert kept(Config.model_validate({"store": store})) == []


async def test_a_trainees_journal_is_forgotten_and_purged_and_never_archived(data):
    practised = data / "practice" / "silence-1" / "20260512-090000" / "journal.sqlite"
    practised.parent.mkdir(parents=True)
    with open_journal(practised) as journal:
        journal.append([PostSeen(POSTS[1])])
    assert f"{practised}: 1 post" in moderator(data, "forget", HANDLE, "--yes").stdout
    assert HANDLE.encode() not in everything(data).replace(b"lotte_verder", b"")
    long_ago = (datetime.now(UTC) - timedelta(days=31)).timestamp()
    os.utime(practised, (long_ago, long_ago))
    done = moderator(data, "purge", "--yes")
    assert (done.exit_code, practised.exists()) == (0, False)
    assert not (data / "archive").exists()


async def test_purging_takes_posts_that_were_deleted_since_out_of_reports(data):
    page = await reported(data)
    assert "GEHEIM" in page
    with open_journal(data / "fair.sqlite") as journal:
        journal.append([PostDeleted("2", "x")])
    done = moderator(data, "purge")
    assert done.exit_code == 0
    assert f"{data}/reports/with/page.html: posts that were deleted taken out" in done.stdout
    reports = data / "reports"
    left = b"".join(path.read_bytes() for path in reports.rglob("*.*") if path.is_file())
    left += gzip.decompress((reports / "page.html.gz").read_bytes())
    assert b"GEHEIM" not in left
    assert (reports / "with" / "cases.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert "taken out" not in moderator(data, "purge").stdout


async def test_purging_takes_deleted_posts_out_of_recordings_which_get_no_younger(data):
    with open_journal(data / "fair.sqlite") as journal:
        journal.append([PostDeleted("2", "x")])
    elsewhere = data / "recordings" / "morning"
    left_behind = Recorder(elsewhere)
    seen = [a_post(id_, "els", f"GEHEIM {id_}") for id_ in ("2", "8", "9")]
    left_behind.append([("x", Batch((*seen, Deleted("8", "x")), "1"))])
    long_ago = (datetime.now(UTC) - timedelta(days=20)).timestamp()
    for path in data.rglob("*.zst"):
        os.utime(path, (long_ago, long_ago))
    assert moderator(data, "purge").exit_code == 0
    assert b"GEHEIM 8" in everything(data)
    left_behind.close()
    done = moderator(data, "purge")
    assert f"{elsewhere}: posts that were deleted taken out" in done.stdout
    assert done.exit_code == 0
    kept_words = everything(data)
    assert b"GEHEIM 9" in kept_words
    assert not [word for word in (b"GEHEIM 2", b"GEHEIM 8", b"parttime") if word in kept_words]
    assert {path.stat().st_mtime for path in elsewhere.glob("*.zst")} == {long_ago}
    assert "taken out" not in moderator(data, "purge").stdout


async def test_a_damaged_recording_is_told_when_deleted_posts_are_taken_out(data):
    with Recorder(data / "recordings" / "worn") as recorder:
        recorder.append([("x", Batch((Deleted("8", "x"),), "1"))])
    (part,) = (data / "recordings" / "worn").glob("*.zst")
    part.write_bytes(part.read_bytes() + b"\x28\xb5\x2f\xfd" + b"\xff" * 40)
    done = moderator(data, "purge")
    assert done.exit_code == 1
    assert "00001.jsonl.zst: the compressed file is damaged" in done.output


async def test_reading_a_journal_keeps_it_no_longer(data):
    (data / "reports").mkdir()
    (data / "reports" / "a.html").write_text("x")
    long_ago = (datetime.now(UTC) - timedelta(days=31)).timestamp()
    for path in data.rglob("*.sqlite*"):
        os.utime(path, (long_ago, long_ago))
    for _ in range(2):
        assert f"{data}/fair.sqlite: last written" in moderator(data, "purge").stdout
        assert moderator(data, "report", str(data / "fair.sqlite")).exit_code == 0
