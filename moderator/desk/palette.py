"""The command palette: every act by its name, or by a word of what it does."""

from textual.app import SystemCommand
from textual.command import DiscoveryHit, Hit, Hits, Provider

from moderator.desk.ink import ink
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
            yield DiscoveryHit(act.title, act.callback, help=act.help)

    async def search(self, query: str) -> Hits:
        """Give those that fit what is typed; where none does, the word that it is so."""
        matcher, words, found = self.matcher(query), query.casefold().split(), False
        for act in self._acts():
            score = matcher.match(act.title)
            meant = all(word in act.help.casefold() for word in words)
            if score or meant:
                found = True
                title = matcher.highlight(act.title) if score else ink(act.title)
                yield Hit(score or BY_MEANING, title, act.callback, help=act.help)
        if not found:
            yield Hit(BY_MEANING, ink(_("Nothing here is called so.")), _nothing)


def _nothing() -> None:
    """Change nothing: the words that no act is called so were chosen."""
