"""The acts on cases: to close them, to hold them, and to say what they are about."""

from functools import partial

from moderator.core.case import Case
from moderator.core.facts import ActKind
from moderator.desk.acts.acting import Acting
from moderator.desk.boxes.choose import Choose
from moderator.desk.boxes.write import Write
from moderator.desk.choices import proposals
from moderator.desk.keys.act import Act, Acts
from moderator.desk.sentences import answers, deeds, hands
from moderator.desk.words import phrases
from moderator.wishes.wish import Wish
from moderator.words.language import _

AGAIN_SECONDS = 1.0
"""For so long after a case was closed, the same key on the next one is taken for held down."""


def case_acts(acting: Acting) -> Acts:
    """Give the acts by name."""
    cases = _Cases(acting)
    return {
        "resolve": Act(partial(cases.close, ActKind.RESOLVE), acting.why_closed),
        "dismiss": Act(partial(cases.close, ActKind.DISMISS), acting.why_closed),
        "reopen": Act(partial(cases.close, ActKind.REOPEN), cases.why_open),
        "claim": Act(cases.claim, acting.why_closed),
        "snooze": Act(cases.snooze, acting.why_closed),
        "note": Act(cases.note),
        "move": Act(cases.move),
        "merge": Act(cases.merge),
        "undo": Act(cases.undo),
    }


class _Cases:
    def __init__(self, acting: Acting) -> None:
        self._acting = acting
        self._day, self._voice, self._lists = acting.day, acting.voice, acting.lists
        self._pressed, self._next = 0.0, ("", "")

    def why_open(self) -> str:
        """Give why no case can be opened again: there is none, or it is open."""
        case = self._lists.case
        if case is None:
            return _("No case is selected.")
        waits = answers.waits_by_key(case, self._day.clock)
        return waits if case.lacks_follow_up else ""

    async def close(self, kind: ActKind) -> None:
        """Close or reopen the selected case; a key held down does that to one case only."""
        case = self._acting.case()
        if case is not None and not self._runs_on(kind, case):
            await self._acting.sure([case], lambda: self._close(kind, case))

    async def _close(self, kind: ActKind, case: Case) -> None:
        if await self._acting.do(Wish(kind, case.id, phrases.case_name(case))):
            then = self._lists.case
            self._pressed, self._next = self._acting.clock(), (kind, then.id if then else "")

    def _runs_on(self, kind: ActKind, case: Case) -> bool:
        """Whether a key comes again at once, on the case that took the place of the last one."""
        before, self._pressed = self._pressed, self._acting.clock()
        if (kind, case.id) != self._next or self._pressed - before >= AGAIN_SECONDS:
            return False
        self._voice.say(answers.ran_on(phrases.case_name(case)), _("  ·  again in a second"))
        return True

    async def claim(self) -> None:
        """Take the selected case on; release it, where the moderator has it."""
        if case := self._acting.case():
            mine = hands.is_own(case.claimed_by(self._day.clock), self._day)
            kind = ActKind.RELEASE if mine else ActKind.CLAIM
            await self._acting.do(Wish(kind, case.id, phrases.case_name(case)))

    async def snooze(self) -> None:
        """Ask until when the selected case is to be set aside; take it up, where it is."""
        case = self._acting.case()
        if case is None:
            return
        if case.snooze and case.is_snoozed(self._day.clock):
            what = _("set aside, {case}").format(case=phrases.case_name(case))
            await self._acting.do(Wish(ActKind.UNDO, case.snooze.act, what))
            return
        box = Choose(
            _("Set aside until when?"),
            proposals.rests(self._day),
            hint=_("type to narrow down, or a time: 11:42, +15"),
            understand=partial(proposals.until, day=self._day),
            why_not=partial(proposals.no_until, day=self._day),
        )
        self._acting.ask(box, lambda until: self._snooze(case, until))

    async def _snooze(self, case: Case, until: proposals.Until) -> None:
        if self._acting.still_waits(case):
            wish = Wish(ActKind.SNOOZE, case.id, phrases.case_name(case), until=until.at)
            await self._acting.sure([case], lambda: self._acting.do(wish))

    def note(self) -> None:
        """Ask for a note on the selected case."""
        if case := self._acting.case():
            wish = partial(Wish, ActKind.NOTE, case.id, phrases.case_name(case))
            box = Write(
                _("A note on this case"), _("what others should know; employers never see it")
            )
            self._acting.ask(box, lambda text: self._acting.do(wish(text=text)))

    def move(self) -> None:
        """Ask what the selected case is really about."""
        if case := self._acting.case():
            box = Choose(_("What is this case about?"), proposals.subjects(case, self._day))
            self._acting.ask(box, lambda to: self._move(case, to))

    async def _move(self, case: Case, to: str) -> None:
        if not proposals.moves(case, to, self._day):
            self._voice.say(_("Nothing was changed."))
            return
        wish = Wish(ActKind.MOVE, case.id, phrases.case_name(case), to=to)
        await self._acting.sure([case], lambda: self._acting.do(wish))

    def merge(self) -> None:
        """Ask which case the selected one is really part of."""
        if case := self._acting.case():
            wish = partial(Wish, ActKind.MERGE, case.id, phrases.case_name(case))
            rule = _("The one that you choose says what both are about, and who owes the word.")
            box = Choose(_("One case with which?"), proposals.others(case, self._day), told=rule)
            self._acting.ask(box, lambda to: self._merge(case, wish(to=to)))

    async def _merge(self, case: Case, wish: Wish) -> None:
        async def join() -> None:
            if await self._acting.do(wish):
                self._acting.moving.select_case(wish.to)

        await self._acting.sure(filter(None, (case, self._day.case(wish.to))), join)

    async def undo(self) -> None:
        """Take the last act back, and go to the case that waits again because of it."""
        last = self._day.last_act()
        if last is None:
            self._voice.say(_("There is nothing to undo."))
            return
        before = self._day.case(last.target)
        await self._acting.do(Wish(ActKind.UNDO, last.id, deeds.taken_back(last, before)))
        now = self._day.case(last.target)
        waited = before is not None and before.lacks_follow_up
        if now is not None and now.lacks_follow_up and not waited and now != self._lists.case:
            self._acting.moving.select_case(now.id)
