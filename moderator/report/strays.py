"""The stretches of a day that are the fair's own, and the posts far outside of it.

A post with a wrong clock, or one of weeks before, is counted, and not drawn: with it the day
would be a corner of its chart.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import accumulate
from zoneinfo import ZoneInfo

from moderator.report.figures import Activity, Bin
from moderator.words import spelling
from moderator.words.language import _
from moderator.words.moments import local

_FARTHEST = 24
"""Stretches without posts after which what is beyond them may lie outside of the fair."""


@dataclass(frozen=True, slots=True)
class Parted:
    """The activity of the fair itself, and the stretches before and after it."""

    before: tuple[Bin, ...]
    fair: Activity
    after: tuple[Bin, ...]


def parted(activity: Activity) -> Parted:
    """The activity by what is the fair's: all but the earliest and latest 5 % of the posts.

    Of these it has what hangs on to the rest: the silence between is no longer than a day's fair.
    """
    bins = activity.bins
    first = _strays(bins, activity.step)
    last = len(bins) - _strays(bins[::-1], activity.step)
    return Parted(bins[:first], replace(activity, bins=bins[first:last]), bins[last:])


def left_out(of: Parted, zone: ZoneInfo) -> list[str]:
    """How many posts lie before the fair, and after it, reposts included; nothing where none do."""
    told = []
    if of.before:
        said = _("Left out here: {posts} from before, since {moment}.")
        told.append(said.format(posts=_posts(of.before), moment=_moment(of.before[0], zone)))
    if of.after:
        said = _("Left out here: {posts} from later, until {moment}.")
        told.append(said.format(posts=_posts(of.after), moment=_moment(of.after[-1], zone)))
    return told


def _posts(of: Sequence[Bin]) -> str:
    return spelling.many(sum(map(_sent, of)), "{number} post", "{number} posts")


def _moment(of: Bin, zone: ZoneInfo) -> str:
    """When a stretch began, with its year."""
    at = local(of.start, zone)
    return f"{spelling.day(at)}, {at:%H:%M}"


def _strays(bins: Sequence[Bin], step: timedelta) -> int:
    """How many stretches lie outside of the fair, of those that begin with the outermost."""
    margin = sum(map(_sent, bins)) // 20
    outer = next((n for n, sent in enumerate(accumulate(map(_sent, bins))) if sent > margin), 0)
    while outer and abs(bins[outer].start - bins[outer - 1].start) <= _FARTHEST * step:
        outer -= 1
    return outer


def _sent(each: Bin) -> int:
    return each.posts + each.reposts
