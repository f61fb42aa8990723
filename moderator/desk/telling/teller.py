"""The board as spoken lines: what happened since one last listened."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from moderator.core.board import Line, Waiting
from moderator.core.case import Case, State, Urgency
from moderator.core.facts import ActKind
from moderator.desk.day import Day
from moderator.desk.news.claims import Held
from moderator.desk.news.late import Late
from moderator.desk.news.returned import Returned
from moderator.desk.sentences import answers, hands, steps
from moderator.desk.sentences.story import Return, Step, closes
from moderator.desk.sentences.undone import undone
from moderator.desk.sentences.versions import edited, written
from moderator.desk.telling import breath
from moderator.desk.telling.numbering import Numbers
from moderator.desk.telling.told import Told
from moderator.desk.words import phrases, times, words
from moderator.equal_treatment import hints_of
from moderator.words.language import _

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
        self._told = Told(day)
        self._back, self._late = Returned(day), Late(day)
        self._held = Held(day, self._case)
        self._acting: set[str] = set()
        self._turned: list[str] = []
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
        self._carry_on(cases)
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
                closed=len({case.id for step, case in fresh if closes(step, case)}),
                waiting=len(self.day.board().waiting),
            )
        turned, self._turned = self._turned, []
        unheard, self._unheard = self._unheard, []
        hands = [*unheard, *self._hands()]
        return [*turned, *told, *self._retracted(cases), *self._returned(), *hands]

    def _is_told_by_the_board(self, step: Step) -> bool:
        given = step.what in (ActKind.HAND_OVER, Return.CLAIM_RAN_OUT)
        return step.what in _TOLD_BY_THE_BOARD or (given and hands.is_own(step.to, self.day))

    def _carry_on(self, cases: Sequence[Case]) -> None:
        """Let a case that goes on under another id keep its number, and tell what it is now."""
        for old, case in self._told.carried_on(cases):
            self._numbers.pass_on(old, case.id)
            name, before = phrases.case_name(case), self._told.case(case.id)
            if before is not None and name != phrases.case_name(before):
                now = _("now {case}").format(case=name)
                self._turned.append(self._timed(case, now, self.day.clock))

    def _fresh(self, case: Case, clock: datetime) -> list[Step]:
        """Give the steps of a case that are news; how it stands again is told before them."""
        before = self._told.case(case.id)
        again = self._again(case) if self._told.returned(case) else ""
        if before is not None and before is not case:
            again = undone(before, case, self.day)
        if before and again:
            self._told.end_holds_no_more(before)
        self._turned += [self._timed(case, again, clock)] if again else []
        return self._told.fresh(case, clock)

    def _again(self, case: Case) -> str:
        """Give what a case is that was none for a while."""
        urgency = case.urgency(self.day.clock, self.day.fair)
        standing = words.standing(urgency or case.state)
        said = _("a case again, {standing}: {case}")
        return said.format(standing=standing, case=phrases.case_name(case))

    def acting(self, on: str) -> None:
        """Take what becomes of that case, or act, as the moderator's own doing until `heard`."""
        self._acting.add(on)

    def heard(self) -> None:
        """Take as told what the moderator did: the answer to the order told it."""
        self._unheard += self._hands()
        self._acting.clear()
        self._told.take_own()

    def _retracted(self, cases: Sequence[Case]) -> Iterator[str]:
        """Give a line for each case that is none any more."""
        for case_id in sorted(self._told.retract(cases), key=self.number):
            whole = self.day.case(case_id)
            into = self.number(whole.id) if whole else None
            yield answers.no_case_any_more(self.number(case_id), into)

    def _returned(self) -> Iterator[str]:
        """Give a line for each case that was set aside and waits again, or got a late post."""
        board = self.day.board()
        for case in self._back.cases(board):
            back = _("back among those that wait")
            yield self._timed(case, f"{back}: {phrases.case_name(case)}", board.clock)
        for case in self._late.cases(board):
            late = _("came in late, still set aside")
            yield self._timed(case, f"{late}: {phrases.case_name(case)}", board.clock)

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
            asked = self._quoted(step.post or case.opened_by)
            return f"{phrases.case_name(case)}, {standing}: {asked}"
        if isinstance(step.what, Urgency):
            return f"{words.standing(step.what)}: {phrases.case_name(case)}"
        told = steps.in_words(step, self.day)
        said = self._quoted(step.post or case.asks) if step.what is State.OPEN else ""
        return ": ".join(filter(None, (told, said)))

    def _quoted(self, key: str, most: int = breath.LONGEST) -> str:
        """Give the words of a post, or so many of their characters."""
        line = self.day.line(key)
        return breath.beginning(phrases.quote(line), most) if line else ""

    def waiting(self, one: Waiting) -> str:
        """Give a line for a case that lacks a follow-up."""
        standing = phrases.waiting(one.urgency, one.waited, one.case.state)
        marks = hands.marks(one.case, self.day)
        asked = self._quoted(one.case.asks, breath.IN_A_LIST)
        return f"{self._case(one.case)}, {', '.join((standing, *marks))}: {asked}"

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
        text = text if whole else breath.beginning(text)
        said = _("{verdict} by {author}: {text}")
        what = said.format(verdict=phrases.verdict(line), author=who, text=text)
        return " ".join((f"{time} {marks}, {what}", *map(phrases.to_ask, hints_of(line))))
