"""The desk's lists of cases and posts, one of which has the selection that keys act on."""

from collections.abc import Callable
from time import monotonic

from textual.widget import Widget

from moderator.core.board import Line
from moderator.core.case import Case
from moderator.desk.day import Day
from moderator.desk.lists.lanes import Lane
from moderator.desk.panels.posts import Posts
from moderator.desk.panels.queue import Queue
from moderator.desk.panels.rows import Rows
from moderator.desk.panels.unsure import Unsure

STEADY_SECONDS = 1.5
"""For so long after another row took the selected one's place, a key may be meant for that."""


class Lists:
    """The queue, the posts in doubt and the stream; `source` is the one with the selection.

    Of the queue and the posts in doubt only one is `shown`.
    """

    def __init__(self, day: Day, queue: Queue, unsure: Unsure, posts: Posts) -> None:
        self.source: Rows = queue
        self.shown: Queue | Unsure = queue
        self.clock: Callable[[], float] = monotonic
        self._day = day
        self.queue, self._unsure, self._posts = queue, unsure, posts
        self._slid, self._to = 0.0, ""

    def turn_to(self, widget: Widget | None) -> None:
        """Let the list that has the focus have the selection; a stream that follows has none.

        Who goes elsewhere keeps the case from which that was.
        """
        if widget in (self.queue, self._unsure):
            self.source = self.queue if widget is self.queue else self._unsure
        elif widget is self._posts and self._posts.cursor is not None:
            self.source = self._posts
        if widget not in (None, self.queue):
            self.queue.take()

    def pick(self, rows: Rows) -> None:
        """Let a list have the selection in which the moderator went to a row; keys act on that."""
        self.source, self._slid = rows, 0.0

    def turn_back(self) -> None:
        """Let the lane have the selection, where the stream had it and follows again."""
        if self.source is self._posts and self._posts.cursor is None:
            self.source = self.shown

    def show_lane(self, lane: Lane) -> None:
        """Show a lane, which has the selection then."""
        if lane is not Lane.UNSURE:
            self.queue.show_lane(lane)
        self.source = self.shown = self._unsure if lane is Lane.UNSURE else self.queue

    @property
    def lane(self) -> Lane:
        """Which lane is shown."""
        return Lane.UNSURE if self.shown is self._unsure else self.queue.lane

    @property
    def line(self) -> Line | None:
        """The post that is selected: in a list of posts, else the one that opened the case."""
        if self.source is self._posts:
            return self._posts.selected
        if self.source is self._unsure:
            return self._unsure.selected
        case = self.queue.selected
        return self._day.line(case.opened_by) if case else None

    @property
    def case(self) -> Case | None:
        """The case that is selected: in the queue, else that of the selected post."""
        if self.source is self.queue:
            return self.queue.selected
        line = self.line
        return self._day.case(line.case) if line and line.case else None

    @property
    def selected(self) -> str:
        """The name of what is selected; empty where nothing is."""
        if self.source is self.queue:
            return self.queue.selected.id if self.queue.selected else ""
        return self.line.key if self.line else ""

    def slide(self) -> None:
        """Note that another row took the place of the one that was selected."""
        self._slid, self._to = self.clock(), self.selected

    def settle(self) -> bool:
        """Give whether the selection is what it was a moment ago; asked again, it is.

        It stays on its case from then on.
        """
        self.queue.take()
        slid, self._slid = self._slid, 0.0
        return self.selected != self._to or self.clock() - slid >= STEADY_SECONDS
