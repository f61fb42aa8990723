"""What is old is purged, and what was deleted since goes out of reports and recordings."""

import gzip
import json
import os
import sqlite3
from datetime import UTC, datetime, timedelta

from feeds.base import Batch
from feeds.post import Deleted
from feeds.recordings.recorder import Recorder
from moderator.commands.shelf import take_deleted_out
from moderator.config.models import Config
from moderator.core.facts import PostDeleted, PostSeen
from moderator.publish.kept import KeptActs
from moderator.shelf.fairs import kept
from moderator.shelf.places import desk_of, failures_of, put_aside
from moderator.store.sqlite import open_journal
from tests.shelf.kept import HANDLE, POSTS, a_post, everything, moderator, reported


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


async def test_purging_removes_what_is_old_and_nothing_else(data):
    desk = desk_of(data / "fair.sqlite")
    for path in (desk, failures_of(desk), put_aside(failures_of(desk))):
        path.write_text("{}")
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


async def test_purging_reaches_what_desks_of_fairs_elsewhere_kept_and_so_does_forgetting(data):
    desk = data / "desks" / "banen-anna.json"
    KeptActs(desk)
    failed = failures_of(desk_of(desk))
    lock = desk.with_suffix(".lock")
    for path in (desk, failed, put_aside(failed), lock):
        with path.open("a") as file:
            file.write("" if path is lock else f'\n{{"text": "@{HANDLE} vraagt"}}')
    done = moderator(data, "forget", HANDLE, "--yes")
    assert all(f"{path}: taken out" in done.stdout for path in (desk, failed, put_aside(failed)))
    assert HANDLE not in "".join(path.read_text() for path in desk.parent.iterdir())
    assert "nothing is older" in moderator(data, "purge").stdout
    long_ago = (datetime.now(UTC) - timedelta(days=31)).timestamp()
    for path in desk.parent.iterdir():
        os.utime(path, (long_ago, long_ago))
    assert moderator(data, "purge", "--yes").exit_code == 0
    assert list(desk.parent.iterdir()) == [lock]
    assert "nothing is older" in moderator(data, "purge").stdout


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


async def test_who_leaves_a_fair_waits_for_no_fact_or_recording_to_be_read(data):
    await reported(data)
    page = data / "reports" / "with" / "page.html"
    assert all(word in page.read_text() for word in ("GEHEIM", "bakker in Assen"))
    with open_journal(data / "fair.sqlite") as journal:
        journal.append([PostDeleted("2", "x")])
    with sqlite3.connect(data / "fair.sqlite") as database:
        database.execute("UPDATE fact SET body = '{' WHERE seq = 1")
    database.close()
    with Recorder(data / "recordings" / "morning") as recorder:
        recorder.append([("x", Batch((Deleted("1", "x"),), "1"))])
    told = []
    assert take_deleted_out(Config.model_validate({"store": {"path": str(data)}}), told.append)
    assert f"{page}: posts that were deleted taken out" in told
    assert "GEHEIM" not in page.read_text()
    assert "bakker in Assen" in page.read_text()


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
