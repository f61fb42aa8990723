"""The megaphone alarms of a day, and what the trainee met each of them with."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from moderator.core.facts import Acted, ActKind
from moderator.megaphone import Megaphone, Silence, listening
from moderator.practice.history import History


@dataclass(frozen=True, slots=True)
class Answer:
    """What the trainee did: a nudge, or in their own words."""

    at: datetime
    words: str
    nudge: bool = False


@dataclass(frozen=True, slots=True)
class Alarm:
    """An alarm: when, how much was sent and how little said, and what it was met with."""

    at: datetime
    silence: Silence
    met: Answer | None = None

    def counts(self, clock: datetime, within: timedelta) -> bool:
        """Whether it is decided: it was met, or the time for that is over."""
        return self.met is not None or clock >= self.at + within


def alarms(history: History, start: datetime, end: datetime) -> Iterator[tuple[datetime, Silence]]:
    """When the desk began to say that nobody talks, in a walk through the day."""
    megaphone, silent = Megaphone(), False
    for at in listening(history.moments(), start, end):
        silence = megaphone.listen(history.board(at).counts, at)
        if silence and not silent:
            yield at, silence
        silent = silence is not None


def met(
    heard: Iterable[tuple[datetime, Silence]], answers: Sequence[Answer], within: timedelta
) -> tuple[Alarm, ...]:
    """Each alarm with the first thing that was done in answer to it, in time."""
    return tuple(Alarm(at, silence, _first(answers, at, within)) for at, silence in heard)


def nudges(acts: Iterable[Acted]) -> list[Answer]:
    """The nudges among the acts: calling on an employer is an answer to silence."""
    return [Answer(act.at, act.text, nudge=True) for act in acts if act.kind is ActKind.NUDGE]


def _first(answers: Sequence[Answer], at: datetime, within: timedelta) -> Answer | None:
    inside = [one for one in answers if at <= one.at <= at + within]
    return min(inside, key=lambda one: one.at, default=None)
