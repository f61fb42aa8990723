"""What a person types, and what comes back: output, words and exit codes."""

import json
import os
import select
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from moderator.cli import app
from moderator.commands.setup import complaints
from moderator.store.file import JournalUnwritable

POST = {
    "v": 1,
    "id": "1",
    "source": "x",
    "kind": "original",
    "author": "zorgnoord",
    "text": "Vacature: verpleegkundige wijkzorg, 24 uur #TB",
    "created_at": "2026-11-19T09:00:00Z",
}


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)
    return lambda *words, **more: CliRunner().invoke(app, list(words), **more)


@pytest.fixture
def recording(tmp_path):
    path = tmp_path / "day.jsonl"
    question = POST | {
        "id": "2",
        "kind": "reply",
        "author": "lotte_v",
        "text": "@zorgnoord is dit ook parttime te doen?",
        "created_at": "2026-11-19T09:05:00Z",
        "in_reply_to": "1",
        "mentions": ["zorgnoord"],
    }
    path.write_text("".join(json.dumps(row) + "\n" for row in (POST, question)))
    return path


def test_version_is_that_of_the_project(run):
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))
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


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["cases", "nowhere"], "there is no recording 'nowhere'"),
        (["posts", "."], "is a folder"),
        (["posts", ""], "Missing argument 'RECORDING|JOURNAL'"),
        (["practice", ""], "Missing argument 'SCENARIO|RECORDING'"),
        (["evaluate", "fair.json", ""], "Missing argument 'LABELLED'"),
        (["cases", "demo", "--config", ""], "Option '--config' requires an argument"),
        (["train", "corpus", "--corrections", ""], "Option '--corrections' requires an argument"),
        (["cases", "demo", "--config", "nowhere.toml"], "nowhere.toml"),
        (["replay", "demo", "--speed", "fast"], "--speed fast"),
        (["replay", "demo", "--speed", "0"], "--speed 0"),
        (["replay", "demo", "--from", "noon"], "--from noon"),
        (["frobnicate"], "No such command"),
        (["cases"], "Missing argument"),
    ],
)
def test_a_mistake_is_a_line_that_says_what_to_do_and_exit_code_2(run, words, said):
    result = run(*words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("command", ["posts", "report", "replay", "cases", "classify", "links"])
def test_that_there_is_no_recording_is_said_in_the_configured_language(
    run, command, tmp_path, monkeypatch
):
    monkeypatch.delenv("MODERATOR_LANGUAGE")
    (tmp_path / "config.toml").write_text('[fair]\nlanguage = "nl"\n')
    result = run(command, "nofile.csv")
    assert result.exit_code == 2
    assert "er is geen opname 'nofile.csv'" in result.stderr


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ('hashtagg = "#TB"', "die sleutel bestaat niet"),
        ("name = Banenmarkt", "regel 3"),
    ],
)
def test_what_is_wrong_with_a_configuration_is_said_in_the_language_that_it_names(
    run, recording, tmp_path, monkeypatch, wrong, said
):
    monkeypatch.delenv("MODERATOR_LANGUAGE")
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    (tmp_path / "config.toml").write_text(f'[fair]\nlanguage = "nl"\n{wrong}\n')
    result = run("cases", str(recording))
    assert result.exit_code == 2
    assert said in result.stderr


@pytest.mark.parametrize("command", ["practice", "debrief", "scenario check"])
def test_that_there_is_no_scenario_is_said_in_the_configured_language(
    run, command, tmp_path, monkeypatch
):
    monkeypatch.delenv("MODERATOR_LANGUAGE")
    (tmp_path / "config.toml").write_text('[fair]\nlanguage = "nl"\n')
    result = run(*command.split(), "nowhere")
    assert result.exit_code == 2
    assert "er is geen scenario" in result.stderr


def test_a_wrong_key_in_the_configuration_is_named(run, recording, tmp_path):
    (tmp_path / "config.toml").write_text('[fair]\nhashtagg = "#TB"\n')
    result = run("cases", str(recording))
    assert result.exit_code == 2
    assert "hashtagg" in result.stderr
    assert "hashtag" in result.stderr


@pytest.fixture
def interruptible():
    """Let programs be interrupted, also where a shell behind which the tests run has it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_posts_passes_a_slow_pipe_on_line_by_line_and_an_interrupt_ends_it_with_130(tmp_path):
    environment = {**os.environ, "XDG_DATA_HOME": str(tmp_path), "PYTHONUNBUFFERED": ""}
    command = [sys.executable, "-m", "moderator", "posts", "-"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, env=environment) as program:
        program.stdin.write(json.dumps(POST).encode() + b"\n")
        program.stdin.flush()
        came, _, _ = select.select([program.stdout], [], [], 60)
        program.send_signal(signal.SIGINT)
        try:
            assert program.wait(timeout=60) == 130
        finally:
            program.kill()
        assert came
        assert json.loads(program.stdout.readline())["id"] == "1"


def test_a_recording_that_has_grown_at_either_end_is_read_anew_and_nothing_is_lost(run, recording):
    run("replay", str(recording))
    rows = recording.read_text().splitlines()
    late = POST | {"id": "3", "created_at": "2026-11-19T09:20:00Z", "text": "Wij doen ook mee! #TB"}
    recording.write_text("\n".join([json.dumps(late), *rows]) + "\n")
    again = run("replay", str(recording)).stdout
    assert "5 received = 3 shown + 2 duplicate" in again


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


def test_what_a_table_lacks_is_said(run, tmp_path):
    table = tmp_path / "export.csv"
    table.write_text("Datum;Auteur;Bericht\n03-07-2012 10:00;zorgnoord;Vacature kok\n")
    assert "note: " in run("cases", str(table)).stderr


def test_an_empty_recording_has_no_clock(run, tmp_path):
    (tmp_path / "empty.jsonl").write_text("")
    assert json.loads(run("cases", "empty.jsonl").stdout)["clock"] is None
    assert "0001" not in run("report", "empty.jsonl").stdout


NOTHING = {
    "empty.csv": (b"", ["there are no posts in it"]),
    "odd.csv": (
        b"a;b;c\n1;2;3\n",
        ["its first row has to name a date", "line 1: not JSON", "nothing in it can be read"],
    ),
    "bin.csv": (
        b"PK\x03\x04\x00\x01",
        ["line 1: no text, but a workbook", "nothing in it can be read"],
    ),
}
"""Recordings of which nothing can be read, and what is said of each."""


@pytest.fixture(params=NOTHING)
def nothing(request, tmp_path):
    content, told = NOTHING[request.param]
    (tmp_path / request.param).write_bytes(content)
    return request.param, told


@pytest.mark.parametrize("command", ["report", "cases", "classify", "posts", "links"])
def test_what_has_no_posts_is_said_to_have_none_beside_the_figures(run, nothing, command):
    name, told = nothing
    result = run(command, name)
    assert result.exit_code == 1
    assert all(each in result.stderr for each in told)


@pytest.mark.parametrize("command", ["replay", "practice"])
def test_a_recording_without_posts_is_no_day_of_peace_and_leaves_nothing(
    run, nothing, command, tmp_path
):
    name, told = nothing
    result = run(command, name)
    assert result.exit_code == 1
    assert f"{name}: {told[-1]}" in result.stderr
    assert all(each in result.stderr for each in told)
    assert result.stdout == ""
    assert not (tmp_path / "data").exists()


def test_standard_input_without_posts_is_no_day_of_peace_either(run):
    result = run("replay", "-", input="")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "standard input: there are no posts in it" in result.stderr


def test_of_much_that_cannot_be_read_the_first_lines_are_told(run, tmp_path):
    (tmp_path / "odd.csv").write_text("a;b;c\n" * 1000)
    assert run("replay", "odd.csv").stderr.count("not JSON") == 5


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


def test_output_that_cannot_be_written_is_one_line(recording):
    command = [sys.executable, "-m", "moderator", "cases", str(recording)]
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert ended.returncode == 1
    assert ended.stderr.endswith(b"moderator: no more can be written: no space left on device\n")


@pytest.mark.parametrize("words", ["--help", "cases demo", "practice werkfeest --plain"])
def test_output_that_is_closed_or_that_nobody_reads_on_is_no_traceback(words, tmp_path):
    closed = shell(f"{words} >&-", tmp_path)
    assert closed.returncode == 1
    assert closed.stderr.endswith("moderator: no more can be written: the output is closed\n")
    reading, writing = os.pipe()
    os.close(reading)
    left = shell(words, tmp_path, out=writing)
    os.close(writing)
    assert left.returncode == 1
    assert "written" not in left.stderr
    assert "Traceback" not in left.stderr


@pytest.mark.parametrize(("stream", "code"), [("2>&-", 0), ("2>/dev/full", 1), ("<&-", 0)])
def test_words_that_nobody_can_hear_cost_no_output(stream, code, recording, tmp_path):
    ended = shell(f"cases {recording} {stream}", tmp_path)
    assert ended.returncode == code
    assert json.loads(ended.stdout)["v"] == 1


def shell(line, folder, *, out=subprocess.PIPE):
    """What the program does with a line of the shell, with that folder as its home."""
    return subprocess.run(
        ["sh", "-c", f"{sys.executable} -m moderator {line}"],
        env={**os.environ, "XDG_DATA_HOME": str(folder), "MODERATOR_LANGUAGE": "en"},
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )


def test_an_interrupt_while_the_program_is_read_ends_it_with_130_and_no_word():
    script = """
import sys
class Interrupted:
    def find_spec(self, name, *_):
        if name == "moderator.cli":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupted())
from moderator.__main__ import main
main()
"""
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert (ended.returncode, ended.stderr) == (130, b"")


def test_the_help_says_what_each_command_does_in_a_line(run):
    for words in (["--help"], ["scenario", "--help"]):
        assert "..." not in run(*words, env={"COLUMNS": "80"}).stdout.partition("Commands:")[2]
