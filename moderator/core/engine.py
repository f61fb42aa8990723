"""The engine: facts in, changes out, and the board at any moment.

The theory in one paragraph. A fact is never forgotten and never wrong: a post
was seen, a verdict was given, a moderator acted. What the board shows is a
function of the *set* of facts, so it does not matter in which order they came,
or how often. Each fact disturbs a few posts; those settle in three layers that
depend on each other only downwards: threads (what hangs on what), verdicts
(what a post is, in that thread, by that author), and cases (what still wants
an answer). Nothing here knows the time: it is in the facts, and in the clock
that a board is asked for.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice

from feeds.post import Kind, Post
from moderator.core.acts import Acts, last_of
from moderator.core.board import Board, Counts, Line
from moderator.core.case import LINK, Case
from moderator.core.cases.docket import Docket
from moderator.core.context import Reading
from moderator.core.facts import (
    Acted,
    ActKind,
    Change,
    Fact,
    Judged,
    LinkChecked,
    PostDeleted,
    PostSeen,
)
from moderator.core.fair import Fair
from moderator.core.parties.accounts import Accounts
from moderator.core.parties.parties import Parties
from moderator.core.posts.activity import Activity
from moderator.core.posts.cold import ColdStorage
from moderator.core.posts.node import Node, key_of
from moderator.core.threads.threads import Threads
from moderator.core.verdicts.judging import Judging
from moderator.core.views.census import Census
from moderator.core.views.lines import Lines
from moderator.core.views.queue import queue

TOGETHER = 1_000
"""Facts of a journal that settle together: all of them at once would all be warm at once."""


class Engine:
    """One fair: all its facts, and what follows from them."""

    def __init__(self, fair: Fair) -> None:
        self.fair = fair
        self._activity = Activity()
        self._threads = Threads(self._activity)
        self._accounts = Accounts(self._threads, fair)
        self._parties = Parties(fair, self._accounts)
        self._judging = Judging(self._threads, self._parties)
        self._docket = Docket(self._threads, self._parties)
        self._census = Census(self._threads.reposts)
        self._acts = Acts()
        self._lines = Lines(self._threads, self._parties, self._docket)
        self._storage = ColdStorage()
        self._touched: dict[Node, None] = {}
        self._version = 0

    def apply(self, fact: Fact) -> list[Change]:
        """Take one fact in; gives what that changed on the board."""
        return self.absorb([fact])

    def absorb(self, facts: Iterable[Fact]) -> list[Change]:
        """Take facts in together, thousands at most; gives what they changed on the board."""
        for fact in facts:
            self._take(fact)
            self._version += 1
        return self._settle()

    def restore(self, facts: Iterable[Fact]) -> None:
        """Take the facts of a journal in, however many: what they changed is known."""
        coming = iter(facts)
        while some := list(islice(coming, TOGETHER)):
            self.absorb(some)

    def readings(self, most: int) -> list[Reading]:
        """Up to that many readings that want a verdict; each is given out once."""
        return self._judging.readings(most)

    def judge_again(self) -> list[Change]:
        """Want verdicts where a classifier failed until now; gives what that changed."""
        self._judging.judge_again()
        return self._settle()

    def reading(self, key: str) -> Reading | None:
        """A post in its present context; None where it never arrived."""
        node = self._threads.find(key)
        return self._judging.reading(node) if node is not None and node.post else None

    @property
    def unjudged(self) -> int:
        """How many posts wait for a verdict."""
        return self._judging.waiting

    def board(self, clock: datetime) -> Board:
        """What a screen shows at that moment."""
        waiting, snoozed = queue(self._docket.waiting, clock, self.fair, reach=self.reach)
        return Board(
            version=self._version,
            clock=clock,
            waiting=waiting,
            counts=self._census.counts(),
            closed=self._docket.count - len(waiting) - len(snoozed),
            snoozed=snoozed,
        )

    def cases(self) -> list[Case]:
        """All cases, by the time at which they were opened."""
        return self._docket.cases()

    @property
    def case_count(self) -> int:
        """How many cases there are, closed ones included."""
        return self._docket.count

    def case(self, key: str) -> Case | None:
        """The case with that id, or that a post of that key belongs to."""
        return self._docket.case(key)

    def reach(self, case: Case) -> int:
        """How many people a case concerns: who asked, and who passed its vacancy on."""
        subject = self._threads.find(case.subject.post) if case.subject.post else None
        return len(case.reporters) + (subject.reach if subject else 0)

    def thread(self, case_id: str) -> list[Line]:
        """A case's conversation, top down: the vacancy first, replies indented."""
        return self._lines.thread(case_id)

    def offers(self, most: int) -> list[Line]:
        """Up to that many vacancies with a link that are new or changed; each is given out once."""
        return [self._lines.line(node) for node in self._docket.offers(most)]

    def line(self, key: str) -> Line | None:
        """A post as a screen shows it; None where it never arrived."""
        return self._lines.find(key)

    def repeated(self, key: str) -> Line | None:
        """The post that this one repeats by hand; None where it repeats none that is known."""
        return self._lines.repeated(key)

    def stream_length(self) -> int:
        """How many posts with words of their own have arrived."""
        return len(self._census.stream)

    def stream_edition(self) -> int:
        """Another number whenever posts of the stream came to stand elsewhere."""
        return self._census.edition

    def stream(self, start: int, stop: int) -> list[Line]:
        """Posts in order of arrival, by position, as they are judged now."""
        return [self._lines.line(node) for node in self._census.stream[start:stop]]

    def posts(self, most: int) -> list[Post]:
        """The last posts with words of their own, and what came with them; not the deleted ones."""
        return self._lines.posts(self._census.stream, most)

    def position(self, key: str) -> int | None:
        """Where a post stands in the stream; None where it does not."""
        return self._census.position(key)

    def counts(self) -> Counts:
        """How many posts there are, of which kind."""
        return self._census.counts()

    @property
    def latest(self) -> datetime:
        """The time of the latest post or repost; the beginning of time before there is one."""
        return self._activity.latest

    def activity(self) -> Sequence[tuple[datetime, int]]:
        """Posts per minute in which there were any, reposts included."""
        return self._activity.minutes()

    def last_act(self, by: str) -> Acted | None:
        """A moderator's last act that still holds: what an undo would take back."""
        return self._acts.last(by)

    def act(self, id_: str) -> Acted | None:
        """The act of that id; None where there is none."""
        return self._acts.find(id_)

    def acts(self, *kinds: ActKind) -> list[Acted]:
        """The acts of these kinds that nobody took back, in the order in which they were done."""
        return self._acts.of_kinds(*kinds)

    @property
    def next_serial(self) -> int:
        """The serial of the next act: above those of all acts that are known."""
        return self._acts.serial

    def has(self, post: Post) -> bool:
        """Whether a post, in this or another version, has arrived before."""
        return self._threads.has(post)

    def _take(self, fact: Fact) -> None:
        match fact:
            case PostSeen():
                self._see(self._threads.add(fact.post, received=not fact.carried))
                self._recall(fact.post)
            case PostDeleted():
                self._see(self._threads.delete(fact))
            case Judged():
                self._judging.take(fact)
            case LinkChecked():
                self._docket.check(fact)
            case _:
                self._act(fact)

    def _see(self, nodes: Iterable[Node]) -> None:
        for node in nodes:
            if touched := self._accounts.meet(node):
                moved = self._judging.renew(touched)
                for account in touched.union(moved):
                    self._docket.disturb_account(account, moved=account in moved)
            self._judging.disturb_around(node)
            self._touched[node] = None

    def _recall(self, post: Post) -> None:
        """Let hold the acts that name a repost, or a later version, from before it was known."""
        others = (post.id,) if post.kind is Kind.REPOST else post.versions[1:]
        for name in filter(self._acts.names, (key_of(post.source, other) for other in others)):
            self._see((self._threads.node(name),))
            for target in (name, f"{LINK}{name}"):
                self._docket.act(target, self._acts.holding(target))

    def _act(self, fact: Acted) -> None:
        target = self._acts.take(fact)
        holding = self._acts.holding(target)
        self._judging.correct(target, last_of(holding, ActKind.RELABEL, ActKind.CONFIRM))
        self._docket.act(target, holding)
        if fact.kind.regroups or fact.kind is ActKind.UNDO:
            self._docket.regroup(self._acts.regrouping())
        if target.startswith("@"):
            for key in self._parties.correct(target, last_of(holding, ActKind.SIDE)):
                self._judging.disturb_account(key)
                self._docket.disturb_account(key, moved=True)

    def _settle(self) -> list[Change]:
        nodes, accounts = self._judging.settle()
        touched, self._touched = self._touched | dict.fromkeys(nodes), {}
        for node in touched:
            self._docket.disturb(node)
            self._census.note(node)
            self._storage.touch(node)
        for account in accounts:
            self._docket.disturb_account(account, moved=True)
        changes = self._docket.settle()
        self._storage.tidy()
        return changes
