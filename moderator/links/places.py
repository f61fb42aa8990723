"""Where an address stands in its site: at its front, at a list of vacancies, at a door."""

import re
from urllib.parse import parse_qsl, urlsplit

from moderator.core.text.links import same_link
from moderator.links.phrases import places

_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2})?")
_ENDING = re.compile(r"\.(?:html?|php|aspx?|jsp)$")


def same_place(one: str, other: str) -> bool:
    """Whether two addresses are one but for scheme, `www.`, tracking and a closing slash."""
    return same_link(one) == same_link(other)


def host_of(url: str) -> str:
    """The host that an address names, without `www.`; empty where it names none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def is_front(url: str) -> bool:
    """Whether an address is that of a whole site."""
    return not _segments(url) and not _names_something(url)


def is_list(url: str) -> bool:
    """Whether an address is that of a list of all vacancies."""
    path = _segments(url)
    if not path or _ENDING.sub("", path[-1]) not in places("lists"):
        return False
    return not _names_something(url) or path[-1] in ("search", "zoeken", "results", "resultaten")


def is_door(url: str) -> bool:
    """Whether an address is one at which to log in."""
    host, path = host_of(url), _segments(url)
    at_host = host.split(".")[0] in places("doors") if host.count(".") > 1 else False
    return at_host or any(_ENDING.sub("", part) in places("doors") for part in path)


def is_within(url: str, above: str) -> bool:
    """Whether one address is further down the same site than another that is near its top."""
    top = _segments(above)
    return (
        host_of(url) == host_of(above)
        and len(top) == 1
        and not _names_something(above)
        and len(_segments(url)) > 1
        and _segments(url)[:1] == top
    )


def _segments(url: str) -> list[str]:
    """The parts of a path that name something: no language, no index page."""
    try:
        path = urlsplit(url).path.casefold()
    except ValueError:
        return []
    parts = [part for part in path.split("/") if part]
    if parts and _LANGUAGE.fullmatch(parts[0]):
        del parts[0]
    if parts and parts[-1] in places("fronts"):
        del parts[-1]
    return parts


def _names_something(url: str) -> bool:
    """Whether its query names a page, and does not merely say why one was sent here."""
    _, _, query = same_link(url).partition("?")
    try:
        pairs = parse_qsl(query, max_num_fields=200)
    except ValueError:
        return True
    return not {key.casefold() for key, value in pairs if value} <= places("excuses")
