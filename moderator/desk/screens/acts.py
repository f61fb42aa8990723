"""What a moderator can do to a case or a post with one key, as actions of a screen."""

from abc import abstractmethod
from collections.abc import Awaitable, Callable, Iterable
from time import monotonic
from typing import TypeVar

from moderator.core.board import Line
from moderator.core.case import Case
from moderator.core.facts import ActKind
from moderator.desk.boxes.choose import Choose
from moderator.desk.boxes.once import Box
from moderator.desk.choices.choice import Choice
from moderator.desk.day import Day
from moderator.desk.machine.memory import Memory
from moderator.desk.screens.replay import ReplayScreen
from moderator.desk.sentences import answers, deeds, hands
from moderator.desk.words import phrases
from moderator.wishes.sense import Refusal
from moderator.wishes.wish import Wish
from moderator.words.language import _

Answer = TypeVar("Answer")

AGAIN_SECONDS = 1.0
"""For so long after a case was closed, the same key on the next one is taken for held down."""


class ActScreen(ReplayScreen):
    """A screen with a selected case and post, to which acts are done; `browse` opens a link."""

    def __init__(self, day: Day, browse: Callable[[str], bool], memory: Memory) -> None:
        super().__init__(day)
        self.browse = browse
        self.memory = memory
        self.acting = ""
        self.clock: Callable[[], float] = monotonic
        self._pressed, self._next = 0.0, ("", "")

    @abstractmethod
    def is_steady(self) -> bool:
        """Give whether what is selected is what it was a moment ago, when a key was pressed."""

    @property
    @abstractmethod
    def case(self) -> Case | None:
        """The case that is selected."""

    @property
    @abstractmethod
    def line(self) -> Line | None:
        """The post that is selected."""

    def ask(self, box: Box[Answer | None], then: Callable[[Answer], Awaitable[object]]) -> None:
        """Open a box; with what it gives, go on; where it was left, do nothing."""

        async def answered(given: Answer | None) -> None:
            if given is not None:
                await then(given)

        self.app.push_screen(box, answered)

    async def sure(self, cases: Iterable[Case], go: Callable[[], Awaitable[object]]) -> None:
        """Go on; where another moderator has one of the cases, once that was asked."""
        if theirs := hands.theirs(cases, self.day):
            yes = Choice(gives=True, name=_("yes, do it"), note=theirs)
            box = Choose(_("Do it anyway?"), [yes], hint=_("enter does it, esc leaves it"))
            self.ask(box, lambda _yes: go())
        else:
            await go()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Give whether an act exists now: an open case closes, a closed one reopens."""
        case = self.case
        match action:
            case "act":
                closed = case is not None and not case.lacks_follow_up
                return closed == (parameters == (ActKind.REOPEN,))
            case "nudge" | "claim" | "hand_over" | "snooze":
                return case is None or case.lacks_follow_up
            case "recheck":
                return self.day.checks() is not None
            case "split":
                return case is not None and len(case.posts) > 1
        return super().check_action(action, parameters)

    def excuse(self, action: str) -> str:
        """Give why an act does not exist now."""
        case = self.case
        match action:
            case "recheck":
                return _("Links are not checked.")
            case "act" | "split" if case is None:
                return _("No case is selected.")
            case "split":
                return _("This case is a single post.")
            case "act" | "nudge" | "claim" | "hand_over" | "snooze" if case is not None:
                open_already = case.lacks_follow_up
                return answers.already(case) if open_already else answers.reopens_by_key(case)
        return super().excuse(action)

    async def action_act(self, kind: str) -> None:
        """Close or reopen the selected case; a key held down does that to one case only."""
        case = self.wanted_case()
        if case is not None and not self._runs_on(kind, case):
            await self.sure([case], lambda: self._close(kind, case))

    async def _close(self, kind: str, case: Case) -> None:
        if await self.do(Wish(ActKind(kind), case.id, phrases.case_name(case))):
            self._pressed, self._next = self.clock(), (kind, self.case.id if self.case else "")

    def _runs_on(self, kind: str, case: Case) -> bool:
        """Whether a key comes again at once, on the case that took the place of the last one."""
        before, self._pressed = self._pressed, self.clock()
        if (kind, case.id) != self._next or self._pressed - before >= AGAIN_SECONDS:
            return False
        self.say(answers.ran_on(phrases.case_name(case)), _("  ·  again in a second"))
        return True

    async def action_claim(self) -> None:
        """Take the selected case on; release it, where the moderator has it."""
        case = self.wanted_case()
        if case is None:
            return
        mine = case.claimed_by(self.day.clock) == self.day.moderator
        kind = ActKind.RELEASE if mine else ActKind.CLAIM
        await self.do(Wish(kind, case.id, phrases.case_name(case)))

    async def action_confirm(self) -> None:
        """Say that the selected post is what it is taken for."""
        line = self.wanted_line()
        if line is None:
            return
        await self.do(Wish(ActKind.CONFIRM, line.key, phrases.post_name(line), label=line.label))

    async def action_undo(self) -> None:
        """Take the last act back, and go to the case that waits again because of it."""
        last = self.day.last_act()
        if last is None:
            self.say(_("There is nothing to undo."))
            return
        before = self.day.case(last.target)
        await self.do(Wish(ActKind.UNDO, last.id, deeds.taken_back(last, before)))
        now = self.day.case(last.target)
        waited = before is not None and before.lacks_follow_up
        if now is not None and now.lacks_follow_up and not waited and now != self.case:
            self.select_case(now.id)

    async def do(self, wish: Wish, said: str = "") -> bool:
        """Carry an act out and say so, or say why not; gives whether it was carried out."""
        self.acting, before = wish.target, self.day.case(wish.target)
        try:
            await self.day.act(wish)
        except Refusal as why:
            self.say(deeds.put_off(wish, why, self.day), deeds.kept(wish, why, self.day))
            return False
        else:
            self.pull()
        finally:
            self.acting = ""
        self.memory.learn(wish.kind)
        self.say(said or deeds.did(wish, self.day, before), deeds.by_key(wish.kind))
        return True

    def wanted_case(self) -> Case | None:
        """Give the selected case; say so where there is none, or only just became this one."""
        case = self.case
        if case is None:
            self.say(_("No case is selected."))
        elif not self.is_steady():
            self.say(answers.moved_up(phrases.case_name(case)))
            return None
        return case

    def wanted_line(self) -> Line | None:
        """Give the selected post; say so where there is none, or only just became this one."""
        line = self.line
        if line is None:
            self.say(_("Nothing is selected."))
        elif not self.is_steady():
            self.say(answers.moved_up(phrases.post_name(line)))
            return None
        return line

    def action_open_link(self) -> None:
        """Open the first link of the conversation in the browser."""
        thread = self.day.thread(self.case.id) if self.case else [self.line] if self.line else []
        link = next((link for line in thread for link in line.post.links), None)
        if link is None:
            self.say(_("There is no link in this conversation."))
        else:
            self.say(answers.opening(link) if self.browse(link) else answers.not_opened(link))

    async def action_recheck(self) -> None:
        """Have the links of the selected case, or post, looked at again."""
        selected = self.case.id if self.case else self.line.key if self.line else ""
        try:
            self.say(answers.rechecking(await self.day.recheck(selected) if selected else 0))
        except Refusal as why:
            self.say(deeds.refused(why))
