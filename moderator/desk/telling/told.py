"""What of each case was told already, so that each step of it is told once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from moderator.core.case import Case, CaseKind, Moved, State
from moderator.desk.day import Day
from moderator.desk.sentences.hands import is_own
from moderator.desk.sentences.story import Step, next_late, story


@dataclass(frozen=True, slots=True)
class _Known:
    """A case as it was told, and when time next runs out for it."""

    case: Case
    late: datetime | None


class Told:
    """The steps that were told, and how each case was then."""

    def __init__(self, day: Day) -> None:
        self._day = day
        self._steps: set[tuple[str, Step | str]] = set()
        self._known: dict[str, _Known] = {}
        self._gone: set[str] = set()

    def case(self, id_: str) -> Case | None:
        """Give a case as it was told last; None where it never was."""
        known = self._known.get(id_)
        return known.case if known else None

    def fresh(self, case: Case, clock: datetime) -> list[Step]:
        """Give the steps of a case that are news, and take all of them as told."""
        before = self.case(case.id)
        if not self._may_have_news(case, clock):
            return []
        steps = self._untold(case, clock)
        self._steps |= {_mark(step, case) for step in steps}
        if before is None or before.regrouped == case.regrouped:
            return steps
        return self._regrouped(case, steps, before=before, clock=clock)

    def end_holds_no_more(self, case: Case) -> None:
        """Have the last step of a case, as it was told, told anew if it comes again."""
        end = case.history[-1]
        told = {step for step in self._steps if step[0] == case.id}
        self._steps -= {(id_, step) for id_, step in told if _is_of(step, end)}

    def take_own(self) -> None:
        """Take as told what the moderator did."""
        clock = self._day.clock
        for case in self._day.cases():
            done = (step for step in self._untold(case, clock) if is_own(step.by, self._day))
            self._steps |= {_mark(step, case) for step in done}

    def carried_on(self, cases: Iterable[Case]) -> list[tuple[str, Case]]:
        """Give the cases that go on under another id, each with the old one; told is what was."""
        here = {case.id: case for case in cases}
        gone = [id_ for id_ in self._known if id_ not in here]
        new = here.keys() - self._known.keys() - self._gone if gone else ()
        heirs = [here[id_] for id_ in sorted(new)]
        found = []
        for id_ in gone:
            heir = self._heir(id_, heirs)
            if heir is not None:
                heirs.remove(heir)
                self._pass_on(id_, heir.id)
                found.append((id_, heir))
        return found

    def retract(self, cases: Iterable[Case]) -> set[str]:
        """Give the cases that were told, and are none of these; what was told of them is kept."""
        gone = self._known.keys() - {case.id for case in cases}
        for id_ in gone:
            del self._known[id_]
        self._gone |= gone
        return gone

    def returned(self, case: Case) -> bool:
        """Give, once, whether a case is here again that was none any more."""
        is_back = case.id in self._gone
        self._gone.discard(case.id)
        return is_back

    def _heir(self, id_: str, heirs: Iterable[Case]) -> Case | None:
        """Give which of these a case went on as: that has its post now, or is about its link."""
        whole, before = self._day.case(id_), self._known[id_].case
        name = whole.id if whole else ""
        return next((one for one in heirs if one.id == name or _shares_its_link(one, before)), None)

    def _pass_on(self, old: str, new: str) -> None:
        self._known[new] = self._known.pop(old)
        self._steps |= {(new, step) for id_, step in self._steps if id_ == old}

    def _untold(self, case: Case, clock: datetime) -> list[Step]:
        went = story(case, self._day.fair, clock)
        return [step for step in went if _mark(step, case) not in self._steps]

    def _regrouped(
        self, case: Case, steps: list[Step], *, before: Case, clock: datetime
    ) -> list[Step]:
        """Give what is news of a case that has other posts, or is about something else, now.

        What was told of a case that is part of it now is none, but for the state that it is in.
        """
        told = self._of_parts(case)
        news = [step for step in steps if (step.at, step.what) not in told]
        went = story(case, self._day.fair, clock)
        end = next(step for step in reversed(went) if isinstance(step.what, State))
        is_told = end in news or end not in steps
        return news if case.state is before.state or is_told else [*news, end]

    def _of_parts(self, case: Case) -> set[tuple[datetime | None, object]]:
        """Give when what was told of cases that are part of this one now."""
        wholes = {known: self._day.case(known) for known in self._known if known != case.id}
        parts = {known for known, whole in wholes.items() if whole and whole.id == case.id}
        told = (step for known, step in self._steps if known in parts)
        return {(step.at, step.what) for step in told if isinstance(step, Step)}

    def _may_have_news(self, case: Case, clock: datetime) -> bool:
        """Give whether a case is another one than it was, or time has run out for it since."""
        known = self._known.get(case.id)
        if known and known.case is case and (known.late is None or clock < known.late):
            return False
        self._known[case.id] = _Known(case, next_late(case, self._day.fair, clock))
        return True


def _shares_its_link(case: Case, before: Case) -> bool:
    """Give whether one of two cases is of a dead link, and the other of reports of the same."""
    kinds = {case.kind, before.kind}
    same = case.subject.post == before.subject.post
    return same and kinds == {CaseKind.DEAD_LINK, CaseKind.BROKEN_LINK}


def _is_of(step: Step | str, moved: Moved) -> bool:
    return isinstance(step, Step) and (step.what, step.at) == (moved.state, moved.at)


def _mark(step: Step, case: Case) -> tuple[str, Step | str]:
    """Give what a step is known by; one that tells a party's name, by the act: names change."""
    return case.id, step.of.act if step.of else step
