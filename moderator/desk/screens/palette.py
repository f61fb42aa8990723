"""The command palette: every act by its name, or by a word of what it does."""

from functools import partial

from textual import on
from textual.binding import Binding
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.message import Message
from textual.types import IgnoreReturnCallbackType
from textual.widgets import Input, OptionList

from moderator.desk.boxes.heeding import Heeding
from moderator.desk.boxes.once import Once
from moderator.desk.content.ink import ink
from moderator.desk.keys.keys import ACTS, act_of, acts_of, listed
from moderator.desk.keys.names import called
from moderator.desk.panels.options import mark
from moderator.words.language import _

BY_NAME = 100.0
BY_MEANING = 0.05
"""The scores of acts that are called so, and of those whose meaning has the words.

Between them come those whose names have the letters that were typed.
"""


class Acts(Provider):
    """The acts that exist now, told in the language that is spoken, and found in any."""

    def _acts(self) -> list[Binding]:
        return sorted(acts_of(self.screen), key=listed)

    def _run(self, act: Binding) -> IgnoreReturnCallbackType:
        return partial(self.screen.run_action, act.action)

    async def discover(self) -> Hits:
        """Give all of them."""
        for act in self._acts():
            title = listed(act)
            yield DiscoveryHit(_with_room(ink(title)), self._run(act), title, _below(act))

    async def search(self, query: str) -> Hits:
        """Give those that fit what is typed; where none does, the word that it is so."""
        matcher, words, found = self.matcher(query), query.casefold().split(), False
        for act in self._acts():
            title, names = listed(act), called(act)
            score = match = matcher.match(title)
            if names.begins(words):
                score += BY_NAME
            elif not match and names.means(words):
                score = BY_MEANING
            if score:
                found = True
                told = matcher.highlight(title) if match else ink(title)
                yield Hit(score, _with_room(told), self._run(act), title, _below(act))
        if not found:
            for name, why in self._out_of_place(words) or [(_("Nothing here is called so."), "")]:
                yield Hit(BY_MEANING, _with_room(ink(name)), _nothing, name, why and f"  {why}")

    def _out_of_place(self, words: list[str]) -> list[tuple[str, str]]:
        """Give the acts that are called so and do not exist now, each with why."""
        screen = self.screen
        if not isinstance(screen, Heeding):
            return []
        named = (act for act in ACTS if called(act).begins(words))
        return [(listed(act), screen.excuse(act_of(act.action))) for act in named]


class Palette(CommandPalette, Once[None]):
    """A palette in which the act that enter takes has a mark: no colour is needed to see it."""

    @on(OptionList.OptionHighlighted)
    def mark(self, event: OptionList.OptionHighlighted) -> None:
        """Move the mark to where the highlight is."""
        mark(event.option_list, event.option)

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def run_once(self, event: Message) -> None:
        """Keep an act from being done a second time by what came after it was chosen."""
        if not self.is_current:
            event.prevent_default()


def _with_room(title: Content) -> Content:
    """Give an act's name with room for the mark before it."""
    return ink("  ") + title


def _below(act: Binding) -> str:
    """Give what an act does, to stand under its name."""
    return f"  {_(act.tooltip)}"


def _nothing() -> None:
    """Change nothing: the words that no act is called so were chosen."""
