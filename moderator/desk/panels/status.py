"""The line above the keys: the day's figures, or what just happened."""

from time import monotonic

from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from moderator.core.board import Board
from moderator.desk.content.ink import cell, ink
from moderator.desk.day import Day
from moderator.desk.news.listening import Listening
from moderator.desk.news.messages import Message, Messages
from moderator.desk.panels.activity import bars, chart
from moderator.desk.panels.paint import fill
from moderator.desk.sentences import intake
from moderator.desk.words import phrases, signs
from moderator.megaphone import Silence
from moderator.words.language import _

SAID_SECONDS = 8.0
READ_SECONDS = 2.0
"""How long a message must have stood before a key takes it away: who types on has not read it."""

SPARK = 8
BEHIND = 200
"""So many posts without a verdict are worth a word."""


class Status(Static):
    """The counts of the day with its activity in small; a message takes their place for a while.

    A message that weighs stands until a key is pressed, and comes back where another one
    took its place before it can have been read.
    """

    def __init__(self, day: Day, messages: Messages) -> None:
        super().__init__(id="status")
        self.day = day
        self.messages = messages
        self.said = self.hint = ""
        self.asked = ""
        """What is said, where it is a question that still stands."""
        self._listening = Listening(day)
        self.silence: Silence | None = None
        self.clock = monotonic
        self._passing = ("", "")
        self._stands_since: float | None = None
        self._timer: Timer | None = None

    def say(self, message: str, hint: str = "") -> None:
        """Show one sentence for a few seconds, with `hint` whole at its end."""
        self._passing, self._stands_since, self.asked = (message, hint), None, ""
        if self._timer:
            self._timer.stop()
        self._timer = self.set_timer(SAID_SECONDS, self.hush)
        self.pull(self.day.board())

    def hush(self) -> None:
        """Go back to what must be seen, else to the figures."""
        self._passing, self._stands_since, self.asked = ("", ""), None, ""
        self.pull(self.day.board())

    def acknowledge(self) -> None:
        """Take away what must be seen, where it stood long enough for that."""
        since = self._stands_since
        if since is not None and self.clock() - since >= READ_SECONDS:
            self.messages.see()
            self.hush()

    def pull(self, board: Board) -> None:
        """Show the message there is, else the counts."""
        self._listen(board)
        width = self.size.width
        self.said, self.hint = self._passing if self._passing[0] else self._unseen()
        self.set_class(bool(self.said), "-said")
        text = self._message(width) if self.said else self._counts(board, width)
        fill(self, cell(text, width))

    def _unseen(self) -> tuple[str, str]:
        """Give the message that must be seen, and how it goes away; nothing where there is none."""
        first = self.messages.first_unseen
        if first is None:
            return "", ""
        self._stands_since = self.clock() if self._stands_since is None else self._stands_since
        if more := self.messages.unseen - 1:
            return first.text, _("  ·  {number} more, h: all").format(number=more)
        return first.text, _("  ·  any key; h: all")

    def _listen(self, board: Board) -> None:
        """Notice when nobody talks any more, and say once what can be done about it."""
        before, self.silence = self.silence, self._listening.silence(board)
        if self.silence and not before:
            said, remedy = phrases.nobody_talks(self.silence)
            self.messages.add(Message(board.clock, said + remedy))
            self.say(said, remedy)

    def _message(self, width: int) -> Content:
        """Give the message; where it is long its names yield, never the hint, which says so."""
        said = ink(f" {self.said}")
        hint = ink(self.hint or (_("  ·  h: all") if said.cell_length > width else ""))
        room = max(width - hint.cell_length, 0)
        return (said.truncate(room, ellipsis=True) + hint).stylize(
            "bold reverse" if self.styles.text_style.reverse else "bold"
        )

    def _counts(self, board: Board, width: int) -> Content:
        if not board.counts.posts:
            return self._awaited(width)
        parts = [*phrases.counts(board.counts), phrases.share(board.counts)]
        alarms = self._alarms()
        room = width - SPARK - 4 - alarms.cell_length
        while len(parts) > 1 and len(signs.SEPARATOR.join(parts)) > room:
            parts.pop(-2)
        return self._spark() + ink(signs.SEPARATOR.join(parts)) + alarms

    def _awaited(self, width: int) -> Content:
        """Give what a fair without posts waits for; where it is long, which key tells all of it."""
        said = ink(f" {intake.awaited(self.day.feeds())}", "$muted")
        more = ink(_("  ·  i: whole"), "$muted")
        if said.cell_length <= width:
            return said
        return said.truncate(max(width - more.cell_length, 0), ellipsis=True) + more

    def _alarms(self) -> Content:
        """Give what is wrong: nobody talks, records are missing, much waits to be judged."""
        depths = self.day.depths()
        told = [
            _("MEGAPHONE: nobody talks") if self.silence else "",
            intake.lost(self.day.accounting()),
            intake.behind(depths) if depths.unjudged > BEHIND else "",
        ]
        return ink("".join(f"{signs.SEPARATOR}! {alarm}" for alarm in told if alarm), "$error bold")

    def _spark(self) -> Content:
        """Give the day's activity in a few cells, where its panel has no room."""
        _, _, sums = bars(self.day.activity(), SPARK)
        if not sums or self.screen.has_class("-tall"):
            return ink(" ")
        return ink(f" {chart(sums, 1)[0]:{SPARK}}  ", "$primary")
