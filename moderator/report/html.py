"""A report as a page that stands by itself: read in a minute, printed, or mailed."""

from zoneinfo import ZoneInfo

from moderator.page import sheet
from moderator.report import charts
from moderator.report.figures import Report
from moderator.report.followed import Followed
from moderator.report.strays import left_out, parted
from moderator.report.wording import by_wording
from moderator.words import terms

_MOST_CAUGHT = 12


def as_html(report: Report) -> str:
    """The page of a report; of a part, that of its employer."""
    return sheet.rendered(
        "employer.html" if report.part else "report.html",
        here=sheet.Here(report.fair.timezone, report.clock),
        report=report,
        terms=terms,
        caught=caught(report),
        wordings=by_wording(report.wording),
        day=charts.of_the_day(report),
        strays=left_out(parted(report.activity), ZoneInfo(report.fair.timezone)),
        talk=charts.of_the_talk(report),
        wait=charts.of_the_wait(report),
    )


def caught(report: Report) -> tuple[Followed, ...]:
    """The cases that a moderator had to see to: due or overdue in their time, the worst first.

    At most a dozen, which is what is read in a minute, by the time they were opened.
    """
    missed = [each for each in report.followed if each.due_at or each.lacks_follow_up]
    missed.sort(key=lambda each: (not each.lacks_follow_up, each.overdue_at is None))
    return tuple(sorted(missed[:_MOST_CAUGHT], key=lambda each: each.case.opened_at))
