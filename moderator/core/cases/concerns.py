"""Whom a change concerns: which needs to tie anew, which posts to hear anew, which cases to make.

They are found by the indexes of who looked where. These may name too many, never too few.
"""

from collections.abc import Container, Iterable, Sequence

from moderator.core.cases.agenda import Agenda
from moderator.core.cases.cases import Cases
from moderator.core.cases.groups import Groups
from moderator.core.needs.answerers import is_answer
from moderator.core.needs.case_key import broken, broken_in
from moderator.core.needs.joins import may_join
from moderator.core.needs.subjects import Subjects
from moderator.core.posts.node import Node
from moderator.core.speech.replies import Replies
from moderator.core.speech.speech import Speech
from moderator.core.text.stems import may_have
from moderator.core.threads.threads import Threads
from moderator.core.vacancies.vacancies import links_of


class Concerns:
    """Puts on its agenda, and among the stale cases, whatever a change may concern."""

    def __init__(
        self,
        threads: Threads,
        *,
        subjects: Subjects,
        groups: Groups,
        replies: Replies,
        speech: Speech,
        cases: Cases,
    ) -> None:
        self.agenda = Agenda()
        self._threads = threads
        self._lookups, self._vacancies = subjects.lookups, subjects.vacancies
        self._groups = groups
        self._replies = replies
        self._speech = speech
        self._cases = cases

    def below(self, node: Node) -> None:
        """A post, and whatever replies to it or quotes it, may be about something else."""
        for each in (node, *self._threads.referring(node)):
            self.agenda.loosen((each,))
            if each.children:
                self.agenda.loosen_below(each)

    def around(self, node: Node) -> None:
        """The posts around a need may say something else; of a post that is none, no post."""
        placed = self._replies.placed(node)
        if placed is None:
            return
        asker, since = placed.asker, min(placed.entry[:2], node.order)
        threads = {placed.thread, node.root()}
        need = self._replies.needs[node]
        case = need.case
        if node.children:
            self.agenda.unhear_below(node)
        self.agenda.unhear(self._threads.referring(node))
        for author in {asker, node.author}:
            near = self._threads.voices.around(author, since)
            self.agenda.unhear([each for each in near if _may_speak(each, threads)])
            self.agenda.loosen(each for each in near if author in each.mentions and not each.stem)
            later = (each for each in self._replies.asked_next(author, since) if each is not node)
            self.agenda.loosen(filter(may_join, later))
            for answer in filter(is_answer, near):
                self.agenda.unhear_below(answer)
        for root in filter(is_answer, threads):
            if not {asker, node.author}.isdisjoint(root.mentions):
                self.agenda.unhear_below(root)
        if node in self._lookups.fair_reports:
            also = self._lookups.fair_reports.after(node.order)
            self.agenda.loosen(each for each in also if each is not node)
        self.agenda.unhear(self._replies.calling(node, since))
        self.agenda.unhear(self._speech.by_in(asker, case))
        self.agenda.unhear(self._speech.looking(case, since))
        for thread in () if case.asks else threads:
            self.agenda.unhear(self._speech.looking(broken_in(thread, need.party), since))

    def links(self, vacancy: Node) -> None:
        """The case of a vacancy's links, which is that of the first of its copies."""
        self._cases.spoil((broken(self._vacancies.first_copy(vacancy).key),))

    def shifted(self, node: Node) -> None:
        """A vacancy came, changed or went: others may be about it now, or no longer."""
        shift = self._vacancies.note(node)
        if shift is None:
            return
        self._cases.spoil((broken(node.key), broken(self._vacancies.first_copy(node).key)))
        self._cases.spoil(broken(first.key) for first in shift.firsts)
        self.agenda.unhear_below(node)
        for link, start, end in shift.links:
            self.agenda.loosen(self._lookups.links.of(link, start, end))
        self.agenda.loosen(self._lookups.vacancies.of(node.key))
        for account, start, end in shift.ask:
            self.agenda.loosen(self._lookups.offers.of(account, start, end))
        for (account, start, end), stems in shift.fits:
            asking = self._lookups.offers.of(account, start, end)
            self.agenda.loosen(each for each in asking if may_have(each.text, stems))
        for stem, start, end in shift.words:
            self.agenda.loosen(self._lookups.words.of(stem, start, end))
        self.copies(shift.led)

    def copies(self, vacancies: Iterable[Node]) -> None:
        """These vacancies may be copies of another one now."""
        links: dict[str, None] = {}
        for vacancy in vacancies:
            first = self._vacancies.first_copy(vacancy)
            self._cases.spoil((broken(vacancy.key), broken(first.key)))
            self._groups.disturb(vacancy)
            self.agenda.loosen(self._lookups.vacancies.of(vacancy.key))
            self.below(vacancy)
            self.agenda.unhear_below(vacancy)
            links |= dict.fromkeys(links_of(vacancy))
        for link in links:
            self.agenda.loosen(self._lookups.links.of(link))

    def moved(self, vacancies: Sequence[Node]) -> None:
        """An account's vacancies belong to another party: what is said of them may, too."""
        for vacancy in vacancies:
            self.shifted(vacancy)
        self.copies(vacancies)
        for stem in {stem for vacancy in vacancies for stem in self._vacancies.words(vacancy)}:
            self.agenda.loosen(self._lookups.words.of(stem))


def _may_speak(post: Node, threads: Container[Node]) -> bool:
    """Whether a post may speak to a need of these threads: it is none itself, and in no other."""
    return not post.asks and (post.stem is None or (post.top or post) in threads)
