"""Needs gathered by the case that they make, and reports by the thread that they stand in."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice

from moderator.core.needs.case_key import CaseKey, broken_in
from moderator.core.needs.joins import NEAR
from moderator.core.needs.need import Need
from moderator.core.needs.place import Place
from moderator.core.needs.subjects import Subjects
from moderator.core.posts import timeline
from moderator.core.posts.node import Entry, Node
from moderator.core.text.phrasing import says_mended
from moderator.core.vacancies.vacancies import links_of


class Gathered:
    """The needs of every case, and of every thread the reports of no vacancy that a party owes."""

    def __init__(self, subjects: Subjects, needs: Mapping[Node, Need]) -> None:
        self._subjects = subjects
        self._needs = needs
        self._cases: dict[CaseKey, list[Entry]] = {}
        self._threads: dict[CaseKey, list[Entry]] = {}

    def put(self, need: Need, place: Place) -> None:
        """File what a post needs, where it stands."""
        timeline.enter(self._cases, need.case, place.entry)
        if _is_loose_report(need):
            timeline.enter(self._threads, broken_in(place.thread, need.party), place.entry)

    def take_out(self, need: Need, place: Place) -> None:
        """Take out what a post needed, as it was put."""
        timeline.leave(self._cases, need.case, place.entry)
        if _is_loose_report(need):
            timeline.leave(self._threads, broken_in(place.thread, need.party), place.entry)

    def of_case(self, case: CaseKey) -> Sequence[Entry]:
        """The needs of a case, in order."""
        return self._cases.get(case, ())

    def before(self, case: CaseKey, post: Node) -> Iterator[Node]:
        """The needs of a case before that post, the latest first."""
        return timeline.before(self.of_case(case), post.order)

    def told_here(self, post: Node, party: str) -> Collection[CaseKey]:
        """The cases in a post's thread, of no vacancy and owed by a party, that it may mend.

        Of the last reports those of which it has a word; all of these, where it has a link, or
        where they are of one thing and it says that something works again.
        """
        reported = timeline.before(self._threads.get(broken_in(post.root(), party), ()), post.order)
        last = list(islice(reported, NEAR))
        cases = {self._needs[each].case for each in last}
        if links_of(post) or (len(cases) == 1 and says_mended(post.text)):
            return cases
        told = (each for each in last if self._subjects.shared_words(post, each))
        return {self._needs[each].case for each in told}


def _is_loose_report(need: Need) -> bool:
    return not need.case.asks and need.subject.post is None
