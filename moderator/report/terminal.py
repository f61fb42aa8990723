"""A report for the terminal: reads well at 80 columns, and without colour."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import MINYEAR, datetime, timedelta
from itertools import islice, pairwise
from typing import TextIO
from zoneinfo import ZoneInfo

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from feeds.post import Gap
from moderator.core.board import Accounting
from moderator.core.case import State
from moderator.core.labels import Label
from moderator.report.figures import Activity, Bin, Employer, Intake, Report, Totals
from moderator.report.strays import left_out, parted
from moderator.report.times import Times
from moderator.words import spelling, terms
from moderator.words.language import _
from moderator.words.moments import dated, local
from moderator.words.safe import safe

_LONGEST_BAR = 24
_SHORT_SILENCE = 3
_INDENT = (0, 0, 0, 2)


def show(report: Report, stream: TextIO, *, width: int | None = None) -> None:
    """Write the report; in colour only where the stream is a terminal that has it."""
    console = Console(file=stream, width=width, highlight=False, markup=False, emoji=False)
    with console.capture() as written:
        for part in _parts(report):
            console.print(part)
    stream.writelines(f"{line.rstrip()}\n" for line in written.get().splitlines())


def _parts(report: Report) -> Iterator[RenderableType]:
    zone = ZoneInfo(report.fair.timezone)
    yield from _heading(report, zone)
    yield from _section(_("Posts"), _totals(report.totals))
    yield from _section(_("Cases"), _cases(report))
    yield from _section(_("First follow-up"), _times(report.times))
    yield from _section(_("Employers"), _employers(report.employers))
    yield from _section(_("Activity"), _activity(report.activity, zone))
    yield from _section(_("Accounting"), _accounting(report.intake, report.clock, zone))


def _heading(report: Report, zone: ZoneInfo) -> Iterator[Text]:
    tags = "".join(f" #{tag}" for tag in report.fair.hashtags)
    yield Text(safe(f"{report.fair.name}{tags}").strip() or _("The fair"), style="bold")
    if report.clock.year == MINYEAR:
        return
    at = local(report.clock, zone)
    yield Text(f"{spelling.day(at)}, {at:%H:%M} ({zone.key})", style="dim")


def _section(title: str, parts: Iterable[RenderableType]) -> Iterator[RenderableType]:
    yield Text(f"\n{title}", style="bold")
    for part in parts:
        yield Padding(part, _INDENT, expand=False)


def _totals(totals: Totals) -> Iterator[RenderableType]:
    own = totals.posts - totals.reposts
    posts = spelling.many(totals.posts, "{number} post", "{number} posts")
    reposts = spelling.many(totals.reposts, "{number} repost", "{number} reposts")
    said = _("{posts} = {reposts} + {own} with words of their own")
    yield Text(said.format(posts=posts, reposts=reposts, own=spelling.number(own)))
    rows = {
        _("promotion only"): totals.promotion_only,
        _("vacancies"): totals.vacancies,
        _("interactions"): totals.interactions,
        _("follow-ups"): totals.follow_ups,
    }
    table = _table("", bar=True)
    for name, count in rows.items():
        table.add_row(name, spelling.number(count), _bar(count, own))
    yield table
    yield from _listed(_("by label"), {terms.label(each): n for each, n in totals.by_label.items()})
    yield from _listed(_("by source"), totals.by_source)
    yield from _listed(_("containing"), totals.containing)
    yield from _listed(
        _("also"), {_("deleted"): totals.deleted, _("not judged yet"): totals.unjudged}
    )


def _cases(report: Report) -> Iterator[RenderableType]:
    table = _table(*map(terms.standing, State))
    for kind, states in report.cases.items():
        table.add_row(terms.kind(kind), *(_count(states[state]) for state in State))
    yield table
    if report.closed_before:
        yield Text(
            spelling.many(
                len(report.closed_before),
                "{number} case was closed before, and waits again.",
                "{number} cases were closed before, and wait again.",
            )
        )


def _times(times: Times) -> Iterator[RenderableType]:
    if times.median is None or times.ninetieth is None:
        yield Text(_("no case got one"))
        return
    cases = spelling.many(times.followed_up, "{number} case", "{number} cases")
    said = _("{cases}: median {median}, nine in ten within {ninetieth}")
    median, ninetieth = spelling.span(times.median), spelling.span(times.ninetieth)
    yield Text(said.format(cases=cases, median=median, ninetieth=ninetieth))


def _employers(employers: Sequence[Employer]) -> Iterator[RenderableType]:
    columns = (
        _("vacancies"),
        _("questions"),
        _("broken"),
        terms.standing(State.OPEN),
        terms.standing(State.PROMISED),
        terms.standing(State.ANSWERED),
        _("median"),
    )
    table = _table(*columns)
    for each in employers:
        asked = (each.vacancies, each.questions, each.broken_links)
        states = (each.open, each.promised, each.answered)
        median = "" if each.median is None else spelling.span(each.median)
        table.add_row(_name(each), *map(_count, asked + states), median)
    yield table if table.row_count else Text(_("none"))
    yield from _listed(_("also closed"), {_name(each): each.closed for each in employers})


def _name(of: Employer) -> str:
    return safe(terms.party(of.name))


def _activity(activity: Activity, zone: ZoneInfo) -> Iterator[RenderableType]:
    day = parted(activity)
    minutes = activity.step // timedelta(minutes=1)
    yield Text(_("per {minutes} minutes, without reposts").format(minutes=minutes))
    most = max((each.posts for each in day.fair.bins), default=0)
    table = _table(_("posts"), _("vacancies"), _("needs"), _("follow-ups"), bar=True)
    date = ""
    for each in _with_silences(day.fair):
        if each is None:
            table.add_row("…")
            continue
        start = local(each.start, zone)
        if date != f"{start:%Y-%m-%d}":
            date = f"{start:%Y-%m-%d}"
            table.add_row(date)
        table.add_row(f"{start:%H:%M}", *_figures(each), _bar(each.posts, most))
    yield table
    yield from map(Text, left_out(day, zone))


def _with_silences(activity: Activity) -> Iterator[Bin | None]:
    """The stretches with the empty ones between them; None for many of these."""
    yield from activity.bins[:1]
    for before, after in pairwise(activity.bins):
        silent = list(islice(activity.between(before, after), _SHORT_SILENCE + 1))
        yield from silent if len(silent) <= _SHORT_SILENCE else [None]
        yield after


def _figures(each: Bin) -> Iterator[str]:
    needs = sum(n for label, n in each.labels.items() if label.is_need)
    yield _count(each.posts)
    yield _count(each.labels.get(Label.VACANCY, 0))
    yield _count(needs)
    yield _count(each.labels.get(Label.FOLLOW_UP, 0))


def _accounting(intake: Intake, clock: datetime, zone: ZoneInfo) -> Iterator[RenderableType]:
    yield Text(_sum(intake.accounting))
    if len(intake.feeds) > 1:
        for name, feed in intake.feeds.items():
            yield Text(f"{safe(name)}: {_sum(feed)}")
    for each in intake.gaps:
        gap = _gap(each.gap, clock, zone)
        yield Text(f"{safe(each.feed)}: {gap}" if each.feed else gap)


def _sum(of: Accounting) -> str:
    parts = (
        (of.shown, _("{number} shown")),
        (of.folded, _("{number} folded")),
        (of.duplicates, _("{number} duplicate")),
        (of.filtered, _("{number} filtered")),
        (of.unreadable, _("{number} unreadable")),
    )
    added = " + ".join(said.format(number=spelling.number(count)) for count, said in parts if count)
    received = _("{number} received").format(number=spelling.number(of.received))
    equals = "=" if of.balanced else _("is NOT")
    whole = f"{received} {equals} {added or 0}"
    if not of.dropped:
        return whole
    return (
        whole + "; " + _("{number} had to be let go of").format(number=spelling.number(of.dropped))
    )


def _gap(gap: Gap, clock: datetime, zone: ZoneInfo) -> str:
    start, end = (dated(at, clock, zone, seconds=True) for at in (gap.start, gap.end))
    filled = _("gap of {span} from {start} to {end}, filled later")
    open_ = _("gap of {span} from {start} to {end}: posts may be missing")
    return (filled if gap.filled else open_).format(
        span=spelling.span(gap.end - gap.start), start=start, end=end
    )


def _table(*figures: str, bar: bool = False) -> Table:
    """A table without lines: names, then figures under their names, then a bar."""
    table = Table(
        box=None,
        show_header=any(figures),
        header_style="dim",
        padding=(0, 1, 0, 0),
        pad_edge=False,
    )
    table.add_column("", overflow="fold")
    for name in figures:
        table.add_column(name, justify="right", no_wrap=True)
    if bar:
        table.add_column("", no_wrap=True)
    return table


def _listed(title: str, counts: Mapping[str, int]) -> Iterator[Text]:
    """One line of all counts that are not nil; none where all are."""
    if found := [
        f"{spelling.number(count)} {safe(name)}" for name, count in counts.items() if count
    ]:
        yield Text(f"{title}: {', '.join(found)}")


def _count(number: int) -> str:
    return spelling.number(number) if number else "·"


def _bar(count: int, most: int) -> str:
    """A bar as long as the share; a count above nil is always seen."""
    return "█" * -(-_LONGEST_BAR * count // most) if most else " "
