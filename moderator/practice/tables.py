"""The tables of a scenario's file, and the scenario that they make.

docs/how-to/train-a-moderator.md tells every key.
"""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from feeds.post import Author, Kind, Post
from feeds.said import said
from feeds.values import Duration, Listed, Section
from moderator.config.values import Handles
from moderator.practice.scenario import (
    Cue,
    HeldBack,
    Inject,
    InjectedPost,
    ReferenceCase,
    Rubric,
    Scenario,
    Trap,
    Trigger,
    Want,
    Words,
)
from moderator.practice.values import Clock, Handle, InWords, Key, Name, Weight, spelled
from moderator.recordings import bundled as bundled_recordings

SOURCE = "x"
"""Where an injected post comes from, that answers none of another source."""

_UNTIMED = datetime.min.replace(tzinfo=UTC)
_HASHTAG, _MENTION = re.compile(r"#(\w+)"), re.compile(r"@([\w.@-]*\w)")


class _Table(Section):
    """A table of a scenario."""

    model_config = Section.model_config | {"arbitrary_types_allowed": True}


class CaseTable(_Table):
    """[[cases]]: what a moderator should do about a case."""

    post: Key
    want: Annotated[Want, Field(strict=False)]
    within: Duration = timedelta(minutes=30)
    weight: Weight = 1.0
    why: InWords = Words()

    def to_case(self) -> ReferenceCase:
        """The case, as it is scored."""
        return ReferenceCase(self.post, self.want, self.within, self.weight, self.why)


class TrapTable(_Table):
    """[[traps]]: a post that only looks like a case."""

    post: Key
    why: InWords = Words()


class PostTable(_Table):
    """[[injects.posts]]: a post that comes with an inject."""

    author: Handle
    text: str = Field(min_length=1)
    id: Annotated[str, spelled(r"\S*", said("must be without spaces"))] = ""
    name: str = ""
    bio: str = ""
    reply_to: Key | None = None
    links: Annotated[tuple[str, ...], Listed] = ()
    after: Duration = timedelta()

    def to_injected(self, spare_id: str) -> InjectedPost:
        """The post, but for its time."""
        source, _colon, above = (self.reply_to or f"{SOURCE}:").partition(":")
        post = Post(
            id=self.id or spare_id,
            source=source,
            kind=Kind.REPLY if above else Kind.ORIGINAL,
            author=Author(self.author, self.name or self.author, f"inject-{self.author}", self.bio),
            text=self.text,
            created_at=_UNTIMED,
            in_reply_to=above or None,
            links=self.links,
            hashtags=tuple(_HASHTAG.findall(self.text)),
            mentions=tuple(_MENTION.findall(self.text)),
        )
        return InjectedPost(self.after, post)


class SilenceTable(_Table):
    """[injects.silence]: posts that are held back."""

    lasts: Duration
    accounts: Handles = ()


class InjectTable(_Table):
    """[[injects]]: what the trainer adds to the day."""

    name: Name
    at: Clock | None = None
    on: Annotated[Trigger | None, Field(strict=False)] = None
    post: Key | None = None
    after: Duration = timedelta()
    about: InWords = Words()
    posts: Annotated[tuple[PostTable, ...], Listed] = ()
    dead_link: str = ""
    silence: SilenceTable | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.at is None) == (self.on is None):
            raise ValueError(said("inject {name}: give either at or on", name=self.name))
        if self.on is Trigger.ARRIVES and not self.post:
            raise ValueError(
                said("inject {name}: on = arrives wants the post that arrives", name=self.name)
            )
        if not (self.posts or self.dead_link or self.silence):
            raise ValueError(
                said("inject {name}: give posts, dead_link or silence", name=self.name)
            )
        return self

    def to_inject(self) -> Inject:
        """The inject, as it is played."""
        held_back = self.silence and HeldBack(self.silence.lasts, self.silence.accounts)
        return Inject(
            name=self.name,
            cue=Cue(self.at, self.on, self.post or "", self.after),
            posts=tuple(one.to_injected(f"{self.name}-{n}") for n, one in enumerate(self.posts, 1)),
            dead_link=self.dead_link,
            held_back=held_back or None,
            about=self.about,
        )


class RubricTable(_Table):
    """[rubric]: what counts for how much."""

    cases: Weight = 60.0
    promptness: Weight = 20.0
    megaphone: Weight = 20.0
    false_alarm: Weight = 3.0
    confident_mistake: Weight = 8.0
    megaphone_within: Duration = timedelta(minutes=15)
    observed: dict[str, InWords] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _weighty(self) -> Self:
        if not self.cases:
            raise ValueError(said("cases must weigh something"))
        return self

    def to_rubric(self) -> Rubric:
        """The rubric, as it is scored by."""
        return Rubric(**{name: getattr(self, name) for name in RubricTable.model_fields})


class ScenarioFile(_Table):
    """The whole of a scenario's file."""

    version: Literal[1] = 1
    recording: str = Field(min_length=1)
    config: str = ""
    digest: str = ""
    reviewed: bool = True
    nothing: int | None = Field(default=None, ge=0, le=100)
    title: InWords = Words()
    about: InWords = Words()
    goals: Annotated[tuple[InWords, ...], Listed] = ()
    rubric: RubricTable = RubricTable()
    cases: Annotated[tuple[CaseTable, ...], Listed] = ()
    traps: Annotated[tuple[TrapTable, ...], Listed] = ()
    injects: Annotated[tuple[InjectTable, ...], Listed] = ()

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        for is_there_twice, names in self._names().items():
            if twice := sorted({one for one in names if names.count(one) > 1}):
                raise ValueError(is_there_twice.format(name=twice[0]))
        return self

    def _names(self) -> dict[str, list[str]]:
        injected = (one for inject in self.injects for one in inject.to_inject().posts)
        posts = [one.post for one in self.cases] + [one.post for one in self.traps]
        return {
            said("the post {name} is there twice; keep one"): posts,
            said("the inject {name} is there twice; keep one"): [one.name for one in self.injects],
            said("the injected post {name} is there twice; keep one"): [
                one.key for one in injected
            ],
        }

    def to_scenario(self, path: Path) -> Scenario:
        """The scenario; files that it names are looked for beside its own."""
        beside = path.parent
        known = self.recording in bundled_recordings() and not (beside / self.recording).exists()
        return Scenario(
            name=path.stem,
            recording=self.recording if known else str(beside / self.recording),
            config=str(beside / self.config) if self.config else "",
            title=self.title,
            about=self.about,
            goals=self.goals,
            cases=tuple(one.to_case() for one in self.cases),
            traps=tuple(Trap(one.post, one.why) for one in self.traps),
            injects=tuple(one.to_inject() for one in self.injects),
            rubric=self.rubric.to_rubric(),
            nothing=self.nothing,
            digest=self.digest,
            reviewed=self.reviewed,
        )
