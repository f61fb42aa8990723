"""The stage between the engine and a classifier: readings in, judged facts out."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from moderator.classify.protocol import Classifier, NotJudged
from moderator.core.context import Reading
from moderator.core.facts import STOPGAP, Judged
from moderator.core.labels import Because, Label, Verdict

_log = logging.getLogger(__name__)

UNJUDGED = Verdict(Label.OTHER, 0.0, because=(Because("the classifier failed on this post", 0.0),))


@dataclass(slots=True)
class Tally:
    """How many readings were judged, and on how many the classifier failed."""

    judged: int = 0
    failed: int = 0

    def of(self, classifier: str) -> dict[str, int]:
        """The counts by counter: what happened, then the classifier."""
        counts = {f"judged {classifier}": self.judged, f"failed {classifier}": self.failed}
        return {name: count for name, count in counts.items() if count}


async def judge(
    readings: Sequence[Reading],
    classifier: Classifier,
    *,
    batch: int = 64,
    tally: Tally | None = None,
) -> list[Judged]:
    """Give a judged fact for every reading, in their order.

    Works in batches, and lets other tasks run after each. A batch that fails is
    tried again reading by reading; what fails then is judged `other` with
    confidence 0, a stopgap, said in the log and counted in `tally`.
    """
    tally = Tally() if tally is None else tally
    judged: list[Judged] = []
    for start in range(0, len(readings), batch):
        some = readings[start : start + batch]
        verdicts = await _attempt(some, classifier)
        if verdicts is None:
            verdicts = [await _single(one, classifier, tally) for one in some]
        judged += [
            Judged(reading.key, reading.mark, verdict, _rank(verdict, classifier))
            for reading, verdict in zip(some, verdicts, strict=True)
        ]
        tally.judged += len(some)
        await asyncio.sleep(0)
    return judged


def _rank(verdict: Verdict, classifier: Classifier) -> int:
    return STOPGAP if verdict is UNJUDGED else classifier.rank


async def _attempt(readings: Sequence[Reading], classifier: Classifier) -> list[Verdict] | None:
    """Give the verdicts; None where the classifier failed or gave too many or too few."""
    try:
        verdicts = await classifier.classify(readings)
    except NotJudged as why:
        _log.info("%s failed on %d posts: %s", classifier.name, len(readings), why)
        return None
    except Exception:  # a mistake in a classifier must not end the fair
        _log.exception("%s failed on %d posts", classifier.name, len(readings))
        return None
    if len(verdicts) != len(readings):
        _log.error("%s gave %d verdicts on %d posts", classifier.name, len(verdicts), len(readings))
        return None
    return verdicts


async def _single(reading: Reading, classifier: Classifier, tally: Tally) -> Verdict:
    """Give the verdict on one reading, whatever happens."""
    verdicts = await _attempt([reading], classifier)
    if verdicts is not None:
        return verdicts[0]
    tally.failed += 1
    _log.warning("%s could not judge post %r", classifier.name, reading.key)
    return UNJUDGED
