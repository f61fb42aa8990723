"""Every case, kept up to date with what becomes known.

Nothing remembers in which order it became known: a need's subject, what a post
says to a case, and the case itself are each found anew when something changed
that they depend on, in that order. What to find anew is kept small
(`core/cases/concerns.py`, and docs/settling.md for the words that are used here).
"""

from collections.abc import Collection, Iterable, Sequence
from itertools import islice

from moderator.core.case import LINK, Case
from moderator.core.cases.cases import Cases
from moderator.core.cases.concerns import Concerns
from moderator.core.cases.events import Events
from moderator.core.cases.groups import Groups
from moderator.core.facts import Acted, Change, LinkChecked
from moderator.core.labels import Side
from moderator.core.needs.case_key import CaseKey, broken
from moderator.core.needs.joins import Joins
from moderator.core.needs.need import Need, reports
from moderator.core.needs.place import Place
from moderator.core.needs.subjects import Subjects
from moderator.core.parties.parties import Parties
from moderator.core.posts.node import Node
from moderator.core.speech.replies import Replies
from moderator.core.speech.speech import Speech
from moderator.core.text.links import link_key
from moderator.core.threads.threads import Threads
from moderator.core.vacancies.short_links import ShortLinks
from moderator.core.vacancies.vacancies import is_vacancy, links_of


class Docket:
    """All cases of a fair, as its posts, link checks and acts make them."""

    def __init__(self, threads: Threads, parties: Parties) -> None:
        self._threads = threads
        self._parties = parties
        self._subjects = Subjects(threads, parties)
        self._lookups, self._vacancies = self._subjects.lookups, self._subjects.vacancies
        self._replies = Replies(parties, self._subjects)
        joins = Joins(
            self._subjects.need,
            known=self._known,
            asked=self._replies.asked,
            of_fair=self._lookups.fair_reports,
        )
        self._groups = Groups(threads, parties, self._subjects, joins)
        self._speech = Speech(parties, self._replies)
        self._events = Events(threads, parties, self._vacancies)
        self._cases = Cases(parties, self._replies, self._speech, self._events, self._groups)
        self._short_links = ShortLinks()
        self._offers: dict[Node, None] = {}
        self._disturbed: dict[Node, None] = {}
        self._renamed: dict[str, bool] = {}
        self._concerns = Concerns(
            threads,
            subjects=self._subjects,
            groups=self._groups,
            replies=self._replies,
            speech=self._speech,
            cases=self._cases,
        )
        self._agenda = self._concerns.agenda

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
        if key.startswith(LINK):
            return [self._subjects.link_case(key)]
        node = self._threads.find(key)
        need = self._replies.needs.get(node) if node else None
        return [need.case] if need else []

    def disturb(self, node: Node) -> None:
        """Say that a post's words, place or verdict changed."""
        self._disturbed[node] = None

    def disturb_account(self, key: str, *, moved: bool) -> None:
        """Say that an account is shown otherwise; `moved`: that its side or party is another."""
        self._renamed[key] = moved or self._renamed.get(key, False)

    def check(self, fact: LinkChecked) -> None:
        """Take in what the link checker found."""
        key = link_key(fact.link)
        self._events.checks.take(key, fact)
        for node in self._short_links.learn(key, link_key(fact.target)) if fact.target else ():
            self.disturb(node)
        self._cases.spoil([broken(key), *self._groups.parts(broken(key))])
        for vacancy in self._vacancies.offering(key):
            self._concerns.links(vacancy)

    def act(self, target: str, acts: Sequence[Acted]) -> None:
        """Let these acts, and no others, hold for a target (a post's key or a case's id)."""
        self._events.act(target, acts)
        self._cases.spoil(self.keys_of(target))
        if target.startswith(LINK):
            node = self._threads.find(target.removeprefix(LINK))
            if node is not None and is_vacancy(node):
                self._concerns.links(node)

    def regroup(self, acts: Sequence[Acted]) -> None:
        """Let these moves, merges and splits, and no others, say what makes one case."""
        self._groups.act(acts)

    def settle(self) -> list[Change]:
        """Bring all cases up to date; gives what changed, in a fixed order."""
        if self._renamed or self._disturbed:
            self._take_in()
        if self._agenda or self._groups.stale:
            self._retie()
            while self._groups.stale:
                self._loosen_regrouped(*self._groups.renew())
                self._retie()
            for post in self._agenda.unheard():
                self._cases.hear(post)
        return self._cases.settle()

    def _take_in(self) -> None:
        """Take in who and what was disturbed: each once, and the accounts before the posts."""
        for key, moved in self._renamed.items():
            self._rename(key, moved=moved)
        self._renamed.clear()
        for node in self._disturbed:
            self._renew(node)
        self._disturbed.clear()

    def _rename(self, key: str, *, moved: bool) -> None:
        """Take an account in as it is shown now; whom it concerns goes on the agenda."""
        self._groups.disturb_account(key)
        posts = self._subjects.names.renew(key)
        self._agenda.loosen(posts)
        self._rename_partners(posts)
        self._agenda.unhear(self._replies.call(key))
        party = self._parties.party(key)
        for each in {key, *self._parties.accounts(party)}:
            self._agenda.loosen(self._lookups.accounts.of(each))
        self._cases.spoil(self._replies.needs[node].case for node in self._replies.of_party(party))
        self._cases.spoil(
            case for post in self._speech.by(key) for case in self._speech.cases(post)
        )
        for vacancy in self._vacancies.by(key):
            self._concerns.links(vacancy)
        if moved:
            for post in self._threads.voices.by(key):
                self._replies.hails.note(post)
                self._agenda.unhear(post.children)
                if post.links and post.children:
                    self._agenda.loosen_below(post)
            self._agenda.unhear(self._threads.voices.by(key))
            self._agenda.unhear(self._threads.voices.to(key))
            self._rename_partners(self._threads.voices.to(key))
            self._rename_partners(self._threads.voices.by(key))
            self._concerns.moved(self._vacancies.by(key))

    def _renew(self, node: Node) -> None:
        """Take a post in as it is now; whom it concerns goes on the agenda."""
        self._groups.disturb(node)
        self._short_links.note(node)
        self._cases.disturb(node)
        if node.verdict is None and node.post is not None and not self._threads.referring(node):
            return
        self._subjects.partners.note(node)
        for account in self._subjects.answerers.note(node):
            if self._parties.side(account) is Side.UNKNOWN:
                self._agenda.loosen(self._lookups.accounts.of(account))
        self._concerns.below(node)
        self._replies.hails.note(node)
        self._agenda.unhear((node, *node.children))
        if node.stem is None:
            self._agenda.unhear_below(node)
        self._concerns.around(node)
        if is_vacancy(node) and links_of(node):
            self._offers[node] = None
        else:
            self._offers.pop(node, None)
        self._concerns.shifted(node)

    def _rename_partners(self, posts: Iterable[Node]) -> None:
        """These posts may name other parties now: it matters of vacancies."""
        for post in posts:
            if is_vacancy(post):
                self.disturb(post)

    def _retie(self) -> None:
        for node in self._agenda.loose():
            self._tie(node)

    def _tie(self, node: Node) -> None:
        self._groups.disturb(node)
        before, alone = self._replies.needs.get(node), self._known(node)
        need = self._groups.need(node)
        if before is None and need is None:
            return
        if before is not None:
            self._cases.spoil((before.case,))
        if node.children and (reports(node) or (before is not None and not before.case.asks)):
            self._agenda.loosen(node.descendants())
        if need is not None:
            self._cases.join(need.case, node)
        itself = self._groups.by_itself(node) or need
        same = before == need and alone == itself
        if not same or self._replies.placed(node) != Place.of(node):
            self._concerns.around(node)
            self._lookups.fair_reports.put(node, itself)
            for account in self._replies.put(node, need):
                self._agenda.unhear(self._speech.by(account))
            self._concerns.around(node)  # once more: around what it is now
            self._agenda.unhear((node,))

    def _known(self, node: Node) -> Need | None:
        """What a post needs, but for what moderators did, as it was found last."""
        return self._groups.by_itself(node) or self._replies.needs.get(node)

    def _loosen_regrouped(self, keys: Collection[CaseKey], apart: Iterable[Node]) -> None:
        """Whatever is in these cases, or below these posts, may now be in others, or else told."""
        self._cases.spoil(keys)
        for key in keys:
            self._agenda.loosen(self._replies.of_case(key))
        self._agenda.loosen(below for node in apart for below in (node, *node.descendants()))
