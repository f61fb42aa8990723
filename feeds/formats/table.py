"""Tables of posts, as monitoring tools export them: CSV, TSV, semicolons.

Columns are found by their headers, the delimiter, encoding and way of writing
dates by looking; ids and handles come from permalinks where they have no
column of their own. What is missing is said, not guessed.
"""

import re
from collections.abc import Iterable, Iterator
from hashlib import blake2s
from html import unescape
from itertools import chain, islice
from zoneinfo import ZoneInfo

from feeds.base import BadPost
from feeds.formats import columns
from feeds.formats.dates import Order, Reader, order_of
from feeds.formats.links import shared
from feeds.formats.plain import hashtags, links, mentions
from feeds.formats.rows import Cells, decoded, in_rows
from feeds.formats.wire import LONGEST_ID, author, needed, unique
from feeds.lines import Line
from feeds.post import Author, Event, Kind, Post, Unreadable
from feeds.said import said

SAMPLE = 1000
LONGEST_HEADER = 1 << 16
OF_OTHERS = re.compile(rb"[\[{]|(?:data|event|id|retry)?:|$")
"""How a line of JSON, or of an event stream, begins; or nothing at all."""

MARK = re.compile(rb'\A(?:\xef\xbb\xbf)?\s*"?sep=.?"?[ \t]*\r?\n', re.IGNORECASE)
"""The line before the header with which some programs tell a spreadsheet the delimiter."""

ON_X = re.compile(r"(?:twitter|x)\.com/(?P<handle>\w+)/status(?:es)?/(?P<id>\d+)", re.IGNORECASE)
ON_BLUESKY = re.compile(r"bsky\.app/profile/(?P<handle>[\w.:-]+)/post/(?P<id>\w+)", re.IGNORECASE)
ON_MASTODON = re.compile(r"https?://(?P<host>[\w.:-]+)/@(?P<handle>[\w.@-]+)/(?P<id>\d{6,})")
TRAILING_ID = re.compile(r"(?:^|/)(\d{6,})/?$")
PLATFORMS = {
    "twitter": "x",
    "mastodon": "mastodon",
    "bluesky": "bluesky",
    "bsky": "bluesky",
    "facebook": "facebook",
    "instagram": "instagram",
    "linkedin": "linkedin",
    "threads": "threads",
    "youtube": "youtube",
    "tiktok": "tiktok",
}
TYPES = {
    Kind.REPOST: ("retweet", "repost", "rt", "share", "boost", "gedeeld"),
    Kind.QUOTE: ("quote", "citaat", "qt"),
    Kind.REPLY: ("reply", "antwoord", "reactie", "comment", "reageer"),
}
NEEDED = ({"text"}, {"date", "time"}, {"author", "author_name", "url"})
"""What a post cannot do without: each in one of these columns."""

SURPLUS = said("more cells than columns: a text with the delimiter in it has to be in quotes")
MOST_NAMES, LONGEST_NAME = 10, 20
Row = dict[str, str]


def is_header(line: bytes) -> bool:
    """Whether this line names the columns of a table of posts."""
    return len(line) < LONGEST_HEADER and columns.is_header(columns.split(decoded(line))[0])


def may_be_meant(line: bytes) -> bool:
    """Whether this line, which is no header, may begin a table: it is no JSON, and no stream's."""
    return not OF_OTHERS.match(line)


def read(numbered: Iterable[Line], *, timezone: ZoneInfo, notes: list[str]) -> Iterator[Event]:
    """The posts in the rows of a table; `notes` gets what had to be assumed."""
    names, rows = _rows(numbered)
    places = columns.places(names)
    sample = list(islice(rows, SAMPLE))
    dates = [_row(cells, places).get("date", "") for _, cells, _ in sample]
    reader = Reader(_order(names, dates, notes), timezone)
    notes.extend(_missing(places, names))
    for number, cells, fault in chain(sample, rows):
        if fault:
            yield Unreadable(number, fault)
        elif any(cells):
            row = _row(cells, places)
            yield (event := _event(row, reader, number))
            if isinstance(event, Unreadable):
                _note_other_order(row, reader, notes)


def _rows(numbered: Iterable[Line]) -> tuple[list[str], Iterator[Cells]]:
    """The names in the header, and the rows under it with their line and fault."""
    rest = iter(numbered)
    texts = (decoded(line.data) for line in rest if not MARK.match(line.data + b"\n"))
    names, delimiter = columns.split(next(filter(str.strip, texts), ""))
    return names, _within(len(names), in_rows(rest, delimiter))


def _within(width: int, rows: Iterable[Cells]) -> Iterator[Cells]:
    """The rows; one that goes on behind the last column has its cells in the wrong ones."""
    for number, cells, fault in rows:
        wrong = fault or (SURPLUS if any(cells[width:]) else "")
        yield number, [] if wrong else cells, wrong


def _row(cells: list[str], places: dict[str, int]) -> Row:
    return {field: cells[place] for field, place in places.items() if place < len(cells)}


def _order(names: list[str], dates: list[str], notes: list[str]) -> Order:
    halves = any(date.lower().rstrip(". ").endswith(("am", "pm", ".m")) for date in dates)
    is_american = halves and not columns.is_dutch(names)
    likely = Order.MONTH_FIRST if is_american else Order.DAY_FIRST
    order, is_proven = order_of(dates, likely=likely)
    if not is_proven:
        notes.append(
            said("dates are read as {order}; nothing in the table proves it", order=order.value)
        )
    return order


def _note_other_order(row: Row, reader: Reader, notes: list[str]) -> None:
    """Say once that a row has day and month the other way round: others are misread then."""
    order, _ = order_of([row.get("date", "")], likely=reader.order)
    note = said(
        "dates are read as {order}, and some are {other}: make them all one",
        order=reader.order.value,
        other=order.value,
    )
    if order is not reader.order and note not in notes:
        notes.append(note)


def _missing(places: dict[str, int], names: list[str]) -> list[str]:
    """One sentence on each column that is not there; where one is needed, on those that are."""
    notes = []
    unknown = ", ".join(name.strip()[:LONGEST_NAME] for name in columns.unknown(names)[:MOST_NAMES])
    if unknown and not all(places.keys() & ways for ways in NEEDED):
        notes.append(said("columns that are not understood: {names}", names=unknown))
    if "id" not in places and "url" not in places:
        notes.append(
            said("no column with ids or permalinks: replies cannot be tied to their posts")
        )
    elif not places.keys() & {"in_reply_to", "conversation"}:
        notes.append(said("no column tells what a post replies to: threads are unknown"))
    if not places.keys() & {"source", "url"}:
        notes.append(said("no column tells the platform: it is called 'table'"))
    return notes


def _event(row: Row, reader: Reader, line: int) -> Event:
    try:
        return _post(row, reader)
    except BadPost as bad:
        return Unreadable(line, str(bad))


def _post(row: Row, reader: Reader) -> Post:
    url = row.get("url", "")
    text = unescape(row.get("text", ""))
    author = _author(row, url)
    created_at = reader.moment(needed(_date(row), "date"))
    repost_of, reply_to, quoted = (
        _id(row.get(name, "")) or None for name in ("repost_of", "in_reply_to", "quoted")
    )
    kind = _kind(row, repost_of, reply_to, quoted)
    row_id = _id(row.get("id", "")) or _id(url) or _hash(author.handle, created_at, text)
    return Post(
        id=row_id,
        source=_source(row, url),
        kind=kind,
        author=author,
        text=needed(text, "text"),
        created_at=created_at,
        in_reply_to=reply_to,
        conversation=_id(row.get("conversation", "")) or None,
        quoted=quoted,
        repost_of=repost_of,
        links=shared((*re.split(r"[\s,;|]+", row.get("links", "")), *links(text))),
        hashtags=unique((*_listed(row, "hashtags", "#"), *hashtags(text))),
        mentions=unique((*_listed(row, "mentions", "@"), *mentions(text))),
        lang=row.get("lang") or None,
        uri=url,
    )


def _date(row: Row) -> str:
    """Date and time, from one column or two."""
    date, time = row.get("date", ""), row.get("time", "")
    if not date or ":" in date:
        return date or time
    return f"{date} {time}".strip()


def _author(row: Row, url: str) -> Author:
    found = ON_X.search(url) or ON_BLUESKY.search(url) or ON_MASTODON.search(url)
    handle = row.get("author", "").lstrip("@") or (found["handle"] if found else "")
    if found and found.re is ON_MASTODON and "@" not in handle:
        handle = f"{handle}@{found['host']}"
    name = row.get("author_name", "")
    return author(
        needed(handle or name.lstrip("@"), "author"),
        name,
        id_=row.get("author_id", ""),
        bio=row.get("author_bio", ""),
    )


def _id(value: str) -> str:
    """An id as it stands, or the one in a permalink; spreadsheets put quotes around numbers.

    An address that is longer than ids are stands for itself in short.
    """
    value = value.strip("\"'= ")
    found = ON_X.search(value) or ON_MASTODON.search(value) or TRAILING_ID.search(value)
    if found:
        value = found["id"] if "id" in found.groupdict() else found[1]
    elif re.fullmatch(r"\d[.,]\d+e\+?\d+", value.lower()):
        return ""
    return value if len(value) <= LONGEST_ID else _hash(value)


def _hash(*parts: object) -> str:
    """An id that stays the same for the same row."""
    whole = "\0".join(map(str, parts))
    return f"row-{blake2s(whole.encode(errors='replace'), digest_size=8).hexdigest()}"


def _source(row: Row, url: str) -> str:
    said = f"{row.get('source', '')} {url}".lower()
    if ON_X.search(url) or row.get("source", "").strip().lower() in {"x", "x.com"}:
        return "x"
    if ON_MASTODON.search(url):
        return "mastodon"
    return next((source for word, source in PLATFORMS.items() if word in said), "table")


def _kind(row: Row, repost_of: str | None, reply_to: str | None, quoted: str | None) -> Kind:
    said = row.get("type", "").lower()
    for kind, known in zip(
        (Kind.REPOST, Kind.REPLY, Kind.QUOTE), (repost_of, reply_to, quoted), strict=True
    ):
        if known or any(word in re.findall(r"[a-z]+", said) for word in TYPES[kind]):
            return kind
    return Kind.ORIGINAL


def _listed(row: Row, name: str, mark: str) -> list[str]:
    return [part.lstrip(mark) for part in re.split(r"[\s,;|]+", row.get(name, ""))]
