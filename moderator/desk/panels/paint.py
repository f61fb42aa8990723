"""Puts content on a panel, and only where it differs: a redraw is what costs."""

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from moderator.desk.ink import ink


def fill(panel: Static, content: Content) -> None:
    """Show the content in the panel."""
    shown = panel.content
    if not (isinstance(shown, Content) and shown.is_same(content)):
        panel.update(content, layout=False)


def frame(panel: Widget, title: str, footnote: str = "") -> None:
    """Write a title into the panel's upper border, and a footnote into its lower one."""
    above, below = ink(title), ink(footnote)
    if panel.border_title != above.markup:
        panel.border_title = above
    if (panel.border_subtitle or "") != below.markup:
        panel.border_subtitle = below
