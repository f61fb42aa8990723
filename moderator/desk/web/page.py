"""The page that shows a desk: its text, and what a browser may load for it."""

from functools import cache
from importlib.resources import files
from pathlib import Path

import textual_serve
from aiohttp import WSCloseCode
from jinja2 import Environment, Template

from moderator.words.language import _, spoken

STATIC = Path(textual_serve.__file__).parent / "static"
"""The terminal that runs in a browser, its styles and its font, as textual-serve brings them."""

FONT_SIZE = 16
SIZES = range(8, 49)

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
        "font-src 'self'; img-src 'self' data:; connect-src 'self' {socket}; "
        "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
"""Nothing comes from another host, and no other page may frame the desk."""


def page(*, title: str, here: str, socket: str, font_size: int) -> str:
    """Give the page, whose desk comes over the socket of that address."""
    return _template().render(
        language=spoken(),
        title=title,
        here=here,
        socket=socket,
        font_size=font_size if font_size in SIZES else FONT_SIZE,
        endings=_endings(),
        lost=_("The connection is lost. It is tried again every few seconds."),
        again=_("Open the desk again"),
        needs_script=_("The desk needs JavaScript, from this address only."),
    )


def _endings() -> dict[int, str]:
    """Give what is said once a desk is gone, by the code with which its socket was closed."""
    return {
        WSCloseCode.OK: _("This desk is closed. The fair goes on."),
        WSCloseCode.GOING_AWAY: _("The program that served this desk has ended."),
        WSCloseCode.TRY_AGAIN_LATER: _("Too many desks are open."),
    }


def headers(socket: str) -> dict[str, str]:
    """Give the headers of every answer; the socket's host is the page's own."""
    return {name: value.format(socket=socket) for name, value in HEADERS.items()}


@cache
def part(name: str) -> str:
    """Give the page's own style or script, or the page itself, as it ships."""
    return (files("moderator.data") / "web" / name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    return Environment(autoescape=True).from_string(part("desk.html"))
