"""A screen is drawn in the size that the terminal has now, never in one that it had."""

from textual import on
from textual.events import Resize
from textual.message_pump import MessagePump

WIDTHS = [(0, "-slim"), (60, "-narrow"), (100, "-wide"), (118, "-ample"), (160, "-broad")]
HEIGHTS = [(0, "-tiny"), (16, "-short"), (32, "-tall")]
"""From how many columns and lines on a screen is of which size.

A slim one has no room for the case beside the queue, a tiny one none for the stream below it.
"""


class Sized(MessagePump):
    """A screen that passes over what it is told of a size that has gone since.

    A screen tells itself of each new size, too: of two that come at once, each would call the
    other back without end.
    """

    @on(Resize)
    def pass_over(self, event: Resize) -> None:
        """Take the size that holds, and leave any other."""
        if event.size != self.app.size:
            event.prevent_default()
