"""The board as spoken lines: what happened since one last listened."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from moderator.core.board import Line, Waiting
from moderator.core.case import Case, State, Urgency
from moderator.core.facts import ActKind
from moderator.desk.day import Day
from moderator.desk.news.claims import Held
from moderator.desk.news.returned import Returned
from moderator.desk.sentences import answers, hands, steps
from moderator.desk.sentences.story import Return, Step, next_late, story
from moderator.desk.sentences.undone import undone
from moderator.desk.sentences.versions import edited, written
from moderator.desk.telling.numbering import Numbers
from moderator.desk.words import phrases, times, words
from moderator.equal_treatment import hints_of
from moderator.words.language import _

LONGEST_WORDS = 500
"""Characters of a post that are told in one breath; `show` tells all of them."""

_TOLD_BY_THE_BOARD = (Return.AT_ITS_TIME, Return.BY_A_POST)
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class Teller:
    """Tells every step of every case once, in the order of the fair's time.

    It also gives cases, and the posts that it tells, short numbers that stay their
    own, for a moderator who types.
    """

    def __init__(self, day: Day) -> None:
        self.day = day
        self._numbers = Numbers()
        self._posts = Numbers()
        self._told: set[tuple[str, Step | str]] = set()
        self._known: dict[str, _Known] = {}
        self._back = Returned(day)
        self._held = Held(day, self._case)
        self._acting: set[str] = set()
        self._unheard: list[str] = []

    def number(self, case_id: str) -> int:
        """Give a case's number; the next free one where it has none yet."""
        return self._numbers.of(case_id)

    def numbered(self, number: int) -> Case | None:
        """Give the case that has that number, as it is now."""
        return self.day.case(self._numbers.having(number))

    def post_number(self, key: str) -> int:
        """Give a post's number; the next free one where it has none yet."""
        return self._posts.of(key)

    def post_numbered(self, number: int) -> Line | None:
        """Give the post that has that number, as it is now."""
        return self.day.line(self._posts.having(number))

    def news(self, *, most: int | None = None) -> list[str]:
        """Give a line for each step that was not told before; the sum of more than `most`.

        What the board shows is told once, from there: which cases came back from being set
        aside (`_returned`), and which the moderator was given, or has no longer (`_hands`).
        """
        cases, clock = self.day.cases(), self.day.clock
        fresh = [
            (step, case)
            for case in cases
            for step in self._fresh(case, clock)
            if not self._is_told_by_the_board(step)
        ]
        fresh.sort(key=lambda told: told[0].at or _LONG_AGO)
        told = [self._line(step, case) for step, case in fresh]
        if most is not None and len(told) > most:
            told = answers.much_at_once(
                opened=sum(step.what is State.OPEN and not step.again for step, _case in fresh),
                closed=len({case.id for step, case in fresh if _closes(step, case)}),
                waiting=len(self.day.board().waiting),
            )
        unheard, self._unheard = self._unheard, []
        hands = [*unheard, *self._hands()]
        return [*told, *self._retracted(cases), *self._returned(), *hands]

    def _is_told_by_the_board(self, step: Step) -> bool:
        given = step.what in (ActKind.HAND_OVER, Return.CLAIM_RAN_OUT)
        return step.what in _TOLD_BY_THE_BOARD or (given and step.to == self.day.moderator)

    def acting(self, on: str) -> None:
        """Take what becomes of that case, or act, as the moderator's own doing until `heard`."""
        self._acting.add(on)

    def heard(self) -> None:
        """Take as told what the moderator did: the answer to the order told it."""
        self._unheard += self._hands()
        self._acting.clear()
        clock, own = self.day.clock, self.day.moderator
        for case in self.day.cases():
            done = (step for step in self._untold(case, clock) if step.by == own)
            self._told |= {_mark(step, case) for step in done}

    def _fresh(self, case: Case, clock: datetime) -> list[Step]:
        """Give the steps of a case that are news, and take all of them as told."""
        known = self._known.get(case.id)
        if not self._may_have_news(case, clock):
            return []
        if known and (said := undone(known.case, case, own=self.day.moderator)):
            self._unheard.append(self._timed(case, said, clock))
        steps = self._untold(case, clock)
        self._told |= {_mark(step, case) for step in steps}
        if known is None or known.case.regrouped == case.regrouped:
            return steps
        return self._regrouped(case, steps, before=known.case, clock=clock)

    def _untold(self, case: Case, clock: datetime) -> list[Step]:
        went = story(case, self.day.fair, clock)
        return [step for step in went if _mark(step, case) not in self._told]

    def _regrouped(
        self, case: Case, steps: list[Step], *, before: Case, clock: datetime
    ) -> list[Step]:
        """Give what is news of a case that has other posts, or is about something else, now.

        What was told of a case that is part of it now is none, but for the state that it is in.
        """
        told = self._told_of_parts(case)
        news = [step for step in steps if (step.at, step.what) not in told]
        went = story(case, self.day.fair, clock)
        end = next(step for step in reversed(went) if isinstance(step.what, State))
        is_own = end.by == self.day.moderator and end not in steps
        return news if case.state is before.state or is_own or end in news else [*news, end]

    def _told_of_parts(self, case: Case) -> set[tuple[datetime | None, object]]:
        """Give when what was told of cases that are part of this one now."""
        wholes = {known: self.day.case(known) for known in self._known if known != case.id}
        parts = {known for known, whole in wholes.items() if whole and whole.id == case.id}
        told = (step for known, step in self._told if known in parts)
        return {(step.at, step.what) for step in told if isinstance(step, Step)}

    def _may_have_news(self, case: Case, clock: datetime) -> bool:
        """Give whether a case is another one than it was, or time has run out for it since."""
        known = self._known.get(case.id)
        if known and known.case is case and (known.late is None or clock < known.late):
            return False
        self._known[case.id] = _Known(case, next_late(case, self.day.fair, clock))
        return True

    def _retracted(self, cases: Sequence[Case]) -> Iterator[str]:
        """Give a line for each case that is none any more; if it returns, it is told anew."""
        here = {case.id for case in cases}
        gone = self._known.keys() - here
        if not gone:
            return
        self._told = {told for told in self._told if told[0] in here}
        for case_id in sorted(gone, key=self.number):
            del self._known[case_id]
            whole = self.day.case(case_id)
            into = self.number(whole.id) if whole else None
            yield answers.no_case_any_more(self.number(case_id), into)

    def _returned(self) -> Iterator[str]:
        """Give a line for each case that was set aside, and waits with the others again."""
        board = self.day.board()
        for case in self._back.cases(board):
            back = _("back among those that wait")
            yield self._timed(case, f"{back}: {phrases.case_name(case)}", board.clock)

    def _hands(self) -> list[str]:
        """Give a line for each case that the moderator was given, or has no longer."""
        board = self.day.board()
        told = self._held.news(board, acting=self._acting)
        return [f"{times.hm(board.clock, self.day.fair)} {line}" for line in told]

    def _line(self, step: Step, case: Case) -> str:
        return self._timed(case, self._happened(step, case), step.at)

    def _timed(self, case: Case, said: str, at: datetime | None) -> str:
        return f"{times.hm(at, self.day.fair)} {phrases.numbered(self.number(case.id))}, {said}"

    def _happened(self, step: Step, case: Case) -> str:
        if step.what is State.OPEN and not step.again:
            standing = words.standing(Urgency.WAITING)
            return f"{phrases.case_name(case)}, {standing}: {self.quote(case)}"
        if isinstance(step.what, Urgency):
            return f"{words.standing(step.what)}: {phrases.case_name(case)}"
        told = steps.in_words(step, self.day)
        said = self.quote(case) if step.what is State.OPEN else ""
        return ": ".join(filter(None, (told, said)))

    def quote(self, case: Case) -> str:
        """Give the words that a case waits for an answer to."""
        line = self.day.line(case.asks)
        return _beginning(phrases.quote(line)) if line else ""

    def waiting(self, one: Waiting) -> str:
        """Give a line for a case that lacks a follow-up."""
        standing = phrases.waiting(one.urgency, one.waited, one.case.state)
        marks = hands.marks(one.case, self.day)
        return f"{self._case(one.case)}, {', '.join((standing, *marks))}: {self.quote(one.case)}"

    def closed(self, case: Case) -> str:
        """Give a line for a case that is closed."""
        return f"{self._case(case)}, {words.standing(case.state)}"

    def standing(self, case: Case) -> str:
        """Give a line for a case, whether it waits or not."""
        urgency = case.urgency(self.day.clock, self.day.fair)
        if urgency is None:
            return self.closed(case)
        return self.waiting(Waiting(case, urgency, case.waited(self.day.clock)))

    def _case(self, case: Case) -> str:
        return f"{phrases.numbered(self.number(case.id))}, {phrases.case_name(case)}"

    def post(self, line: Line, case: Case | None = None, *, whole: bool = False) -> str:
        """Give a line for a post: when, its number, what it is, by whom, and its words.

        In the conversation of a case, when it was written is told as that case has it.
        """
        clock, fair = self.day.clock, self.day.fair
        time, number = times.dated(written(line, case), clock, fair), self.post_number(line.key)
        marks = ", ".join(filter(None, (f"p{number}", edited(line, case, clock=clock, fair=fair))))
        side = words.side(line.side)
        who = f"{line.handle}, {side}" if side else line.handle
        text = _("(deleted)") if line.deleted else line.post.text
        text = text if whole else _beginning(text)
        said = _("{verdict} by {author}: {text}")
        what = said.format(verdict=phrases.verdict(line), author=who, text=text)
        return " ".join((f"{time} {marks}, {what}", *map(phrases.to_ask, hints_of(line))))


def _beginning(words: str) -> str:
    """Give words that one can listen to: of a very long post, how it begins."""
    return words if len(words) <= LONGEST_WORDS else words[:LONGEST_WORDS] + "…"


def _mark(step: Step, case: Case) -> tuple[str, Step | str]:
    """Give what a step is known by; one that tells a party's name, by the act: names change."""
    return case.id, step.of.act if step.of else step


def _closes(step: Step, case: Case) -> bool:
    """Give whether a step ended the wait of its case, which is over still."""
    ends = isinstance(step.what, State) and not step.what.lacks_follow_up
    return ends and not case.lacks_follow_up


@dataclass(frozen=True, slots=True)
class _Known:
    """A case as it was told, and when time next runs out for it."""

    case: Case
    late: datetime | None
