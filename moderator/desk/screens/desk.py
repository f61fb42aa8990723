"""The desk: one screen with what needs doing, what is happening, and what was done."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from moderator.core.board import Line
from moderator.core.case import Case
from moderator.desk import answers
from moderator.desk.day import Day
from moderator.desk.keys import CASE_KEYS, END_KEYS, REPLAY_KEYS, SCREEN_KEYS, STREAM_KEYS
from moderator.desk.panels.activity import Activity
from moderator.desk.panels.foot import Foot
from moderator.desk.panels.head import Head
from moderator.desk.panels.queue import Queue
from moderator.desk.panels.rows import Rows
from moderator.desk.panels.status import Status
from moderator.desk.panels.stream import Stream
from moderator.desk.panels.talk import Talk
from moderator.desk.screens.acts import ActScreen
from moderator.desk.screens.help import Help

PULL_SECONDS = 0.2
WIDTHS = [(0, "-narrow"), (100, "-wide")]
HEIGHTS = [(0, "-short"), (32, "-tall")]
ZOOMS = ("queue", "talk", "stream")


class DeskScreen(ActScreen):
    """Puts the panels together, and keeps them in step with the day and with each other."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *CASE_KEYS,
        *STREAM_KEYS,
        *REPLAY_KEYS,
        *END_KEYS,
        *SCREEN_KEYS,
        Binding("escape", "back", show=False),
    ]
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    def __init__(self, day: Day, browse: Callable[[str], bool]) -> None:
        super().__init__(day, browse)
        self.head, self.status = Head(day), Status(day)
        self.queue, self.talk = Queue(day), Talk(day)
        self.stream, self.activity = Stream(day), Activity(day)
        self._from_stream = False
        self._shape: tuple[object, ...] = ()

    def compose(self) -> ComposeResult:
        """Give the panels, from the top of the screen down."""
        yield self.head
        with Horizontal(id="cases"):
            yield self.queue
            yield self.talk
        yield self.stream
        yield self.activity
        yield self.status
        yield Foot()

    def on_mount(self) -> None:
        """Start pulling."""
        self.queue.focus()
        self.set_interval(PULL_SECONDS, self.pull)
        self.call_after_refresh(self.pull)

    def pull(self) -> None:
        """Show the day as it is now."""
        board = self.day.board()
        before = self.queue.selected
        for panel in (self.head, self.queue, self.stream, self.activity, self.status):
            panel.pull(board)
        self.talk.look_at(self.case or self.line)
        self.talk.pull(board)
        self._notice()
        if before is not None and not self.queue.lists(before.id):
            self._tell_departure(before)

    def _notice(self) -> None:
        """Bring keys and messages in line with what is there now."""
        shape = (self.ended, self.case.state if self.case else None)
        if shape == self._shape:
            return
        if self.ended and (not self._shape or not self._shape[0]):
            self.action_tell_end()
        self._shape = shape
        self.refresh_bindings()

    def _tell_departure(self, before: Case) -> None:
        """Say what became of the case that was selected and is not listed any more."""
        now = self.day.case(before.id)
        if now is not None and not now.lacks_follow_up:
            self.say(answers.departed(now))

    @property
    def line(self) -> Line | None:
        """The post that is selected: in the stream, else the one that opened the case."""
        if self._from_stream:
            return self.stream.posts.selected
        case = self.queue.selected
        lines = self.day.thread(case.id) if case else ()
        return next((line for line in lines if case and line.key == case.opened_by), None)

    @property
    def case(self) -> Case | None:
        """The case that is selected: in the queue, else that of the stream's post."""
        if not self._from_stream:
            return self.queue.selected
        line = self.stream.posts.selected
        return self.day.case(line.case) if line and line.case else None

    def say(self, message: str, hint: str = "") -> None:
        """Tell the moderator one thing, on the line above the keys."""
        self.status.say(message, hint)

    @on(Rows.Picked)
    def turn_to(self, event: Rows.Picked) -> None:
        """Show what was picked, and go there when it was chosen."""
        self._from_stream = event.rows is self.stream.posts
        self.pull()
        if event.chosen:
            self.zoom("talk" if self.zoomed else "")
            self.talk.focus()

    def select_case(self, case_id: str) -> None:
        """Put the selection on a case of the queue."""
        self._from_stream = False
        self.pull()
        self.queue.select(case_id)
        self.pull()

    def action_all_cases(self) -> None:
        """Show closed cases too, or hide them again."""
        self.queue.all = not self.queue.all
        self.queue.focus()
        self._from_stream = False
        self.pull()

    def action_filter(self) -> None:
        """Let a filter for the stream be typed."""
        self.stream.open_filter()

    def action_follow(self) -> None:
        """Let the stream go with the newest post."""
        self.stream.posts.follow()
        self._from_stream = False
        self.pull()

    def action_back(self) -> None:
        """Clear the filter where there is one, else go back to where one came from."""
        if self.stream.typed.value or self.stream.typed.has_focus:
            self.stream.clear_filter()
        elif self._from_stream and self.talk.has_focus:
            self.zoom("")
            self.stream.posts.focus()
        else:
            self._from_stream = False
            self.zoom("")
            self.queue.focus()
        self.pull()

    def action_zoom(self) -> None:
        """Give the focused panel the whole screen, or put it back."""
        name = self.focused.id if self.focused else None
        self.zoom("" if self.zoomed else name if name in ZOOMS else "stream")

    def zoom(self, panel: str) -> None:
        """Give one panel the room of all, or with no name give each its own again."""
        self.set_class(bool(panel), "-zoomed")
        for name in ZOOMS:
            self.set_class(name == panel, f"-zoom-{name}")

    @property
    def zoomed(self) -> bool:
        """Whether one panel has the room of all."""
        return self.has_class("-zoomed")

    def action_theme(self) -> None:
        """Change between dark and light."""
        self.app.theme = "desk-light" if self.app.theme == "desk-dark" else "desk-dark"

    def action_help(self) -> None:
        """Tell what every key does."""
        self.app.push_screen(Help(replay=self.day.player is not None))
