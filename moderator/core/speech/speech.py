"""What posts say to the cases: who answers, promises, takes back, reminds, or looks on.

A post is heard once, and again only when something that it depends on changes:
itself, the needs around it, or whose word they want. So a case never has to look
through a thread for what was said in it.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from moderator.core.labels import Label, Side, Substance, Verdict
from moderator.core.needs.case_key import CaseKey, broken, broken_in
from moderator.core.needs.need import Need
from moderator.core.parties.parties import Parties
from moderator.core.posts import timeline
from moderator.core.posts.node import Entry, Node, Order
from moderator.core.posts.small_sets import joined, parted
from moderator.core.speech.replies import Replies
from moderator.core.text.phrasing import QUESTION_MARKS, speaks_for_us


class Role(StrEnum):
    """What a post is to a case that it speaks to."""

    ANSWER = "answer"
    PROMISE = "promise"
    WITHDRAWAL = "withdrawal"
    REMINDER = "reminder"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Saying:
    """A post in its role in a case; `unasked` counts where nobody but the link checker asked."""

    case: CaseKey
    post: Node
    author: str
    role: Role
    unasked: bool = False


SURE = 0.9
"""How sure it has to be that somebody nothing is known of speaks as an employer does."""

_SAID_TO_OTHERS = (Label.REACTION, Label.FOLLOW_UP, Label.VACANCY)


class Speech:
    """Every post that speaks to a case, by the case."""

    def __init__(self, parties: Parties, replies: Replies) -> None:
        self._parties = parties
        self._replies = replies
        self._to: dict[CaseKey, Collection[Saying]] = {}
        self._by: dict[Node, tuple[Saying, ...]] = {}
        self._speakers: dict[str, Collection[Node]] = {}
        self._askers: dict[tuple[str, CaseKey], Collection[Node]] = {}
        self._looking: dict[CaseKey, list[Entry]] = {}

    def to(self, case: CaseKey) -> Collection[Saying]:
        """What is said to a case, in no particular order."""
        return self._to.get(case, ())

    def said(self, case: CaseKey, post: Node) -> Saying | None:
        """What a post says to a case; None where it says nothing."""
        return _on(case, self._by.get(post, ()))

    def cases(self, post: Node) -> tuple[CaseKey, ...]:
        """The cases that a post speaks to."""
        said = self._by.get(post)
        return tuple([each.case for each in said]) if said else ()

    def by(self, account: str) -> Collection[Node]:
        """The posts of an account that speak to any case."""
        return self._speakers.get(account, ())

    def by_in(self, account: str, case: CaseKey) -> list[Node]:
        """The posts of an account that speak to a case, or would if it had not asked there."""
        own = (post for post in self.by(account) if case in self.cases(post))
        return [*own, *self._askers.get((account, case), ())]

    def looking(self, case: CaseKey, order: Order) -> Iterator[Node]:
        """The posts since then that would speak to a link's case, if somebody had asked."""
        return timeline.between(self._looking.get(case, ()), order, None)

    def hear(self, post: Node) -> list[CaseKey]:
        """Find out anew what a post says; gives the cases to which that is another."""
        before, after = self._by.get(post, ()), self._sayings(post)
        if before == after:
            return []
        for saying in before:
            self._to[saying.case] = parted(self._to[saying.case], saying)
            self._speakers[saying.author] = parted(self._speakers[saying.author], post)
        self._file(post, after)
        keys = dict.fromkeys([saying.case for saying in (*before, *after)])
        return [key for key in keys if _on(key, before) != _on(key, after)]

    def _file(self, post: Node, sayings: tuple[Saying, ...]) -> None:
        for saying in sayings:
            self._to[saying.case] = joined(self._to.get(saying.case, ()), saying)
            self._speakers[saying.author] = joined(self._speakers.get(saying.author, ()), post)
        if sayings:
            self._by[post] = sayings
        else:
            self._by.pop(post, None)

    def _sayings(self, post: Node) -> tuple[Saying, ...]:
        """What a post says: to each case once."""
        verdict = post.verdict
        if verdict is None or post.deleted is not None or post.is_repeat:
            return ()
        if post in self._replies.needs:
            return ()
        found = self._to_others(post, verdict) if verdict.label in _SAID_TO_OTHERS else ()
        role = _own_role(post, verdict)
        own = self._replies.own(post) if role is not None else None
        if role is None or own is None:
            return found
        case = self._replies.needs[own].case
        others = [each for each in found if each.case != case]
        return (*others, Saying(case, post, post.author, role))

    def _to_others(self, post: Node, verdict: Verdict) -> tuple[Saying, ...]:
        """What a post says to the needs of others, or on a link that nobody reported."""
        spoken = {need for need in self._replies.answered_by(post) if need.order < post.order}
        answers = verdict.label is Label.FOLLOW_UP
        looked_at = list(self._replies.looks_at(post)) if answers else []
        cases = self._spoken(post, spoken, answers=answers)
        if not spoken:
            cases |= self._looked(post, looked_at) if answers else {}
        if not cases and answers:
            return self._mended(post, verdict, looked_at)
        return tuple(self._counted(post, verdict, cases))

    def _counted(
        self, post: Node, verdict: Verdict, cases: dict[CaseKey, bool]
    ) -> Iterator[Saying]:
        """What a post says to these cases, where its author asked nothing; to whom, if wanted."""
        answers = verdict.label is Label.FOLLOW_UP
        for key, wanted in cases.items():
            if self._replies.is_asker(post.author, key):
                spoke = post.author, key
                self._askers[spoke] = joined(self._askers.get(spoke, ()), post)
            elif answers or not wanted:
                yield Saying(key, post, post.author, _answer(verdict) if wanted else Role.ASIDE)

    def _spoken(self, post: Node, spoken: Iterable[Node], *, answers: bool) -> dict[CaseKey, bool]:
        """The cases of these needs; whether its word is wanted."""
        cases: dict[CaseKey, bool] = {}
        for node in spoken:
            need = self._replies.needs[node]
            wanted = self._replies.may_answer(post.author, need) or (
                answers
                and (self._replies.is_referred_to(post, need) or self._steps_in(post, node, need))
            )
            cases[need.case] = cases.get(need.case, False) or wanted
        return cases

    def _steps_in(self, post: Node, asked: Node, need: Need) -> bool:
        """Whether who owes no word answers what is put to all.

        Who was asked; or surely, and for some "us", somebody of no side who asks nothing.
        """
        if not need.to_all:
            return False
        if post.author in asked.mentions or (asked.stem and asked.stem.author == post.author):
            return True
        sure = post.verdict is not None and post.verdict.confidence >= SURE
        unknown = sure and self._parties.side(post.author) is Side.UNKNOWN
        return unknown and speaks_for_us(post.text) and not self._replies.asks(post.author)

    def _looked(self, post: Node, vacancies: Iterable[Node]) -> dict[CaseKey, bool]:
        """The cases of these vacancies' links, and of what its party has broken in the thread.

        Those in which somebody asked before; of the latter it has to tell something; likewise.
        """
        cases: dict[CaseKey, bool] = {}
        gathered = self._replies.gathered
        for vacancy in vacancies:
            key = broken(vacancy.key)
            self._look(post, key)
            if next(gathered.before(key, post), None) is not None:
                cases[key] = self._replies.any_wants(key, post)
        party, stem = self._parties.party(post.author), post.stem
        if stem is None or post.mentions or self._parties.party(stem.author) != party:
            return cases
        self._look(post, broken_in(post.root(), party))
        for key in gathered.told_here(post, party):
            cases[key] = self._replies.any_wants(key, post)
        return cases

    def _look(self, post: Node, key: CaseKey) -> None:
        """Remember that a post would speak to what is reported there."""
        timeline.include(self._looking.setdefault(key, []), timeline.entry(post))

    def _mended(
        self, post: Node, verdict: Verdict, vacancies: Iterable[Node]
    ) -> tuple[Saying, ...]:
        """The party's word on a link that only the checker found dead."""
        if post.mentions:
            return ()
        party, role = self._parties.party(post.author), _answer(verdict)
        theirs = (each for each in vacancies if self._parties.party(each.author) == party)
        keys = dict.fromkeys(broken(vacancy.key) for vacancy in theirs)
        return tuple([Saying(key, post, post.author, role, unasked=True) for key in keys])


def _on(case: CaseKey, sayings: Iterable[Saying]) -> Saying | None:
    """What is said to that case, of all that is said."""
    return next((each for each in sayings if each.case == case), None)


def _answer(verdict: Verdict) -> Role:
    return Role.PROMISE if verdict.substance is Substance.PROMISE else Role.ANSWER


def _own_role(post: Node, verdict: Verdict) -> Role | None:
    """What a post is to a need of its own author: a withdrawal, a reminder, or (None) nothing."""
    if verdict.withdrawal:
        return Role.WITHDRAWAL
    reminds = verdict.label is Label.REACTION and post.text.rstrip().endswith(QUESTION_MARKS)
    return Role.REMINDER if reminds else None
