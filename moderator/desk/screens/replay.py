"""The controls of a replay, as actions of a screen."""

import asyncio
from abc import abstractmethod
from collections.abc import Collection
from datetime import datetime

from moderator.desk.boxes.jump import Jump
from moderator.desk.choices.leap import leap
from moderator.desk.day import Player
from moderator.desk.keys.keys import REPLAY_KEYS
from moderator.desk.screens.telling import TellingScreen
from moderator.desk.sentences import answers
from moderator.desk.words import phrases, speeds, times
from moderator.words.language import _

LOOKING, LEAPING = "looking", "leaping"
BREATH_SECONDS = 0.01
PATIENCE = 100
PLAYING = frozenset(one.action for one in REPLAY_KEYS)
"""Actions that exist where a recording is played."""


class ReplayScreen(TellingScreen):
    """A screen over a day that may be a replay; without one its keys do not exist."""

    @abstractmethod
    def pull(self) -> None:
        """Show the day as it is now."""

    @property
    def player(self) -> Player | None:
        """The controls, while there is something left to play."""
        player = self.day.player
        return None if player is None or player.finished else player

    @property
    def ended(self) -> bool:
        """Whether this is a recording of which everything has been played."""
        return self.day.player is not None and self.day.player.finished

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Give whether an action exists now; a replay's only while it runs."""
        if action in PLAYING:
            return self.player is not None
        if action == "tell_end":
            return self.ended
        return super().check_action(action, parameters)

    def excuse(self, action: str) -> str:
        """Give why an action does not exist now."""
        if action in PLAYING:
            return _("This fair is live: nothing is played.")
        return super().excuse(action)

    def on_mount(self) -> None:
        """Tell the end of a recording once it is there."""
        if self.day.player is not None:
            self.run_worker(self._await_end(), name="end", group="end")

    async def _await_end(self) -> None:
        """What remains is known once all of it is judged."""
        await self.day.until_done()
        self.action_tell_end()

    def action_tell_end(self) -> None:
        """Say that the recording is over, and what remains."""
        self.say(phrases.ended(len(self.day.board().waiting)))

    def action_play_pause(self) -> None:
        """Pause, or play on; either ends a search for the next case."""
        if self.player is None:
            return
        self.workers.cancel_group(self, LOOKING)
        if self.player.paused:
            self.player.play()
        else:
            self.player.pause()
        paused = _("Paused: space plays on, . gives one post, N goes to the next case.")
        if self.day.practice is not None:
            paused = _("Paused: space plays on, . gives one post.")
        self.say(paused if self.player.paused else answers.playing(self.player.speed))
        self.pull()

    def action_step(self) -> None:
        """Pause, and give just one more post."""
        if self.player is not None:
            self.player.pause()
            self.player.step()
            self.call_after_refresh(self.pull)

    def action_faster(self) -> None:
        """Play at the next speed up."""
        if self.player is not None:
            self._run_at(speeds.faster(self.player.speed))

    def action_slower(self) -> None:
        """Play at the next speed down."""
        if self.player is not None:
            self._run_at(speeds.slower(self.player.speed))

    def _run_at(self, speed: float) -> None:
        if self.player is not None:
            self.player.speed = speed
            self.say(answers.speed(speed, paused=self.player.paused))
            self.pull()

    def action_jump(self) -> None:
        """Ask for a time, and go there."""
        self.app.push_screen(Jump(self.day), self._jump)

    def _jump(self, to: datetime | None) -> None:
        if to is None:
            return
        if self.player is None:
            self.action_tell_end()
        elif to <= self.day.clock:
            self.say(answers.no_way_back(times.hm(self.day.clock, self.day.fair)))
        else:
            self.run_worker(self._leap(self.player, to), group=LEAPING, exclusive=True)

    async def _leap(self, player: Player, to: datetime) -> None:
        self.say(await leap(self.day, player, to))

    def action_next_case(self) -> None:
        """Play until another case opens."""
        self.run_worker(self._next_case(), group=LOOKING, exclusive=True)

    async def _next_case(self) -> None:
        """Step post by post, so that the recording stops right where the case opens."""
        known = {case.id for case in self.day.cases()}
        self.say(_("Looking for the next case; space stops."))
        while self.player is not None:
            self.player.pause()
            await self._one_more(self.player)
            if self._chose_new(known):
                return
        await self.day.until_done()
        if not self._chose_new(known):
            self.say(_("The recording ended before another case opened."))

    def _chose_new(self, known: Collection[str]) -> bool:
        """Select a case that was not known, and say so; whether there is one."""
        fresh = (one.case for one in self.day.board().waiting if one.case.id not in known)
        case = next(fresh, None)
        if case is None:
            return False
        self.say(answers.found(case))
        self.select_case(case.id)
        return True

    async def _one_more(self, player: Player) -> None:
        """Step, and wait until the post has come through and is judged."""
        before = self.day.accounting()
        player.step()
        for _breath in range(PATIENCE):
            await asyncio.sleep(BREATH_SECONDS)
            if player.finished or (self.day.accounting() != before and self._judged()):
                return

    def _judged(self) -> bool:
        """Give whether the newest post has its verdict."""
        length = self.day.stream_length()
        newest = self.day.stream(max(length - 1, 0), length)
        return all(line.verdict is not None or line.deleted for line in newest)

    @abstractmethod
    def select_case(self, case_id: str) -> None:
        """Put the selection on a case."""
