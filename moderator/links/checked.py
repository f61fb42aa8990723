"""What came of checking a link, and who finds it out."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from moderator.core.facts import LinkChecked
from moderator.links.judge import Wanted
from moderator.links.reasons import Finding, Why


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of checking a link: `hops` are the addresses that it led over.

    `target` is what a short link stands for; `age` how old the answer is.
    """

    link: str
    finding: Finding
    hops: tuple[str, ...]
    target: str = ""
    age: timedelta = timedelta()

    @property
    def tells_nothing(self) -> bool:
        """Whether it says something of us, and nothing of the link."""
        return self.finding.why in (Why.OWN_NETWORK, Why.RESTING)

    def fact(self, at: datetime) -> LinkChecked:
        """The fact that the core takes in, for a check that ended at that time."""
        finding = self.finding
        return LinkChecked(self.link, finding.state, at - self.age, finding.words(), self.target)


class Checker(Protocol):
    """Checks links."""

    async def check(
        self, link: str, wanted: Wanted | None = None, *, at: datetime, anew: bool = False
    ) -> Checked:
        """What is found of a link; `anew` takes no answer that was kept."""
        ...
