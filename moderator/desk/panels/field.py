"""A line to type in, which takes all that is pasted: mails and web pages have many lines."""

from textual.events import Paste
from textual.widgets import Input

from moderator.words.safe import safe


class Field(Input):
    """One line; of what is too long for it, the beginning is taken, and the end is an ellipsis."""

    def on_paste(self, event: Paste) -> None:
        """Put in what was pasted, its lines behind each other."""
        event.prevent_default()
        event.stop()
        start, end = sorted(self.selection)
        room = (self.max_length or len(event.text)) - len(self.value) + end - start
        pasted = " ".join(safe(event.text).split())
        if len(pasted) > room:
            pasted = pasted[: room - 1] + "…" if room > 0 else ""
        self.replace(pasted, start, end)
