"""The desk: one screen with what needs doing, what is happening, and what was done."""

from asyncio import sleep
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.dom import NoScreen

from moderator.core.board import Board
from moderator.core.case import Case
from moderator.desk.boxes.sized import HEIGHTS, WIDTHS
from moderator.desk.day import Day
from moderator.desk.keys.keys import DESK_KEYS
from moderator.desk.lists.lanes import Lane, footnote, lane_of
from moderator.desk.machine.memory import Memory
from moderator.desk.news.news import News
from moderator.desk.pace import REST_SECONDS, pause
from moderator.desk.panels.activity import Activity
from moderator.desk.panels.foot import Foot
from moderator.desk.panels.head import Head
from moderator.desk.panels.lists import Lists
from moderator.desk.panels.queue import Queue
from moderator.desk.panels.rows import Rows
from moderator.desk.panels.stamp import stamp
from moderator.desk.panels.stream import Stream
from moderator.desk.panels.talk import Talk
from moderator.desk.panels.unsure import Unsure
from moderator.desk.screens.listed import ListedScreen
from moderator.desk.screens.room import ZOOMS, Room
from moderator.desk.sentences import answers
from moderator.desk.sentences.hints import hint


class DeskScreen(ListedScreen):
    """Puts the panels together, and keeps them in step with the day and with each other."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *DESK_KEYS,
        Binding("escape", "back", show=False),
        Binding("shift+tab", "previous_panel", show=False),
    ]
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    def __init__(self, day: Day, browse: Callable[[str], bool], memory: Memory) -> None:
        super().__init__(day, browse, memory)
        self.head = Head(day, self.feeds)
        self.queue, self.unsure, self.talk = Queue(day), Unsure(day), Talk(day)
        self.stream, self.activity = Stream(day), Activity(day)
        self.lists = Lists(day, self.queue, self.unsure, self.stream.posts)
        self.room = Room(self, self.lists, self.pull)
        self.news = News(day)
        self._shape: tuple[object, ...] = ()
        self._seen: tuple[object, ...] = ()
        self._recalled = False

    def compose(self) -> ComposeResult:
        """Give the panels, from the top of the screen down."""
        yield self.head
        with Horizontal(id="cases"):
            yield self.queue
            yield self.unsure
            yield self.talk
        yield self.stream
        yield self.activity
        yield self.status
        yield Foot()

    def on_mount(self) -> None:
        """Start where the moderator was the last time, and start pulling."""
        self.action_lane(self.memory.lane or Lane.WAITING)
        self.run_worker(self._keep_looking(), name="look", group="look")
        self.call_after_refresh(self._recall)

    def _recall(self) -> None:
        """Go back to what was selected, filtered and enlarged, unless only others are there."""
        self.pull()
        remembered = self.lists.lane == self.memory.lane
        if remembered and not self.lists.shown.count() and self.day.board().waiting:
            self.action_lane(Lane.WAITING)
        self.stream.recall(self.memory.filter)
        self.room.zoom(self.memory.zoom if self.memory.zoom in ZOOMS else "")
        if self.memory.case:
            self.queue.select(self.memory.case)
        self._recalled = True
        self.pull()

    def to_try(self) -> str:
        """Give a word to who is new here, about the cases that wait; none to a trainee."""
        return (
            hint(self.memory) if self.lists.lane is Lane.WAITING and not self.day.practice else ""
        )

    async def _keep_looking(self) -> None:
        """Look at the day, soon again where there was something new, until a panel is gone."""
        await sleep(REST_SECONDS)
        with suppress(NoScreen):  # who leaves takes the panels down one by one
            while True:
                began = monotonic()
                new = self.look()
                await sleep(pause(monotonic() - began, new=new))

    def look(self) -> bool:
        """Show what changed; where nothing did, the clock and the stream. Gives whether it did."""
        self.listen()
        self._note_look()
        board, before = self.day.board(), self._seen
        self._seen = stamp(self.day, board)
        if self._seen != before:
            self._show(board)
            return True
        for panel in (self.head, self.unsure, self.stream):
            panel.pull(board)
        return False

    def on_resize(self) -> None:
        """Draw anew what depends on the room there is."""
        self.call_after_refresh(self.pull)

    def pull(self) -> None:
        """Show the day as it is now."""
        self._show(self.day.board())

    def _show(self, board: Board) -> None:
        self.lists.turn_back()
        before, selected = self.queue.selected, self.lists.selected
        for panel in (self.head, self.queue, self.unsure, self.stream, self.activity, self.status):
            panel.pull(board)
        width = max(lane.outer_size.width for lane in (self.queue, self.unsure))
        self.lists.shown.title(footnote(self.lists.lane, board, self.unsure.count(), width=width))
        self.queue.show_hint(self.to_try())
        self._turn(board)
        self._tell_news(board)
        if selected and self.lists.selected not in ("", selected) and not self.acting:
            self.lists.slide()
        if before is not None and not self.queue.lists(before.id):
            self._tell_departure(before)

    def _tell_news(self, board: Board) -> None:
        """Tell what became of this moderator's cases, and which came back, not by an own act."""
        fresh = self.news.of(board, acting=self.acting)
        self.messages.retract(self.news.over)
        for news in fresh:
            self.tell(news)

    def _turn(self, board: Board) -> None:
        """Show what is selected now."""
        self.talk.look_at(self.case or self.line)
        self.day.look_at(self.case.id if self.case else "")
        self.talk.pull(board)
        self._notice()

    def _notice(self) -> None:
        """Bring keys and messages in line with what is there now."""
        case = self.case
        among_cases = self.lists.source is self.queue
        shape = (self.ended, case and (case.state, len(case.posts) > 1), among_cases)
        if shape == self._shape:
            return
        self._shape = shape
        self.refresh_bindings()

    def on_unmount(self) -> None:
        """Say how the desk is left, for the next time."""
        self.day.leave()
        self._note_look()

    def _note_look(self) -> None:
        """Note how the desk stands, for the next time."""
        if self._recalled:
            self.memory.lane, self.memory.zoom = self.lists.lane, self.room.zoomed
            self.memory.case = self.queue.selected.id if self.queue.selected else ""
            self.memory.filter = self.stream.typed.value

    def _tell_departure(self, before: Case) -> None:
        """Say what became of the case that was selected and is not listed any more."""
        now = self.day.case(before.id)
        if now is not None and not now.lacks_follow_up and self.lists.lane is not Lane.CLOSED:
            if (self.acting, self.day.moderator) != (before.id, now.history[-1].by):
                self.say(answers.departed(now))
        elif not self.acting and not (
            now and now.id == before.id and self.lists.lane is Lane.SNOOZED
        ):
            self.say(answers.not_listed(before))

    @on(Rows.Picked)
    def turn_to(self, event: Rows.Picked) -> None:
        """Show what was picked, and go there when it was chosen."""
        self.lists.source = event.rows
        board = self.day.board()
        self.stream.pull(board)
        self._turn(board)
        if event.chosen:
            self.room.zoom("talk" if self.room.zoomed or self.room.is_small else "")
            self.talk.focus()

    def select_case(self, case_id: str) -> None:
        """Put the selection on a case, in the lane in which it is."""
        case = self.day.case(case_id)
        self.action_lane(lane_of(case, self.day.clock) if case else Lane.WAITING)
        self.queue.select(case_id)
        self.pull()

    def select_post(self, position: int) -> None:
        """Put the selection on a post of the stream."""
        self.room.zoom("stream" if self.room.is_small or self.room.zoomed else "")
        self.stream.show(position)

    def action_lane(self, name: str) -> None:
        """Show the cases that wait, the posts in doubt, the cases set aside, or those closed."""
        lane = Lane(name) if name in [*Lane] else Lane.WAITING
        self.set_class(lane is Lane.UNSURE, "-doubting")
        self.lists.show_lane(lane)
        if self.room.zoomed not in ("", "stream"):
            self.room.zoom("unsure" if lane is Lane.UNSURE else "queue")
        self.lists.shown.focus()
        self.pull()

    def action_zoom(self) -> None:
        """Give the focused panel the whole screen, or put it back."""
        self.room.turn()

    def action_next_panel(self) -> None:
        """Go to the next panel."""
        self.room.next()

    def action_previous_panel(self) -> None:
        """Go to the panel before."""
        self.room.previous()

    def action_whole(self) -> None:
        """Give the conversation the whole screen, long posts to their end, or put it back."""
        if self.room.zoomed == "talk":
            self.action_back()
        else:
            self.room.zoom("talk")
            self.talk.focus()

    def action_filter(self) -> None:
        """Let a filter for the stream be typed."""
        self.room.zoom("stream" if self.room.is_small else self.room.zoomed)
        self.stream.open_filter()

    def action_follow(self) -> None:
        """Let the stream go with the newest post."""
        self.stream.posts.follow()
        self.lists.source = self.lists.shown
        self.pull()

    def action_back(self) -> None:
        """Take back a question, or clear the filter; else go back to where one came from."""
        filtering = self.stream.typed.value and self.stream.posts.has_focus
        if self.status.asked:
            self.status.hush()
        elif filtering or self.stream.typed.has_focus:
            self.stream.clear_filter()
        elif self.talk.has_focus:
            self.room.zoom("")
            self.lists.source.focus()
        else:
            self.action_lane(Lane.WAITING)
            self.room.zoom("")
        self.pull()
