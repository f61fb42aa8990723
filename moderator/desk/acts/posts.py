"""The acts on posts: what they are, who wrote them, and to which case they belong."""

from functools import partial

from moderator.core.board import Line
from moderator.core.facts import ActKind
from moderator.core.labels import Label
from moderator.desk.acts.acting import Acting
from moderator.desk.boxes.choose import Choose
from moderator.desk.boxes.relabel import Relabel
from moderator.desk.choices import proposals
from moderator.desk.keys.act import Act, Acts
from moderator.desk.words import phrases
from moderator.wishes.wish import Wish
from moderator.words.language import _


def post_acts(acting: Acting) -> Acts:
    """Give the acts by name."""
    posts = _Posts(acting)
    return {
        "relabel": Act(posts.relabel),
        "confirm": Act(posts.confirm),
        "side": Act(posts.side),
        "split": Act(posts.split, posts.why_whole),
    }


class _Posts:
    def __init__(self, acting: Acting) -> None:
        self._acting, self._day = acting, acting.day

    def relabel(self) -> None:
        """Ask what the selected post is."""
        if line := self._acting.line():
            self._acting.ask(Relabel(line), lambda label: self._relabel(line, label))

    async def _relabel(self, line: Line, label: Label) -> None:
        wish = Wish(ActKind.RELABEL, line.key, phrases.post_name(line), label=label)
        await self._acting.do(wish)

    async def confirm(self) -> None:
        """Say that the selected post is what it is taken for."""
        if line := self._acting.line():
            wish = Wish(ActKind.CONFIRM, line.key, phrases.post_name(line), label=line.label)
            await self._acting.do(wish)

    def side(self) -> None:
        """Ask whom the author of the selected post speaks for."""
        if line := self._acting.line():
            title = _("Whom does {account} speak for?").format(account=phrases.named(line.handle))
            box = Choose(title, proposals.sides(line, self._day))
            self._acting.ask(box, lambda belongs: self._acting.do(_side(line, belongs)))

    def split(self) -> None:
        """Ask which post of the selected case is a case of its own."""
        if case := self._acting.case():
            box = Choose(_("Which post is a case of its own?"), proposals.members(case, self._day))
            wish = partial(Wish, ActKind.SPLIT, what=phrases.case_name(case))
            sure = partial(self._acting.sure, [case])
            self._acting.ask(box, lambda key: sure(lambda: self._acting.do(wish(key))))

    def why_whole(self) -> str:
        """Give why nothing can be taken out of the selected case."""
        case = self._acting.lists.case
        if case is None:
            return _("No case is selected.")
        return "" if len(case.posts) > 1 else _("This case is a single post.")


def _side(line: Line, belongs: proposals.Belongs) -> Wish:
    account, what = f"@{line.post.author.handle}", phrases.named(line.handle)
    return Wish(ActKind.SIDE, account, what, side=belongs.side, to=belongs.party)
