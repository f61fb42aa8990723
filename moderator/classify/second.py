"""A second opinion: which readings deserve one, and how it is given beside the stream of posts.

A first verdict is given at once. Where it is unsure, or decides over a case, a slower
and better classifier is asked as well, and after that perhaps a third. What each
of them says comes back as a fact of its own, with a higher rank, for the same
mark. Nothing waits for it: while too many readings are lined up, further ones have to wait
until the line is empty, and are skipped where too many wait. Only where nobody looks on, in
a study of a whole recording, the stream waits, so that every reading that deserves it is
judged again.
"""

import asyncio
import logging
from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import dataclass, replace

from moderator.classify.protocol import Classifier, NotJudged, NotNow
from moderator.core.context import Context, Reading
from moderator.core.engine import Engine
from moderator.core.facts import Judged
from moderator.core.labels import Verdict

UNSURE_BELOW = 0.6
"""The confidence below which a verdict is unsure, where the configuration says nothing."""

DOUBTED_BELOW = 0.8
"""The confidence below which the verdict on a post is worth another look: a quarter are wrong."""

RIVAL = 0.1
"""How likely a runner-up has to be for a case to hang on it."""

LINE = 64
"""How many readings may be lined up for one classifier."""

LATER = 1_000
"""How many more may wait until its line is empty, the latest of a burst."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Referral:
    """A reading, and the verdict that holds until somebody knows better."""

    reading: Reading
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who takes opinions in: the engine, as those who give them know it.

    `wants` gives a reading on which a verdict still matters, with the words that stand now.
    `take` takes facts in, with what is to be added to which counter.
    """

    wants: Callable[[Reading], Reading | None]
    take: Callable[[Sequence[Judged], Mapping[str, int]], None]


def deserves(referral: Referral, *, unsure_below: float, tied: bool = True) -> bool:
    """Whether a verdict is in doubt, or so near a case that a mistake would cost somebody.

    A bare reading only tells whose side an account is on: it has to be unsure. Doubt alone is
    not enough where nothing but its words ties a post to the fair: a search brings many of those.
    """
    verdict = referral.verdict
    if referral.reading.bare:
        return tied and verdict.confidence < unsure_below
    if tied and verdict.confidence < max(unsure_below, DOUBTED_BELOW):
        return True
    rival = verdict.runner_up is not None and verdict.runner_up.concerns_case
    return verdict.concerns_case or (rival and verdict.runner_up_confidence >= RIVAL)


def still_open(engine: Engine, reading: Reading) -> Reading | None:
    """The reading with the words that stand now; None where the post is another, or settled."""
    line, present = engine.line(reading.key), engine.reading(reading.key)
    if line is None or present is None or line.corrected or line.deleted:
        return None
    if reading.bare:
        present = replace(present, context=Context(), bare=True)
    return present if present.mark == reading.mark else None


class Opinions:
    """The classifiers that are asked again, one after the other; there may be none.

    Counters are named `asked semantic`: what happened, then the classifier. `asked` is
    asked in vain, too, where it `failed`; `revised` changed what the post is or does.
    """

    def __init__(
        self,
        classifiers: Iterable[Classifier] = (),
        *,
        unsure_below: float = UNSURE_BELOW,
        tied: Callable[[Reading], bool] = lambda _: True,
        patient: bool = False,
        line: int = LINE,
        later: int = LATER,
    ) -> None:
        self._unsure_below = unsure_below
        self._tied = tied
        self._lines = [_Line(each, line, later, patient=patient) for each in classifiers]

    @property
    def names(self) -> tuple[str, ...]:
        """The classifiers' names, in the order in which they are asked."""
        return tuple(line.classifier.name for line in self._lines)

    @property
    def waiting(self) -> int:
        """How many readings are lined up, or being judged again."""
        return sum(line.waiting for line in self._lines)

    def consider(self, referrals: Iterable[Referral], *, after: int = 0) -> dict[str, int]:
        """Line up what deserves another opinion; gives how many were skipped, by counter.

        `after` is how many opinions were given already.
        """
        if after >= len(self._lines):
            return {}
        return self._lines[after].add([each for each in referrals if self._deserves(each)])

    def _deserves(self, referral: Referral) -> bool:
        tied = self._tied(referral.reading)
        return deserves(referral, unsure_below=self._unsure_below, tied=tied)

    async def until_room(self) -> None:
        """Return once the line is short enough; at once, where skipping keeps it short."""
        if self._lines:
            await self._lines[0].until_room()

    async def give(self, recipient: Recipient) -> None:
        """Give opinions on what is lined up, for as long as it runs; never returns."""
        async with AsyncExitStack() as held, asyncio.TaskGroup() as tasks:
            for place, line in enumerate(self._lines):
                if isinstance(line.classifier, AbstractAsyncContextManager):
                    await held.enter_async_context(line.classifier)
                tasks.create_task(
                    self._attend(place, recipient), name=f"ask {line.classifier.name}"
                )
            await asyncio.Event().wait()

    async def _attend(self, place: int, recipient: Recipient) -> None:
        line = self._lines[place]
        while True:
            referral = await line.take()
            facts, counts = tuple[Judged, ...](), Counter[str]()
            try:
                if reading := recipient.wants(referral.reading):
                    referral = replace(referral, reading=reading)
                    outcome = await _ask(line.classifier, referral)
                    facts, counts = outcome.facts, outcome.counts
                    counts.update(self.consider([outcome.standing], after=place + 1))
                    await self._until_room_after(place)
            finally:
                line.done()
                recipient.take(facts, counts)

    async def _until_room_after(self, place: int) -> None:
        if place + 1 < len(self._lines):
            await self._lines[place + 1].until_room()


class _Line:
    """What is lined up for one classifier, and what waits until that line is empty."""

    def __init__(self, classifier: Classifier, most: int, later: int, *, patient: bool) -> None:
        self.classifier = classifier
        self._lined_up = 0
        self._most = most
        self._patient = patient
        self._queue: asyncio.Queue[Referral] = asyncio.Queue()
        self._later: deque[Referral] = deque(maxlen=later)
        self._moved = asyncio.Event()

    @property
    def waiting(self) -> int:
        return self._lined_up + len(self._later)

    def add(self, referrals: Sequence[Referral]) -> dict[str, int]:
        room = len(referrals) if self._patient else max(0, self._most - self._lined_up)
        self._line_up(referrals[:room])
        further, waited = referrals[room:], len(self._later)
        self._later.extend(further)
        skipped = waited + len(further) - len(self._later)
        return {f"skipped {self.classifier.name}": skipped} if skipped else {}

    async def until_room(self) -> None:
        while self._patient and self.waiting >= self._most:
            self._moved.clear()
            await self._moved.wait()

    async def take(self) -> Referral:
        if self._queue.empty() and self._later:
            self._line_up([self._later.popleft()])
        return await self._queue.get()

    def done(self) -> None:
        self._lined_up -= 1
        self._moved.set()

    def _line_up(self, referrals: Sequence[Referral]) -> None:
        for referral in referrals:
            self._queue.put_nowait(referral)
        self._lined_up += len(referrals)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What came of asking: a new fact or none, the verdict that now stands, what to count."""

    facts: tuple[Judged, ...]
    standing: Referral
    counts: Counter[str]


async def _ask(classifier: Classifier, referral: Referral) -> _Outcome:
    """Ask once; whatever goes wrong, the verdict before it stands."""
    name, reading = classifier.name, referral.reading
    try:
        (verdict,) = await classifier.classify([reading])
    except NotNow as why:
        _log.info("%s leaves a post out: %s", name, why)
        return _Outcome((), referral, Counter({f"skipped {name}": 1}))
    except NotJudged as why:
        _log.info("%s failed on post %r: %s", name, reading.key, why)
        return _failed(name, referral)
    except Exception:  # a mistake in a classifier must not end the fair
        _log.exception("%s failed on post %r", name, reading.key)
        return _failed(name, referral)
    counts = Counter({f"asked {name}": 1})
    counts[f"revised {name}"] += _core(verdict) != _core(referral.verdict)
    fact = Judged(reading.key, reading.mark, verdict, classifier.rank)
    return _Outcome((fact,), Referral(reading, verdict), +counts)


def _failed(name: str, referral: Referral) -> _Outcome:
    return _Outcome((), referral, Counter({f"asked {name}": 1, f"failed {name}": 1}))


def _core(verdict: Verdict) -> tuple[object, ...]:
    """What a verdict does: how sure it is, and why, aside."""
    return (verdict.label, verdict.substance, verdict.withdrawal)
