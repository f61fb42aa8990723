"""The act by which an employer is nudged: a draft to edit, to copy, or to open on its platform."""

from moderator.core.case import Case
from moderator.core.facts import ActKind
from moderator.desk.acts.acting import Acting
from moderator.desk.boxes.nudge import Nudge, NudgeScreen, Way
from moderator.desk.nudge.draft import Draft, draft
from moderator.desk.nudge.drafts import Drafts
from moderator.desk.nudge.platforms import compose_page
from moderator.desk.sentences import answers, deeds, hands
from moderator.desk.words import phrases
from moderator.wishes.wish import Wish
from moderator.words.language import _


class Nudges:
    """The drafts, until they are copied or opened."""

    def __init__(self, acting: Acting) -> None:
        self._acting, self._day = acting, acting.day
        self._drafts = Drafts()

    def nudge(self) -> None:
        """Offer a draft to who owes the selected case a word."""
        if case := self._acting.case():
            fair, clock = self._day.fair, self._day.clock
            drafted = draft(case, self._day.thread(case.id), fair=fair, clock=clock)
            before = [deeds.nudged(nudge, self._day) for nudge in case.nudges]
            soon, theirs = deeds.too_soon(case, fair, clock), hands.theirs([case], self._day)
            warning = " ".join(filter(None, (soon, theirs and f"{theirs}.")))
            box = NudgeScreen(
                _("Nudge {party}").format(party=phrases.asked(case)),
                self._drafts.of(case, drafted),
                before,
                warning=warning,
                meanwhile=lambda: answers.meanwhile(self._day.case(case.id)),
                anew=lambda: self._without_deleted(case, drafted),
            )
            self._acting.ask(box, lambda nudge: self._nudge(case, drafted, nudge))

    def _without_deleted(self, case: Case, drafted: Draft) -> Draft | None:
        """Give a draft that quotes nothing deleted; None where the one given does not, either."""
        line, now = self._day.line(drafted.quotes), self._day.case(case.id)
        if line is not None and not line.deleted:
            return None
        if now is None or not now.lacks_follow_up:
            return Draft("", None)
        return draft(now, self._day.thread(now.id), fair=self._day.fair, clock=self._day.clock)

    async def _nudge(self, case: Case, drafted: Draft, nudge: Nudge) -> None:
        """Copy the draft, or open it, and only then note that the employer is being nudged."""
        if nudge.way is Way.LEAVE:
            self._drafts.leave(case, drafted, nudge.text)
            return
        self._drafts.drop(case)
        above = drafted.above
        if not self._acting.still_waits(case, _("Not copied")):
            return
        self._acting.screen.app.copy_to_clipboard(nudge.text)
        page = compose_page(nudge.text, above) if above and nudge.way is Way.OPEN else None
        opened = page is not None and self._acting.browse(page)
        about = (self._without_deleted(case, drafted) or drafted).quotes or case.id
        wish = Wish(ActKind.NUDGE, about, phrases.case_name(case), text=nudge.text)
        said = deeds.nudge_noted(wish.what, opened=opened, asked=page is not None)
        await self._acting.do(wish, said)
