"""What a question or report is about, and whose word it therefore wants.

The first that is found: a vacancy above it or quoted by it; a vacancy with the
same link; the employer replied to or mentioned, with that employer's vacancy
where the words fit one; the organiser. Of a post that speaks to nobody: the
employer that it names, or the vacancy whose job it names; else the fair as a whole.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice

from moderator.core.case import LINK, Subject
from moderator.core.labels import Label, Side
from moderator.core.needs.addressees import Addressees
from moderator.core.needs.answerers import Answerers
from moderator.core.needs.case_key import CaseKey, asked, broken, broken_in
from moderator.core.needs.lookups import Lookups
from moderator.core.needs.need import Need, reports
from moderator.core.parties.names import Names
from moderator.core.parties.parties import Parties
from moderator.core.posts.node import Node
from moderator.core.text.fair_parts import OVERVIEWS, fair_parts
from moderator.core.text.phrasing import (
    asks_a_term,
    asks_who_is_there,
    jobs_named,
    points,
    sought,
)
from moderator.core.text.stems import stems_in
from moderator.core.threads.threads import Threads
from moderator.core.vacancies.partners import Partners
from moderator.core.vacancies.vacancies import Vacancies, is_vacancy, links_of

ABOVE = 6
"""How many posts above one may have the link that it is about."""

LEFT_OVER = 0.6
"""How sure it is that the organiser is meant where nobody is spoken to or named."""


@dataclass(frozen=True, slots=True)
class _Tie:
    """A possible subject: a vacancy, or else a party's account."""

    party: str
    confidence: float
    vacancy: Node | None = None
    account: str | None = None
    firm: bool = True


class Subjects:
    """Finds the subject of a need among the fair's vacancies and parties.

    Wherever it looks, it says so to `lookups`: what is found there may change.
    """

    def __init__(self, threads: Threads, parties: Parties) -> None:
        self._threads = threads
        self._parties = parties
        self.vacancies = Vacancies(parties)
        self.lookups = Lookups()
        self.answerers = Answerers()
        self.names = Names(parties)
        self.partners = Partners(parties, self.names)
        self._addressees = Addressees(parties, self.answerers, self.lookups)

    def link_case(self, id_: str) -> CaseKey:
        """The key of the case of a dead link, by its id: `link:` and a vacancy's key."""
        node = self._threads.find(id_.removeprefix(LINK))
        if node is None or not is_vacancy(node):
            return broken(id_.removeprefix(LINK))
        return broken(self.vacancies.first_copy(node).key)

    def need(self, node: Node) -> Need | None:
        """The need that a post expresses; None where it asks only itself, or nothing."""
        if not node.received or node.is_repeat:
            return None
        if node.verdict is None or not node.verdict.label.is_need:
            return None
        self.lookups.accounts.note(node, node.author)
        asker, tie, ties = self._parties.party(node.author), None, self._ties(node)
        own = next(ties, None)
        if own is not None:
            tie = next((each for each in chain((own,), ties) if each.party != asker), None)
        if tie is None and (own or asker == Parties.ORGANISER):
            return None
        tie = tie or self._told(node, asker) or self._joined(node, asker)
        to_all = tie is None and node.verdict.label is Label.QUESTION
        return self._tied(node, tie or _Tie(Parties.ORGANISER, LEFT_OVER), to_all=to_all)

    def _tied(self, node: Node, tie: _Tie, *, to_all: bool) -> Need:
        handle = self._parties.handle(tie.account) if tie.account else None
        subject = Subject(tie.vacancy.key if tie.vacancy else None, handle)
        case = self._case(node, tie)
        partners = self.partners.of(tie.vacancy) if tie.vacancy else ()
        if not tie.firm and not reports(node):
            partners = tuple(
                sorted({*partners, *self._addressees.employers_besides(node, tie.party)})
            )
        need = Need(case, subject, tie.party, tie.confidence, to_all=to_all, partners=partners)
        if tie.vacancy is None:
            return need
        if tie.confidence < 1:
            self.lookups.vacancies.note(node, tie.vacancy.key)
        links, words = self.vacancies.keys(tie.vacancy), self.vacancies.words(tie.vacancy)
        return replace(need, links=links, words=words)

    def _case(self, node: Node, tie: _Tie) -> CaseKey:
        if reports(node):
            return self._broken(node, tie)
        if tie.vacancy is not None and tie.firm:
            return asked(node.author, tie.vacancy.root())
        return asked(node.author, node.root())

    def _broken(self, node: Node, tie: _Tie) -> CaseKey:
        """What is broken: a vacancy, a link, or else something of that party in this thread."""
        if tie.vacancy is not None:
            return broken(self.vacancies.first_copy(tie.vacancy).key)
        reported = [node, *filter(reports, node.ancestors())]
        links = chain.from_iterable(map(links_of, reported))
        return next(map(broken, links), None) or self._shown(reported[-1], tie)

    def _shown(self, node: Node, tie: _Tie) -> CaseKey:
        """The one link of what that party showed last above a post, or else all of its thread.

        Where it is the organiser's because it is nobody else's, whoever showed it.
        """
        whole = broken_in(node.root(), tie.party)
        left_over = tie.party == Parties.ORGANISER and tie.confidence <= LEFT_OVER
        for each in node.ancestors():
            theirs = left_over or self._parties.party(each.author) == tie.party
            if (links := each.links) and theirs:
                return broken(*links) if len(links) == 1 else whole
        return whole

    def _ties(self, node: Node) -> Iterator[_Tie]:
        """The possible subjects, the likeliest first; none for the fair as a whole."""
        yield from self._vacancies_above(node)
        yield from self._vacancies_linked(node)
        spoken_to = dict[str, None]()
        yield from self._addressed(node, spoken_to)
        to_fair = any(self._parties.side(key) is Side.ORGANISER for key in spoken_to)
        if self._may_name(node, to_fair=to_fair):
            yield from self._named(node)
        if to_fair:
            yield _Tie(Parties.ORGANISER, 0.9)

    def _may_name(self, node: Node, *, to_fair: bool) -> bool:
        """Whether whom a post names comes before the organiser to whom it may speak."""
        if reports(node):
            return not (to_fair and OVERVIEWS & fair_parts(node.text))
        return self._addressees.is_below_a_call(node) and not asks_who_is_there(node.text)

    def _vacancies_above(self, node: Node) -> Iterator[_Tie]:
        quoted = (self._threads.quoted(each) for each in chain((node,), node.matters_above()))
        for above in chain(node.matters_above(), quoted):
            if above is not None and is_vacancy(above):
                self.lookups.accounts.note(node, above.author)
                yield _Tie(self._parties.party(above.author), 1.0, vacancy=above)

    def _vacancies_linked(self, node: Node) -> Iterator[_Tie]:
        for each in chain((node,), islice(node.ancestors(), ABOVE)):
            if links := links_of(each):
                yield from self._linked(node, links)

    def _linked(self, node: Node, links: tuple[str, ...]) -> Iterator[_Tie]:
        for link in links:
            self.lookups.links.note(node, link)
        mentioned = {self._parties.party(key) for key in node.mentions}
        for key in node.mentions:
            self.lookups.accounts.note(node, key)
        others = (each for each in self.vacancies.nearest(links, node.order) if each is not node)
        nearest = list(islice(others, 2))
        alone = len(nearest) == 1
        for vacancy in chain(nearest, others):
            party = self._parties.party(vacancy.author)
            if not mentioned or party in mentioned or alone:
                yield _Tie(party, 0.95, vacancy=vacancy)

    def _addressed(self, node: Node, seen: dict[str, None]) -> Iterator[_Tie]:
        """What the accounts are about to which a post speaks; `seen` has those looked at."""
        for key in self._addressees.of(node):
            if key in seen:
                continue
            seen[key] = None
            if self._addressees.may_answer(node, key):
                party = self._parties.party(key)
                vacancy = self._fitting(node, party) or self._only(node, key)
                sure = 0.8 if self._parties.side(key) is Side.EMPLOYER else 0.5
                yield _Tie(party, sure, vacancy=vacancy, account=key, firm=False)

    def _told(self, node: Node, asker: str) -> _Tie | None:
        """What a post that speaks to nobody names: an employer, or the job of a vacancy."""
        named = next((tie for tie in self._named(node) if tie.party != asker), None)
        return named or self._job(node, asker)

    def _joined(self, node: Node, asker: str) -> _Tie | None:
        """What a report that tells nothing itself joins in with: what those above it name."""
        above = filter(reports, node.ancestors()) if reports(node) else ()
        return next(filter(None, (self._told(each, asker) for each in above)), None)

    def _named(self, node: Node) -> Iterator[_Tie]:
        """The employers that a post names."""
        for bearer in self.names.named_in(node):
            party, face = self._parties.party(bearer), self._parties.face(bearer)
            yield _Tie(party, 0.6, self._fitting(node, party), account=face, firm=False)

    def _job(self, node: Node, asker: str) -> _Tie | None:
        """The latest vacancy whose job a post names, where only one party's fit as well."""
        parts, least = jobs_named(node.text)
        named = [stems_in(part) for part in parts]
        for word in chain.from_iterable(named):
            self.lookups.words.note(node, word)
        fitting = (self.vacancies.jobs.called(words, node.order, least=least) for words in named)
        best = next(filter(None, fitting), None)
        party = self._parties.party(best.author) if best is not None else asker
        return _Tie(party, 0.4, vacancy=best, firm=False) if party != asker else None

    def quoted(self, post: Node) -> Node | None:
        """The post that this one quotes, if it was ever heard of."""
        return self._threads.quoted(post) if post.post and post.post.quoted else None

    def shared_words(self, post: Node, need: Node) -> int:
        """How many of a question's words about a job a post has, too."""
        return len(stems_in(post.text) & stems_in(need.text))

    def _fitting(self, node: Node, party: str) -> Node | None:
        """The party's vacancy that the words fit best, the latest of equals."""
        for key in (accounts := self._parties.accounts(party)):
            self.lookups.accounts.note(node, key)
            self.lookups.offers.note(node, key)
        words = stems_in(sought(node.text), apart_from=self._parties.name(party))
        best = self.vacancies.jobs.fitting(accounts, words, node.order)
        if best is None and (reports(node) or points(node.text)):
            return self.vacancies.jobs.only(accounts, node.order)
        return best

    def _only(self, node: Node, key: str) -> Node | None:
        """The only vacancy of the one account that a post calls upon, and asks some term of.

        Where it replies to that party, it is about what that said.
        """
        above = self._parties.party(node.stem.author) if node.stem is not None else ""
        called = {self._parties.party(each) for each in node.mentions} - {above}
        if called != {self._parties.party(key)} or not asks_a_term(node.text):
            return None
        return self.vacancies.jobs.only(self._parties.accounts(*called), node.order)
