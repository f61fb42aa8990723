"""The megaphone alarms of a day, and what the trainee met each of them with."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from moderator.core.facts import Acted, ActKind
from moderator.megaphone import STEP, Megaphone, Silence, listening
from moderator.practice.history import History


@dataclass(frozen=True, slots=True)
class Answer:
    """What the trainee did: a nudge, or in their own words."""

    at: datetime
    words: str
    nudge: bool = False


@dataclass(frozen=True, slots=True)
class Alarm:
    """An alarm: when, how much was sent and how little said, and what it was met with.

    One that was `prevented` was never heard: what was done before it kept it away.
    """

    at: datetime
    silence: Silence
    met: Answer | None = None
    prevented: bool = False

    @property
    def is_met(self) -> bool:
        """Whether something was done about the silence, in time."""
        return self.prevented or self.met is not None

    def counts(self, clock: datetime, within: timedelta) -> bool:
        """Whether it is decided: it was met, or the time for that is over."""
        return self.is_met or clock >= self.at + within


@dataclass(frozen=True, slots=True)
class Stretch:
    """How long the desk said that nobody talks, and how little was said when that began."""

    start: datetime
    end: datetime
    silence: Silence


def stretches(history: History, start: datetime, end: datetime) -> Iterator[Stretch]:
    """The stretches in which nobody talks, in a walk through the day; the last may go on."""
    megaphone, begun = Megaphone(), None
    for at in listening(history.moments(), start, end):
        silence = megaphone.listen(history.board(at).counts, at)
        if silence and begun is None:
            begun = at, silence
        elif begun and silence is None:
            yield Stretch(begun[0], at, begun[1])
            begun = None
    if begun:
        yield Stretch(begun[0], end + STEP, begun[1])


def met(
    heard: Sequence[Stretch],
    own: Iterable[Stretch],
    answers: Sequence[Answer],
    within: timedelta,
) -> tuple[Alarm, ...]:
    """The alarms of a day, each with the first thing that was done in answer to it, in time.

    There is one for each silence that the day has of its `own`, where nobody does anything:
    whoever breaks it has no more alarms to meet because it comes back.
    """
    return tuple(_alarm(one, heard, answers, within) for one in own)


def _alarm(
    own: Stretch, heard: Iterable[Stretch], answers: Sequence[Answer], within: timedelta
) -> Alarm:
    there = (one for one in heard if one.start < own.end and own.start < one.end)
    first = next(there, None)
    at = max(first.start, own.start) if first else own.start
    answer = _first(answers, own.start, at + within)
    return Alarm(
        at=min(at, answer.at) if answer else at,
        silence=first.silence if first else own.silence,
        met=answer,
        prevented=first is None,
    )


def nudges(acts: Iterable[Acted]) -> list[Answer]:
    """The nudges among the acts: calling on an employer is an answer to silence."""
    return [Answer(act.at, act.text, nudge=True) for act in acts if act.kind is ActKind.NUDGE]


def _first(answers: Sequence[Answer], start: datetime, end: datetime) -> Answer | None:
    inside = [one for one in answers if start <= one.at <= end]
    return min(inside, key=lambda one: one.at, default=None)
