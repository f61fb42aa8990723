"""Every employer: what it offers, what it was asked, what it still owes, and how fast it is."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Static

from moderator.desk.content.ink import ink
from moderator.desk.day import Day
from moderator.desk.keys.keys import ACTS
from moderator.desk.lists.employers import Vacancies, employers
from moderator.desk.news.feeds import Feeds
from moderator.desk.panels.head import Head
from moderator.desk.panels.parties import Matter, Matters, Parties
from moderator.desk.panels.rows import Rows
from moderator.desk.screens.help import Help
from moderator.desk.screens.sized import Sized
from moderator.words.language import _

PULL_SECONDS = 0.5
ELSEWHERE = frozenset(one.action.partition("(")[0] for one in ACTS) - {
    "employers", "help", "next_panel", "app.next_theme",
}  # fmt: skip
"""What the keys of the desk do there alone."""

WIDTHS = [(0, "-narrow"), (100, "-wide")]


class EmployersScreen(Sized, Screen[Matter | None]):
    """The parties on the left, one of them on the right; gives what to go to, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,e,q", "back", show=False),
        Binding("tab", "app.focus_next", show=False),
        Binding("question_mark", "help", show=False),
        Binding("t", "app.next_theme", show=False),
    ]
    HORIZONTAL_BREAKPOINTS = WIDTHS

    def __init__(self, day: Day, feeds: Feeds) -> None:
        super().__init__()
        self.day = day
        self.vacancies = Vacancies()
        self.head = Head(day, feeds)
        self.parties, self.matters = Parties(), Matters(day)

    def compose(self) -> ComposeResult:
        """Give the two lists."""
        yield self.head
        with Horizontal(id="cases"):
            yield self.parties
            yield self.matters
        ways = _("enter goes on, into a conversation · esc goes back · ? help")
        yield Static(ink(ways), id="ways-back")

    def on_mount(self) -> None:
        """Start looking for vacancies, and keep up."""
        self.parties.focus()
        self.pull()
        self.set_interval(PULL_SECONDS, self.pull)
        self.call_after_refresh(self.pull)

    def pull(self) -> None:
        """Show the parties as they are now."""
        board = self.day.board()
        self.head.pull(board)
        self.look_on()
        by_party, listed = self.vacancies.by_party(), self.day.fair.employers
        found = employers(self.day.cases(), by_party, listed, board.clock)
        self.parties.show(found)
        self.matters.show(self.parties.selected, board)

    def look_on(self) -> None:
        """Look through the stream for vacancies, with a breath after each chunk."""
        if self.vacancies.look(self.day):
            self.call_later(self.look_on)

    @on(Rows.Picked)
    def turn_to(self, event: Rows.Picked) -> None:
        """Show the party that was picked; go to a case or vacancy that was chosen."""
        self.matters.show(self.parties.selected, self.day.board())
        if event.chosen and event.rows is self.parties:
            self.matters.focus()
        elif event.chosen and (matter := self.matters.selected) and matter.there:
            self.dismiss(matter)

    def action_help(self) -> None:
        """Tell what the keys do here, where those of the desk do nothing."""
        self.app.push_screen(Help(self.day.fair, ELSEWHERE))

    def action_back(self) -> None:
        """Go back to the parties, and from there to the desk."""
        if self.matters.has_focus:
            self.parties.focus()
        else:
            self.dismiss(None)
