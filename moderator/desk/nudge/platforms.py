"""What a platform makes of a text: how long it counts, and where it lets one write it.

Counting on X follows its documented weights (twitter-text, version 3): a link
counts 23, signs outside the Latin, Greek, Cyrillic and neighbouring ranges count 2.
"""

import re
from urllib.parse import quote, urlsplit

from feeds.post import Post

LIMITS = {"x": 280, "mastodon": 500, "bluesky": 300}
SHORTEST = min(LIMITS.values())
LINK_LENGTH = 23
_LINK = re.compile(r"https?://\S+")
_LIGHT = ((0, 0x10FF), (0x2000, 0x200D), (0x2010, 0x201F), (0x2032, 0x2037))
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?")
_ID = re.compile(r"[A-Za-z0-9]+")


def limit(source: str) -> int:
    """Give how long a post may be; the shortest limit, where the platform is not known."""
    return LIMITS.get(source, SHORTEST)


def length(text: str, source: str) -> int:
    """Give how long a text counts on that platform."""
    if source != "x":
        return len(text)
    links = len(_LINK.findall(text))
    return LINK_LENGTH * links + sum(map(_weight, _LINK.sub("", text)))


def _weight(sign: str) -> int:
    return 1 if any(first <= ord(sign) <= last for first, last in _LIGHT) else 2


def compose_page(text: str, above: Post) -> str | None:
    """Give the page on which the moderator can send the text as a reply to a post.

    X takes both; Bluesky takes the text alone; on Mastodon the moderator's own server
    is not known, so it is the post's own page. None where the platform has no such page.
    """
    match above.source:
        case "x" if _ID.fullmatch(above.id):
            return f"https://x.com/intent/post?in_reply_to={above.id}&text={quote(text, safe='')}"
        case "bluesky":
            return f"https://bsky.app/intent/compose?text={quote(text, safe='')}"
        case "mastodon":
            return _own_page(above)
        case _:
            return None


def _own_page(post: Post) -> str | None:
    """The page that a post says is its own, where that is a page at all."""
    parts = urlsplit(post.uri)
    known = parts.scheme == "https" and _HOST.fullmatch(parts.netloc.lower())
    return post.uri if known else None
