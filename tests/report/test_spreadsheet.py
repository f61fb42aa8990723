"""The report as tables: read back as they were meant, and never run."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.post import Gap
from moderator.core.board import Accounting, FeedGap
from moderator.core.case import State
from moderator.core.labels import Label
from moderator.report.figures import Intake
from moderator.report.spreadsheet import harmless, tables
from tests.report.conftest import TEN


def rows(text):
    return list(csv.reader(StringIO(text, newline=""), strict=True))


def test_every_table_has_as_many_cells_in_each_row_and_reads_back(line, case, report):
    lines = [line(Label.VACANCY, 'Kok; "goed", snel\nin Assen'), line(Label.QUESTION, "a,b\r\nc")]
    gap = FeedGap("x", Gap(TEN, TEN.replace(hour=9)))
    made = report(
        lines,
        [case((2, State.ANSWERED)), case(opened_by="x:2")],
        intake=Intake(Accounting(2, 2), (gap,), {"x": Accounting(2, 2)}, [(TEN, 3)]),
        terms=["kok"],
    )
    read = {name: rows(text) for name, text in tables(made).items()}
    assert set(read) == {
        "totals.csv", "cases.csv", "employers.csv", "activity.csv", "accounting.csv", "gaps.csv",
        "provenance.csv", "wording.csv",
    }  # fmt: skip
    for name, table in read.items():
        assert {len(row) for row in table} == {len(table[0])}, name
    assert ["containing kok", "1"] in read["totals.csv"]
    assert read["cases.csv"][2][9:11] == ["x:2", "a,b\nc"]
    assert read["cases.csv"][1][7] == "120"
    assert read["activity.csv"][1][:4] == ["2012-07-03 10:00:00", "300", "2", "1"]
    assert read["gaps.csv"][1] == ["x", "2012-07-03 10:00:00", "2012-07-03 11:00:00", "3600", "no"]


@pytest.mark.parametrize(
    "evil",
    ["=1+1", "+31", "-2", "@SUM(A1)", "\t=1", "\r=1", "＝1", " =1", "  @x", '=HYPERLINK("x")'],
)
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(evil, case, report):
    assert harmless(evil) == f"'{evil}"
    table = rows(tables(report(cases=[case(responsible=evil)]))["employers.csv"])
    assert table[1][0].startswith("'")


@given(st.text())
def test_no_text_begins_a_formula_and_harmless_ones_stay(text):
    made = harmless(text)
    assert made.lstrip(" ")[:1] not in {*"=+-@\t\r\n＝＋－＠"}
    assert made in (text, f"'{text}")
    assert harmless(made) == made
