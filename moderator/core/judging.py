"""Verdicts and the readings that they are given on.

What a post is depends on its context: what the post above it is, and which side
its author is on. So a verdict is tied to the mark of one reading. When the
context changes, the mark does too, and the post is read again. The marks of all
posts settle on one outcome, whatever the order in which posts and verdicts
came, because what a reading depends on always comes before it:

- an account's side: from bare readings, which depend on the post alone;
- labels of the posts above it, which are nearer to the root;
- earlier reports in the thread and earlier questions by those it mentions;
- the label of what it quotes, where that is earlier or above it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

from moderator.core.context import Context, Reading, Said, version_of
from moderator.core.facts import Acted, ActKind, Judged
from moderator.core.firsts import Firsts
from moderator.core.labels import Because, Label, Substance, Verdict
from moderator.core.node import Node
from moderator.core.parties import Parties
from moderator.core.threads import Threads

_ABOVE = 6


class Judging:
    """The verdicts that hold now, and the readings that still want one."""

    def __init__(self, threads: Threads, parties: Parties) -> None:
        self._threads = threads
        self._parties = parties
        self._verdicts: defaultdict[str, dict[str, tuple[int, Verdict]]] = defaultdict(dict)
        self._corrections: dict[str, Acted] = {}
        self._stale: dict[Node, None] = {}
        self._wanted: dict[Node, None] = {}
        self._reports = Firsts[Node]()
        self._asked = Firsts[str]()
        self._sided: set[str] = set()

    @property
    def waiting(self) -> int:
        """How many posts wait for a verdict."""
        return len(self._wanted)

    def disturb(self, nodes: Iterable[Node]) -> None:
        """Say that the context of these posts may have changed."""
        self._stale |= dict.fromkeys(node for node in nodes if node.post is not None)

    def disturb_around(self, node: Node) -> None:
        """Say that a post's words changed: it and all whose context it is part of."""
        self.disturb([node, *self._threads.referring(node)])
        layer = set(node.children)
        for _ in range(_ABOVE):
            self.disturb(layer)
            layer = {child for each in layer for child in each.children}

    def disturb_account(self, key: str) -> None:
        """Say that an account's side may have changed."""
        self.disturb(self._threads.voices.to(key))
        for node in self._threads.voices.by(key):
            self.disturb_around(node)

    def take(self, fact: Judged) -> None:
        """Keep a verdict; it comes to hold when its mark is the post's present one."""
        node = self._threads.find(fact.key)
        key = node.key if node else self._threads.key(fact.key)
        known = self._verdicts[key].get(fact.mark)
        if known is None or (fact.rank, repr(fact.verdict)) > (known[0], repr(known[1])):
            self._verdicts[key][fact.mark] = (fact.rank, fact.verdict)
        if node is not None:
            self.disturb([node])

    def correct(self, key: str, act: Acted | None) -> None:
        """Let a moderator's label hold for a post, or (None) no longer hold."""
        if act is None:
            self._corrections.pop(key, None)
        else:
            self._corrections[key] = act
        if node := self._threads.find(key):
            self.disturb([node])

    def readings(self, most: int) -> list[Reading]:
        """Up to that many readings that want a verdict; each is given out once."""
        nodes = list(islice(self._wanted, most))
        for node in nodes:
            del self._wanted[node]
        return [each for node in nodes for each in self._missing(node, self.reading(node))]

    def settle(self) -> tuple[list[Node], set[str]]:
        """Let every known verdict come to hold.

        Gives the posts whose verdict or place changed, and the accounts whose side did.
        """
        changed: dict[Node, None] = {}
        while self._stale:
            node = next(iter(self._stale))
            del self._stale[node]
            if self._reread(node):
                changed[node] = None
        sided, self._sided = self._sided, set()
        return list(changed), sided

    def reading(self, node: Node) -> Reading:
        """A post in its present context."""
        return Reading(node.key, node.seen, self._context(node))

    def _bare(self, node: Node) -> Reading | None:
        if node.post is None or node.stem is not None:
            return None
        return Reading(node.key, node.post, bare=True)

    def _missing(self, node: Node, reading: Reading) -> list[Reading]:
        """The readings without a verdict: none of a deleted post whose words are gone."""
        if node.deleted is not None and not reading.post.text.strip():
            return []
        known = self._verdicts[node.key]
        both = (self._bare(node), reading)
        return [each for each in both if each is not None and each.mark not in known]

    def _reread(self, node: Node) -> bool:
        """Bring a post's verdict up to date; whether anybody else may care."""
        self._learn_side(node)
        reading = self.reading(node)
        if self._missing(node, reading):
            self._wanted[node] = None
        else:
            self._wanted.pop(node, None)
        verdict, corrected = self._holding(node, reading), self._correction(node) is not None
        changed = (verdict, corrected) != (node.verdict, node.corrected)
        node.verdict, node.corrected = verdict, corrected
        self._count_need(node)
        if changed:
            self.disturb_around(node)
        return changed

    def _holding(self, node: Node, reading: Reading) -> Verdict | None:
        """The verdict that holds: the moderator's, that of the present reading, the last known."""
        judged = self._judged(node, reading)
        if act := self._correction(node):
            return _corrected(act, judged)
        return judged or node.verdict

    def _judged(self, node: Node, reading: Reading) -> Verdict | None:
        """The classifier's verdict: of a deleted post, failing the present one, the greatest."""
        known = self._verdicts[node.key]
        if present := known.get(reading.mark):
            return present[1]
        if node.deleted is None or not known:
            return None
        return max((rank, mark, verdict) for mark, (rank, verdict) in known.items())[2]

    def _correction(self, node: Node) -> Acted | None:
        """The act with which moderators labelled a post, by whichever of its names."""
        names = self._threads.names(node) if self._corrections else ()
        given = (self._corrections.get(name) for name in names)
        return next((act for act in given if act is not None), None)

    def _learn_side(self, node: Node) -> None:
        bare = self._bare(node)
        known = self._verdicts[node.key].get(bare.mark) if bare else None
        label, confidence = (known[1].label, known[1].confidence) if known else (None, 0.0)
        correction = self._correction(node)
        if correction is not None and bare is not None:
            label, confidence = correction.label, 1.0
        for account in self._parties.learn(node, label, confidence):
            self._sided.add(account)
            self.disturb_account(account)

    def _count_need(self, node: Node) -> None:
        """Tell the posts that look whether a need came before them, in thread or by asker."""
        label = _label(node.verdict)
        root = node.root() if label is Label.BROKEN_LINK else None
        for top in self._reports.put(node, root):
            self.disturb([top, *top.descendants()])
        asker = node.author if label is not None and label.is_need else None
        for account in self._asked.put(node, asker):
            self.disturb(self._threads.voices.to(account))

    def _context(self, node: Node) -> Context:
        above = [each for each in islice(node.ancestors(), _ABOVE) if each.post is not None]
        mentions = node.mentions
        return Context(
            author=node.author,
            side=self._parties.side(node.author),
            ancestors=tuple(self._said(each) for each in above),
            quoted=self._quoted(node),
            mentions=tuple(self._parties.side(key) for key in mentions),
            report_above=self._reports.any_before(node.root(), node.since),
            mentions_asker=any(self._asked.any_before(key, node.since) for key in mentions),
        )

    def _quoted(self, node: Node) -> Said | None:
        """The quoted post; without its label where it may in turn depend on this one's."""
        quoted = self._threads.quoted(node)
        if quoted is None or quoted.post is None:
            return None
        said = self._said(quoted)
        before = quoted is node.stem or quoted.since < node.since
        return said if before else replace(said, label=None)

    def _said(self, node: Node) -> Said:
        side = self._parties.side(node.author)
        text, version = (node.post.text, version_of(node.post)) if node.post else ("", "")
        return Said(node.key, node.author, side, text, _label(node.verdict), version)


def _label(verdict: Verdict | None) -> Label | None:
    return verdict.label if verdict else None


def _corrected(act: Acted, judged: Verdict | None) -> Verdict:
    """The moderator's verdict; what it leaves unsaid is as it was judged, if the label is."""
    agreed = judged if judged is not None and judged.label is act.label else None
    said = "confirmed" if act.kind is ActKind.CONFIRM else "corrected"
    substance = act.substance or (agreed.substance if agreed else None)
    if act.label is Label.FOLLOW_UP:
        substance = substance or Substance.ANSWER
    return Verdict(
        act.label or Label.OTHER,
        1.0,
        substance,
        withdrawal=agreed is not None and agreed.withdrawal,
        because=(Because(f"{said} by the moderator", 1.0),),
    )
