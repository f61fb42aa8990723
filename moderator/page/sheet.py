"""A page that stands by itself: one file of HTML, with no script, and nothing of another host.

Its template extends `page.html` and fills the blocks `lead`, `main` and `foot`. A
template says sentences with `_("…")` and `many(…)`, in the language that is
spoken; what it is given is data, and is escaped.
"""

from datetime import MINYEAR, datetime
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined

from moderator.words import spelling, terms
from moderator.words.language import _, spoken
from moderator.words.moments import local
from moderator.words.safe import safe


def rendered(template: str, *, timezone: str, **values: object) -> str:
    """The page of that template; its moments are told in the timezone."""
    return (
        _environment()
        .get_template(template)
        .render(language=spoken(), style=_style(), timezone=timezone, **values)
    )


def at(moment: datetime, timezone: str) -> str:
    """A moment as hours and minutes of that timezone."""
    return f"{local(moment, ZoneInfo(timezone)):%H:%M}"


def dated(moment: datetime, timezone: str) -> str:
    """The date of a moment in that timezone; nothing for one that is no moment of a fair."""
    return "" if moment.year == MINYEAR else spelling.day(local(moment, ZoneInfo(timezone)))


@cache
def _environment() -> Environment:
    environment = Environment(
        autoescape=True,
        loader=PackageLoader("moderator.data", "page"),
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.globals |= {"_": _, "many": spelling.many}
    environment.filters |= {
        "at": at,
        "dated": dated,
        "link_note": terms.link_note,
        "number": spelling.number,
        "percent": spelling.percent,
        "safe_text": safe,
        "span": spelling.span,
    }
    return environment


@cache
def _style() -> str:
    return (files("moderator.data") / "page" / "page.css").read_text(encoding="utf-8")
