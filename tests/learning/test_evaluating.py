"""Labelled posts of every form beside the program's verdicts."""

import json
from pathlib import Path

import pytest

from moderator.classify.encoder import is_usable
from moderator.commands import teach
from moderator.core.labels import Label, Verdict
from moderator.learning.corpus import CorpusError
from moderator.learning.evaluating import apart, first_only, judged, with_second
from moderator.learning.readings import readings
from moderator.learning.score import score

FAIR = Path(__file__).parents[2] / "corpus" / "fairs" / "hard-terug.json"
POST = {
    "id": "h1", "text": "@els Dat kan, vanaf 24 uur", "label": "follow_up", "substance": "answer",
    "parent": {"text": "kan het parttime?", "author_side": "seeker", "label": "question"},
    "quoted": None, "author_side": "employer",
}  # fmt: skip


def test_every_labelled_post_is_judged_once_and_in_full():
    found = list(judged([FAIR], first_only))
    raw = json.loads(FAIR.read_text("utf-8"))
    assert len(found) == sum(not post.get("repost_of") for post in raw["posts"])
    assert not any(each.reading.bare for each in found)


def test_a_fair_without_substance_gives_none_to_be_right_about(tmp_path):
    raw = json.loads(FAIR.read_text("utf-8"))
    for post in raw["posts"]:
        post.pop("substance", None)
    path = tmp_path / "fair.json"
    path.write_text(json.dumps(raw), "utf-8")
    found = list(judged([path], first_only))
    assert score(found).substance is None
    assert score(list(judged([FAIR], first_only))).substance is not None


def test_contexts_are_those_that_the_program_makes_itself():
    others = list(readings(FAIR, lambda fair: lambda some: [Verdict(Label.OTHER, 1.0)] * len(some)))
    parents = [each.reading.context.parent for each in others]
    assert {parent.label for parent in parents if parent} == {Label.OTHER}


def test_posts_apart_are_read_with_what_stood_above_them(tmp_path):
    path = tmp_path / "posts.jsonl"
    path.write_text(json.dumps(POST) + "\n\n" + json.dumps(POST | {"quoted": POST["parent"]}))
    one, other = apart(path)
    assert one.reading.context.parent.label is Label.QUESTION
    assert other.reading.context.quoted.text == "kan het parttime?"
    assert [each.is_right for each in judged([path], first_only)] == [True, True]


@pytest.mark.skipif(not is_usable(), reason="the extra `semantic` is not installed")
def test_the_second_opinion_is_asked_where_it_is_deserved(tmp_path):
    path = tmp_path / "posts.jsonl"
    path.write_text(json.dumps(POST))
    (found,) = judged([path], with_second)
    assert found.given.label is Label.FOLLOW_UP


LINE = {"id": "1", "text": "x", "label": "other"}


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("posts.jsonl", json.dumps(LINE) + "\n{", "line 2: not JSON: "),
        ("posts.jsonl", '{"id": "1", "text": "x"}', 'line 1: it lacks "label"'),
        ("posts.jsonl", '\n"x"', "line 2: a JSON object was expected"),
        ("posts.jsonl", LINE | {"parent": "x"}, "line 1: a JSON object was expected"),
        ("posts.jsonl", LINE | {"label": "nope"}, 'line 1: no such label as "nope"; there are: '),
        ("posts.jsonl", LINE | {"author_side": "us"}, 'line 1: no such side as "us"; there are: '),
        ("fair.json", '{\n"fair": {},', "line 2: not JSON: "),
        ("fair.json", [1], "a JSON object was expected"),
        ("fair.json", {"fair": {}}, 'it lacks "authors"'),
        ("fair.json", {"authors": [{"handle": "a"}]}, 'authors: item 1: it lacks "name"'),
        ("fair.json", {"authors": [], "posts": [{"at": "x"}]}, "posts: item 1: date cannot be"),
    ],
)
def test_what_is_no_labelled_post_is_said_in_words_with_its_place(tmp_path, name, given, said):
    path = tmp_path / name
    path.write_text(given if isinstance(given, str) else json.dumps(given))
    with pytest.raises(CorpusError) as error:
        list(judged([path], first_only))
    assert str(error.value).startswith(f"{path}: cannot be read as labelled posts: {said}")


@pytest.mark.parametrize("name", ["posts.jsonl", "fair.json"])
def test_a_mistake_in_a_classifier_is_not_told_as_one_of_the_file(tmp_path, name):
    path = tmp_path / name
    path.write_text(json.dumps(POST) if name == "posts.jsonl" else FAIR.read_text("utf-8"))

    def mistaken(wanted):
        return [{}["typo"] for _ in wanted]

    with pytest.raises(KeyError, match="typo"):
        list(judged([path], lambda _fair: mistaken))


def test_a_label_that_there_is_not_is_said_with_its_post(tmp_path):
    raw = json.loads(FAIR.read_text("utf-8"))
    raw["posts"][1]["label"] = "vraag"
    path = tmp_path / "fair.json"
    path.write_text(json.dumps(raw), "utf-8")
    with pytest.raises(
        CorpusError, match=f'post {raw["posts"][1]["id"]}: no such label as "vraag"'
    ):
        list(judged([path], first_only))


def test_a_file_counts_once_and_one_that_the_classifier_learns_from_is_told_to_be(tmp_path, capsys):
    path = tmp_path / "posts.jsonl"
    path.write_text(json.dumps(POST))
    taught = FAIR.with_name("hard-kort.json")
    twice = [path, FAIR, tmp_path / ".." / tmp_path.name / "posts.jsonl", taught]
    assert teach.evaluate(twice, second=False, as_json=True) == 0
    told = capsys.readouterr()
    assert "posts.jsonl: named more than once; it counts once" in told.err
    assert "the classifier learns from hard-kort: at a new fair" in told.err
    assert teach.evaluate([path, FAIR, taught], second=False, as_json=True) == 0
    assert capsys.readouterr().out == told.out


def test_what_is_no_text_is_said_without_what_is_in_it(tmp_path):
    path = tmp_path / "posts.jsonl"
    path.write_bytes(b"\xff" * 1000)
    with pytest.raises(CorpusError) as error:
        list(judged([path], first_only))
    assert str(error.value) == f"{path}: not UTF-8 text; save it as UTF-8"


def test_the_command_prints_figures_or_says_what_is_wrong(tmp_path, capsys):
    assert teach.evaluate([FAIR], second=False, as_json=True) == 0
    assert json.loads(capsys.readouterr().out)["n"] == 80
    assert teach.evaluate([FAIR], second=False, as_json=False) == 0
    assert "mistakes of which the program was surest" in capsys.readouterr().out
    assert teach.evaluate([tmp_path / "no.json"], second=False, as_json=False) == 2
    assert "no such file" in capsys.readouterr().err
    (tmp_path / "empty.jsonl").write_text("")
    assert teach.evaluate([tmp_path / "empty.jsonl"], second=False, as_json=False) == 1
    assert "there are no labelled posts to score" in capsys.readouterr().err
