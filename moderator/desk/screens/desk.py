"""The desk: one screen with what needs doing, what is happening, and what was done."""

from asyncio import sleep
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.dom import NoScreen
from textual.events import Key
from textual.screen import Screen
from textual.widget import Widget

from moderator.core.board import Board, Line
from moderator.core.case import Case
from moderator.desk.acts.acting import Acting
from moderator.desk.acts.moving import Moving
from moderator.desk.acts.practice import Training
from moderator.desk.acts.replay import Replay
from moderator.desk.acts.room import Room
from moderator.desk.acts.table import desk_acts
from moderator.desk.boxes.heeding import Heeding
from moderator.desk.boxes.sized import HEIGHTS, WIDTHS, Sized
from moderator.desk.day import Day
from moderator.desk.keys.act import Acts
from moderator.desk.keys.keys import ACTS, BACK_KEYS, act_of, bound
from moderator.desk.lists.lanes import Lane, footnote
from moderator.desk.machine.memory import Memory
from moderator.desk.news.leaving import before_leaving
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
from moderator.desk.panels.voice import Voice
from moderator.desk.sentences import answers
from moderator.desk.sentences.hints import hint


class DeskScreen(Heeding, Sized, Screen[None]):
    """Puts the panels together, and keeps them in step with the day and with each other.

    What each key does, and why it does not now, is up to the object that has its act.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*ACTS, *BACK_KEYS]
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    def __init__(self, day: Day, browse: Callable[[str], bool], memory: Memory) -> None:
        super().__init__()
        self.day, self.memory = day, memory
        self.voice = Voice(day)
        self.messages, self.status = self.voice.messages, self.voice.status
        self.head = Head(day, self.voice.feeds)
        self.queue, self.unsure, self.talk = Queue(day), Unsure(day), Talk(day)
        self.stream, self.activity = Stream(day), Activity(day)
        self.lists = Lists(day, self.queue, self.unsure, self.stream.posts)
        self.room = Room(self, self.lists, self.pull)
        self.moving = Moving(day, self.room, self.talk, self.stream, self.status)
        self.acting = Acting(day, self, self.voice, self.moving, browse, memory)
        self.replay, self.training = Replay(self.acting), Training(self.acting)
        self.acts = self.acting.acts = self.made_acts()
        self._shape: tuple[object, ...] = ()
        self._seen: tuple[object, ...] = ()

    def made_acts(self) -> Acts:
        """Give what each key does."""
        return desk_acts(self.acting, self.replay, self.training)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Give whether an action exists now: of those that do an act, the act says so."""
        return action != "do" or not self.excuse(str(parameters[0]))

    def excuse(self, act: str) -> str:
        """Give why an act does not exist now; nothing where it does."""
        return self.acts[act].why_not() if act in self.acts else ""

    def action_do(self, act: str) -> object:
        """Do an act; gives what textual is to wait for, if anything."""
        return self.acts[act].do()

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
        remembered = self.memory.lane
        self.room.show_lane(Lane(remembered) if remembered in [*Lane] else Lane.WAITING)
        self.run_worker(self._keep_looking(), name="look", group="look")
        self.call_after_refresh(self._recall)
        if self.day.practice is not None:
            self.call_after_refresh(self.training.greet)
        if self.day.player is not None:
            self.run_worker(self.replay.await_end(), name="end", group="end")

    def _recall(self) -> None:
        """Go back to where the moderator was, once that can be seen."""
        self.pull()
        self.moving.recall(self.memory)
        self.pull()

    def to_try(self) -> str:
        """Give a word to who is new here, about the cases that wait; none to a trainee."""
        waits = self.lists.lane is Lane.WAITING
        return hint(self.memory) if waits and not self.day.practice else ""

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
        self.voice.tell_of_feeds()
        self.moving.note(self.memory)
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
        self.voice.tell_of_cases(board, acting=self.acting.target)
        if selected and self.lists.selected not in ("", selected) and not self.acting.target:
            self.lists.slide()
        if before is not None and not self.queue.lists(before.id):
            self.voice.tell_departure(before, self.lists.lane, acting=self.acting.target)

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
        shape = (self.replay.ended, case and (case.state, len(case.posts) > 1), among_cases)
        if shape != self._shape:
            self._shape = shape
            self.refresh_bindings()

    def on_unmount(self) -> None:
        """Say how the desk is left, for the next time."""
        self.day.leave()
        self.moving.note(self.memory)

    @property
    def line(self) -> Line | None:
        """The post that is selected."""
        return self.lists.line

    @property
    def case(self) -> Case | None:
        """The case that is selected, or that of the selected post."""
        return self.lists.case

    def watch_focused(self, focused: Widget | None) -> None:
        """Act on the selection of the list that has the focus."""
        self.lists.turn_to(focused)
        self.call_later(self.pull)

    @on(Rows.Picked)
    def turn_to(self, event: Rows.Picked) -> None:
        """Show what was picked, and go there when it was chosen."""
        self.lists.pick(event.rows)
        board = self.day.board()
        self.stream.pull(board)
        self._turn(board)
        if event.chosen:
            self.moving.go_into()

    def say(self, message: str, hint: str = "") -> None:
        """Tell the moderator one thing, and with `hint` what can be done about it."""
        self.voice.say(message, hint)

    def before_leaving(self, *, has_the_fair: bool) -> str:
        """Give what comes of it when the desk is left; nothing where that is nothing."""
        return before_leaving(self.day, has_the_fair=has_the_fair)

    def make_sure(self, question: str, hint: str) -> bool:
        """Ask whether the moderator means it, with the keys that answer; whether that was asked."""
        return self.voice.make_sure(question, hint)

    def heed(self, event: Key) -> None:
        """Take a message away that stood long enough to be read; say why a key does nothing."""
        self.status.acknowledge()
        if event.key in self.active_bindings:
            return
        if binding := bound(event.key):
            self.say(self.excuse(act_of(binding.action)))
        elif event.is_printable:
            self.say(answers.no_such_key(event.character or event.key))
