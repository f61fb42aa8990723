"""The command palette: every act by its name, or by a word of what it does."""

from textual import on
from textual.app import SystemCommand
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.widgets import OptionList

from moderator.desk.ink import ink
from moderator.desk.panels.options import mark
from moderator.words.language import _

BY_MEANING = 0.05
"""The score of an act whose meaning has the words: those whose name has them come first."""


class Acts(Provider):
    """The acts that exist now, in the language that is spoken."""

    def _acts(self) -> list[SystemCommand]:
        return sorted(self.app.get_system_commands(self.screen), key=lambda act: act.title)

    async def discover(self) -> Hits:
        """Give all of them."""
        for act in self._acts():
            yield DiscoveryHit(_with_room(ink(act.title)), act.callback, act.title, _below(act))

    async def search(self, query: str) -> Hits:
        """Give those that fit what is typed; where none does, the word that it is so."""
        matcher, words, found = self.matcher(query), query.casefold().split(), False
        for act in self._acts():
            score = matcher.match(act.title)
            meant = all(word in act.help.casefold() for word in words)
            if score or meant:
                found = True
                title = matcher.highlight(act.title) if score else ink(act.title)
                yield Hit(
                    score or BY_MEANING, _with_room(title), act.callback, act.title, _below(act)
                )
        if not found:
            yield Hit(BY_MEANING, _with_room(ink(_("Nothing here is called so."))), _nothing)


class Palette(CommandPalette):
    """A palette in which the act that enter takes has a mark: no colour is needed to see it."""

    @on(OptionList.OptionHighlighted)
    def mark(self, event: OptionList.OptionHighlighted) -> None:
        """Move the mark to where the highlight is."""
        mark(event.option_list, event.option)


def _with_room(title: Content) -> Content:
    """Give an act's name with room for the mark before it."""
    return ink("  ") + title


def _below(act: SystemCommand) -> str:
    """Give what an act does, to stand under its name."""
    return f"  {act.help}"


def _nothing() -> None:
    """Change nothing: the words that no act is called so were chosen."""
