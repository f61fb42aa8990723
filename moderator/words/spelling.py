"""Numbers and dates as the language that is spoken writes them."""

from datetime import date, timedelta
from functools import lru_cache

from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal, format_percent

from moderator.words.language import _, plural, spoken


def number(value: float, digits: int = 0) -> str:
    """Give a number: 12,345 in English, 12.345 in Dutch; with so many decimals."""
    return _decimal(value, digits, spoken())


@lru_cache(maxsize=4096)
def _decimal(value: float, digits: int, language: str) -> str:
    """The number in a language: a screen says the same ones over and over."""
    pattern = "#,##0." + "0" * digits if digits else "#,##0"
    return format_decimal(value, format=pattern, locale=language)


def percent(share: float, digits: int = 0) -> str:
    """Give a share of one in per cent: 0.4 % for 0.004."""
    pattern = "0." + "0" * digits + " %" if digits else "0 %"
    return format_percent(share, format=pattern, locale=spoken())


def day(of: date) -> str:
    """Give a date: 3 July 2012."""
    return format_date(of, "d MMMM yyyy", locale=spoken())


def date_in_year(of: date) -> str:
    """Give a date in few characters, without its year: Jul 3."""
    return format_skeleton("MMMd", of, locale=spoken())


def many(value: int, one: str, several: str) -> str:
    """Give a number with its noun; `one` and `several` hold {number}, and are in the catalog."""
    return plural(one, several, value).format(number=number(value))


def span(of: timedelta) -> str:
    """Give a duration in few characters: 45 s, 12 min, 2 h 05, 3 days."""
    seconds = round(of.total_seconds())
    if seconds < 60:
        return _("{seconds} s").format(seconds=seconds)
    return waited(timedelta(seconds=seconds))


def waited(of: timedelta) -> str:
    """Give a duration of which whole minutes count: 43 min, 1 h 05, from two days on 3 days."""
    minutes = int(of.total_seconds()) // 60
    if minutes < 60:
        return _("{minutes} min").format(minutes=minutes)
    if minutes < 48 * 60:
        return _("{hours} h {minutes:02}").format(hours=minutes // 60, minutes=minutes % 60)
    return _("{days} days").format(days=number(minutes // 1440))
