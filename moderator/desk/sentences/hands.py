"""In whose hands a case is, and what is done about it meanwhile."""

from collections.abc import Iterable

from moderator.core.case import Case
from moderator.core.facts import same_moderator
from moderator.desk.day import Day
from moderator.desk.sentences import deeds
from moderator.desk.words import phrases, times
from moderator.words.language import _


def kept(case: Case, day: Day) -> list[str]:
    """Give that something is kept for later, where there is little room."""
    acts = ", ".join(deeds.later(case, day))
    return [_("kept: {acts}").format(acts=acts)] if acts else []


def in_full(case: Case, day: Day) -> list[str]:
    """Give what waits for the engine, who works on a case, and who looks at it now."""
    acts = ", ".join(deeds.later(case, day))
    waits = [_("kept until the engine is back: {acts}").format(acts=acts)] if acts else []
    return [*waits, *_hands(case, day)]


def _hands(case: Case, day: Day) -> list[str]:
    """Give who has a case, as long as it waits, and who else looks at it."""
    return [*_held(case, day), *_looked_at(case, day)]


def holder(case: Case, day: Day) -> str:
    """Give who has a case, as long as it waits; nothing where nobody has."""
    return (case.lacks_follow_up and case.claimed_by(day.clock)) or ""


def is_own(name: str | None, day: Day) -> bool:
    """Give whether a name is that of the moderator of this desk."""
    return same_moderator(day.moderator, name)


def _held(case: Case, day: Day) -> list[str]:
    by, giver = holder(case, day), case.claim.giver if case.claim else ""
    if by and not is_own(by, day):
        return [_("claimed by {party}").format(party=by)]
    if by and giver:
        return [_("yours, from {party}").format(party=giver)]
    return [_("yours")] if by else []


def _looked_at(case: Case, day: Day) -> list[str]:
    others = day.company().get(case.id)
    return [_("looked at by {names}").format(names=", ".join(others))] if others else []


def theirs(cases: Iterable[Case], day: Day) -> str:
    """Give which of these cases that wait another moderator has; nothing where nobody has one."""
    has = _("{party} has {what}")
    return "; ".join(
        has.format(party=by, what=phrases.case_name(case))
        for case in cases
        if (by := holder(case, day)) and not is_own(by, day)
    )


def marks(case: Case, day: Day, *, holder: bool = True) -> list[str]:
    """Give what moderators do about a case that still waits, in a word or two each.

    Where it is told in another way who has it, `holder` is false.
    """
    clock = day.clock
    hands = _hands(case, day) if holder else _looked_at(case, day)
    said = [*kept(case, day), *hands]
    if case.snooze and case.is_snoozed(clock):
        said.append(deeds.until(case.snooze.until, day))
    if case.nudges:
        time = times.dated(case.nudges[-1].at, clock, day.fair)
        said.append(_("nudged {time}").format(time=time))
    if case.notes:
        said.append(_("note"))
    return said
