"""What happened to a case: the turns that posts, link checks and acts amount to."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, chain
from operator import attrgetter, itemgetter

from moderator.core.case import LINK
from moderator.core.cases.checks import Checks
from moderator.core.facts import Acted, ActKind
from moderator.core.needs.case_key import CaseKey
from moderator.core.parties.parties import Parties
from moderator.core.policy import UNKNOWN, Event, Turn
from moderator.core.posts.node import Node
from moderator.core.speech.speech import Role, Saying
from moderator.core.threads.threads import Threads
from moderator.core.vacancies.vacancies import Vacancies, is_vacancy, links_of

CHECKER = "link check"
"""By whom a turn is that the link checker found."""
_ACTS = {
    ActKind.RESOLVE: Turn.RESOLVED,
    ActKind.DISMISS: Turn.DISMISSED,
    ActKind.REOPEN: Turn.REOPENED,
}
_TURNS = {
    Role.ANSWER: Turn.ANSWERED,
    Role.PROMISE: Turn.PROMISED,
    Role.WITHDRAWAL: Turn.TAKEN_BACK,
}
_order = itemgetter(0, 1)
_post_order = attrgetter("order")


class Events:
    """Gathers the events of a case from all that is known."""

    def __init__(self, threads: Threads, parties: Parties, vacancies: Vacancies) -> None:
        self._threads = threads
        self._parties = parties
        self._vacancies = vacancies
        self.checks = Checks()
        self._acts: dict[str, Sequence[Acted]] = {}

    def act(self, target: str, acts: Sequence[Acted]) -> None:
        """Keep the acts that hold for a target."""
        self._acts[target] = acts

    def of(
        self,
        needs: Sequence[Node],
        vacancy: Node | None,
        sayings: Iterable[Saying],
        acts: Iterable[Acted],
    ) -> list[Event]:
        """All events of a case in order; none where nobody, and no check, opened it."""
        opening = [*map(self._asked, needs), *self._checked(vacancy)]
        if not needs and not any(event.turn is Turn.ASKED for event in opening):
            return []
        events = chain(
            opening,
            self._taken_down(needs, vacancy),
            self._told(sayings, asked=bool(needs)),
            _turned(acts),
        )
        return sorted(events, key=_order)

    def further(self, needs: Sequence[Node], sayings: Iterable[Saying]) -> list[Event]:
        """The events that these needs, and what was said, add to a case of others."""
        return sorted([*map(self._asked, needs), *self._told(sayings, asked=True)], key=_order)

    def vacancy(self, key: CaseKey) -> Node | None:
        """The vacancy whose link a case is about: the first of its copies, by its own name."""
        node = self._threads.find(key.about) if key.is_of_link else None
        if node is None or node.key != key.about or not is_vacancy(node):
            return None
        return node if self._vacancies.first_copy(node) is node else None

    def link_note(self, key: CaseKey, vacancy: Node | None, *, needs: Iterable[Node]) -> str:
        """What the last check said of the link that a case is about, in words.

        Nothing, where no post shows that link any more.
        """
        found = self.checks.worst(self._shown(key, vacancy, needs=needs))
        return ": ".join(filter(None, (found.state, found.reason))) if found else ""

    def _shown(self, key: CaseKey, vacancy: Node | None, *, needs: Iterable[Node]) -> Sequence[str]:
        """The links of a case that a post shows which was not deleted."""
        if not self.checks or key.asks:
            return ()
        if vacancy is None:
            return () if all(node.deleted for node in needs) else (key.about,)
        copies = (copy for copy in self._vacancies.copies(vacancy) if not copy.deleted)
        return list(chain.from_iterable(map(links_of, copies)))

    def _asked(self, node: Node) -> Event:
        handle = self._parties.handle(node.author)
        return Event(node.at, node.key, Turn.ASKED, node.author, handle, node.key)

    def _told(self, sayings: Iterable[Saying], *, asked: bool) -> Iterator[Event]:
        """What was said that moves a case; `asked` by somebody, not just found by the checker."""
        counted = (each for each in sayings if each.role in _TURNS)
        return (self._said(each) for each in counted if not (each.unasked and asked))

    def _said(self, saying: Saying) -> Event:
        post, handle = saying.post, self._parties.handle(saying.author)
        turn = _TURNS[saying.role]
        return Event(post.at, post.key, turn, post.author, handle, post=post.key)

    def _links(self, vacancy: Node | None) -> tuple[str, ...]:
        """The links of a vacancy, in all of its copies."""
        copies = self._vacancies.copies(vacancy) if vacancy is not None and self.checks else ()
        return tuple(dict.fromkeys(chain.from_iterable(map(links_of, copies))))

    def _checked(self, vacancy: Node | None) -> Iterator[Event]:
        """The moments at which the vacancy's links broke, or were mended."""
        for at, turn in self.checks.turns(self._links(vacancy)):
            yield Event(at, CHECKER, turn, CHECKER, CHECKER)

    def _taken_down(self, needs: Sequence[Node], vacancy: Node | None) -> Iterator[Event]:
        if any(node.deleted for node in needs):
            own = defaultdict[str, list[Node]](list)
            for node in needs:
                own[node.author].append(node)
            gone = (nodes for nodes in own.values() if all(node.deleted for node in nodes))
            yield from (self._down(nodes, Turn.TAKEN_BACK) for nodes in gone)
        if vacancy is not None and vacancy.deleted:
            copies = self._vacancies.copies(vacancy)
            if all(copy.deleted for copy in copies):
                yield self._down(list(copies), Turn.VACANCY_GONE)

    def _down(self, nodes: list[Node], turn: Turn) -> Event:
        times = [node.deleted.at for node in nodes if node.deleted]
        at = UNKNOWN if None in times else max(at for at in times if at)
        last = max(nodes, key=_post_order)
        handle = self._parties.handle(last.author)
        return Event(at, last.key, turn, last.author, handle, post=last.key)

    def acts(self, key: CaseKey, needs: Iterable[Node]) -> list[Acted]:
        """The acts on a case or any of its posts, in order; without the words on deleted ones."""
        if not self._acts:
            return []
        found = [act for node in needs for act in self._acts_on(node)]
        if key.is_of_link:
            found += chain.from_iterable(map(self._acts_on_link, self._link_names(key.about)))
        return sorted(found, key=lambda act: (act.serial, act.id))

    def _link_names(self, key: str) -> set[str]:
        """The names of all copies of a vacancy, by the first one's key."""
        node = self._threads.find(key)
        copies = self._vacancies.copies(node) if node is not None and is_vacancy(node) else ()
        return {key}.union(*map(self._threads.names, copies))

    def _acts_on_link(self, name: str) -> Sequence[Acted]:
        acts, node = self._acts.get(f"{LINK}{name}", ()), self._threads.find(name)
        is_gone = node is not None and node.deleted is not None
        return [replace(act, text="") for act in acts] if is_gone else acts

    def _acts_on(self, node: Node) -> list[Acted]:
        names = self._threads.names(node)
        acts = [act for name in names for act in self._acts.get(name, ())]
        return [replace(act, text="") for act in acts] if node.deleted else acts


def _turned(acts: Iterable[Acted]) -> Iterator[Event]:
    """What acts, in their order, do to a case's state.

    None comes before one that was done earlier: between the two a clock may have been put back.
    """
    turning = [act for act in acts if act.kind in _ACTS]
    moments = accumulate((act.at for act in turning), max)
    for act, at in zip(turning, moments, strict=True):
        yield Event(at, f"~{act.serial:09}", _ACTS[act.kind], act.by, act.by, act=act.id)
