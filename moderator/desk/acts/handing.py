"""The act by which a case is given to another moderator."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from moderator.core.case import Case
from moderator.core.facts import ActKind
from moderator.desk.acts.acting import Acting
from moderator.desk.boxes.choose import Choose
from moderator.desk.boxes.write import Write
from moderator.desk.choices import proposals
from moderator.desk.choices.choice import Choice
from moderator.desk.choices.proposals import Heir
from moderator.desk.sentences import answers
from moderator.desk.words import phrases
from moderator.wishes.wish import Wish
from moderator.words.language import _

Offered = Sequence[Choice[Heir]]


class Handing:
    """To whom a case is given, by name, and what they should know."""

    def __init__(self, acting: Acting) -> None:
        self._acting, self._day = acting, acting.day

    def hand_over(self) -> None:
        """Ask who is to have the selected case, and for a note along with it."""
        if case := self._acting.case():
            offered = proposals.colleagues(case, self._day)
            box = Choose(
                _("Who is to have this case?"),
                offered,
                hint=_("type to narrow down, or the name of whoever comes next"),
                understand=partial(proposals.heir, offered=offered),
            )
            self._acting.ask(box, lambda heir: self._hand_over(case, heir, offered))

    async def _hand_over(
        self, case: Case, heir: Heir, offered: Offered, before: Heir | None = None
    ) -> None:
        if not self._acting.still_waits(case):
            return
        if proposals.is_self(heir, self._day):
            self._acting.voice.say(answers.yourself(heir.name))
            return
        if proposals.is_stranger(heir, offered, before):
            self._ask_again(case, heir, offered)
            return
        heir = replace(heir, note=heir.note or (before.note if before else ""))
        wish = partial(Wish, ActKind.HAND_OVER, case.id, phrases.case_name(case), to=heir.name)
        if heir.note:
            await self._acting.do(wish(text=heir.note))
            return
        title = _("A note for {name}").format(name=heir.name)
        box = Write(title, _("what they should know; Enter alone: no note"), optional=True)
        self._acting.ask(box, lambda text: self._if_it_waits(case, wish(text=text)))

    async def _if_it_waits(self, case: Case, wish: Wish) -> None:
        if self._acting.still_waits(case):
            await self._acting.do(wish)

    def _ask_again(self, case: Case, heir: Heir, offered: Offered) -> None:
        """Ask for the name of somebody who is not there a second time."""
        title, told = _("Who is to have this case?"), answers.nobody_called(heir.name)

        async def again(typed: str) -> None:
            if meant := proposals.heir(typed, offered):
                await self._hand_over(case, meant, offered, heir)

        self._acting.ask(Write(title, _("the name once more"), told=told), again)
