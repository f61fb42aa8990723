"""A post as the stream lists it."""

from textual.content import Content

from moderator.core.board import Line
from moderator.desk.content.conversation import label_style
from moderator.desk.content.ink import cell, ink, row
from moderator.desk.lists.doubt import in_doubt
from moderator.desk.words import signs, words
from moderator.words.language import _

WIDE = 100
"""From this width on the time has its seconds, and a long name more room."""


def listed(line: Line, time: str, *, width: int, selected: bool) -> Content:
    """Give a post in one line: time or date, label, author, text, reposts."""
    wide = width >= WIDE
    style = label_style(line)
    sign = words.SIGNS.get(line.label, " ") if line.label else " "
    name = words.label(line.label) if line.label else signs.UNJUDGED
    doubt = signs.DOUBT if in_doubt(line) else ""
    parts = [
        ink((signs.SELECTED if selected else " ") + (time if wide else time[:5]), "$muted"),
        ink(sign, style),
        cell(ink(doubt + name + ("*" if line.corrected else ""), style), 13),
        ink(signs.WITH_CASE if line.case else " ", style),
        cell(ink(line.handle, "bold" if line.case else ""), 18 if wide else 12),
    ]
    tail = ink(f" {signs.REPOSTS}{line.reposts} " if line.reposts else "", "$muted")
    text = ink(_("(deleted)") if line.deleted else " ".join(line.post.text.split()))
    room = width - sum(part.cell_length + 1 for part in parts) - tail.cell_length
    return row(*parts, cell(text, room)) + tail
