"""One employer's part of a report: what may be mailed to its contact."""

from collections.abc import Iterable
from dataclasses import replace
from difflib import get_close_matches

from feeds.said import said
from moderator.report.build import by_kind_and_state
from moderator.report.figures import Report
from moderator.report.times import times


class NoSuchEmployer(Exception):
    """The report has no employer of that name; the message names those that come close."""


def part_of(report: Report, name: str) -> Report:
    """The report with the cases and figures of one employer, and of no other.

    Its totals are the fair's. The name may be given in any case. Raises NoSuchEmployer.
    """
    row = next((each for each in report.employers if _equal(each.name, name)), None)
    if row is None:
        raise NoSuchEmployer(_unknown(name, [each.name for each in report.employers]))
    mine = tuple(each for each in report.followed if each.case.party == row.name)
    cases = [each.case for each in mine]
    return replace(
        report,
        cases=by_kind_and_state(cases),
        times=times(cases),
        employers=(row,),
        followed=mine,
        wording=tuple(each for each in report.wording if _equal(each.employer, row.name)),
        part=row.name,
    )


def _equal(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()


def _unknown(name: str, known: Iterable[str]) -> str:
    by_fold = {each.casefold(): each for each in known}
    close = get_close_matches(name.casefold(), by_fold, n=3, cutoff=0.4)
    meant = ", ".join(by_fold[each] for each in close)
    what = said("no employer of this fair is called {name}", name=repr(name))
    return said("{what}; did you mean {names}?", what=what, names=meant) if meant else what
