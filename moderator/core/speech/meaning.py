"""Which of the things that somebody asked, or reported, another post means."""

from collections.abc import Mapping, Sequence

from moderator.core.needs.need import Need
from moderator.core.posts.node import Node
from moderator.core.text.phrasing import says_mended
from moderator.core.text.stems import stems_in
from moderator.core.vacancies.vacancies import links_of

_LINKED = 100
"""A link tells more than any number of words."""


def meant_of(asked: Mapping[Node, Need], post: Node, needs: Sequence[Node]) -> set[Node]:
    """Those of one asker's needs, the last first, that a post answers.

    It means the last where it tells no other, and with it all that is about that vacancy. Another
    has to share a word more than the last, or two where that shares any or something works again.
    """
    if len(needs) < 2:
        return set(needs)
    words, links = stems_in(post.text), set(links_of(post))
    fits = {need: _telling(asked[need], need, words, links) for need in needs}
    best = max(fits, key=lambda need: fits[need])
    last = fits[needs[0]]
    more = 1 if last or says_mended(post.text) else 0
    meant = best if fits[best] > last + more else needs[0]
    vacancy = asked[meant].subject.post
    return {meant, *(each for each in needs if vacancy and asked[each].subject.post == vacancy)}


def _telling(asked: Need, need: Node, words: frozenset[str], links: set[str]) -> int:
    """How clearly these words and links tell a need: a link outweighs all words."""
    linked = not links.isdisjoint(asked.links)
    return len(words & {*asked.words, *stems_in(need.text)}) + _LINKED * linked
