"""A recording that is replayed as it is typed: kept in its journal, gone on with, and reported."""

import json
import os
from pathlib import Path

import pytest

from moderator.commands.setup import complaints
from moderator.store.file import JournalUnwritable
from tests.cli.recorded import POST


def test_replay_without_a_terminal_says_so_and_ends_with_what_is_lacking(run, recording):
    result = run("replay", str(recording))
    assert result.exit_code == 0
    assert "no terminal" in result.stderr
    assert "1 case still lacks a follow-up" in result.stdout


def test_a_journal_that_replay_kept_can_be_reported(run, recording, tmp_path):
    run("replay", str(recording))
    (journal,) = (tmp_path / "data" / "moderator").glob("*.sqlite")
    figures = json.loads(run("report", str(journal), "--json").stdout)
    assert figures["totals"]["posts"] == 2


def test_replaying_again_goes_on_and_changes_nothing(run, recording):
    first = run("replay", str(recording)).stdout
    again = run("replay", str(recording)).stdout
    assert "1 case still lacks a follow-up" in first
    assert "1 case still lacks a follow-up" in again
    assert "2 received = 2 shown" in again


def test_a_recording_that_has_grown_at_either_end_is_read_anew_and_nothing_is_lost(run, recording):
    run("replay", str(recording))
    rows = recording.read_text().splitlines()
    late = POST | {"id": "3", "created_at": "2026-11-19T09:20:00Z", "text": "Wij doen ook mee! #TB"}
    recording.write_text("\n".join([json.dumps(late), *rows]) + "\n")
    again = run("replay", str(recording)).stdout
    assert "5 received = 3 shown + 2 duplicate" in again


def test_a_recording_with_counts_that_has_grown_is_gone_on_with(run, recording):
    with recording.open("a") as file:
        file.write('{"v":1,"ignored":"not for this fair","times":300}\n')
    assert "2 posts, 300 ignored" in run("posts", str(recording)).stderr
    assert "302 received = 2 shown + 300 filtered" in run("replay", str(recording)).stdout
    with recording.open("a") as file:
        file.write(json.dumps(POST | {"id": "3", "text": "Wij doen ook mee! #TB"}) + "\n")
    assert "303 received = 3 shown + 300 filtered" in run("replay", str(recording)).stdout


def test_recordings_of_one_name_in_two_folders_have_a_journal_each(run, recording, tmp_path):
    other = tmp_path / "other" / recording.name
    other.parent.mkdir()
    other.write_text(json.dumps(POST | {"id": "9"}) + "\n")
    run("replay", str(recording))
    assert "1 received = 1 shown" in run("replay", str(other)).stdout


def test_a_recording_whose_name_is_no_text_is_replayed_and_goes_on(run, recording, tmp_path):
    other = tmp_path / os.fsdecode(b"caf\xe9.jsonl")
    other.write_bytes(recording.read_bytes())
    for _time in range(2):
        replayed = run("replay", str(other))
        assert replayed.exit_code == 0
        assert "2 received = 2 shown" in replayed.stdout


def test_replay_tells_what_it_could_not_read(run, recording):
    recording.write_text(recording.read_text() + '{"half": \n')
    result = run("replay", str(recording))
    assert result.exit_code == 1
    assert "line 3: not JSON" in result.stderr
    again = run("replay", str(recording))
    assert (again.exit_code, again.stderr) == (1, result.stderr)


def test_a_journal_is_reported_as_its_fair_was_set_up(run, recording, tmp_path):
    run("replay", str(recording), "--hashtag", "#TB", "--organiser", "markt")
    (journal,) = (tmp_path / "data" / "moderator").glob("*.sqlite")
    figures = json.loads(run("report", str(journal), "--json").stdout)
    assert figures["fair"]["hashtags"] == ["TB"]
    assert figures["totals"]["unjudged"] == 0


def test_a_journal_given_as_a_recording_is_pointed_to_report(run, recording, tmp_path):
    run("replay", str(recording))
    (journal,) = (tmp_path / "data" / "moderator").glob("*.sqlite")
    for command in ("cases", "classify", "links"):
        result = run(command, str(journal))
        assert result.exit_code == 2
        assert "`moderator report` and `posts` read it" in result.stderr


def test_a_folder_that_is_refused_leaves_no_journal(run, tmp_path):
    (tmp_path / "folder").mkdir()
    result = run("replay", "folder")
    assert result.exit_code == 2
    assert "'folder' is a folder" in result.stderr
    assert not (tmp_path / "data").exists()


def test_a_journal_that_fails_in_the_middle_of_a_day_is_one_line(capsys):
    full = JournalUnwritable(Path("fair.sqlite"), "the disk is full")
    with pytest.raises(SystemExit) as ended, complaints():
        raise ExceptionGroup("play", [ExceptionGroup("write", [full])])
    assert ended.value.code == 1
    assert capsys.readouterr().err == "moderator: fair.sqlite: the disk is full\n"
