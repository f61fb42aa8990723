"""One employer's part of a report."""

import pytest

from moderator.core.case import CaseKind, State
from moderator.report.document import document
from moderator.report.part import NoSuchEmployer, part_of
from moderator.report.spreadsheet import tables


@pytest.fixture
def whole(case, report):
    return report(
        cases=[
            case((5, State.ANSWERED), responsible="Bolt"),
            case((50, State.ANSWERED), responsible="Sikkema"),
            case(responsible="Bolt", kind=CaseKind.BROKEN_LINK),
        ]
    )


def test_a_part_has_the_cases_and_times_of_its_employer(whole):
    part = part_of(whole, " BOLT ")
    assert [row.name for row in part.employers] == ["Bolt"]
    assert part.cases[CaseKind.QUESTION][State.ANSWERED] == 1
    assert part.cases[CaseKind.BROKEN_LINK][State.OPEN] == 1
    assert part.times.median.total_seconds() == 300
    assert {each.case.responsible for each in part.followed} == {"Bolt"}
    assert part.totals == whole.totals


def test_no_other_employer_is_in_its_json_or_tables(whole):
    part = part_of(whole, "Bolt")
    assert document(part)["employer"] == "Bolt"
    assert "Sikkema" not in str(document(part)) + "".join(tables(part).values())
    assert "totals.csv" not in tables(part)


def test_an_employer_that_is_not_there_is_told_with_those_that_come_close(whole):
    with pytest.raises(NoSuchEmployer, match=r"called 'Siekema'; did you mean Sikkema"):
        part_of(whole, "Siekema")
    with pytest.raises(NoSuchEmployer, match=r"called 'zzz'$"):
        part_of(whole, "zzz")
