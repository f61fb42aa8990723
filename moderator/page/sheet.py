"""A page that stands by itself: one file of HTML, with no script, and nothing of another host.

Its template extends `page.html` and fills the blocks `lead`, `main` and `foot`. A
template says sentences with `_("…")` and `many(…)`, in the language that is
spoken; what it is given is data, and is escaped.
"""

from dataclasses import dataclass
from datetime import MINYEAR, datetime
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined

from moderator.words import moments, spelling, terms
from moderator.words.excerpt import excerpt
from moderator.words.language import _, spoken
from moderator.words.safe import safe


@dataclass(frozen=True, slots=True)
class Here:
    """Where and when a page stands: its timezone, and the moment that heads it."""

    timezone: str
    clock: datetime

    @property
    def zone(self) -> ZoneInfo:
        """The timezone itself."""
        return ZoneInfo(self.timezone)


def rendered(template: str, *, here: Here, **values: object) -> str:
    """The page of that template; its moments are told as they are there."""
    page = _environment().get_template(template)
    return page.render(language=spoken(), style=_style(), here=here, **values)


def at(moment: datetime, here: Here) -> str:
    """A moment in hours and minutes; with the date where it is not of the page's own day."""
    return moments.dated(moment, here.clock, here.zone)


def time(moment: datetime, here: Here) -> str:
    """A moment in hours and minutes, beside its date."""
    return moments.hm(moment, here.zone)


def dated(moment: datetime, here: Here) -> str:
    """The date of a moment; nothing for one that is no moment of a fair."""
    return "" if moment.year == MINYEAR else spelling.day(moments.local(moment, here.zone))


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
        "excerpt": excerpt,
        "link_note": terms.link_note,
        "number": spelling.number,
        "percent": spelling.percent,
        "safe_text": safe,
        "span": spelling.span,
        "time": time,
    }
    return environment


@cache
def _style() -> str:
    return (files("moderator.data") / "page" / "page.css").read_text(encoding="utf-8")
