"""Posts as a screen shows them: alone, or as the conversation of a case."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from feeds.post import Author, Kind, Post
from moderator.core.board import Line
from moderator.core.case import Case
from moderator.core.cases.docket import Docket
from moderator.core.parties.parties import Parties
from moderator.core.posts.node import Node, key_of
from moderator.core.posts.tombstone import unquoted, unseen
from moderator.core.threads.threads import Threads


class Lines:
    """Makes lines of posts, with what is known of them now."""

    def __init__(self, threads: Threads, parties: Parties, docket: Docket) -> None:
        self._threads = threads
        self._parties = parties
        self._docket = docket

    def find(self, key: str) -> Line | None:
        """The line of a post, by any of its keys; None where it never arrived."""
        node = self._threads.find(key)
        return self.line(node) if node is not None and node.post is not None else None

    def repeated(self, key: str) -> Line | None:
        """The line of what a post repeats by hand; None where it repeats none that is known."""
        node = self._threads.find(key)
        original = node.repeated if node is not None and node.is_repeat else None
        return self.find(original.key) if original else None

    def line(self, node: Node, *, depth: int = 0) -> Line:
        """The line of a post; raises ValueError for one that never arrived."""
        case = self._docket.case(node.key)
        line = Line(
            key=node.key,
            post=node.seen,
            handle=self._parties.handle(node.author),
            side=self._parties.side(node.author),
            party=self._parties.name(self._parties.party(node.author)),
            ground=self._parties.ground(node.author),
            verdict=node.verdict,
            reposts=node.reach,
            depth=depth,
            corrected=node.corrected,
            case=case.id if case else None,
            link=self._docket.checked(node),
        )
        return taken_down(line) if node.deleted else line

    def posts(self, stream: Sequence[Node], most: int) -> list[Post]:
        """The last posts of a stream, and before them as many reposts of others."""
        return [
            *self._reposts(most),
            *(self._post(one) for one in stream[-most:] if not one.deleted),
        ]

    def _post(self, node: Node) -> Post:
        """A post with those that only came along with it; ValueError for one that never arrived."""
        above = dict.fromkeys((node.stem, self._threads.quoted(node)))
        came = [one for one in above if one and one.post and not (one.received or one.deleted)]
        return replace(node.seen, carried=tuple(one.seen for one in came)) if came else node.seen

    def _reposts(self, most: int) -> list[Post]:
        """The last reposts of posts that only came along with one, one of each, oldest first."""
        found = list[Post]()
        for key, (name, at) in self._threads.reposts.last().items():
            node = self._threads.node(key)
            if len(found) < most and not (node.received or node.deleted) and node.post:
                found.append(_repost(name, at, node.post))
        return found[::-1]

    def thread(self, case_id: str) -> list[Line]:
        """A case's conversation, top down: the vacancy first, replies indented."""
        case = self._docket.case(case_id)
        if case is None:
            return []
        nodes = self._conversation(case)
        subject = self._threads.find(case.subject.post) if case.subject.post else None
        top = _topmost(subject, nodes) if subject in nodes else None
        below: defaultdict[Node | None, list[Node]] = defaultdict(list)
        for node in sorted(nodes, key=lambda each: each.order):
            above = _nearest(node, nodes)
            below[subject if above is None and top not in (None, node) else above].append(node)
        return [self.line(node, depth=depth) for node, depth in _walk(below)]

    def _conversation(self, case: Case) -> set[Node]:
        keys = [*case.posts, *case.bystanders, *(moved.post for moved in case.history)]
        nodes = set(self._known([case.subject.post, *keys]))
        for need in self._known(case.posts):
            nodes.update(need.ancestors())
            nodes.update(need.descendants())
        return {node for node in nodes if node.post is not None}

    def _known(self, keys: Iterable[str | None]) -> Iterator[Node]:
        for key in keys:
            node = self._threads.find(key) if key else None
            if node is not None:
                yield node


def _repost(name: str, at: datetime, original: Post) -> Post:
    """A repost as far as it is kept: who made it is not."""
    return Post(
        id=name.removeprefix(key_of(original.source, "")),
        source=original.source,
        kind=Kind.REPOST,
        author=Author(""),
        text="",
        created_at=at,
        repost_of=original.id,
        carried=(original,),
    )


def _nearest(node: Node, nodes: set[Node]) -> Node | None:
    """The nearest of these nodes above one."""
    return next((each for each in node.ancestors() if each in nodes), None)


def _topmost(node: Node, nodes: set[Node]) -> Node:
    """The last of these nodes on the way up from one: possibly itself."""
    return [node, *(each for each in node.ancestors() if each in nodes)][-1]


def _walk(below: dict[Node | None, list[Node]]) -> Iterator[tuple[Node, int]]:
    heap = [(node, 0) for node in reversed(below.get(None, []))]
    while heap:
        node, depth = heap.pop()
        yield node, depth
        heap.extend((child, depth + 1) for child in reversed(below.get(node, [])))


def taken_down(line: Line) -> Line:
    """What is shown of a post that was deleted."""
    verdict = line.verdict and unquoted(line.verdict)
    return replace(line, post=unseen(line.post), verdict=verdict, deleted=True, link=None)
