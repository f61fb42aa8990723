"""The acts that first ask: what to write, until when, which other case, whose account."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from moderator.core.board import Line
from moderator.core.case import Case
from moderator.core.facts import ActKind
from moderator.core.labels import Label
from moderator.desk.boxes.choose import Choose
from moderator.desk.boxes.nudge import Nudge, NudgeScreen, Way
from moderator.desk.boxes.relabel import Relabel
from moderator.desk.boxes.write import Write
from moderator.desk.choices import proposals
from moderator.desk.choices.choice import Choice
from moderator.desk.choices.proposals import Heir
from moderator.desk.day import Day
from moderator.desk.machine.memory import Memory
from moderator.desk.nudge.draft import Draft, draft
from moderator.desk.nudge.drafts import Drafts
from moderator.desk.nudge.platforms import compose_page
from moderator.desk.screens.acts import ActScreen
from moderator.desk.sentences import answers, deeds, hands
from moderator.desk.words import phrases
from moderator.wishes.wish import Wish
from moderator.words.language import _

Offered = Sequence[Choice[Heir]]


class AskingScreen(ActScreen):
    """A screen that opens a box for what an act still needs, and then carries it out."""

    def __init__(self, day: Day, browse: Callable[[str], bool], memory: Memory) -> None:
        super().__init__(day, browse, memory)
        self.drafts = Drafts()

    def still_waits(self, case: Case, undone: str = "") -> bool:
        """Give whether a case waits as it did when a box was opened; say what is not done else."""
        now = self.day.case(case.id)
        if now is not None and now.lacks_follow_up:
            return True
        self.say(answers.too_late(undone or _("Not done"), case, now))
        return False

    def action_relabel(self) -> None:
        """Ask what the selected post is."""
        if line := self.wanted_line():
            self.ask(Relabel(line), lambda label: self._relabel(line, label))

    async def _relabel(self, line: Line, label: Label) -> None:
        present = line.label if line.corrected else None
        if label is not present:
            await self.do(Wish(ActKind.RELABEL, line.key, phrases.post_name(line), label=label))

    def action_nudge(self) -> None:
        """Offer a draft to who owes the selected case a word."""
        if case := self.wanted_case():
            fair, clock = self.day.fair, self.day.clock
            drafted = draft(case, self.day.thread(case.id), fair=fair, clock=clock)
            before = [deeds.nudged(nudge, fair) for nudge in case.nudges]
            soon, theirs = deeds.too_soon(case, fair, clock), hands.theirs([case], self.day)
            warning = " ".join(filter(None, (soon, theirs and f"{theirs}.")))
            box = NudgeScreen(
                _("Nudge {party}").format(party=phrases.asked(case)),
                self.drafts.of(case, drafted),
                before,
                warning=warning,
                meanwhile=lambda: answers.meanwhile(self.day.case(case.id)),
                anew=lambda: self._without_deleted(case, drafted),
            )
            self.ask(box, lambda nudge: self._nudge(case, drafted, nudge))

    def _without_deleted(self, case: Case, drafted: Draft) -> Draft | None:
        """Give a draft that quotes nothing deleted; None where the one given does not, either."""
        line, now = self.day.line(drafted.quotes), self.day.case(case.id)
        if line is not None and not line.deleted:
            return None
        if now is None or not now.lacks_follow_up:
            return Draft("", None)
        return draft(now, self.day.thread(now.id), fair=self.day.fair, clock=self.day.clock)

    async def _nudge(self, case: Case, drafted: Draft, nudge: Nudge) -> None:
        """Copy the draft, or open it, and only then note that the employer is being nudged."""
        if nudge.way is Way.LEAVE:
            self.drafts.leave(case, drafted, nudge.text)
            return
        self.drafts.drop(case)
        above = drafted.above
        if not self.still_waits(case, _("Not copied")):
            return
        self.app.copy_to_clipboard(nudge.text)
        page = compose_page(nudge.text, above) if above and nudge.way is Way.OPEN else None
        opened = page is not None and self.browse(page)
        wish = Wish(ActKind.NUDGE, case.id, phrases.case_name(case), text=nudge.text)
        await self.do(wish, deeds.nudge_noted(wish.what, opened=opened, asked=page is not None))

    async def action_snooze(self) -> None:
        """Ask until when the selected case is to be set aside; take it up, where it is."""
        case = self.wanted_case()
        if case is None:
            return
        if case.snooze and case.is_snoozed(self.day.clock):
            what = _("set aside, {case}").format(case=phrases.case_name(case))
            await self.do(Wish(ActKind.UNDO, case.snooze.act, what))
            return
        hint = _("type to narrow down, or a time: 11:42, +15")
        box = Choose(
            _("Set aside until when?"),
            proposals.rests(self.day),
            hint=hint,
            understand=partial(proposals.until, day=self.day),
            why_not=partial(proposals.no_until, day=self.day),
        )
        self.ask(box, lambda until: self._snooze(case, until))

    async def _snooze(self, case: Case, until: proposals.Until) -> None:
        if self.still_waits(case):
            name = phrases.case_name(case)
            wish = Wish(ActKind.SNOOZE, case.id, name, until=until.at)
            await self.sure([case], lambda: self.do(wish))

    def action_note(self) -> None:
        """Ask for a note on the selected case."""
        if case := self.wanted_case():
            name = phrases.case_name(case)
            box = Write(
                _("A note on this case"), _("what others should know; employers never see it")
            )
            self.ask(box, lambda text: self.do(Wish(ActKind.NOTE, case.id, name, text=text)))

    def action_hand_over(self) -> None:
        """Ask who is to have the selected case, and for a note along with it."""
        if case := self.wanted_case():
            hint = _("type to narrow down, or the name of whoever comes next")
            offered = proposals.colleagues(case, self.day)
            box = Choose(
                _("Who is to have this case?"),
                offered,
                hint=hint,
                understand=partial(proposals.heir, offered=offered),
            )
            self.ask(box, lambda heir: self._hand_over(case, heir, offered))

    async def _hand_over(
        self, case: Case, heir: Heir, offered: Offered, before: Heir | None = None
    ) -> None:
        if not self.still_waits(case):
            return
        if proposals.is_self(heir, self.day):
            self.say(answers.yourself(heir.name))
            return
        if proposals.is_stranger(heir, offered, before):
            self._ask_again(case, heir, offered)
            return
        heir = replace(heir, note=heir.note or (before.note if before else ""))
        wish = partial(Wish, ActKind.HAND_OVER, case.id, phrases.case_name(case), to=heir.name)
        if heir.note:
            await self.do(wish(text=heir.note))
            return
        title = _("A note for {name}").format(name=heir.name)
        box = Write(title, _("what they should know; Enter alone: no note"), optional=True)
        self.ask(box, lambda text: self._if_it_waits(case, wish(text=text)))

    async def _if_it_waits(self, case: Case, wish: Wish) -> None:
        if self.still_waits(case):
            await self.do(wish)

    def _ask_again(self, case: Case, heir: Heir, offered: Offered) -> None:
        """Ask for the name of somebody who is not there a second time."""
        title, told = _("Who is to have this case?"), answers.nobody_called(heir.name)

        async def again(typed: str) -> None:
            if meant := proposals.heir(typed, offered):
                await self._hand_over(case, meant, offered, heir)

        self.ask(Write(title, _("the name once more"), told=told), again)

    def action_move(self) -> None:
        """Ask what the selected case is really about."""
        if case := self.wanted_case():
            box = Choose(_("What is this case about?"), proposals.subjects(case, self.day))
            self.ask(box, lambda to: self._move(case, to))

    async def _move(self, case: Case, to: str) -> None:
        if to == proposals.subject_now(case, self.day):
            self.say(_("Nothing was changed."))
            return
        wish = Wish(ActKind.MOVE, case.id, phrases.case_name(case), to=to)
        await self.sure([case], lambda: self.do(wish))

    def action_merge(self) -> None:
        """Ask which case the selected one is really part of."""
        if case := self.wanted_case():
            name = phrases.case_name(case)
            rule = _("The one that you choose says what both are about, and who owes the word.")
            box = Choose(_("One case with which?"), proposals.others(case, self.day), told=rule)
            self.ask(box, lambda to: self._merge(case, Wish(ActKind.MERGE, case.id, name, to=to)))

    async def _merge(self, case: Case, wish: Wish) -> None:
        async def join() -> None:
            if await self.do(wish):
                self.select_case(wish.to)

        await self.sure(filter(None, (case, self.day.case(wish.to))), join)

    def action_split(self) -> None:
        """Ask which post of the selected case is a case of its own."""
        if case := self.wanted_case():
            name = phrases.case_name(case)
            box = Choose(_("Which post is a case of its own?"), proposals.members(case, self.day))
            wish = partial(Wish, ActKind.SPLIT, what=name)
            self.ask(box, lambda key: self.sure([case], lambda: self.do(wish(key))))

    def action_side(self) -> None:
        """Ask whom the author of the selected post speaks for."""
        if line := self.wanted_line():
            title = _("Whom does {account} speak for?").format(account=line.handle)
            box = Choose(title, proposals.sides(line, self.day))
            self.ask(box, lambda belongs: self.do(self._side(line, belongs)))

    def _side(self, line: Line, belongs: proposals.Belongs) -> Wish:
        account = f"@{line.post.author.handle}"
        return Wish(ActKind.SIDE, account, line.handle, side=belongs.side, to=belongs.party)
