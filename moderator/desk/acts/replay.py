"""The acts that steer a replay."""

import asyncio
from collections.abc import Callable, Collection
from datetime import datetime
from functools import partial

from textual.worker import Worker

from moderator.desk.acts.acting import Acting
from moderator.desk.boxes.jump import Jump
from moderator.desk.choices.leap import leap
from moderator.desk.day import Player
from moderator.desk.keys.act import Act, Acts
from moderator.desk.sentences import answers
from moderator.desk.words import phrases, speeds, times
from moderator.words.language import _

LOOKING, LEAPING = "looking", "leaping"
BREATH_SECONDS = 0.01
PATIENCE = 100


class Replay:
    """The acts over a day that may be played; after the end, each of them says just that."""

    def __init__(self, acting: Acting) -> None:
        self._day, self._screen = acting.day, acting.screen
        self._voice, self._moving = acting.voice, acting.moving
        self._search: Worker[None] | None = None

    def acts(self) -> Acts:
        """Give the acts by name."""
        played = self._day.player is not None
        play = partial(Act, why_not=self.why_not, known=played)
        leap = partial(Act, why_not=self._why_no_leap, known=played and self._day.practice is None)
        return {
            "play_pause": play(self.play_pause),
            "step": play(self.step),
            "faster": play(partial(self._run_at, speeds.faster)),
            "slower": play(partial(self._run_at, speeds.slower)),
            "jump": leap(self.jump),
            "next_case": leap(self.next_case),
        }

    @property
    def player(self) -> Player | None:
        """The controls, while there is something left to play."""
        player = self._day.player
        return None if player is None or player.finished else player

    @property
    def ended(self) -> bool:
        """Whether this is a recording of which everything has been played."""
        return self._day.player is not None and self._day.player.finished

    def why_not(self) -> str:
        """Give why nothing is played: it has ended, which is said with what remains; or never."""
        if self.ended:
            return self._end()
        return "" if self.player else _("This fair is live: nothing is played.")

    def _why_no_leap(self) -> str:
        if self.player and self._day.practice is not None:
            return _("Not in practice: nobody says beforehand when the next case comes.")
        return self.why_not()

    def _end(self) -> str:
        return phrases.ended(len(self._day.board().waiting))

    async def await_end(self) -> None:
        """Say what remains, which is known once all of the recording is judged."""
        await self._day.until_done()
        self._voice.say(self._end(), _("  ·  q: the debrief") if self._day.practice else "")

    def play_pause(self) -> None:
        """Pause, or play on; either ends a search for the next case."""
        if self.player is None:
            return
        if self._search is not None:
            self._search.cancel()
        if self.player.paused:
            self.player.play()
        else:
            self.player.pause()
        paused = _("Paused: space plays on, . gives one post, N goes to the next case.")
        if self._day.practice is not None:
            paused = _("Paused: space plays on, . gives one post.")
        self._voice.say(paused if self.player.paused else answers.playing(self.player.speed))
        self._moving.pull()

    def step(self) -> None:
        """Pause, and give just one more post."""
        if self.player is not None:
            self.player.pause()
            self.player.step()
            self._screen.call_after_refresh(self._moving.pull)

    def _run_at(self, changed: Callable[[float], float]) -> None:
        """Play at the next speed up, or down."""
        if self.player is not None:
            self.player.speed = changed(self.player.speed)
            self._voice.say(answers.speed(self.player.speed, paused=self.player.paused))
            self._moving.pull()

    def jump(self) -> None:
        """Ask for a time, and go there."""
        self._screen.app.push_screen(Jump(self._day), self._jump)

    def _jump(self, to: datetime | None) -> None:
        if to is None:
            return
        if self.player is None:
            self._voice.say(self._end())
        elif to <= self._day.clock:
            self._voice.say(answers.no_way_back(times.hm(self._day.clock, self._day.fair)))
        else:
            self._screen.run_worker(self._leap(self.player, to), group=LEAPING, exclusive=True)

    async def _leap(self, player: Player, to: datetime) -> None:
        self._voice.say(await leap(self._day, player, to))

    def next_case(self) -> None:
        """Play until another case opens."""
        self._search = self._screen.run_worker(self._next_case(), group=LOOKING, exclusive=True)

    async def _next_case(self) -> None:
        """Step post by post, so that the recording stops right where the case opens."""
        known = {case.id for case in self._day.cases()}
        self._voice.say(_("Looking for the next case; space stops."))
        while self.player is not None:
            self.player.pause()
            await self._one_more(self.player)
            if self._chose_new(known):
                return
        await self._day.until_done()
        if not self._chose_new(known):
            self._voice.say(_("The recording ended before another case opened."))

    def _chose_new(self, known: Collection[str]) -> bool:
        """Select a case that was not known, and say so; whether there is one."""
        fresh = (one.case for one in self._day.board().waiting if one.case.id not in known)
        case = next(fresh, None)
        if case is None:
            return False
        self._voice.say(answers.found(case))
        self._moving.select_case(case.id)
        return True

    async def _one_more(self, player: Player) -> None:
        """Step, and wait until the post has come through and is judged."""
        before = self._day.accounting()
        player.step()
        for _breath in range(PATIENCE):
            await asyncio.sleep(BREATH_SECONDS)
            if player.finished or (self._day.accounting() != before and self._judged()):
                return

    def _judged(self) -> bool:
        """Give whether the newest post has its verdict."""
        length = self._day.stream_length()
        newest = self._day.stream(max(length - 1, 0), length)
        return all(line.verdict is not None or line.deleted for line in newest)
