"""A page as its reader sees it: title, headings, visible text, job postings.

The scanner goes over the text once, from one `<` to the next `>`, and builds no tree, so
that no page, however it is written, costs more than its length. Nothing is executed and
nothing else is fetched.
"""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_NAME = re.compile(r"/?[a-zA-Z][a-zA-Z0-9:-]*")
_ATTRIBUTE = re.compile(r"(?<![\w:-])([a-zA-Z:-]+)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)")
_BARE_HIDDEN = re.compile(r"(?<![\w=\"'-])hidden(?![\w-])", re.IGNORECASE)
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_REFRESH = re.compile(r"\s*\d+(?:\.\d*)?\s*[;,]\s*(?:url\s*=)?\s*(.*)", re.IGNORECASE | re.DOTALL)
_RAW = frozenset({"script", "style", "template", "noscript", "svg", "iframe", "textarea"})
_ASIDE = frozenset({"nav", "footer", "aside", "select", "dialog"})
_INLINE = frozenset(
    """a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark q s samp small
    span strike strong sub sup time tt u var wbr""".split()  # noqa: SIM905
)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())  # noqa: SIM905
_HEADINGS = ("title", "h1", "h2")
_LONGEST_TAG = 2_000


@dataclass(frozen=True, slots=True)
class Posting:
    """A job as the page describes it to search engines (schema.org JobPosting).

    `around` are the names of who offers it, and where.
    """

    title: str = ""
    valid_through: str = ""
    around: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says. `text` has a line for each block; `refresh` is where it moves on to.

    `has_password` says that it asks for one, `has_script` that scripts make some of it.
    """

    title: str = ""
    headings: tuple[str, ...] = ()
    text: str = ""
    postings: tuple[Posting, ...] = ()
    refresh: str = ""
    language: str = ""
    has_password: bool = False
    has_script: bool = False


@dataclass(slots=True)
class _Notes:
    """What has been read so far."""

    text: list[str] = field(default_factory=list)
    headings: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in _HEADINGS})
    postings: list[Posting] = field(default_factory=list)
    inside: str = ""
    skipping: str = ""
    depth: int = 0
    refresh: str = ""
    language: str = ""
    has_password: bool = False
    has_script: bool = False


def read_page(source: str) -> Page:
    """What a page says, whatever it is made of; never raises."""
    notes = _Notes()
    at = 0
    while (start := source.find("<", at)) >= 0:
        _hear(notes, source[at:start])
        at = _after_markup(notes, source, start)
    _hear(notes, source[at:])
    titles, *headings = (list(_lines("".join(notes.headings[name]))) for name in _HEADINGS)
    return Page(
        title=" ".join(titles),
        headings=tuple(line for lines in headings for line in lines),
        text="\n".join(_lines("".join(notes.text))),
        postings=tuple(notes.postings),
        refresh=notes.refresh,
        language=notes.language,
        has_password=notes.has_password,
        has_script=notes.has_script,
    )


def _after_markup(notes: _Notes, source: str, start: int) -> int:
    """Take in the markup that begins there; gives where the text goes on."""
    if source.startswith("<!--", start):
        return _behind("-->", source, start + 4)
    named = _NAME.match(source, start + 1)
    if named is None and source[start + 1 : start + 2] not in ("!", "?"):
        _hear(notes, "<")
        return start + 1
    end = _behind(">", source, start)
    if named is None or source[end - 1] != ">":
        return end
    name = named[0].lower()
    tag = source[named.end() : min(end - 1, named.end() + _LONGEST_TAG)]
    if name in _RAW and not tag.endswith("/"):
        return _after_raw(notes, source, end, name=name, tag=tag)
    if name.startswith("/"):
        _close(notes, name[1:])
    else:
        _open(notes, name, tag)
    return end


def _behind(mark: str, source: str, start: int) -> int:
    """Where the next such mark ends: the end of the page, where there is none."""
    end = source.find(mark, start)
    return end + len(mark) if end >= 0 else len(source)


def _after_raw(notes: _Notes, source: str, start: int, *, name: str, tag: str) -> int:
    closing = re.compile(rf"</{name}\b", re.IGNORECASE).search(source, start)
    end = closing.start() if closing else len(source)
    if name == "script":
        kind = _attributes(tag).get("type", "").lower()
        if "ld+json" in kind:
            notes.postings += _postings(source[start:end])
        else:
            notes.has_script = True
    return end


def _open(notes: _Notes, name: str, tag: str) -> None:
    if notes.skipping:
        notes.depth += name == notes.skipping
        return
    if name in ("html", "meta", "input"):
        _note_attributes(notes, name, _attributes(tag))
    if name not in _VOID and (name in _ASIDE or _is_hidden(tag)):
        notes.skipping, notes.depth = name, 1
    elif name in _HEADINGS:
        notes.inside = name
    if name not in _INLINE:
        _break(notes)


def _close(notes: _Notes, name: str) -> None:
    if notes.skipping:
        notes.depth -= name == notes.skipping
        notes.skipping = notes.skipping if notes.depth else ""
        return
    if name not in _INLINE:
        _break(notes)
    if name == notes.inside:
        notes.inside = ""


def _hear(notes: _Notes, words: str) -> None:
    """Take in words between two tags."""
    if not words or notes.skipping:
        return
    words = words.replace("\n", " ").replace("\r", " ")
    if notes.inside:
        notes.headings[notes.inside].append(words)
    if notes.inside != "title":
        notes.text.append(words)


def _break(notes: _Notes) -> None:
    notes.text.append("\n")
    if notes.inside:
        notes.headings[notes.inside].append("\n")


def _lines(words: str) -> Iterator[str]:
    """The lines that say something, spaces evened out and entities spelled."""
    for line in words.split("\n") if "&" not in words else html.unescape(words).split("\n"):
        if told := " ".join(line.split()):
            yield told


def _attributes(tag: str) -> dict[str, str]:
    found = _ATTRIBUTE.findall(tag)
    return {name.lower(): html.unescape(value.strip("\"'")) for name, value in found}


def _note_attributes(notes: _Notes, name: str, said: dict[str, str]) -> None:
    if name == "html":
        notes.language = said.get("lang", "")[:2].lower()
    elif name == "input":
        notes.has_password |= said.get("type", "").lower() == "password"
    elif said.get("http-equiv", "").lower() == "refresh":
        moving = _REFRESH.fullmatch(said.get("content", ""))
        notes.refresh = notes.refresh or (moving[1].strip(" '\"") if moving else "")


def _is_hidden(tag: str) -> bool:
    if "hidden" not in tag and "none" not in tag and "HIDDEN" not in tag:
        return False
    said = _attributes(tag)
    bare = _ATTRIBUTE.sub(" ", tag)
    return (
        _BARE_HIDDEN.search(bare) is not None
        or ("hidden" in said and said["hidden"].lower() != "until-found")
        or said.get("aria-hidden", "").lower() == "true"
        or _INVISIBLE.search(said.get("style", "")) is not None
    )


def _postings(source: str) -> list[Posting]:
    """The job postings anywhere in a piece of JSON-LD; none where it cannot be read."""
    try:
        heap = [json.loads(source)]
    except (ValueError, RecursionError):
        return []
    found: list[Posting] = []
    while heap:
        match heap.pop():
            case {"@type": "JobPosting" | ["JobPosting", *_]} as posting:
                found.append(_posting(posting))
            case dict() as inner:
                heap += inner.values()
            case list() as inner:
                heap += inner
    return found


def _posting(said: dict[str, object]) -> Posting:
    title, end = (said.get(name) for name in ("title", "validThrough"))
    around, heap = list[str](), [said.get("hiringOrganization"), said.get("jobLocation")]
    while heap:
        match heap.pop():
            case str() as name:
                around.append(name)
            case dict() as inner:
                heap += inner.values()
            case list() as inner:
                heap += inner
    return Posting(
        title=title if isinstance(title, str) else "",
        valid_through=end if isinstance(end, str) else "",
        around=" ".join(around),
    )
