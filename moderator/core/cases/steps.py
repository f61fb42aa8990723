"""The steps from one case to the next that moderators' acts make, and what is told of them.

A step leads only from where nothing leads on, so that there are no circles.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from moderator.core.case import Regrouped, Subject
from moderator.core.needs.case_key import CaseKey
from moderator.core.needs.need import Need
from moderator.core.posts.node import Node

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Matter:
    """What a moved case is about, whose word it wants, or counts, too, and what that names."""

    subject: Subject
    party: str
    partners: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """Into which case a need goes; what it is about by then, unless that is as it was."""

    key: CaseKey
    matter: Matter | None = None
    joined: bool = False


@dataclass(slots=True)
class Steps:
    """All steps: of whole cases, and of the posts that were split off (`apart`)."""

    by_case: dict[CaseKey, Step] = field(default_factory=dict)
    apart: dict[Node, tuple[CaseKey, Step]] = field(default_factory=dict)
    told: dict[CaseKey, tuple[Regrouped, ...]] = field(default_factory=dict)
    _done: list[tuple[CaseKey, Regrouped]] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether there is any step."""
        return bool(self.by_case or self.apart)

    def beginning(self, node: Node, need: Need, joins: Iterable[Node]) -> Step:
        """Where a need starts from: with the nearest post above, of its asker, that was split off.

        Or with the report that it joins.
        """
        if not self.apart:
            return Step(need.case)
        own = (each for each in (node, *node.ancestors()) if each.author == node.author)
        for each in (*own, *joins):
            case, step = self.apart.get(each, (None, None))
            if step is not None and case == need.case:
                return step
        return Step(need.case)

    def end(self, step: Step) -> Step:
        """Where a need ends that starts so."""
        while (after := self.by_case.get(step.key)) is not None:
            step = Step(after.key, after.matter or step.matter, after.joined)
        return step

    def all(self) -> tuple[Step, ...]:
        """Every step there is."""
        return (*self.by_case.values(), *(step for _case, step in self.apart.values()))

    def tell(self, key: CaseKey, done: Regrouped) -> None:
        """Have this told of a case, and of whatever case it goes into."""
        self._done.append((key, done))

    def close(self) -> None:
        """Let each case have told what is to be told of it, in order and once."""
        told: dict[CaseKey, dict[Regrouped, None]] = {}
        for key, done in self._done:
            told.setdefault(self.end(Step(key)).key, {})[done] = None
        self.told = {key: tuple(each) for key, each in told.items()}

    def since(self, before: "Steps") -> tuple[set[CaseKey], set[Node]]:
        """The cases, and the posts, that step elsewhere than before, or of which else is told."""
        keys = {before.end(Step(key)).key for key in _differing(before.by_case, self.by_case)}
        return keys | _differing(before.told, self.told), _differing(before.apart, self.apart)


def _differing(before: Mapping[Key, object], after: Mapping[Key, object]) -> set[Key]:
    return {key for key in {**before, **after} if before.get(key) != after.get(key)}
