"""What a platform makes of a text: how long it counts, and where it lets one write it.

X weighs each sign, an emoji of several as one, and counts 23 for a link
(docs.x.com/fundamentals/counting-characters; links without https:// and the weights after
github.com/twitter/twitter-text, config/v3.json). Mastodon counts characters as a reader sees
them, 23 for a link, and no server of an account
(docs.joinmastodon.org/user/posting; app/validators/status_length_validator.rb). Bluesky
takes 300 characters as a reader sees them and 3,000 bytes (lexicon app.bsky.feed.post), of
the text with its links shortened, as its app writes them (bluesky-social/social-app, toShortUrl).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from unicodedata import category, normalize
from urllib.parse import quote, urlsplit

from rich.cells import split_graphemes

from feeds.post import Post

LIMITS = {"x": 280, "mastodon": 500, "bluesky": 300}
SHORTEST = min(LIMITS.values())
LINK_LENGTH = 23
_BYTES = 10
"""Bytes for each character that Bluesky takes."""

_PATH = r"\S*[\w/=&#~+-]"
_LINK = re.compile(rf"https?://{_PATH}")
_BARE_LINK = (  # "acme.nl" alone is none, "acme.nl/jobs", "www.acme.nl" and "acme.com" are
    r"(?<![\w@./-])(?![\w-]+\.[a-z]{2}\b(?![./]\w))(?:[a-z0-9-]+\.)+[a-z]{2,}\b"
)
_X_LINK = re.compile(rf"{_LINK.pattern}|{_BARE_LINK}(?:/(?:{_PATH})?)?")
_ACCOUNT = re.compile(r"(?<![\w/])(@\w+(?:[.-]+\w+)*)@[\w.-]*\w")
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_LIGHT = ((0, 0x10FF), (0x2000, 0x200D), (0x2010, 0x201F), (0x2032, 0x2037))
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?")
_ID = re.compile(r"[A-Za-z0-9]+")


def limit(source: str) -> int:
    """Give how long a post may be; the shortest limit, where the platform is not known."""
    return LIMITS.get(source, SHORTEST)


def length(text: str, source: str) -> int:
    """Give how long a text counts on that platform."""
    return _COUNTED.get(source, len)(text)


def _on_x(text: str) -> int:
    return sum(map(_weight, _seen(normalize("NFC", _X_LINK.sub("x" * LINK_LENGTH, text)))))


def _on_mastodon(text: str) -> int:
    return sum(1 for _ in _seen(_ACCOUNT.sub(r"\1", _LINK.sub("x" * LINK_LENGTH, text))))


def _on_bluesky(text: str) -> int:
    """Its characters, or as many as take up its bytes, whichever are more."""
    text = _LINK.sub(lambda link: _short(link[0]), text)
    return max(sum(1 for _ in _seen(text)), -(-len(text.encode()) // _BYTES))


_COUNTED: Mapping[str, Callable[[str], int]] = {
    "x": _on_x,
    "mastodon": _on_mastodon,
    "bluesky": _on_bluesky,
}


def _seen(text: str) -> Iterator[str]:
    """The characters as a reader sees them: letters with their marks, joined emoji, flags."""
    text = _FLAG.sub("🏳", text).replace("\n", " ")
    spans, _cells = split_graphemes(text, "latest")
    return (text[start:end] for start, end, _width in spans)


def _weight(seen: str) -> int:
    weight = sum(1 if any(a <= ord(sign) <= z for a, z in _LIGHT) else 2 for sign in seen)
    is_emoji = "\ufe0f" in seen or category(seen[0]) == "So"
    return min(weight, 2) if is_emoji else weight


def _short(link: str) -> str:
    """A link as Bluesky's app writes it."""
    _scheme, _, rest = link.partition("://")
    host, slash, path = rest.partition("/")
    path = f"{slash}{path}" if path else ""
    return host + (path if len(path) <= 15 else f"{path[:13]}...")


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
