"""A debrief in lines of text: for the terminal, plain mode and the desk."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from moderator.core.fair import Fair
from moderator.practice import log, phrases
from moderator.practice.debrief import CaseTold, Debrief
from moderator.practice.kept import Result
from moderator.practice.log import What
from moderator.practice.outcome import Outcome
from moderator.practice.phrases import hm
from moderator.practice.scenario import worded
from moderator.words.language import _
from moderator.words.spelling import day

FINE = (Outcome.FOUND, Outcome.LEFT, Outcome.UNAIDED, Outcome.PENDING)
"""Outcomes of which there is nothing to explain."""


def lines(of: Debrief, earlier: Sequence[Result] = ()) -> Iterator[str]:
    """Give all of it, from the score to what there is to compare it with."""
    yield from _head(of)
    yield from _section(_("Cases"), _cases(of))
    yield from _section(_("What should not have been done"), misdeeds(of))
    yield from _section(_("When nobody talked"), [phrases.alarm(one, of.fair) for one in of.alarms])
    yield from _section(_("Said aside"), asides(of))
    yield from _section(_("How it went"), course(of))
    yield from _section(_("Observed by the trainer"), phrases.observed(of))
    yield from _section(_("What it was for"), [worded(goal) for goal in of.scenario.goals])
    past = [_earlier(one, of.fair) for one in earlier]
    yield from _section(_("Your earlier attempts"), past)


def _head(of: Debrief) -> Iterator[str]:
    title = worded(of.scenario.title) or of.scenario.name
    parts = [_("Debrief"), title, of.trainee, hm(of.clock, of.fair)]
    yield " · ".join(part for part in parts if part)
    yield _("Score: {points}").format(points=phrases.points(of.score.total))
    yield from (f"  {phrases.item(one, of.score)}" for one in of.score.items)
    yield from (f"  {line}" for line in [phrases.taken_off(of)] if line)
    if not of.scenario.reviewed:
        yield _("The reference is what the program made of the day; no trainer has reviewed it.")
    if seen := phrases.shown_before(of):
        yield seen


def _section(title: str, told: Iterable[str]) -> Iterator[str]:
    told = list(told)
    if told:
        yield ""
        yield title
        yield from (f"  {line}" for line in told)


def _cases(of: Debrief) -> Iterator[str]:
    yield phrases.outcomes(of)
    for case in of.cases:
        yield from _case(case, of)


def _case(case: CaseTold, of: Debrief) -> Iterator[str]:
    mark = case.mark
    time = hm(mark.opened_at, of.fair) if mark.opened_at else ""
    yield f"{time}  {phrases.outcome(mark)}  {phrases.asked(case)}"
    if mark.noticed_at:
        yield f"       {phrases.timings(mark)}"
    if mark.outcome in FINE:
        return
    yield f"       {phrases.wanted(mark)}"
    yield f"       {phrases.sight(case.sight, of.fair)}"
    if why := worded(mark.reference.why):
        yield f"       {why}"


def misdeeds(of: Debrief) -> Iterator[str]:
    """Give what should not have been done, and why not."""
    for one in of.misdeeds:
        yield phrases.misdeed(one, of.fair)
        if why := worded(one.why):
            yield f"       {why}"


def asides(of: Debrief) -> list[str]:
    """Give what the trainee said aside, and when."""
    spoken = log.of(of.entries, What.ASIDE)
    return [f"{hm(one.at, of.fair) if one.at else ''}  {one.text}".strip() for one in spoken]


def course(of: Debrief) -> Iterator[str]:
    """Give the pauses, the speeds and what was added to the day."""
    if not of.entries:
        return
    yield phrases.pauses(of)
    if speeds := phrases.speeds(of):
        yield _("speeds: {speeds}").format(speeds=speeds)
    yield from phrases.injects(of)


def _earlier(result: Result, fair: Fair) -> str:
    """Give an earlier attempt in a line."""
    began = result.began.astimezone(ZoneInfo(fair.timezone))
    return _(
        "{day} {time}: {points}; {found} found, {late} late, {missed} missed, "
        "{alarms} false alarms, {mistakes} confident mistakes; nudged after {nudge}"
    ).format(
        day=day(began),
        time=f"{began:%H:%M}",
        points=phrases.points(result.total),
        found=result.found,
        late=result.late,
        missed=result.missed,
        alarms=result.false_alarms,
        mistakes=result.confident_mistakes,
        nudge=phrases.lasted(
            timedelta(seconds=result.nudge_seconds) if result.nudge_seconds is not None else None
        ),
    )
