"""What a person types, and what comes back: output, words and exit codes."""

import json
import tomllib
from pathlib import Path

from tests.cli.recorded import POST


def test_version_is_that_of_the_project(run):
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))
    result = run("--version")
    assert result.exit_code == 0
    assert result.stdout == f"moderator {project['project']['version']}\n"


def test_posts_prints_a_line_a_post_and_counts_them(run, recording):
    result = run("posts", str(recording))
    assert result.exit_code == 0
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["1", "2"]
    assert result.stderr == "moderator: 2 posts\n"
    recording.write_text(recording.read_text().splitlines()[0])
    assert run("posts", str(recording)).stderr == "moderator: 1 post\n"


def test_what_posts_counts_it_counts_in_dutch_where_dutch_is_spoken(run, recording, monkeypatch):
    monkeypatch.setenv("MODERATOR_LANGUAGE", "nl")
    recording.write_text(recording.read_text() + "{}\n")
    assert run("posts", str(recording)).stderr.endswith("moderator: 2 berichten, 1 genegeerd\n")
    recording.write_text(recording.read_text().splitlines()[0])
    assert run("posts", str(recording)).stderr == "moderator: 1 bericht\n"
    recording.write_text("")
    assert run("posts", str(recording)).stderr == "moderator: er staan geen berichten in\n"


def test_what_posts_prints_is_a_recording_again(run, recording):
    first = run("posts", str(recording)).stdout
    assert run("posts", "-", input=first).stdout == first


def test_an_unreadable_line_is_told_and_ends_with_exit_code_1(run, recording):
    recording.write_text(recording.read_text() + '{"half": \n')
    for command in ("posts", "classify", "cases", "report"):
        result = run(command, str(recording))
        assert result.exit_code == 1, command
        assert "line 3: not JSON" in result.stderr
        assert "Traceback" not in result.stderr


def test_posts_gives_each_version_that_a_journal_keeps_once_and_as_it_came_itself(run, tmp_path):
    came = POST | {"author_bio": "Zorg in het noorden"}
    edited = came | {"text": "Vacature: kok", "edited_at": "2026-11-19T09:30:00Z"}
    elsewhere = POST | {"id": "0", "author": "elders"}
    reply = POST | {"id": "2", "kind": "reply", "in_reply_to": "1", "carried": [elsewhere, POST]}
    rows = [reply, came, reply | {"id": "3"}, edited, came]
    (tmp_path / "day.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    run("replay", "day.jsonl")
    (journal,) = (tmp_path / "data" / "moderator").glob("*.sqlite")
    posts = [json.loads(line) for line in run("posts", str(journal)).stdout.splitlines()]
    told = [(post["id"], post.get("author_bio"), post.get("edited_at")) for post in posts]
    bio = came["author_bio"]
    assert sorted(told, key=str) == [
        ("0", None, None), ("1", bio, edited["edited_at"]), ("1", bio, None),
        ("2", None, None), ("3", None, None),
    ]  # fmt: skip


def test_classify_prints_a_verdict_a_post(run, recording):
    rows = [json.loads(line) for line in run("classify", str(recording)).stdout.splitlines()]
    assert [(row["id"], row["label"]) for row in rows] == [("1", "vacancy"), ("2", "question")]
    assert set(rows[1]) == {"id", "label", "confidence", "substance", "repost_of", "because"}
    texts = [POST["text"], "@zorgnoord is dit ook parttime te doen?"]
    for row, text in zip(rows, texts, strict=True):
        spans = [each for each in row["because"] if each["start"] is not None]
        assert all(text[each["start"] : each["end"]] == each["text"] for each in spans)


def test_cases_prints_the_board(run, recording):
    board = json.loads(run("cases", str(recording)).stdout)
    (case,) = board["cases"]
    assert case["state"] == "open"
    assert case["kind"] == "question"
    assert case["opened_by"] == "2"
    assert case["subject"] == {"post": "1", "party": None}
    assert case["history"] == [
        {"at": "2026-11-19T09:05:00Z", "post": "2", "state": "open", "by": "lotte_v"}
    ]


def test_an_employer_that_the_command_line_names_as_organiser_is_one(run, recording):
    board = json.loads(run("cases", str(recording), "--organiser", "@zorgnoord").stdout)
    assert board["fair"]["organiser"] == ["zorgnoord"]


def test_report_gives_figures_as_text_and_as_json(run, recording):
    assert "2 posts" in run("report", str(recording)).stdout
    figures = json.loads(run("report", str(recording), "--json").stdout)
    assert figures["totals"]["posts"] == 2
    assert figures["accounting"]["received"] == 2


def test_the_help_says_what_each_command_does_in_a_line(run):
    for words in (["--help"], ["scenario", "--help"]):
        assert "..." not in run(*words, env={"COLUMNS": "80"}).stdout.partition("Commands:")[2]
