"""The stream: the posts of the fair, and the line in which a filter is typed."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from moderator.core.board import Board
from moderator.desk.day import Day
from moderator.desk.lists.filter import Filter
from moderator.desk.panels.field import Field
from moderator.desk.panels.paint import frame
from moderator.desk.panels.posts import Posts
from moderator.desk.words import phrases
from moderator.words.language import _


class Stream(Vertical):
    """The posts, and the line in which a filter is typed."""

    def __init__(self, day: Day) -> None:
        super().__init__(id="stream")
        self.day = day
        self.posts = Posts(day)
        placeholder = _("words, @author, label:question")
        self.typed = Field(placeholder=placeholder, compact=True, id="filter")

    def compose(self) -> ComposeResult:
        """Give the posts, and the filter below them."""
        yield self.posts
        yield self.typed

    def pull(self, board: Board) -> None:
        """Show what has arrived, and say so when the stream does not follow."""
        self.posts.pull(board.version)
        title = _("Stream") + f" · {self._scope()}{self._held()}"
        accounting = self.day.accounting()
        frame(self, title, phrases.accounting(accounting) if accounting.received else "")

    def open_filter(self) -> None:
        """Let a filter be typed."""
        self.add_class("-filtering")
        self.typed.focus()

    def show(self, position: int) -> None:
        """Go to a post by its place among all posts, whatever was filtered."""
        if self.posts.matches is not None:
            with self.prevent(Input.Changed):
                self.typed.value = ""
            self.remove_class("-filtering")
            self.posts.narrow(Filter())
        self.posts.focus()
        self.posts.go(position)

    def recall(self, typed: str) -> None:
        """Filter as the last time."""
        if typed:
            self.typed.value = typed
            self.add_class("-filtering")

    def clear_filter(self) -> None:
        """Show every post again."""
        self.typed.value = ""
        self.remove_class("-filtering")
        self.posts.focus()

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        """Filter while it is typed."""
        event.stop()
        self.posts.narrow(Filter.typed(event.value))

    @on(Input.Submitted)
    def keep(self, event: Input.Submitted) -> None:
        """Keep the filter and go to the posts."""
        event.stop()
        self.set_class(bool(event.value.strip()), "-filtering")
        self.posts.focus()

    def _scope(self) -> str:
        matches = self.posts.matches
        if matches is None:
            return _("all posts")
        unsearched = matches.unsearched / max(self.day.stream_length(), 1)
        return phrases.matches(len(matches), unsearched)

    def _held(self) -> str:
        if self.typed.has_focus:
            return " · " + _("enter keeps, esc clears")
        return "" if self.posts.following else f" · {phrases.held(self.posts.unread)}"
