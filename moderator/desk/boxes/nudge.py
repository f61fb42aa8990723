"""Lets the draft of a nudge be edited, then copied or opened: the program itself sends nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.events import Paste
from textual.widgets import Button, Static, TextArea

from moderator.desk.boxes.once import Box
from moderator.desk.content.ink import ink
from moderator.desk.nudge import platforms
from moderator.desk.nudge.draft import Draft
from moderator.desk.panels.paint import fill
from moderator.desk.panels.wrong import Wrong
from moderator.words.language import _
from moderator.words.safe import safe

PULL_SECONDS = 0.5
TOLD = 3
"""How many earlier nudges are told, the last ones: the draft needs the room."""


class Way(Enum):
    """How a draft leaves the desk: in the moderator's own hands, each time; or not, for now."""

    COPY = "copy"
    OPEN = "open"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class Nudge:
    """A draft as the moderator left it, and the way it is to go."""

    text: str
    way: Way


class Text(TextArea):
    """The draft's own text, drawn anew in each new width: textual only wraps it anew.

    What is pasted into it comes from mails and web pages, and is made safe like what posts say.
    """

    def on_resize(self) -> None:
        """Draw it anew."""
        self.refresh()

    def on_paste(self, event: Paste) -> None:
        """Leave nothing in what is pasted that could steer the screen; textual puts it in then."""
        event.text = safe(event.text.replace("\t", " "), lines=True)


class NudgeScreen(Box[Nudge | None]):
    """The draft, how long it is, what was said before; gives what to do with it.

    `meanwhile` is what became of its case since, if anything, and `anew` the draft without what
    this one quotes, once that was deleted.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("ctrl+y,f2", "take('copy')", show=False, priority=True),
        Binding("ctrl+o,f3", "take('open')", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        draft: Draft,
        before: Sequence[str],
        *,
        warning: str,
        meanwhile: Callable[[], str],
        anew: Callable[[], Draft | None],
    ) -> None:
        super().__init__()
        self.meanwhile, self.anew, self.lost = meanwhile, anew, ""
        self.draft = draft
        self.heading = title
        self.before = before
        self.warning = warning
        self.warned: set[str] = set()
        self.area = Text(draft.text, id="draft", soft_wrap=True, tab_behavior="focus")

    def compose(self) -> ComposeResult:
        """Give the box."""
        with Vertical(classes="box") as box:
            box.border_title = ink(self.heading)
            box.border_subtitle = ink(_("esc closes"))
            yield Static(id="meanwhile")
            yield Static(ink(self.warning, "$error bold"), id="warning")
            for line in self.before[-TOLD:]:
                yield Static(ink(line, "$muted"), classes="before")
            yield self.area
            yield Static(ink(""), id="length")
            yield Wrong()
            with Horizontal(id="ways"):
                yield Button(ink("Ctrl+Y " + _("copy")), id="copy", compact=True)
                if self.compose_page is not None:
                    yield Button(
                        ink("Ctrl+O " + _("open on the platform")), id="open", compact=True
                    )

    @property
    def compose_page(self) -> str | None:
        """The page on which the draft could be sent."""
        above = self.draft.above
        return platforms.compose_page(self.area.text, above) if above else None

    def on_mount(self) -> None:
        """Put the cursor at the draft's end."""
        self.query_one("#warning").display = bool(self.warning)
        self.area.move_cursor(self.area.document.end)
        self.area.focus()
        self.count()
        self.pull()
        self.set_interval(PULL_SECONDS, self.pull)

    def pull(self) -> None:
        """Tell what became of the case meanwhile; let go of what was deleted."""
        if self.draft.quoted and (anew := self.anew()):
            self._lose(anew)
        told = self.query_one("#meanwhile", Static)
        said = " ".join(filter(None, (self.meanwhile(), self.lost)))
        told.display = bool(said)
        fill(told, ink(said, "$error bold"))

    def _lose(self, anew: Draft) -> None:
        """Let go of what the draft quotes, and of earlier nudges, which quoted it, too.

        Where the quote was changed it cannot be told from the other words: all of them go.
        """
        text, quoted = self.area.text, self.draft.quoted
        if text.strip() == self.draft.text:
            left, self.lost = anew.text, _("What it quoted was deleted: the draft is without it.")
        elif quoted in text:
            left, self.lost = text.replace(quoted, ""), _("What it quoted was deleted, here too.")
        else:
            left, self.lost = "", _("What it quoted was deleted: the draft was emptied.")
        self.draft = anew
        self.area.load_text(left)
        self.query(".before").remove()

    @on(TextArea.Changed)
    def count(self) -> None:
        """Say how long the draft is, and when it is too long for its platform."""
        self.query_one(Wrong).say()
        style = "$error bold" if self.drafted.is_too_long else "$muted"
        self.query_one("#length", Static).update(ink(self.drafted.told_length(), style))

    @property
    def drafted(self) -> Draft:
        """The draft as it stands."""
        return replace(self.draft, text=self.area.text.strip())

    @on(Button.Pressed)
    def press(self, event: Button.Pressed) -> None:
        """Take the way whose button was pressed."""
        event.stop()
        self.action_take(event.button.id or Way.COPY.value)

    def action_leave(self) -> None:
        """Give the draft as one that goes nowhere for now."""
        self.dismiss(Nudge(self.drafted.text, Way.LEAVE))

    def action_take(self, way: str) -> None:
        """Give the draft, and the way it is to go; what speaks against it is said first, once."""
        text, taken = self.drafted.text, Way(way)
        if not text:
            self.query_one(Wrong).say_empty()
        elif said := [each for each in self._warnings(taken) if each not in self.warned]:
            self.warned.update(said)
            again = _("Press the key again to nudge all the same.")
            warning = self.query_one("#warning", Static)
            warning.update(ink(" ".join([*said, again]), "$error bold"))
            warning.display = True
        elif taken is Way.COPY or self.compose_page is not None:
            self.dismiss(Nudge(text, taken))
        else:
            self.query_one(Wrong).say(_("There is no page to open it on: Ctrl+Y copies it."))

    def _warnings(self, way: Way) -> list[str]:
        """What speaks against taking the draft that way."""
        long = way is Way.OPEN and self.drafted.is_too_long
        too_long = _("The platform does not take it: {length}.")
        length = too_long.format(length=self.drafted.told_length()) if long else ""
        return [each for each in (self.warning, length) if each]
