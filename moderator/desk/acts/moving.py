"""The acts by which one moves about the desk, and where one was the last time."""

from moderator.desk.acts.room import ZOOMS, Room
from moderator.desk.day import Day
from moderator.desk.keys.act import Act, Acts
from moderator.desk.lists.lanes import Lane, lane_of
from moderator.desk.machine.memory import Memory
from moderator.desk.panels.status import Status
from moderator.desk.panels.stream import Stream
from moderator.desk.panels.talk import Talk


class Moving:
    """The ways from the lanes into the conversation and the stream, and back."""

    def __init__(self, day: Day, room: Room, talk: Talk, stream: Stream, status: Status) -> None:
        self.lists, self.pull = room.lists, room.pull
        self._day, self._room = day, room
        self._talk, self._stream, self._status = talk, stream, status
        self._recalled = False

    def acts(self) -> Acts:
        """Give the acts by name."""
        return {
            **self._room.acts(),
            "whole": Act(self.show_whole),
            "filter": Act(self.open_filter),
            "follow": Act(self.follow),
            "back": Act(self.back),
        }

    def recall(self, memory: Memory) -> None:
        """Go back to what was selected, filtered and enlarged, unless only others are there."""
        remembered = self.lists.lane == memory.lane
        if remembered and not self.lists.shown.count() and self._day.board().waiting:
            self._room.show_lane(Lane.WAITING)
        self._stream.recall(memory.filter)
        self._room.zoom(memory.zoom if memory.zoom in ZOOMS else "")
        if memory.case:
            self.lists.queue.select(memory.case)
        self._recalled = True

    def note(self, memory: Memory) -> None:
        """Note how the desk stands, for the next time, once one has gone back to the last one."""
        if not self._recalled:
            return
        memory.lane, memory.zoom = self.lists.lane, self._room.zoomed
        memory.case = self.lists.queue.kept
        memory.filter = self._stream.typed.value

    def select_case(self, case_id: str) -> None:
        """Put the selection on a case, in the lane in which it is."""
        case = self._day.case(case_id)
        self._room.show_lane(lane_of(case, self._day.clock) if case else Lane.WAITING)
        self.lists.queue.select(case_id)
        self.pull()

    def select_post(self, position: int) -> None:
        """Put the selection on a post of the stream, by its place among all posts."""
        self._room.zoom("stream" if self._room.is_small or self._room.zoomed else "")
        self._stream.show(position)

    def go_into(self) -> None:
        """Go into the conversation."""
        self._room.zoom("talk" if self._room.zoomed or self._room.is_small else "")
        self._talk.focus()

    def show_whole(self) -> None:
        """Give the conversation the whole screen, long posts to their end, or put it back."""
        if self._room.zoomed == "talk":
            self.back()
        else:
            self._room.zoom("talk")
            self._talk.focus()

    def open_filter(self) -> None:
        """Let a filter for the stream be typed."""
        self._room.zoom("stream" if self._room.is_small else self._room.zoomed)
        self._stream.open_filter()

    def follow(self) -> None:
        """Let the stream go with the newest post."""
        self._stream.posts.follow()
        self.lists.source = self.lists.shown
        self.pull()

    def back(self) -> None:
        """Take back a question, or clear the filter; else go back to where one came from."""
        filtering = self._stream.typed.value and self._stream.posts.has_focus
        if self._status.asked:
            self._status.hush()
        elif filtering or self._stream.typed.has_focus:
            self._stream.clear_filter()
        elif self._talk.has_focus:
            self._room.zoom("")
            self.lists.source.focus()
        else:
            self._room.show_lane(Lane.WAITING)
            self._room.zoom("")
        self.pull()
