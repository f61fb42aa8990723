"""A report as JSON; docs/report.md tells what each field means."""

import json
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from moderator.core.board import Accounting, FeedGap
from moderator.core.case import Moved
from moderator.report.figures import Activity, Employer, Intake, Report, Totals
from moderator.report.followed import Followed
from moderator.report.silence import Silenced
from moderator.report.times import Times
from moderator.report.wording import Worded
from moderator.words.moments import utc

VERSION = 1


def as_json(report: Report) -> str:
    """The report as one JSON object, indented, pure ASCII, without a newline at its end."""
    return json.dumps(document(report), indent=2)


def document(report: Report) -> dict[str, Any]:
    """The report as lists, dicts, numbers and texts."""
    return {
        "v": VERSION,
        "fair": {"name": report.fair.name, "hashtags": list(report.fair.hashtags)},
        "clock": utc(report.clock),
        "totals": _totals(report.totals),
        "cases": {kind: dict(states) for kind, states in report.cases.items()},
        "times": _times(report.times),
        "employers": [_employer(employer) for employer in report.employers],
        "activity": _activity(report.activity),
        "accounting": _accounting(report.intake),
        "waits": dict(report.timings),
        "aftercare": [_open(each) for each in report.open],
        "silence": _silence(report.silence),
        "wording": [_worded(each, report.fair.language) for each in report.wording],
        "employer": report.part or None,
        "provenance": asdict(report.provenance) if report.provenance else None,
    }


def _totals(totals: Totals) -> dict[str, Any]:
    return {
        "posts": totals.posts,
        "reposts": totals.reposts,
        "deleted": totals.deleted,
        "promotion_only": totals.promotion_only,
        "vacancies": totals.vacancies,
        "interactions": totals.interactions,
        "follow_ups": totals.follow_ups,
        "unjudged": totals.unjudged,
        "by_label": dict(totals.by_label),
        "by_source": dict(totals.by_source),
        "containing": dict(totals.containing),
    }


def _times(times: Times) -> dict[str, Any]:
    return {
        "followed_up": times.followed_up,
        "median_seconds": _seconds(times.median),
        "p90_seconds": _seconds(times.ninetieth),
    }


def _employer(employer: Employer) -> dict[str, Any]:
    row = asdict(employer)
    row["median_seconds"] = _seconds(row.pop("median"))
    return row


def _activity(activity: Activity) -> dict[str, Any]:
    return {
        "bin_seconds": _seconds(activity.step),
        "bins": [
            {
                "start": utc(each.start),
                "posts": each.posts,
                "reposts": each.reposts,
                "labels": dict(each.labels),
            }
            for each in activity.bins
        ],
    }


def _open(each: Followed) -> dict[str, Any]:
    case = each.case
    return {
        "case": case.id,
        "kind": case.kind,
        "state": case.state,
        "responsible": case.party,
        "opened_at": utc(case.opened_at),
        "waiting_since": utc(case.waiting_since),
        "waited_seconds": _seconds(each.waited),
        "closed_before": _closed(each.closed_before),
        "asked_post": case.opened_by,
        "asked": each.asked,
        "about_post": case.subject.post,
        "about": each.about,
        "link": each.link,
        "askers": list(each.askers),
        "nudges": len(case.nudges),
    }


def _closed(moved: Moved | None) -> dict[str, Any] | None:
    return {"state": moved.state, "at": utc(moved.at)} if moved and moved.at else None


def _worded(each: Worded, language: str) -> dict[str, Any]:
    hints = [
        {"ground": hint.ground, "rule": hint.rule, "phrase": hint.phrase}
        | asdict(hint.advice(language))
        for hint in each.hints
    ]
    return {
        "post": each.key,
        "responsible": each.employer,
        "at": utc(each.at),
        "text": each.text,
        "hints": hints,
    }


def _silence(silence: Silenced | None) -> dict[str, Any] | None:
    if silence is None:
        return None
    return {
        "at": utc(silence.at),
        "posts": silence.posts,
        "interactions": silence.interactions,
        "seconds": _seconds(silence.in_all),
    }


def _accounting(intake: Intake) -> dict[str, Any]:
    return {
        **_sums(intake.accounting),
        "feeds": {name: _sums(feed) for name, feed in intake.feeds.items()},
        "gaps": [_gap(each) for each in intake.gaps],
    }


def _sums(accounting: Accounting) -> dict[str, Any]:
    balance = {"missing": accounting.missing, "balanced": accounting.balanced}
    return asdict(accounting) | balance


def _gap(each: FeedGap) -> dict[str, Any]:
    return {
        "feed": each.feed,
        "start": utc(each.gap.start),
        "end": utc(each.gap.end),
        "seconds": _seconds(each.gap.end - each.gap.start),
        "filled": each.gap.filled,
    }


def _seconds(span: timedelta | None) -> float | None:
    return None if span is None else span.total_seconds()
