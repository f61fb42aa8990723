"""Mastodon's HTML as a person reads it, and the links and hashtags in it."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

PARAGRAPHS = frozenset(("p", "blockquote", "pre", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6"))
TAG = re.compile(r"[#＃](\w+)")
MENTION = re.compile(r"@[\w.-]+(?:@[\w.:-]+)?")
Attributes = list[tuple[str, str | None]]


@dataclass(frozen=True, slots=True)
class Content:
    """What a post's HTML says: its text, links in order, hashtags without #."""

    text: str
    links: tuple[str, ...]
    hashtags: tuple[str, ...]


def read_html(markup: str, *, drop_quote: bool = False) -> Content:
    """The text, links and hashtags of a post.

    `drop_quote` leaves the paragraph out that repeats a quoted post's link for
    servers that know no quotes.
    """
    reader = _Reader(drop_quote=drop_quote)
    reader.feed(markup.replace("<![", "&lt;!["))  # html.parser trips over unknown sections
    reader.close()
    text = "".join(reader.pieces).strip()
    return Content(text, tuple(reader.links), tuple(reader.hashtags))


class _Reader(HTMLParser):
    """Gathers pieces of text; an anchor is judged by its text once it closes."""

    def __init__(self, *, drop_quote: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.links: list[str] = []
        self.hashtags: list[str] = []
        self._drop_quote = drop_quote
        self._dropping = False
        self._anchor: tuple[int, str, str] | None = None

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        kind = dict(attrs).get("class") or ""
        if tag == "p" and self._drop_quote and "quote-inline" in kind.split():
            self._dropping = True
        elif tag == "a" and not self._dropping:
            self._anchor = (len(self.pieces), dict(attrs).get("href") or "", kind)
        elif tag in PARAGRAPHS:
            self._break("\n\n")
        elif tag in {"br", "li"}:
            self._break("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "p" and self._dropping:
            self._dropping = False
        elif tag in PARAGRAPHS:
            self._break("\n\n")
        elif tag == "a" and self._anchor:
            self._close_anchor(*self._anchor)

    def handle_data(self, data: str) -> None:
        between_blocks = data.isspace() and self.pieces[-1:] == ["\n\n"]
        if not self._dropping and not between_blocks:
            self.pieces.append(data)

    def _break(self, newlines: str) -> None:
        """End a line or paragraph; a paragraph's end and the next one's start are one break."""
        if newlines == "\n\n" and self.pieces and self.pieces[-1] == "\n\n":
            return
        if not self._dropping:
            self.pieces.append(newlines)

    def _close_anchor(self, start: int, href: str, kind: str) -> None:
        self._anchor = None
        text = "".join(self.pieces[start:]).strip()
        hashtag = TAG.fullmatch(text)
        if hashtag:
            self.hashtags.append(hashtag[1])
        elif "mention" not in kind.split() and not MENTION.fullmatch(text):
            self.links.append(href)
