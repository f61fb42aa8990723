"""What a moderator can do to a case or a post, as actions of a screen."""

from abc import abstractmethod
from collections.abc import Callable
from functools import partial

from moderator.core.board import Line
from moderator.core.case import Case
from moderator.core.facts import ActKind
from moderator.core.labels import Label
from moderator.desk import answers, phrases
from moderator.desk.day import Day
from moderator.desk.screens.relabel import Relabel
from moderator.desk.screens.replay import ReplayScreen
from moderator.language import _


class ActScreen(ReplayScreen):
    """A screen with a selected case and post, to which acts are done; `browse` opens a link."""

    def __init__(self, day: Day, browse: Callable[[str], bool]) -> None:
        super().__init__(day)
        self.browse = browse

    @property
    @abstractmethod
    def case(self) -> Case | None:
        """The case that is selected."""

    @property
    @abstractmethod
    def line(self) -> Line | None:
        """The post that is selected."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Give whether an act exists now: an open case closes, a closed one reopens."""
        if action == "act":
            closed = self.case is not None and not self.case.lacks_follow_up
            return closed == (parameters == (ActKind.REOPEN,))
        return super().check_action(action, parameters)

    async def action_act(self, kind: str) -> None:
        """Close or reopen the selected case."""
        case = self.case
        if case is None:
            self.say(_("No case is selected: nobody is waiting here."))
        else:
            await self._act(ActKind(kind), case.id, what=phrases.case_name(case))

    def action_relabel(self) -> None:
        """Ask what the selected post is."""
        line = self.line
        if line is None:
            self.say(_("Nothing is selected."))
        else:
            self.app.push_screen(Relabel(line), partial(self._relabel, line))

    async def _relabel(self, line: Line, label: Label | None) -> None:
        present = line.verdict.label if line.verdict and line.corrected else None
        if label is not None and label is not present:
            what = phrases.post_name(line)
            await self._act(ActKind.RELABEL, line.key, what=what, label=label)

    async def action_undo(self) -> None:
        """Take the last act back, and go to the case that waits again because of it."""
        last = self.day.last_act()
        if last is None:
            self.say(_("There is nothing to undo."))
            return
        before = self.day.case(last.target)
        await self._act(ActKind.UNDO, last.id, what=answers.taken_back(last, before))
        now = self.day.case(last.target)
        waited = before is not None and before.lacks_follow_up
        if now is not None and now.lacks_follow_up and not waited and now != self.case:
            self.select_case(now.id)

    async def _act(
        self, kind: ActKind, target: str, *, what: str, label: Label | None = None
    ) -> None:
        try:
            await self.day.act(kind, target, label=label)
        except ValueError as refused:
            self.say(answers.refused(refused))
            return
        self.pull()
        self.say(answers.did(kind, what, label=label), answers.by_key(kind))

    def action_open_link(self) -> None:
        """Open the first link of the conversation in the browser."""
        thread = self.day.thread(self.case.id) if self.case else [self.line] if self.line else []
        link = next((link for line in thread for link in line.post.links), None)
        if link is None:
            self.say(_("There is no link in this conversation."))
        else:
            self.say(answers.opening(link) if self.browse(link) else answers.not_opened(link))
