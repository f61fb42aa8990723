"""What a changed post or account touches: needs to tie anew, posts to hear anew, cases to make.

Nothing remembers in which order it became known: a need's subject, what a post
says to a case, and the case itself are each found anew when something changed
that they depend on, in that order. What to find anew is kept small by indexes of
who looked where: a fact costs what it touches, however big the fair.
"""

from collections.abc import Container, Iterable, Sequence
from itertools import islice

from moderator.core.agenda import Agenda
from moderator.core.case import Case
from moderator.core.cases import Cases
from moderator.core.events import Events
from moderator.core.facts import Acted, Change, LinkChecked
from moderator.core.groups import Groups
from moderator.core.leads import Leads
from moderator.core.links import link_key
from moderator.core.need import CaseKey
from moderator.core.node import Node
from moderator.core.parties import Parties
from moderator.core.place import Place
from moderator.core.replies import Replies, is_answer
from moderator.core.speech import Speech
from moderator.core.stems import may_have
from moderator.core.subjects import Subjects
from moderator.core.threads import Threads
from moderator.core.vacancies import Shift, is_vacancy, links_of


class Docket:
    """Every case there is, kept up to date with the posts, link checks and acts."""

    def __init__(self, threads: Threads, parties: Parties) -> None:
        self._threads = threads
        self._parties = parties
        self._subjects = Subjects(threads, parties)
        self._asking, self._vacancies = self._subjects.asking, self._subjects.vacancies
        self._groups = Groups(threads, parties, self._subjects)
        self._replies = Replies(parties, self._subjects)
        self._speech = Speech(parties, self._replies)
        self._events = Events(threads, parties, self._vacancies)
        self._cases = Cases(parties, self._replies, self._speech, self._events)
        self._leads = Leads()
        self._offers: dict[Node, None] = {}
        self._agenda = Agenda()

    @property
    def waiting(self) -> Iterable[Case]:
        """The cases that lack a follow-up, in no particular order."""
        return self._cases.waiting

    @property
    def count(self) -> int:
        """How many cases there are, closed ones included."""
        return len(self._cases)

    def cases(self) -> list[Case]:
        """All cases, by the time at which they were opened."""
        return sorted(self._cases, key=lambda case: (case.opened_at, case.id))

    def case(self, key: str) -> Case | None:
        """The case with that id, or that a post of that key belongs to."""
        found = map(self._cases.find, self.keys_of(key))
        return next(filter(None, found), None)

    def checked(self, node: Node) -> LinkChecked | None:
        """The last check of a post's link: of several links, of the one that is worst off."""
        return self._events.checks.worst(links_of(node))

    def offers(self, most: int) -> list[Node]:
        """Up to that many vacancies with a link that are new or changed; each is given out once."""
        taken = list(islice(self._offers, most))
        for node in taken:
            del self._offers[node]
        return taken

    def keys_of(self, key: str) -> list[CaseKey]:
        """The keys of the case that an id, or the key of a post, stands for."""
        if key.startswith("link:"):
            return [self._subjects.link_case(key)]
        node = self._threads.find(key)
        need = self._replies.needs.get(node) if node else None
        return [need.case] if need else []

    def disturb(self, node: Node) -> None:
        """Say that a post's words, place or verdict changed."""
        self._groups.disturb(node)
        self._leads.note(node)
        self._cases.disturb(node)
        if node.verdict is None and node.post is not None and not self._threads.referring(node):
            return
        self._subjects.partners.note(node)
        self._loosen_below(node)
        self._replies.hails.note(node)
        self._agenda.unhear((node, *node.children))
        if node.stem is None:
            self._agenda.unhear_below(node)
        self._stir(node)
        if is_vacancy(node) and links_of(node):
            self._offers[node] = None
        else:
            self._offers.pop(node, None)
        shift = self._vacancies.note(node)
        if shift is not None:
            self._shift(node, shift)

    def disturb_account(self, key: str, *, moved: bool) -> None:
        """Say that an account is shown otherwise; `moved`: that its side or party is another."""
        self._groups.disturb_account(key)
        posts = self._subjects.names.renew(key)
        self._agenda.loosen(posts)
        self._rename_partners(posts)
        self._agenda.unhear(self._replies.call(key))
        party = self._parties.party(key)
        for each in {key, *self._parties.accounts(party)}:
            self._agenda.loosen(self._asking.accounts.of(each))
        self._cases.spoil(self._replies.needs[node].case for node in self._replies.of_party(party))
        self._cases.spoil(
            case for post in self._speech.by(key) for case in self._speech.cases(post)
        )
        for vacancy in self._vacancies.by(key):
            self._spoil_links(vacancy)
        if moved:
            for post in self._threads.voices.by(key):
                self._replies.hails.note(post)
                self._agenda.unhear(post.children)
            self._agenda.unhear(self._threads.voices.by(key))
            self._agenda.unhear(self._threads.voices.to(key))
            self._rename_partners(self._threads.voices.to(key))
            self._rename_partners(self._threads.voices.by(key))
            self._move_vacancies(self._vacancies.by(key))

    def _move_vacancies(self, own: Sequence[Node]) -> None:
        """An account's vacancies belong to another party now: what is said of them may, too."""
        self._regroup(own)
        for stem in {stem for vacancy in own for stem in self._vacancies.words(vacancy)}:
            self._agenda.loosen(self._asking.words.of(stem))
        for each in {each for vacancy in own for each in self._vacancies.keys(vacancy)}:
            self._regroup(self._vacancies.offering(each))

    def check(self, fact: LinkChecked) -> None:
        """Take in what the link checker found."""
        key = link_key(fact.link)
        self._events.checks.take(key, fact)
        for node in self._leads.learn(key, link_key(fact.target)) if fact.target else ():
            self.disturb(node)
        reported: CaseKey = ("link", key)
        self._cases.spoil([reported, *self._groups.parts(reported)])
        for vacancy in self._vacancies.offering(key):
            self._spoil_links(vacancy)

    def _spoil_links(self, vacancy: Node) -> None:
        """Something about a vacancy changed, or about the links of it or of its copies."""
        self._cases.spoil(("link", first.key) for first in self._vacancies.firsts(vacancy))

    def act(self, target: str, acts: Sequence[Acted]) -> None:
        """Let these acts, and no others, hold for a target (a post's key or a case's id)."""
        self._events.act(target, acts)
        self._cases.spoil(self.keys_of(target))
        if target.startswith("link:"):
            node = self._threads.find(target.removeprefix("link:"))
            if node is not None and is_vacancy(node):
                self._spoil_links(node)

    def regroup(self, acts: Sequence[Acted]) -> None:
        """Let these moves, merges and splits, and no others, say what makes one case."""
        self._groups.act(acts)

    def settle(self) -> list[Change]:
        """Bring all cases up to date; gives what changed, in a fixed order."""
        if self._agenda or self._groups.stale:
            self._retie()
            while self._groups.stale:
                self._loosen_regrouped(*self._groups.renew())
                self._retie()
            for post in self._agenda.unheard():
                self._cases.hear(post)
        return self._cases.settle()

    def _loosen_below(self, node: Node) -> None:
        """A post, and whatever replies to it or quotes it, may now be about something else."""
        for each in (node, *self._threads.referring(node)):
            self._agenda.loosen((each,))
            if each.children:
                self._agenda.loosen_below(each)

    def _shift(self, node: Node, shift: Shift) -> None:
        """A vacancy came, changed or went: others may be about it now, or no longer."""
        self._cases.spoil((("link", node.key), ("link", self._vacancies.first_copy(node).key)))
        self._cases.spoil(("link", first.key) for first in shift.firsts)
        self._agenda.unhear_below(node)
        for link, start, end in shift.links:
            self._agenda.loosen(self._asking.links.of(link, start, end))
        self._agenda.loosen(self._asking.vacancies.of(node.key))
        for account, start, end in shift.ask:
            self._agenda.loosen(self._asking.offers.of(account, start, end))
        for (account, start, end), stems in shift.fits:
            asking = self._asking.offers.of(account, start, end)
            self._agenda.loosen(each for each in asking if may_have(each.text, stems))
        for stem, start, end in shift.words:
            self._agenda.loosen(self._asking.words.of(stem, start, end))
        self._regroup(shift.led)

    def _rename_partners(self, posts: Iterable[Node]) -> None:
        """These posts may name other parties now: it matters of vacancies."""
        for post in posts:
            if is_vacancy(post):
                self.disturb(post)

    def _regroup(self, vacancies: Iterable[Node]) -> None:
        """These vacancies may be copies of another one now."""
        links: dict[str, None] = {}
        for vacancy in vacancies:
            first = self._vacancies.first_copy(vacancy)
            self._cases.spoil((("link", vacancy.key), ("link", first.key)))
            self._groups.disturb(vacancy)
            self._agenda.loosen(self._asking.vacancies.of(vacancy.key))
            self._loosen_below(vacancy)
            self._agenda.unhear_below(vacancy)
            links |= dict.fromkeys(links_of(vacancy))
        for link in links:
            self._agenda.loosen(self._asking.links.of(link))

    def _stir(self, node: Node) -> None:
        """The posts around a need may now say something else."""
        placed = self._replies.placed(node)
        if placed is None:
            return
        asker, since = placed.asker, min(placed.entry[:2], node.order)
        threads = {placed.thread, node.root()}
        case = self._replies.needs[node].case
        if node.children:
            self._agenda.unhear_below(node)
        self._agenda.unhear(self._threads.referring(node))
        for author in {asker, node.author}:
            around = self._threads.voices.around(author, since)
            self._agenda.unhear([each for each in around if _may_speak(each, threads)])
            for each in filter(is_answer, around):
                self._agenda.unhear_below(each)
        self._agenda.unhear(self._replies.calling(node, since))
        self._agenda.unhear(self._speech.by_in(asker, case))
        self._agenda.unhear(self._speech.looking(case, since))

    def _retie(self) -> None:
        for node in self._agenda.loose():
            self._tie(node)

    def _tie(self, node: Node) -> None:
        self._groups.disturb(node)
        before, need = self._replies.needs.get(node), self._groups.need(node)
        if before is None and need is None:
            return
        if before is not None:
            self._cases.spoil((before.case,))
        if need is not None:
            self._cases.join(need.case, node)
        if before != need or self._replies.placed(node) != Place.of(node):
            self._stir(node)
            self._replies.put(node, need)
            self._stir(node)
            self._agenda.unhear((node,))

    def _loosen_regrouped(self, keys: Iterable[CaseKey], apart: Iterable[Node]) -> None:
        """Whatever is in these cases, or below these posts, may now be in others."""
        for key in keys:
            self._agenda.loosen(self._replies.of_case(key))
        self._agenda.loosen(below for node in apart for below in (node, *node.descendants()))


def _may_speak(post: Node, threads: Container[Node]) -> bool:
    """Whether a post may speak to a need of these threads: it is none itself, and in no other."""
    return not post.asks and (post.stem is None or (post.top or post) in threads)
