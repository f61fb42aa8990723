"""Answers under no question that mention nobody, and yet speak to somebody who asked.

"Hoi Lotte, parttime kan ook": the asker, called by name. "Er werd gevraagd of de
nachtbakker een rijbewijs nodig heeft: ja": those who asked just that.
"""

import re
from collections.abc import Iterator

from moderator.core.labels import Label
from moderator.core.parties.parties import Parties
from moderator.core.posts import timeline
from moderator.core.posts.node import Entry, Node, Order

_GREETING = (
    r"(?:hoi|hallo|hey|hee?|hé|hi|ha|dag|beste|lieve|goede(?:morgen|middag|avond)|ja|nee|hello|dear|"
    r"good (?:morning|afternoon|evening)|yes|no|thanks|dank|bedankt|sorry|excuus)"
)
_NAME = r"[^\W\d_][\w.-]*\w"
_HAILS = (
    re.compile(rf"^\W*(?:{_GREETING}\b\W*)+({_NAME})", re.IGNORECASE),
    re.compile(rf"^\W*({_NAME})\s*[,:!]"),
    re.compile(rf"^\W*(?:voor|aan|for|to)\s+({_NAME})(?:\s+{_NAME}){{0,3}}\s*[,:!]", re.IGNORECASE),
    re.compile(rf"\b(?:vraag van|question (?:from|by))\s+({_NAME})", re.IGNORECASE),
)
_ASKED = re.compile(r"\b(?:vroeg|gevraagd|vraag|asked|asking|question)\b", re.IGNORECASE)
_BY_MANY = re.compile(
    r"\b(?:veel|vele|vaak|vaker|vaakst|meer|meerdere|meermaals|diverse|verschillende|sommigen?|"
    r"allemaal|vragen|vroegen|many|several|some|lots|few|often|frequently|most|people|questions|"
    r"queries|everyone|everybody|iedereen)\b",
    re.IGNORECASE,
)
"""Who answers what many asked tells it to everybody, and answers nobody."""


class Hails:
    """The posts that hail somebody by name, or speak of what was asked."""

    def __init__(self, parties: Parties) -> None:
        self._parties = parties
        self._names: dict[Node, frozenset[str]] = {}
        self._hailing: dict[str, list[Entry]] = {}
        self._recalls: dict[Node, str] = {}
        self._recalling: dict[str, list[Entry]] = {}
        self._entries: dict[Node, Entry] = {}

    def note(self, node: Node) -> tuple[frozenset[str], set[str]]:
        """Take a post in as it is now; gives whom it hails, and whose askers it may speak to.

        The names, and the parties, are those from before, too.
        """
        loose = _is_loose(node)
        if not loose and node not in self._names and node not in self._recalls:
            return frozenset(), set()
        before, party = self._take_out(node)
        names = hails_in(node.text) if loose else frozenset()
        entry = timeline.entry(node)
        for name in names:
            timeline.enter(self._hailing, name, entry)
        if names:
            self._names[node] = names
        parties = {each for each in (party, self._recall(node, entry, loose=loose)) if each}
        if names or node in self._recalls:
            self._entries[node] = entry
        return before | names, parties

    def names_in(self, node: Node) -> frozenset[str]:
        """The names that a post hails."""
        return self._names.get(node, frozenset())

    def recalls(self, node: Node) -> bool:
        """Whether a post speaks of what was asked."""
        return node in self._recalls

    def hailing(self, name: str, since: Order | None = None) -> Iterator[Node]:
        """The posts that hail somebody of that name: all, or those since then."""
        return timeline.between(self._hailing.get(name, ()), since, None)

    def recalling(self, party: str, since: Order) -> Iterator[Node]:
        """The party's posts since then that speak of what was asked."""
        return timeline.between(self._recalling.get(party, ()), since, None)

    def _take_out(self, node: Node) -> tuple[frozenset[str], str | None]:
        """Take a post out, as it was put; gives whom it hailed, and whose askers it spoke to."""
        names, party = self._names.pop(node, frozenset()), self._recalls.pop(node, None)
        entry = self._entries.pop(node, None)
        if entry is not None:
            for name in names:
                timeline.leave(self._hailing, name, entry)
            if party is not None:
                timeline.leave(self._recalling, party, entry)
        return names, party

    def _recall(self, node: Node, entry: Entry, *, loose: bool) -> str | None:
        """Note whether a post speaks of what was asked; gives its party, if it does."""
        if not loose or not speaks_of_asking(node.text):
            return None
        party = self._recalls[node] = self._parties.party(node.author)
        timeline.enter(self._recalling, party, entry)
        return party


def hails_in(text: str) -> frozenset[str]:
    """The names that a text calls out: after a greeting, before a comma, after "for"."""
    found = (hail.search(text) for hail in _HAILS)
    return frozenset(each.group(1).casefold() for each in found if each)


def speaks_of_asking(text: str) -> bool:
    """Whether a text says that something was asked, and not that many asked it."""
    return _ASKED.search(text) is not None and _BY_MANY.search(text) is None


def _is_loose(node: Node) -> bool:
    """Whether a post is a follow-up that mentions nobody."""
    follow_up = node.verdict is not None and node.verdict.label is Label.FOLLOW_UP
    return follow_up and not node.mentions
