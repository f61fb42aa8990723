"""What is said over the broker: versioned JSON, read as if a stranger had written it.

    Unusable    a message that cannot be read; it is counted, and changes nothing

Version 1; keys may be added, none changes its meaning.
"""

import json
from contextlib import suppress
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, Literal, TypeVar

import orjson
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from moderator.classify.corrections import Correction
from moderator.core.board import Line
from moderator.core.case import Case
from moderator.core.context import Reading
from moderator.core.facts import Acted, ActKind, particulars
from moderator.core.fair import Fair
from moderator.core.labels import Label, Side, Substance, Verdict
from moderator.publish.standing import Figures

VERSION: Final = 1
SCHEMA = f"moderator/{VERSION}"
LARGEST = 1 << 19
"""Bytes of a message."""

LONGEST_TEXT = 4000
MOST_LINES = 200
"""Posts of a conversation that go with a case; of a longer one the first."""


class Unusable(ValueError):
    """A message of another version, or that cannot be read; its text is the reason."""


_LINES = TypeAdapter(tuple[Line, ...])


class _Said(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    v: Literal[1] = VERSION


class FairSaid(_Said):
    """How the fair is set up."""

    fair: Fair


class CaseSaid(_Said):
    """A case as it is now, with its conversation.

    `epoch` names the journal that it comes from, and `number` the last of that journal's changes
    that is in it. `reach` is how many people it concerns. The conversation is read when it is
    looked at (`packed`, `lines`): a desk that attaches has a thousand cases, of which one is on
    the screen.
    """

    epoch: str = Field(max_length=64)
    number: int = Field(ge=0)
    reach: int = 0
    case: Case
    thread: tuple[Any, ...] = Field(default=(), max_length=MOST_LINES)
    cut: int = 0


class PostSaid(_Said):
    """A post of the stream, at its position."""

    epoch: str = Field(max_length=64)
    position: int = Field(ge=0)
    line: Line


class GoneSaid(_Said):
    """The keys of posts that were deleted."""

    keys: tuple[str, ...] = Field(max_length=1000)


class ActivitySaid(_Said):
    """Posts per minute."""

    minutes: tuple[tuple[AwareDatetime, int], ...] = Field(max_length=100_000)


class Presence(StrEnum):
    """Whether somebody is there."""

    HERE = "here"
    LEFT = "left"
    LOST = "lost"


class StatusSaid(_Said):
    """How a component does: the engine with its figures, a desk with the case that it looks at.

    `run` names this run of the engine, or of a desk. `desks` are those at the engine itself:
    moderators, each with the case that is looked at.
    """

    presence: Presence
    at: AwareDatetime | None = None
    epoch: str = Field(default="", max_length=64)
    number: int = 0
    run: str = Field(default="", max_length=64)
    looks_at: str = Field(default="", max_length=500)
    figures: Figures | None = None
    desks: dict[str, str] = Field(default_factory=dict, max_length=100)


class ActSaid(_Said):
    """What a moderator wants done, by a unique `id`; refused with the act that it comes `after`."""

    id: str = Field(pattern=r"^[0-9a-f]{32}$")
    kind: ActKind
    target: str = Field(max_length=500)
    made_at: AwareDatetime
    label: Label | None = None
    substance: Substance | None = None
    until: AwareDatetime | None = None
    to: str = Field(default="", max_length=500)
    text: str = Field(default="", max_length=LONGEST_TEXT)
    side: Side | None = None
    after: str = Field(default="", max_length=64)

    def acted(self, *, by: str, at: datetime, serial: int) -> Acted:
        """The act, as done by a moderator at that time."""
        return Acted(id=self.id, by=by, at=at, serial=serial, **particulars(self))


class CheckSaid(_Said):
    """A case or post whose links are to be checked at once."""

    id: str = Field(pattern=r"^[0-9a-f]{32}$")
    target: str = Field(max_length=500)


class AnswerSaid(_Said):
    """What became of an act: done, or refused with the reason; `number` as in a case.

    Where links were to be checked, `links` says how many there are. An answer to no act (without
    an `id`) is for a desk that opened: `standing` are the moderator's acts that it may take back.
    """

    id: str = Field(max_length=64)
    acted: Acted | None = None
    refused: str = Field(default="", max_length=500)
    number: int = 0
    links: int = 0
    standing: tuple[Acted, ...] = Field(default=(), max_length=1000)


class LessonsSaid(_Said):
    """The corrections by which a classifier goes, under a name of their own."""

    name: str = Field(default="", max_length=64)
    corrections: tuple[Correction, ...] = Field(default=(), max_length=1000)


class ReadingsSaid(_Said):
    """Posts that want a verdict, and by which lessons."""

    lessons: str = Field(default="", max_length=64)
    readings: tuple[Reading, ...] = Field(max_length=256)


class VerdictsSaid(_Said):
    """The verdicts on readings, in their order, and by which lessons; none where it cannot."""

    lessons: str = Field(default="", max_length=64)
    worker: str = Field(default="", max_length=128)
    verdicts: tuple[Verdict, ...] = Field(max_length=256)


Model = TypeVar("Model", bound=_Said)


def encode(said: _Said) -> bytes:
    """The message as JSON, pure ASCII: that carries half an emoji, too."""
    return json.dumps(said.model_dump(mode="json"), separators=(",", ":")).encode("ascii")


def decode(model: type[Model], payload: bytes) -> Model:
    """The message; raises Unusable."""
    if len(payload) > LARGEST:
        raise Unusable("too large")
    row = _row(payload)
    if isinstance(row, dict) and row.get("v") != VERSION:
        raise Unusable("of another version")
    try:
        return model.model_validate(row)
    except ValidationError as error:
        raise Unusable(f"not as expected: {error.errors()[0]['loc']}") from error


def packed(said: CaseSaid) -> bytes:
    """The conversation of a case, put away: a thousand take no room and no time as bytes."""
    try:
        return orjson.dumps(said.thread)
    except TypeError:  # half an emoji
        return json.dumps(said.thread).encode("ascii")


def lines(conversation: bytes) -> tuple[Line, ...]:
    """A conversation that was put away; raises Unusable."""
    try:
        return _LINES.validate_python(_row(conversation))
    except ValidationError as error:
        raise Unusable("a conversation that is none") from error


def _row(payload: bytes) -> object:
    with suppress(orjson.JSONDecodeError):  # half an emoji, or no JSON
        return orjson.loads(payload)
    try:
        return json.loads(payload)
    except (ValueError, RecursionError) as error:
        raise Unusable("not JSON") from error
