"""Brings what a scenario adds to the day while it goes on: what waits for a time, or a deed."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Protocol

from feeds.post import Event, Post
from feeds.said import said
from moderator.core.board import Board, Line
from moderator.core.case import Case
from moderator.core.facts import Fact
from moderator.core.posts.node import key_of
from moderator.megaphone import Megaphone
from moderator.practice.cues import happened
from moderator.practice.scenario import Inject, Trigger
from moderator.practice.staging import Hush, Staging, dead, posts
from moderator.wishes.sense import Refusal


class Stage(Protocol):
    """The day as the director sees it, and adds to it."""

    @property
    def clock(self) -> datetime:
        """The fair's own time."""
        ...

    def board(self) -> Board:
        """The cases that lack a follow-up and the counts."""
        ...

    def cases(self) -> Sequence[Case]:
        """Every case there is."""
        ...

    def line(self, key: str) -> Line | None:
        """One post, by its key."""
        ...

    async def inject(self, *, events: Sequence[Event] = (), facts: Sequence[Fact] = ()) -> None:
        """Take in what comes beside the recording; posts only until it ends, else Refusal."""
        ...


class Director:
    """Knows which injects have come; each comes once. `fired` is when, by name."""

    def __init__(self, staging: Staging) -> None:
        self.fired: dict[str, datetime] = {}
        self._staging = staging
        self._megaphone = Megaphone()
        self._silent_since: datetime | None = None
        self._posts: list[Post] = []

    @property
    def _left(self) -> list[Inject]:
        """The injects that have not come, and that no time brings."""
        injects = self._staging.scenario.injects
        return [one for one in injects if one.name not in self.fired and one.cue.at is None]

    def coming(self, stage: Stage) -> list[Inject]:
        """The injects that can come by hand now: what they are about is there."""
        return [one for one in self._left if not _awaits(one, stage)]

    def find(self, name: str, stage: Stage) -> Inject:
        """The inject of that name that can come by hand now. Raises Refusal."""
        found = next((one for one in self._left if one.name == name), None)
        if found is None:
            raise Refusal(said("there is no such inject, or it has come already"))
        if _awaits(found, stage):
            raise Refusal(said("the post that it is about has not come yet"))
        return found

    def recall(self, inject: Inject, at: datetime, stage: Stage) -> None:
        """Take up again what came in an earlier session: only what has not arrived is still due."""
        self._prepare(inject, at)
        self._posts = [one for one in self._posts if not stage.line(_key(one))]

    async def direct(self, stage: Stage) -> Inject | None:
        """Look once: deliver what is due; gives an inject that its cue brought just now."""
        self._listen(stage)
        inject = next(self._cued(stage), None)
        if inject is not None:
            await self.fire(inject, stage)
        await self._deliver(stage)
        return inject

    async def fire(self, inject: Inject, stage: Stage, *, at: datetime | None = None) -> datetime:
        """Let an inject come; gives from when on. Raises Refusal where nothing can."""
        begins = at or self._due(inject, stage) or stage.clock
        checks = [dead(inject.dead_link, begins)] if inject.dead_link else []
        await stage.inject(facts=checks)
        self._prepare(inject, begins)
        return begins

    def _prepare(self, inject: Inject, at: datetime) -> None:
        self.fired[inject.name] = at
        if inject.held_back and inject.cue.at is None:
            self._staging.hushes.append(Hush(at, inject.held_back))
        if inject.cue.at is None:
            self._posts = sorted([*self._posts, *posts(inject, at)], key=lambda one: one.at)

    async def _deliver(self, stage: Stage) -> None:
        due = [one for one in self._posts if one.at <= stage.clock]
        if due:
            self._posts = self._posts[len(due) :]
            await stage.inject(events=due)

    def _listen(self, stage: Stage) -> None:
        board = stage.board()
        silent = self._megaphone.listen(board.counts, board.clock) is not None
        self._silent_since = (self._silent_since or board.clock) if silent else None

    def _cued(self, stage: Stage) -> Iterator[Inject]:
        for inject in self._staging.scenario.injects:
            if inject.name in self.fired:
                continue
            due = self._due(inject, stage)
            if due is not None and due <= stage.clock:
                yield inject

    def _due(self, inject: Inject, stage: Stage) -> datetime | None:
        """When an inject is due, as far as that is known; never for one by hand."""
        cue = inject.cue
        match cue.on:
            case None:
                timed = {one.name: at for at, one in self._staging.timed}
                return timed.get(inject.name)
            case Trigger.ARRIVES:
                line = stage.line(cue.post)
                at = line.post.at if line else None
            case Trigger.MEGAPHONE:
                at = self._silent_since
            case _:
                at = happened(cue, stage.cases())
        return at + cue.after if at is not None else None


def _awaits(inject: Inject, stage: Stage) -> bool:
    """Whether a post that it answers or waits for has not come yet."""
    own = {one.key for one in inject.posts}
    about = {inject.cue.post.removeprefix("link:"), *(one.above for one in inject.posts)}
    return any(stage.line(key) is None for key in about - own - {""})


def _key(post: Post) -> str:
    return key_of(post.source, post.id)
