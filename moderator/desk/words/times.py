"""Moments and durations as a moderator reads them: in the fair's own timezone."""

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from moderator.core.fair import Fair
from moderator.words import moments, spelling
from moderator.words.language import _

_TIME = re.compile(r"(\d{1,2})[:.hu]?(\d{2})(?:[:.](\d{2}))?")
_AHEAD = re.compile(r"\+(\d{1,4})\s*(h|u|m|s)?")
_UNITS = {"h": "hours", "u": "hours", "m": "minutes", "s": "seconds"}


def local(at: datetime, fair: Fair) -> datetime:
    """Give the moment in the fair's timezone."""
    return moments.local(at, ZoneInfo(fair.timezone))


def hm(at: datetime | None, fair: Fair) -> str:
    """Give hours and minutes; question marks where the time is not known."""
    return moments.hm(at, ZoneInfo(fair.timezone)) if at else "??:??"


def dated(at: datetime | None, clock: datetime, fair: Fair, *, seconds: bool = False) -> str:
    """Give hours and minutes, or seconds too; with the date where that is half a day away."""
    zone = ZoneInfo(fair.timezone)
    return moments.dated(at, clock, zone, seconds=seconds) if at else hm(at, fair)


def hms(at: datetime, fair: Fair) -> str:
    """Give hours, minutes and seconds."""
    return moments.hms(at, ZoneInfo(fair.timezone))


def stamp(at: datetime, clock: datetime, fair: Fair) -> str:
    """Give hours, minutes and seconds; of another day and half a day away the date: 03-07-12."""
    is_near = moments.is_near(at, clock, ZoneInfo(fair.timezone))
    return hms(at, fair) if is_near else f"{local(at, fair):%d-%m-%y}"


def day(at: datetime, fair: Fair) -> str:
    """Give the date, as in 3 July 2012."""
    there = local(at, fair)
    return spelling.day(there)


def short(waited: timedelta) -> str:
    """Give a duration in at most five cells: 43m, 1h05, 12h, 3d."""
    minutes = int(waited.total_seconds()) // 60
    if minutes < 60:
        return _("{minutes}m").format(minutes=minutes)
    if minutes < 600:
        return _("{hours}h{minutes:02}").format(hours=minutes // 60, minutes=minutes % 60)
    if minutes < 48 * 60:
        return _("{hours}h").format(hours=minutes // 60)
    return _("{days}d").format(days=minutes // 1440)


def brief(span: timedelta) -> str:
    """Give the same, with seconds where it is no minute: 2s, 12m."""
    seconds = max(round(span.total_seconds()), 0)
    return (
        _("{seconds}s").format(seconds=seconds)
        if seconds < 60
        else short(timedelta(seconds=seconds))
    )


def long(waited: timedelta) -> str:
    """Give a duration in words, as reports do: 43 min, 1 h 05, 3 days."""
    return spelling.waited(waited)


def moment(typed: str, clock: datetime, fair: Fair) -> datetime | None:
    """Give the moment that was typed (11:42, 1142, 11:42:30, +15, +2h), None where it is none.

    A time of day is taken on the clock's own day, in the fair's timezone; one that was over
    half a day before is the next day's: late in the evening, 00:30 is still to come.
    """
    text = typed.strip().lower()
    if ahead := _AHEAD.fullmatch(text):
        return clock + timedelta(**{_UNITS[ahead[2] or "m"]: int(ahead[1])})
    if not (found := _TIME.fullmatch(text)):
        return None
    hour, minute, second = (int(part or 0) for part in found.groups())
    if hour > 23 or minute > 59 or second > 59:
        return None
    there = moments.that_day(time(hour, minute, second), local(clock, fair))
    return there.astimezone(clock.tzinfo)
