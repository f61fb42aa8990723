"""The typed commands that steer a replay."""

from moderator.desk.choices.leap import leap
from moderator.desk.day import Day, Player
from moderator.desk.orders.order import Order, OrderError, Said
from moderator.desk.sentences import answers
from moderator.desk.words import speeds, times
from moderator.words.language import _


def replay_orders(day: Day) -> dict[str, Order]:
    """Give the commands by name; none for a live fair, no leaps in practice."""
    if day.player is None:
        return {}
    replay = _Replay(day, day.player)
    leaps = {} if day.practice else {"jump": replay.jump}
    return {
        "pause": replay.pause,
        "play": replay.play,
        "step": replay.step,
        "speed": replay.speed,
        **leaps,
    }


class _Replay:
    """The commands over one player; after the end, each of them says just that."""

    def __init__(self, day: Day, player: Player) -> None:
        self._day = day
        self._replay = player

    @property
    def _player(self) -> Player:
        if self._replay.finished:
            raise OrderError(_("The recording has ended."))
        return self._replay

    async def pause(self, _rest: list[str]) -> Said:
        self._player.pause()
        return [_("Paused: type play to go on.")]

    async def play(self, _rest: list[str]) -> Said:
        self._player.play()
        return [answers.playing(self._player.speed)]

    async def step(self, _rest: list[str]) -> Said:
        self._player.pause()
        self._player.step()
        return []

    async def speed(self, rest: list[str]) -> Said:
        speed = speeds.typed(" ".join(rest))
        if speed is None:
            raise OrderError(_("Say how many times as fast: speed 60, or speed max."))
        self._player.speed = speed
        return [answers.speed(speed, paused=self._player.paused)]

    async def jump(self, rest: list[str]) -> Said:
        if not rest:
            raise OrderError(_("Say to which time: jump 11:42, or jump +15."))
        to = times.moment(" ".join(rest), self._day.clock, self._day.fair)
        if to is None:
            raise OrderError(_("That is no time: try 11:42 or +15."))
        if to <= self._day.clock:
            raise OrderError(answers.no_way_back(times.hm(self._day.clock, self._day.fair)))
        return [await leap(self._day, self._player, to)]
