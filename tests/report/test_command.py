"""`moderator report` as it is typed: what it writes, where, and what it refuses."""

import csv
import json
import os
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest
from typer.testing import CliRunner

from moderator.cli import app

POSTS = (
    ("1", "zorgzd", "Vacature: verpleegkundige in Assen https://zorg.example/1 #tbzd"),
    ("2", "lotte_v", "@zorgzd kan de functie van verpleegkundige ook parttime? #tbzd"),
)


@pytest.fixture
def recording(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "day.csv"
    with path.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "author", "text", "date"])
        rows.writerows((id_, by, text, f"2026-05-12 09:0{id_}:00") for id_, by, text in POSTS)
    return path


def report(*words):
    return CliRunner().invoke(app, ["report", *map(str, words), "--hashtag", "#tbzd"])


def test_of_a_recording_that_was_moderated_the_journal_is_named_that_has_what_was_done(
    recording, tmp_path
):
    (tmp_path / "config.toml").write_text(f'[store]\npath = "{tmp_path}/data"\n')
    assert "with what you did" not in report(recording).stderr
    CliRunner().invoke(app, ["replay", str(recording), "--plain", "--hashtag", "#tbzd"])
    (journal,) = (tmp_path / "data").glob("*.sqlite")
    said = f"of the recording, judged anew; with what you did: moderator report {journal}"
    assert said in report(recording).stderr
    done = report(journal)
    assert done.exit_code == 0
    assert "with what you did" not in done.stderr


def test_a_page_tables_and_json_are_made_at_once(recording, tmp_path):
    page, folder = tmp_path / "page.html", tmp_path / "out" / "tables"
    done = report(recording, "--html", page, "--csv", folder, "--json")
    assert done.exit_code == 0
    figures = json.loads(done.stdout)
    assert figures["provenance"]["source_sha256"] == sha256(recording.read_bytes()).hexdigest()
    assert figures["provenance"]["source"] == "day.csv"
    assert "<!doctype html>" in page.read_text()
    assert figures["provenance"]["config_sha256"] in page.read_text()
    assert len(list(folder.iterdir())) == 8
    assert f"written: {page}" in done.stderr
    assert "lotte_v" not in page.read_text() + done.stdout


def test_reposts_of_what_the_recording_has_not_are_counted(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = "RT @bolt: Kok gezocht in Assen, 32 uur #tbzd"
    rows = [f'{n},kok{n},"{text}",2026-05-12 09:0{n}:00' for n in range(2)]
    (tmp_path / "day.csv").write_text("\n".join(["id,author,text,date", *rows]))
    totals = json.loads(report("day.csv", "--json").stdout)["totals"]
    assert (totals["posts"], totals["reposts"], sum(totals["by_source"].values())) == (2, 2, 2)


def test_tables_are_marked_as_utf_8_where_that_is_asked_for(recording, tmp_path):
    report(recording, "--csv", tmp_path / "a", "--bom")
    report(recording, "--csv", tmp_path / "b")
    marked, plain = ((tmp_path / each / "totals.csv").read_bytes() for each in "ab")
    assert marked == b"\xef\xbb\xbf" + plain
    assert report(recording, "--bom").exit_code == 2


def test_handles_come_only_where_they_are_asked_for(recording):
    assert "lotte_v" not in report(recording, "--html", "-").stdout
    assert "lotte_v" in report(recording, "--html", "-", "--handles").stdout


def test_the_part_of_an_employer_and_of_nobody(recording):
    assert "<h1>zorgzd</h1>" in report(recording, "--html", "-", "--employer", "ZORGZD").stdout
    done = report(recording, "--employer", "zorgdz")
    assert done.exit_code == 2
    assert "did you mean zorgzd?" in done.stderr


def test_a_place_that_cannot_be_written_is_told(recording):
    done = report(recording, "--html", recording / "page.html")
    assert done.exit_code == 2
    assert "name another place" in done.stderr
    assert report(recording, "--html", "-", "--json").exit_code == 2


@pytest.mark.parametrize(
    ("option", "place", "why"),
    [
        ("--html", ".", ".: is a directory"),
        ("--html", "day.csv/page.html", "day.csv/page.html: not a directory"),
        ("--html", "nowhere/page.html", "nowhere/page.html: no such file or directory"),
        ("--csv", "day.csv", "day.csv: not a directory"),
        ("--csv", "day.csv/tables", "day.csv/tables: not a directory"),
    ],
)
def test_why_a_place_cannot_be_written_is_one_line(recording, option, place, why):
    done = report(recording, option, place)
    assert done.exit_code == 2
    assert done.stderr == f"moderator: {why}; name another place\n"


def test_a_page_goes_through_a_symlink_and_straight_into_a_pipe(recording, tmp_path):
    link, pipe = tmp_path / "link.html", tmp_path / "pipe"
    link.symlink_to("real.html")
    assert report(recording, "--html", link).exit_code == 0
    assert link.is_symlink()
    os.mkfifo(pipe)
    with ThreadPoolExecutor() as reader:
        read = reader.submit(pipe.read_text)
        assert report(recording, "--html", pipe).exit_code == 0
    assert pipe.is_fifo()
    assert all("</html>" in each for each in (read.result(), (tmp_path / "real.html").read_text()))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_what_a_full_disk_refuses_leaves_nothing_behind(recording, tmp_path):
    (tmp_path / "page.html.new").symlink_to("/dev/full")
    done = report(recording, "--html", tmp_path / "page.html")
    assert "no space left on device; name another place" in done.stderr
    assert list(tmp_path.glob("page*")) == []


def test_another_configuration_has_another_digest(recording):
    one, other = (
        json.loads(report(recording, "--json", *more).stdout)["provenance"]["config_sha256"]
        for more in ([], ["--organiser", "uwv"])
    )
    assert one != other
