"""What a question or report is about, and whose word it therefore wants.

The first that is found: a vacancy above it or quoted by it; a vacancy with the
same link; the employer replied to or mentioned, with that employer's vacancy
where the words fit one; the organiser. Of a post that speaks to nobody: the
employer that it names, or the vacancy whose job it names; else the fair as a whole.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from moderator.core.case import Subject
from moderator.core.labels import Label, Side
from moderator.core.names import Names
from moderator.core.node import Node
from moderator.core.parties import Parties
from moderator.core.threads import Threads

_WORD = re.compile(r"[^\W\d_]{4,}")
_NAMES = re.compile(r"(?:https?://|[@#])\S+")
_POINTING = re.compile(
    r"\b(?:deze|dit|die|dat|(?:hier|daar)(?:voor|bij|op)|this|that|it|the (?:job|role|post))\b",
    re.IGNORECASE,
)
_JOB = re.compile(
    r"\b(?:die|deze|dat|dit|de|het|that|this|the)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:vacature|baan|functie|stage|job|role|vacancy|position|opening|internship)\b|"
    r"\b(?:vacature|baan|functie|job|role|vacancy|position)\s+(?:van|als|voor|of|as|for)\b",
    re.IGNORECASE,
)
_STEM = 6
_COMMON_WORDS = """
    deze jullie voor naar zoek zoeken zoekt gezocht vacature vacatures functie baan banen werk
    werken collega team graag heeft hebben wordt worden kunnen moet zijn over onze jouw meer nog
    uren weten iets iemand niet geen alle alleen link pagina site website doet binnen vanaf
    omgeving regio solliciteren sollicitatie reageren
    this that with have your from about which what when they role post vacancy vacancies work
    working hiring apply application looking join team page broken please does
"""
_COMMON = frozenset(_COMMON_WORDS.split())

CaseKey = tuple[str, ...]
"""What needs have in common that make one case: an asker and thread, or a broken target."""


@dataclass(frozen=True, slots=True)
class Need:
    """A question or report, tied to its subject.

    `case` is the key of the case that it belongs to: needs with one key share a
    case. `party` owes the word. `to_all` marks a question to everybody.
    `confidence` (0 to 1) is that of the tie. `joined` tells that it is in its
    case only because a moderator merged another into it.
    """

    case: CaseKey
    subject: Subject
    party: str
    confidence: float
    to_all: bool = False
    joined: bool = False


@dataclass(frozen=True, slots=True)
class _Tie:
    """A possible subject: a vacancy, or else a party's account."""

    party: str
    confidence: float
    vacancy: Node | None = None
    account: str | None = None
    firm: bool = True


@dataclass(frozen=True, slots=True)
class Shift:
    """What a vacancy concerns that came, changed or went: copies, links, authors, who points."""

    vacancies: frozenset[Node] = frozenset()
    links: frozenset[str] = frozenset()
    authors: frozenset[str] = frozenset()
    pointing: frozenset[Node] = frozenset()


class Subjects:
    """Finds the subject of a need among the fair's vacancies and parties."""

    def __init__(self, threads: Threads, parties: Parties) -> None:
        self._threads = threads
        self._parties = parties
        self._by_link: defaultdict[str, set[Node]] = defaultdict(set)
        self._by_account: defaultdict[str, set[Node]] = defaultdict(set)
        self._links: dict[Node, tuple[str, ...]] = {}
        self._words: dict[Node, frozenset[str]] = {}
        self._filed: dict[Node, str] = {}
        self._pointing: defaultdict[str, set[Node]] = defaultdict(set)
        self.names = Names(parties)

    def note(self, node: Node) -> Shift:
        """Take a post's verdict in; gives what that may concern."""
        before, author = self._links.pop(node, None), self._filed.pop(node, node.author)
        after = links_of(node) if is_vacancy(node) else None
        self._by_account[author].discard(node)
        for link in before or ():
            self._by_link[link].discard(node)
        for link in after or ():
            self._by_link[link].add(node)
        words = self._words.pop(node, frozenset())
        if after is not None:
            self._links[node], self._filed[node] = after, node.author
            self._words[node] = _stems(node.text)
            words |= self._words[node]
            self._by_account[node.author].add(node)
        if before is None and after is None:
            return Shift()
        pointing = frozenset(chain(*(self._pointing.get(word, ()) for word in words)))
        links = frozenset(chain(before or (), after or ()))
        vacancies = frozenset(chain((node,), *(self._by_link[link] for link in links)))
        return Shift(vacancies, links, frozenset((author, node.author)), pointing)

    def offering(self, link: str) -> frozenset[Node]:
        """The vacancies with that link (as given by `links_of`)."""
        return frozenset(self._by_link.get(link, ()))

    def link_case(self, id_: str) -> CaseKey:
        """The key of the case of a dead link, by its id: `link:` and a vacancy's key."""
        node = self._threads.find(id_.removeprefix("link:"))
        if node is None or not is_vacancy(node):
            return ("link", id_.removeprefix("link:"))
        return ("link", self.first_copy(node).key)

    def first_copy(self, vacancy: Node) -> Node:
        """The earliest vacancy with the same link by the same party: possibly itself."""
        return min(self.copies(vacancy), key=lambda copy: copy.order)

    def copies(self, vacancy: Node) -> set[Node]:
        """The vacancies with the same link by the same party, itself included."""
        party = self._parties.party(vacancy.author)
        copies = chain(*(self._by_link.get(link, ()) for link in links_of(vacancy)))
        return {copy for copy in copies if self._parties.party(copy.author) == party} | {vacancy}

    def need(self, node: Node) -> Need | None:
        """The need that a post expresses; None where it asks only itself, or nothing."""
        if not node.received or node.is_repeat:
            return None
        if node.verdict is None or not node.verdict.label.is_need:
            return None
        asker = self._parties.party(node.author)
        ties = list(self._ties(node))
        tie = next((tie for tie in ties if tie.party != asker), None)
        if tie is None and (ties or asker == Parties.ORGANISER):
            return None
        tie = tie or self._named(node, asker)
        to_all = tie is None and node.verdict.label is Label.QUESTION
        return self._tied(node, tie or _Tie(Parties.ORGANISER, 0.6), to_all=to_all)

    def _tied(self, node: Node, tie: _Tie, *, to_all: bool) -> Need:
        handle = self._parties.handle(tie.account) if tie.account else None
        subject = Subject(tie.vacancy.key if tie.vacancy else None, handle)
        case = self._case(node, tie)
        return Need(case, subject, tie.party, tie.confidence, to_all=to_all)

    def _case(self, node: Node, tie: _Tie) -> CaseKey:
        if node.verdict and node.verdict.label is Label.BROKEN_LINK:
            return ("link", self._broken_target(node, tie))
        if tie.vacancy is not None and tie.firm:
            return ("question", node.author, tie.vacancy.root().key)
        return ("question", node.author, node.root().key)

    def _broken_target(self, node: Node, tie: _Tie) -> str:
        if tie.vacancy is not None:
            return self.first_copy(tie.vacancy).key
        above = [each for each in node.ancestors() if _reports(each)]
        for link in chain(links_of(node), *(links_of(each) for each in above)):
            return link
        return above[-1].key if above else node.root().key

    def _ties(self, node: Node) -> Iterator[_Tie]:
        """The possible subjects, the likeliest first; none for the fair as a whole."""
        yield from self._vacancies_above(node)
        yield from self._vacancies_linked(node)
        yield from self._addressed(node)
        if any(self._parties.side(key) is Side.ORGANISER for key in self._addressees(node)):
            yield _Tie(Parties.ORGANISER, 0.9)

    def _vacancies_above(self, node: Node) -> Iterator[_Tie]:
        quoted = (self._threads.quoted(each) for each in (node, *node.ancestors()))
        for above in chain(node.ancestors(), quoted):
            if above is not None and is_vacancy(above):
                yield _Tie(self._parties.party(above.author), 1.0, vacancy=above)

    def _vacancies_linked(self, node: Node) -> Iterator[_Tie]:
        mentioned = {self._parties.party(key) for key in node.mentions}
        found = {vacancy for link in links_of(node) for vacancy in self.offering(link)}
        found.discard(node)
        for vacancy in sorted(found, key=lambda each: _nearness(each, node)):
            party = self._parties.party(vacancy.author)
            if not mentioned or party in mentioned or len(found) == 1:
                yield _Tie(party, 0.95, vacancy=vacancy)

    def _addressed(self, node: Node) -> Iterator[_Tie]:
        for key in self._addressees(node):
            if self._may_answer(key):
                party = self._parties.party(key)
                vacancy = self._fitting(node, party)
                sure = 0.8 if self._parties.side(key) is Side.EMPLOYER else 0.5
                yield _Tie(party, sure, vacancy=vacancy, account=key, firm=False)

    def _addressees(self, node: Node) -> Iterator[str]:
        """The accounts that a post speaks to: replied to, mentioned, then those above it."""
        for each in (node, *node.ancestors()):
            if each.stem is not None and each.stem.post is not None:
                yield each.stem.author
            yield from each.mentions

    def _named(self, node: Node, asker: str) -> _Tie | None:
        """What a post that speaks to nobody names: an employer, or the job of a vacancy."""
        for bearer in self.names.named_in(node):
            party = self._parties.party(bearer)
            if party != asker:
                face = self._parties.face(bearer)
                return _Tie(party, 0.6, self._fitting(node, party), account=face, firm=False)
        return self._job(node, asker) if _JOB.search(node.text) else None

    def _job(self, node: Node, asker: str) -> _Tie | None:
        """The latest vacancy whose job a post names, where only one party's fit as well."""
        stems = _stems(node.text)
        for stem in stems:
            self._pointing[stem].add(node)
        fits = [
            (len(stems & words), vacancy.order, self._parties.party(vacancy.author), vacancy)
            for vacancy, words in self._words.items()
            if vacancy.order < node.order and not vacancy.deleted and not stems.isdisjoint(words)
        ]
        best = max(fits, key=lambda fit: fit[:2], default=None)
        if best is None or best[2] == asker:
            return None
        alike = {party for overlap, _, party, _ in fits if overlap == best[0]}
        return _Tie(best[2], 0.4, vacancy=best[3], firm=False) if len(alike) == 1 else None

    def _may_answer(self, key: str) -> bool:
        side = self._parties.side(key)
        return side is Side.EMPLOYER or (side is Side.UNKNOWN and not self._parties.has_posted(key))

    def shared_words(self, post: Node, need: Node) -> int:
        """How many of a question's words about a job a post has, too."""
        return len(_stems(post.text) & _stems(need.text))

    def _fitting(self, node: Node, party: str) -> Node | None:
        """The party's vacancy that the words fit best, the latest of equals."""
        accounts = self._parties.accounts(party)
        earlier = [
            vacancy
            for key in accounts
            for vacancy in self._by_account.get(key, ())
            if vacancy.order < node.order and vacancy.deleted is None and vacancy is not node
        ]
        words = _stems(node.text) - _stems(self._parties.name(party))
        fits = [(len(words & self._words[each]), each.order, each) for each in earlier]
        overlap, _, best = max(fits, key=lambda fit: fit[:2], default=(0, None, None))
        if overlap:
            return best
        report = _reports(node) or _POINTING.search(node.text) is not None
        return earlier[0] if len(earlier) == 1 and report else None


def is_link(key: CaseKey) -> bool:
    """Whether a case is about a link as such, not about some report of it that stands apart."""
    return key[0] == "link" and len(key) == 2


def is_vacancy(node: Node) -> bool:
    """Whether a post offers work, as it is judged now."""
    return node.verdict is not None and node.verdict.label is Label.VACANCY


def links_of(node: Node) -> tuple[str, ...]:
    """What a post's links lead to, in a form that is equal for equal targets."""
    return tuple(dict.fromkeys(node.links + node.leads)) if node.leads else node.links


def _reports(node: Node) -> bool:
    return node.verdict is not None and node.verdict.label is Label.BROKEN_LINK


def _nearness(vacancy: Node, node: Node) -> tuple[bool, float, str]:
    """Sorts vacancies: the latest before the post first, then the earliest after it."""
    later = vacancy.order > node.order
    return (later, abs((vacancy.at - node.at).total_seconds()), vacancy.key)


def _stems(text: str) -> frozenset[str]:
    """The beginnings of the words that say something about a job."""
    words = _WORD.findall(_NAMES.sub(" ", text).casefold())
    return frozenset(word[:_STEM] for word in words if word not in _COMMON)
