"""Verdicts and the readings that they are given on.

What a post is depends on its context: what the post above it is, and which side
its author is on. So a verdict is tied to the mark of one reading. When the
context changes, the mark does too, and the post is read again. The marks of all
posts settle on one outcome, whatever the order in which posts and verdicts
came, because what a reading depends on always comes before it:

- an account's side: from bare readings, which depend on the post alone;
- labels of the posts above it, which are nearer to the root;
- earlier reports in the thread, and earlier questions by its author, by those it mentions,
  and by whom it calls by name;
- the label of what it quotes, where that is earlier or above it.
"""

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from moderator.core.context import Reading
from moderator.core.facts import STOPGAP, Acted, ActKind, Judged
from moderator.core.labels import Because, Label, Substance, Verdict
from moderator.core.parties.parties import Parties
from moderator.core.posts.node import Node
from moderator.core.posts.tombstone import unquoted
from moderator.core.posts.verdicts import find, give, greatest, lasting
from moderator.core.threads.threads import Threads
from moderator.core.verdicts.readings import ABOVE, Readings


class Judging:
    """The verdicts that hold now, and the readings that still want one."""

    def __init__(self, threads: Threads, parties: Parties) -> None:
        self._threads = threads
        self._parties = parties
        self._readings = Readings(threads, parties)
        self._corrections: dict[str, Acted] = {}
        self._stale = OrderedDict[Node, None]()
        self._judged: dict[Node, None] = {}
        self._wanted: dict[Node, None] = {}
        self._sided: set[str] = set()
        self._failed: set[str] = set()

    @property
    def waiting(self) -> int:
        """How many posts wait for a verdict."""
        return len(self._wanted)

    def disturb(self, nodes: Iterable[Node]) -> None:
        """Say that the context of these posts may have changed."""
        stale = self._stale
        for node in nodes:
            if node.post is not None:
                stale[node] = None

    def disturb_around(self, node: Node) -> None:
        """Say that a post's words changed: it and all whose context it is part of."""
        if node.post is None:
            self._forget(node)
        self.disturb((node,))
        self._disturb_near(node)

    def disturb_account(self, key: str) -> None:
        """Say that an account's side changed."""
        self.disturb(self._threads.voices.to(key))
        for node in self._threads.voices.by(key):
            self.disturb_around(node)

    def renew(self, accounts: Iterable[str]) -> list[str]:
        """Say that these accounts may be shown otherwise, or on another side; gives who moved."""
        moved = self._parties.renew(accounts)
        for key in accounts:
            self.disturb(self._readings.rename(key))
        for key in moved:
            self.disturb_account(key)
        return moved

    def take(self, fact: Judged) -> None:
        """Keep a verdict; it comes to hold when its mark is the post's present one."""
        node = self._threads.node(fact.key)
        if node.deleted is not None:
            fact = replace(fact, verdict=unquoted(fact.verdict))
        node.given = give(node.given, fact)
        if node.post is not None:
            self._judged[node] = None
        if fact.rank == STOPGAP:
            self._failed.add(fact.key)

    def judge_again(self) -> None:
        """Have verdicts given where stopgaps were; on the board these stand until then."""
        for node in filter(None, map(self._threads.find, self._failed)):
            node.given = lasting(node.given)
            if node.post is not None:
                self._judged[node] = None
        self._failed.clear()

    def correct(self, key: str, act: Acted | None) -> None:
        """Let a moderator's label hold for a post, or (None) no longer hold."""
        if act is None:
            self._corrections.pop(key, None)
        else:
            self._corrections[key] = act
        if node := self._threads.find(key):
            self.disturb((node,))

    def readings(self, most: int) -> list[Reading]:
        """Up to that many readings that want a verdict; each is given out once."""
        nodes = list(islice(self._wanted, most))
        for node in nodes:
            del self._wanted[node]
        return [each for node in nodes for each in self._missing(node)]

    def reading(self, node: Node) -> Reading:
        """A post in its present context."""
        return self._readings.reading(node)

    def settle(self) -> tuple[list[Node], set[str]]:
        """Let every known verdict come to hold.

        Gives the posts whose verdict or place changed, and the accounts whose side did.
        What stands above others came first, as a rule: a post that is to be read
        again anyway is read once, with what all those above it are by then.
        """
        changed: dict[Node, None] = {}
        while self._stale or self._judged:
            while self._stale:
                node, _ = self._stale.popitem(last=False)
                self._judged.pop(node, None)
                node.mark = self._readings.mark(node)
                if self._judge(node):
                    changed[node] = None
            judged, self._judged = self._judged, {}
            for node in judged:
                if self._judge(node):
                    changed[node] = None
        sided, self._sided = self._sided, set()
        return list(changed), sided

    def _disturb_near(self, node: Node) -> None:
        """Say that a post is otherwise to all whose context it is part of."""
        self.disturb(self._threads.referring(node))
        self.disturb(self._readings.going_on(node))
        layer = node.children
        for _ in range(ABOVE):
            if not layer:
                return
            self.disturb(layer)
            layer = {child for each in layer for child in each.children}

    def _judge(self, node: Node) -> bool:
        """Let the verdict on a post's present reading hold; whether anybody else may care."""
        correction = self._correction(node) if self._corrections else None
        missing = not self._learn_side(node, correction)
        given = find(node.given, node.mark)
        if missing or given is None:
            self._want(node)
        elif node in self._wanted:
            del self._wanted[node]
        if given is not None:
            node.mark = given.mark
        judged = given.verdict if given else self._last(node)
        before = node.verdict if node.deleted is None else None
        verdict = _corrected(correction, judged) if correction else judged or before
        changed = self._hold(node, verdict, corrected=correction is not None)
        self.disturb(self._readings.note(node))
        return changed

    def _forget(self, node: Node) -> None:
        """Judge a post no longer that turned out to be a version of another."""
        for waiting in (self._stale, self._judged, self._wanted):
            waiting.pop(node, None)
        if self._parties.has_learned(node):
            self._note_sides(self._parties.learn(node, None, 0.0))
        self._hold(node, None, corrected=False)
        self.disturb(self._readings.note(node))

    def _want(self, node: Node) -> None:
        """Have a post judged; a deleted one, whose words are gone, never is."""
        if node.deleted is None:
            self._wanted[node] = None
        else:
            self._wanted.pop(node, None)

    def _hold(self, node: Node, verdict: Verdict | None, *, corrected: bool) -> bool:
        """Let a verdict hold; whether that is another than before."""
        before, node.verdict = node.verdict, verdict
        if before == verdict and corrected is node.corrected:
            return False
        node.corrected = corrected
        if verdict is None or before is None or verdict.label is not before.label:
            self._disturb_near(node)
            if node.children:
                node.look_down()
        return True

    def _missing(self, node: Node) -> Iterator[Reading]:
        """The readings of a post without a verdict."""
        if node.stem is None and find(node.given, self._readings.bare_mark(node)) is None:
            yield self._readings.bare(node)
        if find(node.given, node.mark) is None:
            yield self._readings.reading(node)

    def _last(self, node: Node) -> Verdict | None:
        """Of a deleted post, which nobody reads again, the greatest verdict on it in its place."""
        if node.deleted is None:
            return None
        return greatest(node.given, but=self._readings.bare_mark(node))

    def _correction(self, node: Node) -> Acted | None:
        """The act with which moderators labelled a post, by whichever of its names."""
        given = (self._corrections.get(name) for name in self._threads.names(node))
        return next((act for act in given if act is not None), None)

    def _learn_side(self, node: Node, correction: Acted | None) -> bool:
        """Tell the parties what an unthreaded post by itself is; whether that is known."""
        if node.stem is not None or node.is_repeat:
            if self._parties.has_learned(node):
                self._note_sides(self._parties.learn(node, None, 0.0))
            return True
        if node.given is None and correction is None and not self._parties.has_learned(node):
            return False
        given = find(node.given, self._readings.bare_mark(node))
        verdict = given.verdict if given else None
        label, confidence = (verdict.label, verdict.confidence) if verdict else (None, 0.0)
        if correction is not None:
            label, confidence = correction.label, 1.0
        self._note_sides(self._parties.learn(node, label, confidence))
        return given is not None

    def _note_sides(self, touched: set[str]) -> None:
        if touched:
            self._sided.update(self.renew(touched))


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
