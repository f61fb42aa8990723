"""The conversation panel: the selected case, or the selected post, in full."""

from collections.abc import Iterator
from itertools import zip_longest

from textual.content import Content
from textual.scroll_view import ScrollView
from textual.strip import Strip

from moderator.core.board import Board, Line
from moderator.core.case import Case
from moderator.desk.content.conversation import alone, conversation
from moderator.desk.content.ink import WHOLE, ink, wrapped
from moderator.desk.day import Day
from moderator.desk.panels.paint import frame, redraw, stretch, strip
from moderator.desk.sentences import hands
from moderator.desk.words import phrases, times
from moderator.words.language import _


class Talk(ScrollView, can_focus=True):
    """What was said, why it counts, who owes the word, and the history."""

    def __init__(self, day: Day) -> None:
        super().__init__(id="talk")
        self.day = day
        self.target: Case | Line | None = None
        self._lines: list[Content] = []
        self._whole = False

    def look_at(self, target: Case | Line | None) -> None:
        """Choose what to show from now on; another one is shown from its top."""
        if _key(target) != _key(self.target):
            self.scroll_home(animate=False, immediate=True)
        self.target = target

    def pull(self, board: Board) -> None:
        """Tell the target as it stands now."""
        match self.target:
            case Case() as case:
                lines = self._tell(case, board)
            case Line() as line:
                lines = self._tell_post(line)
            case None:
                lines = self._tell_nothing()
        before, self._lines = self._lines, lines
        stretch(self, len(lines))
        redraw(self, (y - self.scroll_offset.y for y in _differing(before, lines)))

    def render_line(self, y: int) -> Strip:
        """Give one line of the screen."""
        index = y + self.scroll_offset.y
        line = self._lines[index] if index < len(self._lines) else Content(" ")
        return strip(self, line, self._width, self.visual_style)

    def on_resize(self) -> None:
        """Wrap the lines anew; where posts are shown whole now, or are not, from the top."""
        whole = self.screen.has_class("-zoom-talk")
        if whole != self._whole:
            self._whole = whole
            self.scroll_home(animate=False, immediate=True)
        self.pull(self.day.board())

    def watch_show_vertical_scrollbar(self) -> None:
        """Wrap them for the room that a scrollbar takes, or gives back."""
        self.pull(self.day.board())

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    @property
    def _height(self) -> int:
        """The lines in which the conversation is to be understood: with all the room, any."""
        return WHOLE if self._whole else self.scrollable_content_region.height

    def _tell(self, case: Case, board: Board) -> list[Content]:
        fair = self.day.fair
        urgency = case.urgency(board.clock, fair)
        title = phrases.case_title(case, urgency, case.waited(board.clock))
        since = times.dated(case.waiting_since, board.clock, fair)
        frame(self, title, self._owed(case, since) if urgency else "")
        doing = " · ".join(hands.in_full(case, self.day))
        above = wrapped(ink(doing, "$primary"), self._width) if doing else []
        thread, height = self.day.thread(case.id), self._height - len(above)
        told = conversation(case, thread, day=self.day, width=self._width, height=height)
        return [*above, *told]

    def _owed(self, case: Case, since: str) -> str:
        full = phrases.no_word(case, since)
        return full if len(full) < self.size.width - 2 else phrases.no_word_short(case, since)

    def _tell_post(self, line: Line) -> list[Content]:
        frame(self, _("Post"))
        return alone(line, day=self.day, width=self._width, height=self._height)

    def _tell_nothing(self) -> list[Content]:
        frame(self, _("Case"))
        return wrapped(ink(_("The selected case or post is shown here."), "$muted"), self._width)


def _differing(before: list[Content], lines: list[Content]) -> Iterator[int]:
    """Give the numbers of the lines that are others now."""
    for number, (one, other) in enumerate(zip_longest(before, lines)):
        if one is None or other is None or not one.is_same(other):
            yield number


def _key(target: Case | Line | None) -> str | None:
    match target:
        case Case():
            return target.id
        case Line():
            return target.key
        case None:
            return None
