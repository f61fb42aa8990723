"""What a classifier is, and how it says that it gives no verdict.

NotJudged        it could not, on these readings
└── NotNow       it leaves them to others for now

Anything else that it raises is a mistake in it: that is logged, and ends no fair.
"""

from collections.abc import Sequence
from typing import Protocol

from moderator.core.context import Reading
from moderator.core.labels import Verdict


class NotJudged(Exception):
    """A classifier could not judge these readings; the message says why."""


class NotNow(NotJudged):
    """A classifier leaves these readings to others for now; the message says why."""


class Classifier(Protocol):
    """Gives verdicts; equal readings get equal verdicts, in every process.

    Where two classifiers disagree on a reading, the one with the higher `rank` holds.
    One that takes long works in a thread, or waits for a network, so that other tasks
    go on meanwhile. One that is a context manager is entered before it is asked.
    """

    name: str
    rank: int

    async def classify(self, readings: Sequence[Reading]) -> list[Verdict]:
        """Give one verdict for each reading, in their order."""
        ...
