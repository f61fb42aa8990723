"""Text on the screen: every string becomes `Content` here, clean and never read as markup."""

from collections.abc import Iterable

from textual.content import Content

from moderator.core.labels import Because
from moderator.words.safe import safe

WHOLE = 1_000_000
"""Lines that hold any text: nothing of it is left out."""


def ink(text: str, style: str = "") -> Content:
    """Give one line of content; whatever the text holds, it stays text."""
    return Content.styled(safe(text), style)


def cell(content: Content, width: int, *, right: bool = False) -> Content:
    """Give the content in exactly `width` cells: cut with an ellipsis, or padded."""
    cut = content.truncate(max(width, 0), ellipsis=True)
    gap = max(width - cut.cell_length, 0)
    return cut.pad_left(gap) if right else cut.pad_right(gap)


def row(*cells: Content) -> Content:
    """Give the cells side by side, one space between them."""
    return Content(" ").join(cells)


def split(left: Content, right: Content, width: int) -> Content:
    """Give both ends of a line of `width` cells; the left end yields when it is tight."""
    return cell(left, width - right.cell_length - 1) + Content(" ") + right


def marked(text: str, because: Iterable[Because], style: str = "") -> Content:
    """Give the text, in its own lines, with the words that speak for its label underlined."""
    spans = sorted(
        (one.start, one.end)
        for one in because
        if one.start is not None and one.end is not None and one.weight > 0
    )
    parts: list[Content] = []
    done = 0
    for start, end in spans:
        if start >= done and end > start:
            parts += [_lines(text[done:start]), _lines(text[start:end], "underline bold")]
            done = end
    return Content("").join([*parts, _lines(text[done:])]).stylize_before(style)


def _lines(text: str, style: str = "") -> Content:
    return Content.styled(safe(text, lines=True), style)


def wrapped(content: Content, width: int, *, indent: int = 0) -> list[Content]:
    """Give the content as lines of at most `width` cells, each indented alike."""
    room = max(width - indent, 8)
    return [line.rstrip().pad_left(indent) for line in content.wrap(room)]


def shortened(
    content: Content, width: int, *, most: int, indent: int = 0, more: Content | None = None
) -> list[Content]:
    """Give the content as at most so many lines; of more, the last ends in `more`, or in ….

    Of a long text no more is wrapped than there is room for.
    """
    enough = content.truncate((most + 1) * width)
    lines = wrapped(enough, width, indent=indent)
    if len(lines) <= most and enough is content:
        return lines
    more = more or ink("…")
    *kept, last = lines[:most]
    return [*kept, last.truncate(max(width - more.cell_length, 0)).rstrip() + more]
