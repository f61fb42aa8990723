"""A replay's controls with a log of their use: a pause is free, and is counted."""

from collections.abc import Callable
from datetime import datetime

from feeds.recordings.replay import Replay
from moderator.practice.log import What

Note = Callable[..., None]
"""Notes what was done, with `value` for a speed."""


class Supervised:
    """A player as the desk knows it, every use of which is noted."""

    def __init__(self, player: Replay, note: Note) -> None:
        self._player = player
        self._note = note

    @property
    def clock(self) -> datetime | None:
        """The recording's own time; None before its first post."""
        return self._player.clock

    @property
    def finished(self) -> bool:
        """Whether the last post has been played."""
        return self._player.finished

    @property
    def speed(self) -> float:
        """How many times faster than the recording it plays."""
        return self._player.speed

    @speed.setter
    def speed(self, speed: float) -> None:
        if speed != self._player.speed:
            self._note(What.SPEED, value=speed)
        self._player.speed = speed

    @property
    def paused(self) -> bool:
        """Whether the recording's clock is held."""
        return self._player.paused

    @paused.setter
    def paused(self, paused: bool) -> None:
        if paused != self._player.paused:
            self._note(What.PAUSED if paused else What.PLAYED)
        self._player.paused = paused

    def play(self) -> None:
        """Go on."""
        self.paused = False

    def pause(self) -> None:
        """Hold the recording's clock."""
        self.paused = True

    def step(self) -> None:
        """While paused: deliver just the next post."""
        self._note(What.STEPPED)
        self._player.step()

    def jump(self, to: datetime) -> None:
        """Deliver all posts up to that moment at once."""
        self._player.jump(to)
