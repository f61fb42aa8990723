"""What passes between the program and a moderator who presses keys."""

from collections.abc import Awaitable, Callable, Iterable
from time import monotonic
from typing import TypeVar

from textual.screen import Screen

from moderator.core.board import Line
from moderator.core.case import Case
from moderator.desk.acts.moving import Moving
from moderator.desk.boxes.choose import Choose
from moderator.desk.boxes.once import Box
from moderator.desk.choices.choice import Choice
from moderator.desk.day import Day
from moderator.desk.keys.act import Acts
from moderator.desk.machine.memory import Memory
from moderator.desk.panels.voice import Voice
from moderator.desk.sentences import answers, deeds, hands
from moderator.desk.words import phrases
from moderator.wishes.sense import Refusal
from moderator.wishes.wish import Wish
from moderator.words.language import _

Answer = TypeVar("Answer")


class Acting:
    """The day, the screen over it, its voice, and where one is; `acts` is what its keys do.

    `target` is what something is being done to.
    """

    def __init__(
        self,
        day: Day,
        screen: Screen[None],
        voice: Voice,
        moving: Moving,
        browse: Callable[[str], bool],
        memory: Memory,
    ) -> None:
        self.day, self.screen, self.voice, self.moving = day, screen, voice, moving
        self.lists, self.pull = moving.lists, moving.pull
        self.browse = browse
        self.acts: Acts = {}
        self.target = ""
        self.clock: Callable[[], float] = monotonic
        self._memory = memory

    def ask(self, box: Box[Answer | None], then: Callable[[Answer], Awaitable[object]]) -> None:
        """Open a box; with what it gives, go on; where it was left, do nothing."""

        async def answered(given: Answer | None) -> None:
            if given is not None:
                await then(given)

        self.screen.app.push_screen(box, answered)

    async def sure(self, cases: Iterable[Case], go: Callable[[], Awaitable[object]]) -> None:
        """Go on; where another moderator has one of the cases, once that was asked."""
        if theirs := hands.theirs(cases, self.day):
            yes = Choice(gives=True, name=_("yes, do it"), note=theirs)
            box = Choose(_("Do it anyway?"), [yes], hint=_("enter does it, esc leaves it"))
            self.ask(box, lambda _yes: go())
        else:
            await go()

    async def do(self, wish: Wish, said: str = "") -> bool:
        """Carry an act out and say so, or say why not; gives whether it was carried out.

        What is selected then is brought into view.
        """
        done = await self._do(wish, said)
        self.lists.source.show_cursor()
        return done

    async def _do(self, wish: Wish, said: str) -> bool:
        self.target, before = wish.target, self.day.case(wish.target)
        try:
            await self.day.act(wish)
        except Refusal as why:
            self.voice.say(deeds.put_off(wish, why, self.day), deeds.kept(wish, why, self.day))
            return False
        else:
            self.pull()
        finally:
            self.target = ""
        self._memory.learn(wish.kind)
        self.voice.say(said or deeds.did(wish, self.day, before), deeds.by_key(wish.kind))
        return True

    def case(self) -> Case | None:
        """Give the selected case; say so where there is none, or only just became this one."""
        case = self.lists.case
        if case is None:
            self.voice.say(_("No case is selected."))
        elif not self.lists.settle():
            self.voice.say(answers.moved_up(phrases.case_name(case)))
            return None
        return case

    def line(self) -> Line | None:
        """Give the selected post; say so where there is none, or only just became this one."""
        line = self.lists.line
        if line is None:
            self.voice.say(_("Nothing is selected."))
        elif not self.lists.settle():
            self.voice.say(answers.moved_up(phrases.post_name(line)))
            return None
        return line

    def still_waits(self, case: Case, undone: str = "") -> bool:
        """Give whether a case waits as it did when a box was opened; say what is not done else."""
        now = self.day.case(case.id)
        if now is not None and now.lacks_follow_up:
            return True
        self.voice.say(answers.too_late(undone or _("Not done"), case, now))
        return False

    def why_closed(self) -> str:
        """Give why something that is done to an open case cannot be: that it is closed."""
        case = self.lists.case
        return answers.reopens_by_key(case) if case and not case.lacks_follow_up else ""
