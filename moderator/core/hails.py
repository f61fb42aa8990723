"""Answers under no question that mention nobody, and yet speak to somebody who asked.

"Hoi Lotte, parttime kan ook": the asker, called by name. "Er werd gevraagd of de
nachtbakker een rijbewijs nodig heeft: ja": those who asked just that.
"""

import re
from collections import defaultdict

from moderator.core.labels import Label
from moderator.core.node import Node
from moderator.core.parties import Parties

_GREETING = (
    r"(?:hoi|hallo|hey|hee?|hé|hi|ha|dag|beste|lieve|goede(?:morgen|middag|avond)|ja|nee|hello|dear|"
    r"good (?:morning|afternoon|evening)|yes|no|thanks|dank|bedankt|sorry|excuus)"
)
_NAME = r"[^\W\d_][\w.-]*\w"
_HAILS = (
    re.compile(rf"^\W*(?:{_GREETING}\b\W*)+({_NAME})", re.IGNORECASE),
    re.compile(rf"^\W*({_NAME})\s*[,:!]"),
    re.compile(rf"^\W*(?:voor|aan|for|to)\s+({_NAME})\s*[,:!]", re.IGNORECASE),
    re.compile(rf"\b(?:vraag van|question (?:from|by))\s+({_NAME})", re.IGNORECASE),
)
_ASKED = re.compile(
    r"\b(?:vroeg(?:en)?|gevraagd|vragen|vraag|asked|asking|question)\b", re.IGNORECASE
)


class Hails:
    """The posts that hail somebody by name, or speak of what was asked."""

    def __init__(self, parties: Parties) -> None:
        self._parties = parties
        self._names: dict[Node, frozenset[str]] = {}
        self._hailing: defaultdict[str, set[Node]] = defaultdict(set)
        self._recalls: dict[Node, str] = {}
        self._recalling: defaultdict[str, set[Node]] = defaultdict(set)

    def note(self, node: Node) -> tuple[frozenset[str], set[str]]:
        """Take a post in as it is now; gives whom it hails, and whose askers it may speak to.

        The names, and the parties, are those from before, too.
        """
        loose = _is_loose(node)
        if not loose and node not in self._names and node not in self._recalls:
            return frozenset(), set()
        before = self._names.pop(node, frozenset())
        names = hails_in(node.text) if loose else frozenset()
        for name in before:
            self._hailing[name].discard(node)
        for name in names:
            self._hailing[name].add(node)
        if names:
            self._names[node] = names
        return before | names, self._recall(node, loose=loose)

    def names_in(self, node: Node) -> frozenset[str]:
        """The names that a post hails."""
        return self._names.get(node, frozenset())

    def recalls(self, node: Node) -> bool:
        """Whether a post speaks of what was asked."""
        return node in self._recalls

    def hailing(self, name: str) -> frozenset[Node]:
        """The posts that hail somebody of that name."""
        return frozenset(self._hailing.get(name, ()))

    def recalling(self, party: str) -> frozenset[Node]:
        """The party's posts that speak of what was asked."""
        return frozenset(self._recalling.get(party, ()))

    def _recall(self, node: Node, *, loose: bool) -> set[str]:
        """Note whether a post speaks of what was asked; gives its party, and that from before."""
        before = self._recalls.pop(node, None)
        parties = set[str]() if before is None else {before}
        for party in parties:
            self._recalling[party].discard(node)
        if loose and _ASKED.search(node.text):
            party = self._recalls[node] = self._parties.party(node.author)
            self._recalling[party].add(node)
            parties.add(party)
        return parties


def hails_in(text: str) -> frozenset[str]:
    """The names that a text calls out: after a greeting, before a comma, after "for"."""
    found = (hail.search(text) for hail in _HAILS)
    return frozenset(each.group(1).casefold() for each in found if each)


def _is_loose(node: Node) -> bool:
    """Whether a post is a follow-up that mentions nobody."""
    follow_up = node.verdict is not None and node.verdict.label is Label.FOLLOW_UP
    return follow_up and not node.mentions
