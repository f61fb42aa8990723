"""The links that an author shared, out of all that a payload calls a link."""

import re
from collections.abc import Collection, Iterable

from feeds.formats.wire import Json, string, unique

X_STATUS = re.compile(
    r"https?://(?:www\.|mobile\.|m\.)?(?:twitter|x)\.com/(?P<who>i/web|[^/?#]+)/status(?:es)?/"
    r"(?P<id>\d+)(?P<rest>[^?#]*)",
    re.IGNORECASE,
)
WEB = re.compile(r"https?://[^\s/?#]+[^\s\x00-\x1f\x7f…]*", re.IGNORECASE)


def shared(urls: Iterable[str]) -> tuple[str, ...]:
    """The web addresses among these, each once, in order; cut-off ones are left out."""
    return unique(url for url in map(str.strip, urls) if WEB.fullmatch(url))


def shared_on_x(marks: Iterable[Json], own: Collection[str]) -> tuple[str, ...]:
    """The same out of X's marks for links, without those that X itself adds.

    X links to a post's own photo, to its own page when the text is long, and to
    the post that it quotes; `own` holds the ids of all of these.
    """
    urls = (string(mark.get("expanded_url")) or string(mark.get("url")) for mark in marks)
    return shared(url for url in urls if not _is_added_by_x(url, own))


def _is_added_by_x(url: str, own: Collection[str]) -> bool:
    found = X_STATUS.match(url)
    return found is not None and (found["who"].lower() == "i/web" or found["id"] in own)
