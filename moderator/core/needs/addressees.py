"""Whom a post speaks to, and which of them may answer it."""

from collections.abc import Iterator
from itertools import chain

from moderator.core.labels import Side
from moderator.core.needs.answerers import Answerers
from moderator.core.needs.lookups import Lookups
from moderator.core.parties.parties import Parties
from moderator.core.posts.node import Node


class Addressees:
    """The accounts to which posts speak; looking at one, it says so to `lookups`."""

    def __init__(self, parties: Parties, answerers: Answerers, lookups: Lookups) -> None:
        self._parties, self._answerers, self._lookups = parties, answerers, lookups

    def of(self, node: Node) -> Iterator[str]:
        """The accounts that a post speaks to: replied to, mentioned, then those above it.

        Whom it mentions comes first where that is an employer, and who is replied to is none.
        """
        for each in chain((node,), node.ancestors()):
            above = each.stem.author if each.stem is not None and each.stem.post else ""
            if above and self._side(node, above) is not Side.EMPLOYER:
                yield from self._employers(node, each.mentions)
            yield from filter(None, (above, *each.mentions))

    def may_answer(self, node: Node, key: str) -> bool:
        """Whether an account owes the word on what a post asks of it, the organiser apart."""
        if (side := self._side(node, key)) is not Side.UNKNOWN:
            return side is Side.EMPLOYER
        return key in self._answerers or not self._parties.has_posted(key)

    def is_below_a_call(self, node: Node) -> bool:
        """Whether a post stands right below what the organiser said to everybody."""
        above = node.stem
        if above is None or above.post is None or above.stem is not None:
            return False
        to_all = node.author not in above.mentions
        return to_all and self._side(node, above.author) is Side.ORGANISER

    def employers_besides(self, node: Node, party: str) -> Iterator[str]:
        """The other employers to whom a question is put that is under no one's vacancy."""
        apart = (party, self._parties.party(node.author))
        mentions = node.mentions if len(node.mentions) > 1 or node.stem is not None else ()
        others = (self._parties.party(key) for key in self._employers(node, mentions))
        return (other for other in others if other not in apart)

    def _employers(self, node: Node, keys: tuple[str, ...]) -> Iterator[str]:
        return (key for key in keys if self._side(node, key) is Side.EMPLOYER)

    def _side(self, node: Node, key: str) -> Side:
        self._lookups.accounts.note(node, key)
        return self._parties.side(key)
