"""What the host of a link tells: whose site it is, or that it is nobody's in particular.

An employer's vacancies lead to its own site. Links of shorteners, job boards and
social media lead everywhere, so their hosts say nothing of who offers the work.
"""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

SHORTENERS = frozenset(
    """bit.do bit.ly bitly.com bl.ink buff.ly cutt.ly dlvr.it eepurl.com fb.me flip.it goo.gl
    hubs.la hubs.ly ht.ly htl.li ift.tt is.gd j.mp lnkd.in n9.cl
    on.fb.me ow.ly po.st qr.ae qr.net rb.gy rebrand.ly s.id shorte.st shorturl.at smarturl.it
    snip.ly soo.gd spr.ly su.pr t.co t.ly t2m.io tiny.cc tiny.one tinyurl.com tr.im trib.al
    url.ie urlz.fr v.gd vk.cc wp.me x.co""".split()  # noqa: SIM905
)
"""Hosts whose links stand for others."""

_EVERYBODYS = frozenset(
    """afas bluesky brid bsky facebook forms github glassdoor google greenhouse homerun indeed
    instagram intermediair jobat jobbird jobrapido jooble lever linkedin linktr mastodon
    microsoft monster monsterboard myworkdayjobs nationalevacaturebank notion office reddit
    recruitee reed smartrecruiters stepstone teamtailor threads tiktok totaljobs twitter
    typeform vdab werk wordpress workable x youtube ziprecruiter""".split()  # noqa: SIM905
)
_BOARD = re.compile(
    r"vacature|vacanc|banen|jobs?(?:$|board|bank|site|news)|^jobs|uitzend|stagemarkt"
)
"""In the name of a site: it offers the work of many."""

_OWN_JOBS = re.compile(r"^(?:werken|werk|komwerken|jobs|careers|work)-?(?:bij|voor|at|for|with)-?")
_SECOND_LEVEL = frozenset(("ac", "co", "com", "example", "gov", "net", "org"))
_BROKER = re.compile(
    r"flex|uitzend|detach|recruit|staffing|bureau|bemiddel|werving|agency", re.IGNORECASE
)
_LEAST = 4


def is_short_link(url: str) -> bool:
    """Whether a link is a shortener's, and so stands for another."""
    return _host(url) in SHORTENERS


def site_of(url: str) -> str:
    """The name of the organisation's site that a link leads to; empty where it is nobody's.

    "zorgnoord" of https://www.werkenbijzorgnoord.example/vacature/3: without the
    ending, what stands before it, and the words for "working at".
    """
    host = _host(url)
    labels = host.removeprefix("www.").split(".")
    if len(labels) < 2 or host in SHORTENERS:
        return ""
    name = labels[-3] if len(labels) > 2 and labels[-2] in _SECOND_LEVEL else labels[-2]
    core = _OWN_JOBS.sub("", name).replace("-", "")
    known = name in _EVERYBODYS or _BOARD.search(core)
    return "" if known or len(core) < _LEAST else core


def is_everybodys(host: str) -> bool:
    """Whether anybody may have a handle, or a page, on that host."""
    return not _EVERYBODYS.isdisjoint(host.split(".")[-2:])


def is_named_after(site: str, names: Iterable[str]) -> bool:
    """Whether a site goes by one of these names, or the name by that of the site."""
    letters = map(_letters, names)
    return any(len(name) >= _LEAST and (name in site or site in name) for name in letters)


def is_broker(name: str) -> bool:
    """Whether an account's name says that it finds people for others."""
    return _BROKER.search(name) is not None


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").rstrip(".").casefold()
    except ValueError:
        return ""


def _letters(name: str) -> str:
    return "".join(re.findall(r"[^\W_]+", name.casefold()))
