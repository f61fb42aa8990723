"""A report as tables for a spreadsheet: CSV as RFC 4180 has it, with nothing in it that is run.

A cell that a spreadsheet would take for a formula begins with an apostrophe. All
moments are in the fair's own time, all durations in seconds.
"""

import csv
from collections.abc import Iterable, Iterator
from datetime import MINYEAR, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

from moderator.core.labels import Label
from moderator.report.figures import Report

Cell = str | int | float | bool | datetime | timedelta | None
Row = Iterable[Cell]

_STARTS_A_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def tables(report: Report) -> dict[str, str]:
    """Every table by its file's name; of a part, those that are its employer's."""
    zone = ZoneInfo(report.fair.timezone)
    made = {
        "employers.csv": _employers(report),
        "cases.csv": _cases(report),
        "wording.csv": _wording(report),
    }
    if not report.part:
        made |= {
            "totals.csv": _totals(report),
            "activity.csv": _activity(report),
            "accounting.csv": _accounting(report),
            "gaps.csv": _gaps(report),
        }
    made["provenance.csv"] = _provenance(report)
    return {name: _written(rows, zone) for name, rows in made.items()}


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(_STARTS_A_FORMULA) else text


def _written(rows: Iterable[Row], zone: ZoneInfo) -> str:
    text = StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([_cell(cell, zone) for cell in row] for row in rows)
    return text.getvalue()


def _cell(cell: Cell, zone: ZoneInfo) -> str:
    match cell:
        case None:
            return ""
        case str():
            return harmless(cell)
        case bool():
            return "yes" if cell else "no"
        case timedelta():
            return f"{cell.total_seconds():.0f}"
        case datetime():
            return _moment(cell, zone)
        case _:
            return str(cell)


def _moment(at: datetime, zone: ZoneInfo) -> str:
    """A moment as spreadsheets read it; nothing for the beginning of time."""
    return "" if at.year == MINYEAR else f"{at.astimezone(zone):%Y-%m-%d %H:%M:%S}"


def _totals(report: Report) -> Iterator[Row]:
    totals = report.totals
    yield "figure", "count"
    yield "posts", totals.posts
    yield "reposts", totals.reposts
    yield "deleted", totals.deleted
    yield "not judged", totals.unjudged
    yield "interactions", totals.interactions
    yield from ((f"label {label}", totals.by_label[label]) for label in Label)
    yield from ((f"source {name}", count) for name, count in totals.by_source.items())
    yield from ((f"containing {term}", count) for term, count in totals.containing.items())


def _cases(report: Report) -> Iterator[Row]:
    yield (
        "case", "kind", "state", "responsible", "opened", "due", "overdue", "first follow-up after",
        "waits since", "asked post", "asked", "about post", "about", "link", "askers",
        "reminders of the employer",
    )  # fmt: skip
    for each in report.followed:
        case = each.case
        yield (
            case.id, case.kind, case.state, case.party, case.opened_at, each.due_at,
            each.overdue_at, each.first, case.waiting_since if each.lacks_follow_up else None,
            case.opened_by, each.asked, case.subject.post, each.about, each.link,
            " ".join(each.askers), len(case.nudges),
        )  # fmt: skip


def _employers(report: Report) -> Iterator[Row]:
    yield (
        "employer", "vacancies", "questions", "broken links", "answered", "promised", "open",
        "closed", "median to the first follow-up",
    )  # fmt: skip
    for each in report.employers:
        yield (
            each.name, each.vacancies, each.questions, each.broken_links, each.answered,
            each.promised, each.open, each.closed, each.median,
        )  # fmt: skip


def _wording(report: Report) -> Iterator[Row]:
    names = ("ground", "phrase", "question", "better", "exception", "law")
    yield ("employer", "at", "post", "vacancy", *names)
    for each in report.wording:
        for hint in each.hints:
            said = hint.advice(report.fair.language)
            found = (each.employer, each.at, each.key, each.text, hint.ground, hint.phrase)
            yield (*found, said.question, said.better, said.exception, said.law)


def _activity(report: Report) -> Iterator[Row]:
    yield ("from", "seconds", "posts", "reposts", *Label)
    for each in report.activity.bins:
        counts = (each.labels.get(label, 0) for label in Label)
        yield (each.start, report.activity.step, each.posts, each.reposts, *counts)


def _accounting(report: Report) -> Iterator[Row]:
    names = ("received", "shown", "folded", "duplicates", "filtered", "unreadable", "missing")
    yield ("feed", *names, "let go of", "deletions")
    feeds = {"all": report.intake.accounting, **report.intake.feeds}
    for name, sums in feeds.items():
        yield (name, *(getattr(sums, each) for each in names), sums.dropped, sums.deleted)


def _gaps(report: Report) -> Iterator[Row]:
    yield "feed", "from", "until", "length", "filled later"
    for each in report.intake.gaps:
        gap = each.gap
        yield each.feed, gap.start, gap.end, gap.end - gap.start, gap.filled


def _provenance(report: Report) -> Iterator[Row]:
    yield "what", "value"
    yield "fair", report.fair.name
    yield "employer", report.part or None
    yield "as it stood at", report.clock
    if made := report.provenance:
        yield "version", made.version
        yield "read from", made.source
        yield "SHA-256 of what was read", made.source_sha256
        yield "SHA-256 of the configuration", made.config_sha256
