"""The words of a debrief: what its terminal, its page and its screen all say."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from moderator import terms
from moderator.core.facts import ActKind
from moderator.core.fair import Fair
from moderator.language import N_, _, spoken
from moderator.practice.debrief import CaseTold, Debrief, Sight
from moderator.practice.marking import Outcome, Slip
from moderator.practice.scenario import Want, Words

OUTCOMES = {
    Outcome.COMING: N_("still to come"),
    Outcome.PENDING: N_("still in time"),
    Outcome.FOUND: N_("found"),
    Outcome.LATE: N_("late"),
    Outcome.HASTY: N_("nudged too soon"),
    Outcome.MISSED: N_("missed"),
    Outcome.MISTAKEN: N_("mistaken"),
}
WANTS = {
    Want.NUDGE: N_("nudge"),
    Want.RESOLVE: N_("resolve"),
    Want.DISMISS: N_("dismiss"),
    Want.WAIT: N_("leave it alone"),
}
ITEMS = {
    "cases": N_("cases"),
    "promptness": N_("promptness"),
    "megaphone": N_("megaphone alarms met"),
}
SLIPS = {
    Slip.FALSE_ALARM: N_("false alarm"),
    Slip.CONFIDENT_MISTAKE: N_("confident mistake"),
}
DEEDS = {
    ActKind.NUDGE: N_("nudged"),
    ActKind.DISMISS: N_("dismissed"),
    ActKind.RESOLVE: N_("resolved"),
    ActKind.RELABEL: N_("relabelled"),
    ActKind.CONFIRM: N_("confirmed"),
}


def said(words: Words) -> str:
    """Give what the trainer wrote, in the language that is spoken where it is there."""
    return " ".join(words.spoken(spoken()).split())


def hm(at: datetime, fair: Fair) -> str:
    """Give hours and minutes, in the fair's timezone."""
    return f"{at.astimezone(ZoneInfo(fair.timezone)):%H:%M}"


def lasted(of: timedelta | None) -> str:
    """Give a duration in minutes and seconds; a dash where there is none."""
    if of is None:
        return "–"
    seconds = max(round(of.total_seconds()), 0)
    if seconds < 3600:
        return f"{seconds // 60}:{seconds % 60:02}"
    return _("{hours} h {minutes:02}").format(hours=seconds // 3600, minutes=seconds // 60 % 60)


def overview(of: Debrief) -> Iterator[str]:
    """Give a scenario with all of its cases, for its trainer."""
    yield said(of.scenario.title) or of.scenario.name
    if about := said(of.scenario.about):
        yield about
    yield from (f"· {said(goal)}" for goal in of.scenario.goals)
    yield ""
    for case in of.cases:
        yield _in_reference(case, of.fair)
    for inject in of.scenario.injects:
        yield _("inject {name}: {about}").format(name=inject.name, about=said(inject.about))
    yield _("Whoever does nothing scores {points}.").format(points=points(of.score.total))


def _in_reference(case: CaseTold, fair: Fair) -> str:
    opened = case.mark.opened_at
    return _("{time}  {want} within {within}: {handle}: {text}").format(
        time=hm(opened, fair) if opened else "",
        want=_(WANTS[case.mark.reference.want]),
        within=lasted(case.mark.reference.within),
        handle=case.post.handle,
        text=" ".join(case.post.text.split()),
    )


def points(total: int | None) -> str:
    """Give the points out of a hundred."""
    return _("no points yet") if total is None else _("{total} of 100").format(total=total)


def sight(of: Sight | None, fair: Fair) -> str:
    """Give what was to be seen of a case at that moment."""
    if of is None:
        return ""
    time = hm(of.at, fair)
    if of.place is not None and of.urgency is not None:
        return _("At {time} it stood at place {place} of {all} in the queue, {urgency}.").format(
            time=time, place=of.place, all=of.of, urgency=terms.standing(of.urgency)
        )
    if of.label is not None:
        return _("At {time} it was not in the queue: the program took it for {label}.").format(
            time=time, label=terms.label(of.label)
        )
    return _("At {time} it was not in the queue.").format(time=time)
