"""Every employer: what it offers, what it was asked, what it still owes, and how fast it is."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.events import Key
from textual.widgets import Static

from moderator.desk.boxes.heeding import Heeding
from moderator.desk.boxes.help import Help
from moderator.desk.boxes.once import Once
from moderator.desk.boxes.sized import Sized
from moderator.desk.content.ink import ink
from moderator.desk.day import Day
from moderator.desk.keys.act import Act
from moderator.desk.keys.keys import ACTS, NAMES, act_of
from moderator.desk.lists.employers import Vacancies, employers
from moderator.desk.news.feeds import Feeds
from moderator.desk.panels.head import Head
from moderator.desk.panels.parties import Matter, Matters, Parties
from moderator.desk.panels.rows import Rows
from moderator.desk.sentences import answers
from moderator.words.language import _

PULL_SECONDS = 0.5
ELSEWHERE = frozenset(act_of(one.action) for one in ACTS) - {
    "employers", "help", "next_panel", "app.next_theme",
}  # fmt: skip
"""What the keys of the desk do there alone."""

WIDTHS = [(0, "-narrow"), (100, "-wide")]


class EmployersScreen(Heeding, Sized, Once[Matter | None]):
    """The parties on the left, one of them on the right; gives what to go to, or None.

    It is opened on top of the desk, and can `pause` its recording, too.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,e,q", "back", show=False),
        Binding("tab", "app.focus_next", show=False),
        Binding("question_mark", "help", show=False),
        Binding("t", "app.next_theme", show=False),
        Binding("space", "play_pause", show=False),
    ]
    HORIZONTAL_BREAKPOINTS = WIDTHS

    def __init__(self, day: Day, feeds: Feeds, pause: Act) -> None:
        super().__init__()
        self.day, self.pause = day, pause
        self.vacancies = Vacancies()
        self.head = Head(day, feeds)
        self.parties, self.matters = Parties(), Matters(day)
        self.ways = Static(id="ways-back")

    def compose(self) -> ComposeResult:
        """Give the two lists."""
        yield self.head
        with Horizontal(id="cases"):
            yield self.parties
            yield self.matters
        yield self.ways

    def on_mount(self) -> None:
        """Start looking for vacancies, and keep up."""
        self.parties.focus()
        self.say("")
        self.pull()
        self.set_interval(PULL_SECONDS, self.pull)
        self.call_after_refresh(self.pull)

    def pull(self) -> None:
        """Show the parties as they are now."""
        board = self.day.board()
        self.head.pull(board)
        if self.vacancies.look(self.day, board.version):
            self._look_through()
        by_party, listed = self.vacancies.by_party(), self.day.fair.employers
        found = employers(self.day.cases(), by_party, listed, board.clock)
        self.parties.show(found)
        self.matters.show(self.parties.selected, board)

    @work(exclusive=True)
    async def _look_through(self) -> None:
        """Look for vacancies in all that has arrived."""
        await self.vacancies.look_through(self.day)

    @on(Rows.Picked)
    def turn_to(self, event: Rows.Picked) -> None:
        """Show the party that was picked; go to a case or vacancy that was chosen."""
        self.matters.show(self.parties.selected, self.day.board())
        if event.chosen and event.rows is self.parties:
            self.matters.focus()
        elif event.chosen and (matter := self.matters.selected) and matter.there:
            self.dismiss(matter)

    def say(self, message: str, hint: str = "") -> None:
        """Tell one thing in the bottom line; with nothing to tell, which ways there are."""
        ways = _("enter goes on, into a conversation · esc goes back · ? help")
        self.ways.update(ink(message + hint or ways))

    def heed(self, event: Key) -> None:
        """Say that a key does nothing here, until the next one."""
        idle = event.is_printable and event.key not in self.active_bindings
        name = _(NAMES.get(event.key, event.character or event.key))
        self.say(answers.no_such_key(name) if idle else "")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Give whether an action exists now: where the desk can pause, this one can."""
        if action == "play_pause":
            return not self.pause.why_not()
        return super().check_action(action, parameters)

    def action_play_pause(self) -> None:
        """Pause the recording, or play on; the top line says which."""
        self.pause.do()
        self.pull()

    def action_help(self) -> None:
        """Tell what the keys do here, where those of the desk do nothing."""
        plays = set() if self.pause.why_not() else {"play_pause"}
        self.app.push_screen(Help(self.day.fair, ELSEWHERE - plays))

    def action_back(self) -> None:
        """Go back to the parties, and from there to the desk."""
        if self.matters.has_focus:
            self.parties.focus()
        else:
            self.dismiss(None)
