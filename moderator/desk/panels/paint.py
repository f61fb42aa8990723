"""Puts content on a panel, and only where it differs: a redraw is what costs."""

from collections.abc import Iterable

from textual.content import Content
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual
from textual.widget import Widget
from textual.widgets import Static

from moderator.desk.content.ink import ink
from moderator.desk.machine.private import inscribe
from moderator.desk.words.signs import SEPARATOR
from moderator.words.language import _

EIGHTHS = 8
"""Parts of a cell in which a scrollbar is drawn: what moves it by less does not show."""


def fill(panel: Static, content: Content) -> None:
    """Show the content in the panel."""
    shown = panel.content
    if not (isinstance(shown, Content) and shown.is_same(content)):
        panel.update(content, layout=False)


def frame(panel: Widget, title: str, footnote: str = "") -> None:
    """Write a title into the panel's upper border, and a footnote into its lower one.

    Where the panel has the room of all, the title ends with the key that puts it back.
    Only that border is drawn anew.
    """
    if panel.screen.has_class("-zoomed"):
        key = "v" if panel.screen.has_class("-zoom-talk") else "z"
        title += SEPARATOR + _("{key}: back").format(key=key)
    if inscribe(panel, ink(title)):
        _redraw_border(panel, 0)
    if inscribe(panel, ink(footnote), below=True):
        _redraw_border(panel, panel.outer_size.height - 1)


def _redraw_border(panel: Widget, y: int) -> None:
    line = Region(0, y, panel.outer_size.width, 1)
    panel.refresh(line.translate(-panel.content_offset))


def redraw(panel: ScrollView, lines: Iterable[int]) -> None:
    """Draw some of the panel's lines anew, by their places in it; those out of view are none."""
    width, height = panel.scrollable_content_region.size
    if regions := [Region(0, y, width, 1) for y in lines if 0 <= y < height]:
        panel.refresh(*regions)


def strip(panel: Widget, line: Content, width: int, style: Style) -> Strip:
    """Give a line as it is drawn, so many cells wide; on a panel without any room, nothing."""
    strips = Visual.to_strips(panel, line, width, 1, style, pad=True) if width > 0 else []
    return strips[0] if strips else Strip.blank(0)


def stretch(panel: ScrollView, lines: int) -> None:
    """Make the panel's scrollbar fit that many lines; where it stays as it is, nothing moves."""
    size, before = Size(0, lines), panel.virtual_size
    room = panel.scrollable_content_region.height
    if panel.show_vertical_scrollbar and size.height > before.height:
        panel.set_reactive(ScrollView.virtual_size, size)
        bar = panel.vertical_scrollbar
        if EIGHTHS * room * (size.height - bar.window_virtual_size) >= size.height:
            bar.window_virtual_size = size.height
    elif not panel.show_vertical_scrollbar and max(size.height, before.height) <= room:
        panel.set_reactive(ScrollView.virtual_size, size)
    elif before != size:
        panel.virtual_size = size
