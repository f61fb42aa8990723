"""The charts of a report: its figures as series, each with a sentence that says what it shows."""

from datetime import timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from moderator.core.case import CaseKind
from moderator.core.labels import Label
from moderator.page.chart import Axis, Caption, Chart, Series, stacked
from moderator.report.figures import Bin, Report, Totals
from moderator.report.followed import Timing
from moderator.report.strays import parted
from moderator.words import spelling, terms
from moderator.words.language import _

_MOST_STEPS = 200
_DAY = timedelta(days=1)


def of_the_day(report: Report) -> Chart:
    """Posts with words of their own over the day, by label."""
    bins = _filled(report)
    groups: list[tuple[str, str, tuple[Label, ...]]] = [
        (_("vacancies"), "s1", (Label.VACANCY,)),
        (_("promotion"), "s5", (Label.PROMOTION,)),
        (_("questions and broken links"), "s2", (Label.QUESTION, Label.BROKEN_LINK)),
        (_("reactions"), "s3", (Label.REACTION,)),
        (_("follow-ups"), "s4", (Label.FOLLOW_UP,)),
    ]
    rest = set(Label).difference(*(labels for _name, _style, labels in groups))
    groups.append((_("candidates, spam and other"), "s6", tuple(rest)))
    series = [Series(name, style, _counted(bins, labels)) for name, style, labels in groups]
    axis = _axis(report, bins)
    told = _busiest(report, bins, axis)
    caption = Caption("day", _("Posts over the day, by what they are for"), told)
    return stacked(caption, axis, series)


def of_the_talk(report: Report) -> Chart:
    """Dialogue above the line, promotion and reposts below it."""
    bins = _filled(report)
    needs = _counted(bins, (Label.QUESTION, Label.BROKEN_LINK))
    talk = [
        Series(_("questions and broken links"), "s2", needs),
        Series(_("reactions"), "s3", _counted(bins, (Label.REACTION,))),
        Series(_("follow-ups"), "s4", _counted(bins, (Label.FOLLOW_UP,))),
    ]
    sent = [
        Series(_("promotion"), "s5", _counted(bins, (Label.PROMOTION,))),
        Series(_("reposts"), "s6", tuple(each.reposts for each in bins)),
    ]
    caption = Caption("talk", _("Dialogue against promotion"), _dialogue(report.totals))
    return stacked(caption, _axis(report, bins), talk, sent)


def _dialogue(totals: Totals) -> str:
    """Give how much of the day was dialogue, by the same measure as the desk."""
    said = _(
        "Dialogue is {share} of all posts, {talk} of {posts}: questions, reports of broken links"
        " and reactions. It stands above the line, with {answers}; below it {sent} of promotion"
        " and reposts."
    )
    return said.format(
        share=terms.dialogue(totals.interactions, totals.posts),
        posts=spelling.number(totals.posts),
        talk=spelling.number(totals.interactions),
        answers=spelling.many(totals.follow_ups, "{number} follow-up", "{number} follow-ups"),
        sent=spelling.many(
            totals.promotion_only + totals.reposts, "{number} post", "{number} posts"
        ),
    )


def of_the_wait(report: Report) -> Chart:
    """How many cases got their first word when."""
    fair = report.fair
    names = {
        Timing.SOON: _("within {span}").format(span=spelling.span(fair.warn_after)),
        Timing.IN_TIME: _("within {span}").format(span=spelling.span(fair.overdue_after)),
        Timing.LATE: _("later"),
        Timing.CLOSED: _("closed without one"),
        Timing.LACKING: _("none yet"),
    }
    kinds = (
        (_("questions"), "s2", (CaseKind.QUESTION,)),
        (_("broken links"), "s1", (CaseKind.BROKEN_LINK, CaseKind.DEAD_LINK)),
    )
    series = [Series(name, style, _waited(report, of)) for name, style, of in kinds]
    said = _("{cases}: {followed} with a follow-up, {lacking} waiting for one, or waiting again.")
    told = said.format(
        cases=spelling.many(len(report.followed), "{number} case", "{number} cases"),
        followed=spelling.number(report.times.followed_up),
        lacking=spelling.number(len(report.open)),
    )
    caption = Caption("wait", _("Time to the first follow-up"), told)
    return stacked(caption, Axis(tuple(names.values()), _("first follow-up")), series)


def _waited(report: Report, kinds: tuple[CaseKind, ...]) -> tuple[int, ...]:
    mine = [each for each in report.followed if each.case.kind in kinds]
    return tuple(sum(each.timing is timing for each in mine) for timing in Timing)


def _counted(bins: list[Bin], labels: tuple[Label, ...]) -> tuple[int, ...]:
    return tuple(sum(each.labels.get(label, 0) for label in labels) for each in bins)


def _axis(report: Report, bins: list[Bin]) -> Axis:
    """The stretches by their beginning: the time, the date, or both, as they need."""
    starts = [each.start.astimezone(ZoneInfo(report.fair.timezone)) for each in bins]
    pattern = "%H:%M" if len({start.date() for start in starts}) < 2 else "%d-%m %H:%M"
    if report.activity.step >= _DAY:
        pattern = "%d-%m-%Y"
    return Axis(tuple(start.strftime(pattern) for start in starts), _("from"))


def _filled(report: Report) -> list[Bin]:
    """The stretches, with the empty ones between them; of very many, only those with posts."""
    bins, step = list(parted(report.activity).fair.bins), report.activity.step
    if not bins or (bins[-1].start - bins[0].start) // step >= _MOST_STEPS:
        return bins[-_MOST_STEPS:]
    filled = bins[:1]
    for before, after in pairwise(bins):
        filled += [*report.activity.between(before, after), after]
    return filled


def _busiest(report: Report, bins: list[Bin], axis: Axis) -> str:
    if not bins:
        return _("There were no posts.")
    busiest = max(range(len(bins)), key=lambda place: bins[place].posts)
    return _("Without reposts, per {span}. The busiest: {time}, with {posts}.").format(
        span=spelling.span(report.activity.step),
        time=axis.steps[busiest],
        posts=spelling.many(bins[busiest].posts, "{number} post", "{number} posts"),
    )
