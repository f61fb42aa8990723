"""The acts on links: to open one, and to have them checked."""

from moderator.desk.acts.acting import Acting
from moderator.desk.keys.act import Act, Acts
from moderator.desk.sentences import answers, deeds
from moderator.wishes.sense import Refusal
from moderator.words.language import _


def link_acts(acting: Acting) -> Acts:
    """Give the acts by name."""
    links = _Links(acting)
    return {"open_link": Act(links.open), "recheck": Act(links.recheck, links.why_unchecked)}


class _Links:
    def __init__(self, acting: Acting) -> None:
        self._acting = acting
        self._day, self._voice, self._lists = acting.day, acting.voice, acting.lists

    def open(self) -> None:
        """Open the first link of the conversation in the browser."""
        case, line = self._lists.case, self._lists.line
        thread = self._day.thread(case.id) if case else [line] if line else []
        link = next((link for each in thread for link in each.post.links), None)
        if link is None:
            self._voice.say(_("There is no link in this conversation."))
        else:
            opened = self._acting.browse(link)
            self._voice.say(answers.opening(link) if opened else answers.not_opened(link))

    async def recheck(self) -> None:
        """Have the links of the selected case, or post, looked at again."""
        case, line = self._lists.case, self._lists.line
        selected = case.id if case else line.key if line else ""
        try:
            links = await self._day.recheck(selected) if selected else 0
            self._voice.say(answers.rechecking(links))
        except Refusal as why:
            self._voice.say(deeds.refused(why))

    def why_unchecked(self) -> str:
        """Give why no link can be checked: nobody does that."""
        return _("Links are not checked.") if self._day.checks() is None else ""
