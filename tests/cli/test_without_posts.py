"""Recordings without posts, or of which much cannot be read, pass for no day of peace."""

import json

import pytest


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
