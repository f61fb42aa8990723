"""An attempt under way: the trainee's desk with what the trainer can do to it."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from feeds.post import Author, Kind, Post
from feeds.recordings.replay import Replay
from feeds.said import said
from moderator.core.fair import Fair
from moderator.practice import log, telling
from moderator.practice.debrief import Debrief, Facts, debrief
from moderator.practice.director import Director, Stage
from moderator.practice.kept import Result
from moderator.practice.log import Entry, Log, What
from moderator.practice.scenario import MOST_POINTS, Inject, Scenario, beforehand
from moderator.practice.staging import Staging
from moderator.practice.supervised import Supervised
from moderator.wishes.sense import Refusal

LOOK_SECONDS = 0.1


class Attempt:
    """One playing of a scenario; `facts` gives those of its journal, `wall` the time of day.

    `again` is set where the trainee wishes to begin anew; `earlier` is what came of
    their earlier attempts.
    """

    def __init__(
        self, staging: Staging, fair: Fair, facts: Facts, *, log: Log, wall: Callable[[], datetime]
    ) -> None:
        self.again = False
        self.earlier: Sequence[Result] = ()
        self._staging = staging
        self._fair = fair
        self._facts = facts
        self._log = log
        self._wall = wall
        self._director = Director(staging)
        self._stage: Stage | None = None
        self._player: Replay | None = None
        self._written = 0

    @property
    def scenario(self) -> Scenario:
        """What is practised on."""
        return self._staging.scenario

    @property
    def opening(self) -> list[str]:
        """What the trainee is told before the day begins; nothing where it is gone on with."""
        is_resumed = len(log.of(self.entries, What.BEGAN)) > 1
        return [] if is_resumed else beforehand(self.scenario)

    @property
    def entries(self) -> Sequence[Entry]:
        """What happened besides acts."""
        return self._log.entries

    @property
    def unwritten(self) -> str:
        """Why what happened is not written down yet; empty where it is."""
        return self._log.unwritten

    @property
    def coming(self) -> Sequence[Inject]:
        """The injects that the trainer can let come by hand now."""
        return self._director.coming(self._stage) if self._stage else []

    def supervise(self, player: Replay) -> Supervised:
        """The player's controls, every use of which is counted; the first speed is noted."""
        self._player = player
        self.note(What.SPEED, value=player.speed)
        return Supervised(player, self.note)

    def hold(self, *, held: bool) -> None:
        """Hold the day while the trainee reads what it is about: that is no pause of theirs."""
        if self._player is not None:
            self._player.paused = held

    async def direct(self, stage: Stage) -> None:
        """Bring what the scenario adds, as its time comes; never returns."""
        self._stage = stage
        for entry in log.of(self.entries, What.INJECTED):
            self._recall(entry, stage)
        while True:
            await self._look(stage)
            await asyncio.sleep(LOOK_SECONDS)

    async def settle(self, stage: Stage) -> None:
        """Bring what was due by now: a day that is played flat out leaves no time to look."""
        while await self._look(stage):
            pass

    async def _look(self, stage: Stage) -> bool:
        """Whether an inject came at this look."""
        try:
            inject = await self._director.direct(stage)
        except Refusal:
            return False
        if inject is not None:
            self.note(What.INJECTED, inject.name, at=self._director.fired[inject.name])
        return inject is not None

    def _recall(self, entry: Entry, stage: Stage) -> None:
        known = {one.name: one for one in self.scenario.injects}
        if entry.text in known and entry.at is not None:
            self._director.recall(known[entry.text], entry.at, stage)

    async def fire(self, name: str) -> None:
        """Let an inject come now, by the trainer's hand. Raises Refusal."""
        stage = self._on_stage()
        inject = self._director.find(name, stage)
        at = await self._director.fire(inject, stage, at=stage.clock)
        self.note(What.INJECTED, name, at=at)

    async def write(self, handle: str, text: str) -> None:
        """Let a post of the trainer's own come now. Raises Refusal."""
        stage = self._on_stage()
        self._written += 1
        post = Post(
            id=f"trainer-{len(self.entries)}-{self._written}",
            source="x",
            kind=Kind.ORIGINAL,
            author=Author(handle),
            text=text,
            created_at=stage.clock,
            mentions=tuple(word[1:] for word in text.split() if word.startswith("@")),
        )
        await stage.inject(events=[post])
        self.note(What.INJECTED, f"@{handle}")

    def aside(self, text: str) -> None:
        """Keep what the trainee says to do outside the program."""
        self.note(What.ASIDE, text)

    def observe(self, item: str, points: float) -> None:
        """Keep what the trainer gives for an observed item. Raises Refusal."""
        if item not in self.scenario.rubric.observed or not 0 <= points <= MOST_POINTS:
            raise Refusal(said("the rubric has no such item, or not so many points"))
        self.note(What.OBSERVED, item, value=points)

    async def debrief(self) -> Debrief:
        """The debrief as of now; that it was seen is noted, for it shows the reference."""
        self.note(What.DEBRIEFED)
        return await self.summed_up(self._on_stage().clock)

    async def debrief_lines(self) -> list[str]:
        """The debrief as of now in lines, beside the earlier attempts; see `debrief`."""
        return list(telling.lines(await self.debrief(), self.earlier))

    async def summed_up(self, clock: datetime) -> Debrief:
        """The debrief at that moment, worked out beside the screen."""
        facts = tuple(self._facts())
        made = partial(debrief, self.scenario, self._fair, lambda: facts, clock, self.entries)
        return await asyncio.to_thread(made)

    def note(
        self, what: What, text: str = "", *, value: float = 0.0, at: datetime | None = None
    ) -> None:
        """Keep that something was done, at the fair's time and that on the wall."""
        moment = at or (self._stage.clock if self._stage else None)
        self._log.add(Entry(what=what, at=moment, wall=self._wall(), text=text, value=value))

    def _on_stage(self) -> Stage:
        if self._stage is None:
            raise Refusal(said("the day has not begun yet"))
        return self._stage
