"""The words of a debrief: what its terminal, its page and its screen all say."""

from datetime import datetime, timedelta
from itertools import groupby
from math import isinf
from zoneinfo import ZoneInfo

from moderator.core.facts import ActKind
from moderator.core.fair import Fair
from moderator.practice import log
from moderator.practice.alarms import Alarm
from moderator.practice.debrief import CaseTold, Debrief, MisdeedTold, Sight
from moderator.practice.log import What
from moderator.practice.marking import Mark, Slip
from moderator.practice.outcome import Outcome
from moderator.practice.scenario import Want, worded
from moderator.practice.score import Item, Score
from moderator.words import moments, terms
from moderator.words.language import N_, _
from moderator.words.spelling import many, percent, span

OUTCOMES = {
    Outcome.COMING: N_("still to come"),
    Outcome.PENDING: N_("still in time"),
    Outcome.FOUND: N_("found"),
    Outcome.LEFT: N_("left alone, as it should be"),
    Outcome.UNAIDED: N_("settled without you"),
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


def hm(at: datetime, fair: Fair) -> str:
    """Give hours and minutes, in the fair's timezone."""
    return moments.hm(at, ZoneInfo(fair.timezone))


def lasted(of: timedelta | None) -> str:
    """Give a duration, with its seconds where it is no hour; a dash where there is none."""
    if of is None:
        return "–"
    seconds = max(round(of.total_seconds()), 0)
    if 60 <= seconds < 3600:
        return _("{minutes} min {seconds:02}").format(minutes=seconds // 60, seconds=seconds % 60)
    return span(timedelta(seconds=seconds))


def points(total: int | None) -> str:
    """Give the points out of a hundred."""
    return _("nothing was due yet") if total is None else _("{total} of 100").format(total=total)


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


def outcome(mark: Mark) -> str:
    """Give what became of a case, in a word or two."""
    return _(OUTCOMES[mark.outcome])


def asked(case: CaseTold) -> str:
    """Give who asked, and what; of a post that is gone, just that."""
    if not case.post.text:
        return _("a post that was deleted")
    return f"{case.post.handle}: {' '.join(case.post.text.split())}"


def timings(mark: Mark) -> str:
    """Give how long after the case was opened it was noticed, nudged about, and closed."""
    return _("noticed after {notice}, nudged after {nudge}, closed after {close}").format(
        notice=lasted(mark.after(mark.noticed_at)),
        nudge=lasted(mark.after(mark.nudged_at)),
        close=lasted(mark.after(mark.closed_at)),
    )


def wanted(mark: Mark) -> str:
    """Give what a good moderator would have done."""
    return _("wanted: {what}").format(what=wish(mark))


def wish(mark: Mark) -> str:
    """Give what a case wants, and in what time."""
    within = span(mark.reference.within)
    if mark.reference.want is Want.WAIT:
        return _("leave it alone for {within}").format(within=within)
    return _("{want} within {within}").format(want=_(WANTS[mark.reference.want]), within=within)


def item_name(of: Item) -> str:
    """Give what was measured."""
    return _(ITEMS[of.name])


def item(of: Item, score: Score) -> str:
    """Give one thing that was measured, and how much of the score it is."""
    return _("{item}: {share}, weighs {weight}").format(
        item=item_name(of), share=percent(of.share), weight=percent(score.part(of))
    )


def taken_off(of: Debrief) -> str:
    """Give the points lost; nothing where none were."""
    if not of.score.taken_off:
        return ""
    alarms = of.score.slips.get(Slip.FALSE_ALARM, 0)
    mistakes = of.score.slips.get(Slip.CONFIDENT_MISTAKE, 0)
    slips = [
        many(alarms, "{number} false alarm", "{number} false alarms") if alarms else "",
        many(mistakes, "{number} confident mistake", "{number} confident mistakes")
        if mistakes
        else "",
    ]
    return _("taken off: {points} for {slips}").format(
        points=f"{of.score.taken_off:g}", slips=", ".join(filter(None, slips))
    )


def outcomes(of: Debrief) -> str:
    """Give how many cases there are of which outcome."""
    counted = [
        f"{number} {_(name)}"
        for outcome, name in OUTCOMES.items()
        if outcome is not Outcome.COMING and (number := of.score.outcomes.get(outcome, 0))
    ]
    return ", ".join(counted) or _("no cases yet")


def misdeed(of: MisdeedTold, fair: Fair) -> str:
    """Give what should not have been done."""
    act = of.misdeed.act
    deed = _(DEEDS.get(act.kind, act.kind.value))
    if act.label is not None:
        deed = f"{deed}, {terms.label(act.label)}"
    return _("{time}  {slip}: {deed}: {post}").format(
        time=hm(act.at, fair),
        slip=_(SLIPS[of.misdeed.slip]),
        deed=deed,
        post=f"{of.post.handle}: {' '.join(of.post.text.split())}".strip(": "),
    )


def alarm(of: Alarm, fair: Fair) -> str:
    """Give an alarm, and what it was met with."""
    said = terms.little_talk(of.silence.posts, of.silence.interactions)
    silence = f"{hm(of.at, fair)}  {said}"
    if of.met is None:
        nothing = _("kept away by what was done") if of.prevented else _("met with nothing")
        return f"{silence}; {nothing}"
    how = _("a nudge") if of.met.nudge else _("“{words}”").format(words=of.met.words)
    return f"{silence}; " + _("met after {time} with {how}").format(
        time=lasted(of.met.at - of.at), how=how
    )


def pauses(of: Debrief) -> str:
    """Give how often, and for how long, the day was held; that costs nothing."""
    return _("{pauses}, {time} in all; {steps}").format(
        pauses=many(of.count(What.PAUSED), "{number} pause", "{number} pauses"),
        time=lasted(of.paused),
        steps=many(of.count(What.STEPPED), "{number} step", "{number} steps"),
    )


def speeds(of: Debrief) -> str:
    """Give the speeds at which it was played, in order."""
    noted = (one.value for one in log.of(of.entries, What.SPEED))
    values = [value for value, _same in groupby(noted)]
    return ", ".join("max" if isinf(value) else f"{value:g}×" for value in values)


def injects(of: Debrief) -> list[str]:
    """Give what the scenario and the trainer added, by the trainer's own words for it."""
    abouts = {one.name: worded(one.about) for one in of.scenario.injects}
    return [
        f"{hm(one.at, of.fair) if one.at else ''}  {abouts.get(one.text) or one.text}".strip()
        for one in log.of(of.entries, What.INJECTED)
    ]


def observed(of: Debrief) -> list[str]:
    """Give the items that the trainer observes, and what was given for them."""
    given = of.observed
    return [
        _("{item}: {points} of 4").format(item=worded(words).rstrip("."), points=f"{given[name]:g}")
        if name in given
        else _("{item}: not judged yet").format(item=worded(words).rstrip("."))
        for name, words in of.scenario.rubric.observed.items()
    ]


def shown_before(of: Debrief) -> str:
    """Give when the reference was first seen; nothing where it was not seen before the end."""
    seen = [one.at for one in log.of(of.entries, What.DEBRIEFED) if one.at and one.at < of.clock]
    if not seen:
        return ""
    return _("The reference was seen at {time}; what was done after that is counted too.").format(
        time=hm(seen[0], of.fair)
    )
