"""Reports without the words of posts that were deleted after they were made."""

import csv
import json
import re
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderator.core.labels import Label
from moderator.report.document import as_json
from moderator.report.html import as_html
from moderator.report.spreadsheet import tables
from moderator.shelf.erased import without

WORDS = "mag <dit> 'ook' \"zo\"?"


@pytest.fixture
def made(line, case, report):
    lines = [
        line(Label.VACANCY, "Kok, max. 35 jaar", by="bolt"),
        line(Label.QUESTION, WORDS, by="lotte_v"),
        line(Label.QUESTION, "blijft staan?"),
    ]
    cases = [case(opened_by="x:2"), case(opened_by="x:3")]
    return report(lines, cases, handles=True)


def test_a_page_loses_the_words_and_the_asker_of_a_deleted_post_alone(made):
    before = as_html(made)
    assert "mag &lt;dit&gt;" in before
    after = without(before, {"x:2", "x:1"}, ".html")
    assert "mag" not in after
    assert "35 jaar" not in after
    assert after.count("blijft staan?") == before.count("blijft staan?") == 2
    assert "Zorg Zuiderdiep" in after


def test_a_page_loses_all_of_a_long_post(line, case, report):
    text = "begin " + "lang " * 1000 + "slot"
    before = as_html(report([line(Label.QUESTION, text)], [case()]))
    assert before.count("slot") == 2
    assert not re.search("begin lang|slot|whole post", without(before, {"x:1"}, ".html"))


def test_a_question_about_wording_is_lost_with_the_last_vacancy_that_has_it(line, report):
    lines = [line(Label.VACANCY, f"Kok {n}, max. 35 jaar", by="bolt") for n in range(2)]
    before = as_html(report(lines))
    after = without(before, {"x:1"}, ".html")
    assert (before.count("35 jaar"), after.count("35 jaar")) == (3, 2)
    assert "35 jaar" not in without(before, {"x:1", "x:2"}, ".html")


def test_tables_lose_them_and_read_back(made):
    before = tables(made)
    cases = without("\ufeff" + before["cases.csv"], {"x:2"}, ".csv")
    rows = list(csv.DictReader(StringIO(cases.removeprefix("\ufeff"), newline="")))
    assert [row["asked"] for row in rows] == ["", "blijft staan?"]
    assert rows[0]["askers"] == ""
    assert rows[0]["responsible"] == "Zorg Zuiderdiep"
    wording = without(before["wording.csv"], {"x:1"}, ".csv")
    assert "35 jaar" in before["wording.csv"]
    assert "35 jaar" not in wording
    assert without(before["totals.csv"], {"x:1", "x:2"}, ".csv") == before["totals.csv"]


def test_json_loses_them_and_keeps_the_figures(made):
    before = json.loads(as_json(made))
    after = json.loads(without(as_json(made), {"x:1", "x:2"}, ".json"))
    assert after["totals"] == before["totals"]
    assert [row["asked"] for row in after["aftercare"]] == ["", "blijft staan?"]
    assert after["wording"][0]["text"] == ""
    assert after["wording"][0]["hints"] == []


@given(st.text(), st.sampled_from([".html", ".csv", ".json", ".txt", ""]))
def test_what_is_no_report_stays_as_it_is(text, kind):
    assert without(text, {"x:1"}, kind) == text
