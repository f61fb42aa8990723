"""What a scenario is: a recorded day, what is to happen besides, and what a moderator should do.

It holds no posts of the recording, only their keys: a scenario can be handed on where
the posts may not be.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from enum import StrEnum

from feeds.post import Post
from moderator.core.posts.node import key_of
from moderator.words.language import spoken

MOST_POINTS = 4
"""The best that a trainer can give for an observed item."""


class Want(StrEnum):
    """What a good moderator does about a case: remind, close it, or let the employer answer."""

    NUDGE = "nudge"
    RESOLVE = "resolve"
    DISMISS = "dismiss"
    WAIT = "wait"


class Trigger(StrEnum):
    """What an inject can wait for, besides a time and the trainer's key."""

    ARRIVES = "arrives"
    NUDGE = "nudge"
    CLAIM = "claim"
    RESOLVE = "resolve"
    DISMISS = "dismiss"
    MEGAPHONE = "megaphone"
    HAND = "hand"


BY_AN_ACT = frozenset({Trigger.NUDGE, Trigger.CLAIM, Trigger.RESOLVE, Trigger.DISMISS})
"""What happens only where the trainee does something."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a trainer wrote, by language; where it is not there in one, another has to do."""

    by_language: Mapping[str, str] = field(default_factory=dict)

    def spoken(self, language: str) -> str:
        """The words in that language, else in whichever there is."""
        return self.by_language.get(language) or next(iter(self.by_language.values()), "")


def worded(words: Words) -> str:
    """Give what a trainer wrote, in the language that is spoken where it is there."""
    return " ".join(words.spoken(spoken()).split())


@dataclass(frozen=True, slots=True)
class ReferenceCase:
    """One case that the trainee is measured by.

    `post` is the key of any post on the asker's side. `within` is how long after that
    post what is wanted still comes in time; `why` tells why it matters.
    """

    post: str
    want: Want
    within: timedelta
    weight: float = 1.0
    why: Words = Words()


@dataclass(frozen=True, slots=True)
class Trap:
    """A post that looks like a case and is none: whoever nudges about it walked into it."""

    post: str
    why: Words = Words()


@dataclass(frozen=True, slots=True)
class Cue:
    """When an inject comes: at a time of the fair's day, or `after` something happened.

    With `post`, only what happens to that post's case counts.
    """

    at: time | None = None
    on: Trigger | None = None
    post: str = ""
    after: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class InjectedPost:
    """A post that comes with an inject, so long after it; its time is not known before."""

    after: timedelta
    post: Post

    @property
    def above(self) -> str:
        """The key of the post that it replies to; empty where it replies to none."""
        parent = self.post.in_reply_to
        return key_of(self.post.source, parent) if parent else ""

    @property
    def key(self) -> str:
        """Its own key."""
        return key_of(self.post.source, self.post.id)


@dataclass(frozen=True, slots=True)
class HeldBack:
    """Posts that are held back for a while: of these accounts, or with none of everybody."""

    lasts: timedelta
    accounts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inject:
    """Something that the trainer adds to the day: posts, a dead link, or posts held back."""

    name: str
    cue: Cue
    posts: tuple[InjectedPost, ...] = ()
    dead_link: str = ""
    held_back: HeldBack | None = None
    about: Words = Words()


@dataclass(frozen=True, slots=True)
class Rubric:
    """What counts for how much, as the trainer set it.

    The first three are weights of what is measured, and need no sum. A false alarm and
    a confident mistake are points taken off. `observed` are items that the trainer
    judges: their names and words. They never mix with what is measured.
    """

    cases: float = 60.0
    promptness: float = 20.0
    megaphone: float = 20.0
    false_alarm: float = 3.0
    confident_mistake: float = 8.0
    megaphone_within: timedelta = timedelta(minutes=15)
    observed: Mapping[str, Words] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scenario:
    """A day to practise on.

    `recording` is a bundled recording's name or a file, `config` the file that the fair is
    set up in; `digest` tells that it is the recording that was meant. `nothing` is what
    whoever does nothing scores. Without `reviewed`, the cases are what the program made
    of the day, and nobody looked.
    """

    name: str
    recording: str
    config: str = ""
    title: Words = Words()
    about: Words = Words()
    goals: tuple[Words, ...] = ()
    cases: tuple[ReferenceCase, ...] = ()
    traps: tuple[Trap, ...] = ()
    injects: tuple[Inject, ...] = ()
    rubric: Rubric = Rubric()
    nothing: int | None = None
    digest: str = ""
    reviewed: bool = True


def beforehand(scenario: Scenario) -> list[str]:
    """Give what a trainee is told before the day begins; nothing where nobody wrote it down."""
    told = [worded(scenario.about), *(f"· {worded(goal)}" for goal in scenario.goals)]
    return [worded(scenario.title) or scenario.name, *filter(None, told)] if any(told) else []
