"""An account is forgotten in all that is kept, and what cannot be changed is told."""

import gzip
import json
import re
import tomllib
from dataclasses import replace

import pytest

from feeds.post import Author
from feeds.recordings.recording import open_recording
from moderator.core.engine import Engine
from moderator.core.facts import PostSeen
from moderator.core.fair import Fair
from moderator.publish.refused import RefusedActs
from moderator.store.forgetting import Account
from moderator.store.sqlite import open_journal, read_journal
from tests.shelf.kept import HANDLE, NAME, WORDS, a_post, everything, moderator, reported


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


async def test_a_file_that_cannot_be_changed_is_told(data):
    (data / "picture.bin").write_bytes(b"\xff\x00 lotte_v \xff")
    (data / f"{HANDLE}.txt").write_text("nothing")
    done = moderator(data, "forget", HANDLE, "--yes")
    assert done.exit_code == 1
    assert "picture.bin: has the handle, and is no text" in done.stderr
    assert "its name has the handle: rename it" in done.stderr
    assert "fair.sqlite: 1 post" in done.stdout


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


@pytest.mark.parametrize("handle", [HANDLE, "bakker"])
async def test_a_handle_of_the_roster_is_forgotten_in_the_journal_too(data, handle):
    roster = {"Bakkerij Bolt": (handle, "anders"), "bakker": ("deegbaas",)}
    with open_journal(data / "fair.sqlite") as journal:
        journal.keep_fair(Fair("Banenmarkt", organiser=("markt", handle), employers=roster))
    assert moderator(data, "forget", handle, "--yes").exit_code == 0
    with read_journal(data / "fair.sqlite") as journal:
        fair = journal.fair()
    (first, second), others = fair.employers["Bakkerij Bolt"], fair.employers["bakker"]
    assert first.startswith("forgotten-")
    assert (second, others, fair.organiser) == ("anders", ("deegbaas",), ("markt", first))
    assert b"lotte_v" not in everything(data).replace(b"lotte_verder", b"") or handle != HANDLE


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


def test_why_an_act_was_refused_names_nobody_who_is_forgotten(tmp_path):
    path = tmp_path / "fair.sqlite"
    with open_journal(path) as journal:
        RefusedActs(journal).keep("a1", f"{HANDLE} has that case", by="mies")
        journal.reword(Account(HANDLE).masked)
        journal.reword(Account("1").masked)
        assert RefusedActs(journal).why("a1") == f"{'·' * len(HANDLE)} has that case"
        RefusedActs(journal).keep("a2", "that case is not there", by="mies")
    assert HANDLE.encode() not in path.read_bytes()
