"""What happened to a case: the turns that posts, link checks and acts amount to."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from moderator.core.checks import Checks
from moderator.core.facts import Acted, ActKind
from moderator.core.labels import Label, Substance, Verdict
from moderator.core.node import Node
from moderator.core.parties import Parties
from moderator.core.policy import Event, Turn
from moderator.core.replies import Replies
from moderator.core.subjects import CaseKey, Subjects, is_link, is_vacancy, links_of
from moderator.core.threads import Threads

_CHECKER = "link check"
_ACTS = {
    ActKind.RESOLVE: Turn.RESOLVED,
    ActKind.DISMISS: Turn.DISMISSED,
    ActKind.REOPEN: Turn.REOPENED,
}
_NONE = frozenset[Node]()
_ASIDE = (Label.REACTION, Label.FOLLOW_UP, Label.VACANCY)


class Events:
    """Gathers the events of a case from all that is known."""

    def __init__(
        self, threads: Threads, parties: Parties, subjects: Subjects, replies: Replies
    ) -> None:
        self._threads = threads
        self._parties = parties
        self._subjects = subjects
        self._replies = replies
        self.checks = Checks()
        self._acts: dict[str, Sequence[Acted]] = {}

    def act(self, target: str, acts: Sequence[Acted]) -> None:
        """Keep the acts that hold for a target."""
        self._acts[target] = acts

    def of(self, key: CaseKey, needs: Collection[Node]) -> list[Event]:
        """All events of a case in order; none where nobody, and no check, opened it."""
        vacancy = self.vacancy(key)
        opening = [*map(self._asked, needs), *self._checked(vacancy)]
        if not any(event.turn is Turn.ASKED for event in opening):
            return []
        around = self._around(needs, vacancy)
        events = chain(
            opening,
            self._taken_down(needs, vacancy),
            (event for post in around if (event := self._reply(post, needs, vacancy))),
            map(_turned, self.acts(key, needs)),
        )
        return sorted(filter(None, events), key=lambda event: event.order)

    def vacancy(self, key: CaseKey) -> Node | None:
        """The vacancy whose link a case is about: the first of its copies."""
        node = self._threads.find(key[1]) if is_link(key) else None
        if node is None or not is_vacancy(node):
            return None
        return node if self._subjects.first_copy(node) is node else None

    def bystanders(self, needs: Collection[Node]) -> list[Node]:
        """Others' answers: shown with the case, but not the word that is wanted."""
        found = (post for post in self._around(needs, None) if self._is_aside(post, needs))
        return sorted(found, key=lambda post: post.order)

    def bumps(self, needs: Collection[Node]) -> int:
        """How often an asker only reminded."""
        return sum(self._is_bump(post, needs) for post in self._around(needs, None))

    def link_note(self, key: CaseKey, vacancy: Node | None) -> str:
        """What the last check said of the link that a case is about, in words."""
        reported = key[1:] if key[0] == "link" else ()
        found = self.checks.worst(self._links(vacancy) if vacancy is not None else reported)
        return f"{found.state}: {found.reason}" if found else ""

    def _asked(self, node: Node) -> Event:
        handle = self._parties.handle(node.author)
        return Event(node.at, node.key, Turn.ASKED, node.author, handle, post=node.key)

    def _links(self, vacancy: Node | None) -> tuple[str, ...]:
        """The links of a vacancy, in all of its copies."""
        copies = self._subjects.copies(vacancy) if vacancy is not None else ()
        return tuple(dict.fromkeys(chain.from_iterable(map(links_of, copies))))

    def _checked(self, vacancy: Node | None) -> Iterator[Event]:
        """The moments at which the vacancy's links broke, or were mended."""
        for at, turn in self.checks.turns(self._links(vacancy)):
            yield Event(at, _CHECKER, turn, _CHECKER, _CHECKER)

    def _taken_down(self, needs: Collection[Node], vacancy: Node | None) -> Iterator[Event]:
        for asker in {node.author for node in needs}:
            own = [node for node in needs if node.author == asker]
            if all(node.deleted for node in own):
                yield self._down(own, Turn.TAKEN_BACK)
        copies = self._subjects.copies(vacancy) if vacancy is not None else ()
        if copies and all(copy.deleted for copy in copies):
            yield self._down(list(copies), Turn.VACANCY_GONE)

    def _down(self, nodes: list[Node], turn: Turn) -> Event:
        times = [node.deleted.at for node in nodes if node.deleted]
        at = None if None in times else max(at for at in times if at)
        last = max(nodes, key=lambda node: node.order)
        handle = self._parties.handle(last.author)
        return Event(at, last.key, turn, last.author, handle, post=last.key)

    def _around(self, needs: Iterable[Node], vacancy: Node | None) -> set[Node]:
        """The posts that may speak to these needs; more than do."""
        copies = self._subjects.copies(vacancy) if vacancy is not None else ()
        below = {post for copy in copies for post in copy.descendants()}
        loose: set[Node] = set()
        for need in needs:
            if need not in below:
                below.update(need.descendants())
            loose.update(self._threads.voices.to(need.author), self._threads.voices.by(need.author))
            loose |= self._replies.calling(need)
        return {post for post in below | loose if self._speaks(post)}

    def _speaks(self, post: Node) -> bool:
        return (
            post.verdict is not None
            and post.deleted is None
            and post not in self._replies.needs
            and not post.is_repeat
        )

    def _reply(self, post: Node, needs: Collection[Node], vacancy: Node | None) -> Event | None:
        turn = self._turn(post, post.verdict, needs, vacancy) if post.verdict else None
        if turn is None:
            return None
        handle = self._parties.handle(post.author)
        return Event(post.at, post.key, turn, post.author, handle, post=post.key)

    def _turn(
        self, post: Node, verdict: Verdict, needs: Collection[Node], vacancy: Node | None
    ) -> Turn | None:
        if self._is_asker(post, needs):
            own = verdict.withdrawal and not self._replies.own(post).isdisjoint(needs)
            return Turn.TAKEN_BACK if own else None
        if verdict.label is not Label.FOLLOW_UP:
            return None
        if self._may_answer(post, needs) or self._mends(post, needs, vacancy):
            promise = verdict.substance is Substance.PROMISE
            return Turn.PROMISED if promise else Turn.ANSWERED
        return None

    def _is_asker(self, post: Node, needs: Collection[Node]) -> bool:
        return not self._replies.by_asker.get(post.author, _NONE).isdisjoint(needs)

    def _may_answer(self, post: Node, needs: Collection[Node]) -> bool:
        spoken = self._replies.answered_by(post).intersection(needs)
        return any(
            self._replies.may_answer(post.author, self._replies.needs[need]) for need in spoken
        )

    def _mends(self, post: Node, needs: Collection[Node], vacancy: Node | None) -> bool:
        """Whether it is the party's word on a link that only the checker found dead."""
        if needs or vacancy is None or post.mentions or self._replies.answered_by(post):
            return False
        return self._parties.party(post.author) == self._parties.party(vacancy.author)

    def _is_aside(self, post: Node, needs: Collection[Node]) -> bool:
        spoken = self._replies.answered_by(post).intersection(needs)
        return (
            bool(spoken)
            and post.verdict is not None
            and post.verdict.label in _ASIDE
            and not self._is_asker(post, needs)
            and not self._may_answer(post, needs)
        )

    def _is_bump(self, post: Node, needs: Collection[Node]) -> bool:
        return (
            post.verdict is not None
            and post.verdict.label is Label.REACTION
            and not post.verdict.withdrawal
            and post.text.rstrip().endswith("?")
            and not self._replies.own(post).isdisjoint(needs)
        )

    def acts(self, key: CaseKey, needs: Iterable[Node]) -> list[Acted]:
        """The acts on a case or any of its posts, in order; without the words on deleted ones."""
        found = [act for node in needs for act in self._acts_on(node)]
        if is_link(key) and self._acts:
            found += chain.from_iterable(map(self._acts_on_link, self._link_names(key[1])))
        return sorted(found, key=lambda act: (act.serial, act.id))

    def _link_names(self, key: str) -> set[str]:
        """The names of all copies of a vacancy, by the first one's key."""
        node = self._threads.find(key)
        copies = self._subjects.copies(node) if node is not None and is_vacancy(node) else ()
        return {key}.union(*map(self._threads.names, copies))

    def _acts_on_link(self, name: str) -> Sequence[Acted]:
        return self._acts.get(f"link:{name}", ())

    def _acts_on(self, node: Node) -> list[Acted]:
        names = self._threads.names(node) if self._acts else ()
        acts = [act for name in names for act in self._acts.get(name, ())]
        return [replace(act, text="") for act in acts] if node.deleted else acts


def _turned(act: Acted) -> Event | None:
    """What an act does to a case's state; None where it moves nothing."""
    if (turn := _ACTS.get(act.kind)) is None:
        return None
    return Event(act.at, f"~{act.serial:09}", turn, act.by, act.by, act=act.id)
