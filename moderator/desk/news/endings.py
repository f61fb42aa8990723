"""What the moderator ends by acts that were kept: that it ended is no news."""

from collections.abc import Mapping

from moderator.core.facts import ActKind
from moderator.desk.day import Day


class Endings:
    """Knows what a kept act of one of these kinds ends, until it ended, or does not after all."""

    def __init__(self, day: Day, *kinds: ActKind) -> None:
        self._day, self._kinds = day, kinds
        self._ends: dict[str, str] = {}
        self._undone: set[str] = set()

    def of(self, standing: Mapping[str, str]) -> set[str]:
        """Give which of the acts that stand end so; `standing` has the case that each is about.

        A kept act names the case, or the act that it takes back. One that was refused ends
        nothing, nor does one that was taken back, once that is done, too.
        """
        kept, undone = self._day.kept(), self._undone
        self._undone = {act.target for act in kept}
        in_vain = (undone - self._undone) | {one.act.id for one in self._day.refused()}
        self._ends |= {
            act.id: stands
            for act in kept
            if act.kind in self._kinds
            for stands, case_id in standing.items()
            if act.target in (stands, case_id)
        }
        self._ends = {
            by: ended for by, ended in self._ends.items() if by not in in_vain and ended in standing
        }
        return set(self._ends.values())
