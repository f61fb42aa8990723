"""The checker finds what was planted in a good fair."""

import copy
import json

import pytest

from corpus.check import check, doubles, findings, main
from moderator.learning.fair import parse

GOOD = {
    "fair": {"hashtag": "#TBNN", "language": "nl"},
    "authors": [
        {"handle": "ZorgEs", "name": "Zorg Es", "side": "employer"},
        {"handle": "roos", "name": "Roos", "side": "seeker"},
    ],
    "posts": [
        {"id": "p1", "at": "2012-07-03T08:00:00Z", "author": "ZorgEs", "label": "vacancy",
         "text": "Vacature kok http://www.es.example.nl/kok #TBNN"},
        {"id": "p2", "at": "2012-07-03T08:01:00Z", "author": "roos", "label": "question",
         "text": "@ZorgEs ook parttime?", "reply_to": "p1"},
        {"id": "p3", "at": "2012-07-03T08:02:00Z", "author": "ZorgEs", "label": "follow_up",
         "text": "@roos ja", "reply_to": "p2", "substance": "answer"},
        {"id": "p4", "at": "2012-07-03T08:03:00Z", "author": "roos", "label": "vacancy",
         "text": "RT @ZorgEs: Vacature kok http://www.es.example.nl/kok #TBNN", "repost_of": "p1"},
    ],
}  # fmt: skip
PLANTED = [
    (1, {"label": "vraag"}, "no such label"),
    (1, {"author": "niemand"}, "no such author"),
    (1, {"reply_to": "p9"}, "no such post"),
    (1, {"reply_to": "p3"}, "came no earlier"),
    (1, {"at": "2012-07-03T07:00:00Z"}, "stands after a later post"),
    (1, {"text": "@ZorgEs " + "x" * 140}, "characters"),
    (1, {"text": "vacature KOK http://www.es.example.nl/kok #TBNN"}, "has the words of p1"),
    (1, {"text": "kijk http://example.nl.elders.org/"}, "reserved domains"),
    (1, {"text": "@iemand_anders ook parttime?"}, "might be somebody"),
    (1, {"substance": "answer"}, "substance"),
    (2, {"substance": None}, "substance"),
    (3, {"text": "RT @ZorgEs: iets anders"}, "repeats the words"),
    (3, {"label": "promotion"}, "has the label"),
]


def with_change(index, change):
    raw = copy.deepcopy(GOOD)
    raw["posts"][index].update(change)
    return raw


def test_nothing_is_wrong_with_a_good_fair():
    assert findings(parse(GOOD)) == doubles(GOOD) == []


@pytest.mark.parametrize(("index", "change", "words"), PLANTED)
def test_a_planted_error_is_found(index, change, words):
    found = findings(parse(with_change(index, change)))
    assert any(words in line for line in found)


def test_ids_and_handles_occur_once():
    raw = with_change(1, {"id": "p1"})
    raw["authors"].append({"handle": "ROOS", "name": "Roos 2", "side": "seeker"})
    assert doubles(raw) == ["p1: occurs 2 times", "roos: occurs 2 times"]


def test_sides_and_handles_of_accounts_are_checked():
    raw = copy.deepcopy(GOOD)
    raw["authors"] += [{"handle": "een_veel_te_lange", "name": "", "side": "ufo"}]
    assert len(findings(parse(raw))) == 2


def test_a_deletion_names_a_post():
    raw = {**GOOD, "deletes": [{"id": "p7", "at": "2012-07-03T09:00:00Z"}]}
    assert findings(parse(raw)) == ["no such post to delete: p7"]


def test_the_longer_posts_of_today_are_welcome():
    change = {"text": "x" * 200, "at": "2026-07-03T08:01:00Z", "reply_to": None}
    assert not any("characters" in line for line in findings(parse(with_change(1, change))))


def test_the_command_says_the_counts_and_what_is_wrong(tmp_path, capsys):
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(json.dumps(GOOD))
    bad.write_text("[]")
    assert main([str(good)]) == 0
    assert "4 posts: 1 reposts, 1 vacancy, 1 question, 1 follow_up" in capsys.readouterr().out
    assert main([str(good), str(bad)]) == 1
    assert "bad.json: cannot be read as a fair" in capsys.readouterr().err
    assert len(check(tmp_path / "absent.json")) == 1
