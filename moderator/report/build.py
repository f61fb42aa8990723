"""Posts and cases into a report."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from moderator.core.board import Line
from moderator.core.case import Case, CaseKind, State
from moderator.core.fair import Fair
from moderator.core.labels import Label
from moderator.report.activity import activity
from moderator.report.employers import employers
from moderator.report.figures import Intake, Report, ReportOptions, Totals
from moderator.report.followed import followed
from moderator.report.silence import silenced
from moderator.report.times import times
from moderator.report.wording import worded
from moderator.report.words import Words


def build(
    lines: Iterable[Line],
    cases: Iterable[Case],
    *,
    fair: Fair,
    clock: datetime,
    intake: Intake,
    options: ReportOptions,
) -> Report:
    """The report of a fair: `lines` are its distinct posts with words of their own.

    Reposts are counted through their lines, and those of other posts through the `intake`. A
    deleted post counts as a post of its label, but neither its words nor its author are looked at.
    """
    lines = list(lines)
    words = Words(lines, fair, handles=options.handles)
    cases = [
        replace(
            case,
            responsible=words.party(case.responsible),
            taken_up_by=words.party(case.taken_up_by) if case.taken_up_by else "",
        )
        for case in cases
    ]
    by_key = {line.key: line for line in lines}
    return Report(
        fair=fair,
        clock=clock,
        totals=_totals(lines, intake, options.terms),
        cases=by_kind_and_state(cases),
        times=times(cases),
        employers=employers(lines, cases),
        activity=activity(lines, ZoneInfo(fair.timezone), intake.minutes),
        intake=intake,
        followed=followed(cases, by_key, words, fair=fair, clock=clock),
        silence=silenced(intake.minutes, lines, until=clock),
        wording=worded(lines, words),
    )


def _totals(lines: Sequence[Line], intake: Intake, terms: Sequence[str]) -> Totals:
    sources = _by_source(lines) | Counter(intake.sources)
    labels = Counter(line.verdict.label for line in lines if line.verdict)
    return Totals(
        posts=sources.total(),
        reposts=sources.total() - len(lines),
        deleted=sum(line.deleted for line in lines),
        unjudged=len(lines) - labels.total(),
        by_label={label: labels[label] for label in Label},
        by_source=dict(sorted(sources.items())),
        containing=_containing(lines, terms),
    )


def _by_source(lines: Iterable[Line]) -> Counter[str]:
    sources: Counter[str] = Counter()
    for line in lines:
        sources[line.post.source] += 1 + line.reposts
    return sources


def _containing(lines: Iterable[Line], terms: Sequence[str]) -> dict[str, int]:
    texts = [line.post.text.casefold() for line in lines if not line.deleted]
    return {term: sum(term.casefold() in text for text in texts) for term in terms}


def by_kind_and_state(cases: Iterable[Case]) -> dict[CaseKind, dict[State, int]]:
    """How many cases there are of each kind in each state, zeros included."""
    found = Counter((case.kind, case.state) for case in cases)
    return {kind: {state: found[kind, state] for state in State} for kind in CaseKind}
