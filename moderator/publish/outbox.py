"""What the broker does not have yet of a fair: cases, posts of the stream, and deletions.

The outbox tails the journal's changes, from where the broker confirmed; that number is kept in
the journal. What goes out is always the present state, so that nothing piles up while a
broker is away: a case that moved ten times is told once. What the broker had kept is
compared with what is, after each connection.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import uuid4

from moderator.core.board import Line
from moderator.core.engine import Engine
from moderator.core.facts import Acted, Fact
from moderator.publish.about import gone_by, touched
from moderator.publish.topics import RING, Topics
from moderator.publish.wire import (
    LARGEST,
    MOST_LINES,
    CaseSaid,
    GoneSaid,
    PostSaid,
    Unusable,
    decode,
    encode,
)
from moderator.store.journal import Ledger

EPOCH, NUMBER = "epoch", "outbox"
"""Under which names the journal remembers its own name, and how much the broker confirmed."""

MOST_GONE = 200


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message to be kept at the broker (empty: nothing is kept there any more)."""

    topic: str
    payload: bytes
    case: str = ""
    position: int | None = None
    older: bool = False
    gone: tuple[str, ...] = ()

    @property
    def retained(self) -> bool:
        """Whether the broker is to keep it: no deletion, and no post from before the ring."""
        return not self.gone and not self.older


class Outbox:
    """What is still to be told of one fair."""

    def __init__(self, engine: Engine, journal: Ledger, topics: Topics) -> None:
        self._engine, self._journal, self._topics = engine, journal, topics
        self.epoch = journal.remembered(EPOCH) or self._keep(EPOCH, uuid4().hex)
        number = journal.remembered(NUMBER)
        self.number = self._confirmed = int(number) if number.isdigit() else 0
        self._cases: dict[str, None] = {}
        self._positions: dict[int, None] = {}
        self._older: dict[int, None] = {}
        self._gone: dict[str, None] = {}
        self._stale: dict[str, None] = {}
        self._in_thread: defaultdict[str, set[str]] = defaultdict(set)
        self._threads: dict[str, frozenset[str]] = {}
        self._ring: dict[str, int] = {}
        self._streamed = self._edition = 0

    @property
    def waiting(self) -> int:
        """How much is to be told."""
        posts = len(self._positions) + len(self._older)
        return len(self._cases) + posts + len(self._gone) + len(self._stale)

    def note(self, facts: Sequence[Fact]) -> None:
        """Take note of facts that were kept: whose conversations and posts are otherwise now."""
        for fact in facts:
            about = self._about(fact)
            labels = isinstance(about, Acted) and about.label is not None
            gone = gone_by(fact, self._engine)
            self._gone |= dict.fromkeys(gone)
            for key in (*touched(about), *gone):
                self._cases |= dict.fromkeys(self._in_thread.get(key, ()))
                if key in self._ring:
                    self._positions[self._ring[key]] = None
                elif labels and (at := self._engine.position(key)) is not None:
                    self._older[at] = None

    def pull(self) -> None:
        """Take note of what the journal and the stream have more than before."""
        for number, case_id in self._journal.changes_after(self.number):
            self._cases[case_id] = None
            self.number = number
        length, edition = self._engine.stream_length(), self._engine.stream_edition()
        if edition != self._edition:
            self._edition, self._streamed = edition, 0
            self._ring.clear()
            self._tell_ring()
        first = max(self._streamed, length - RING)
        for position, line in enumerate(self._engine.stream(first, length), first):
            self._ring[line.key] = position
            self._positions[position] = None
        self._streamed = length
        self._ring = {key: at for key, at in self._ring.items() if at >= length - RING}

    def take(self, most: int) -> list[Parcel]:
        """Up to that many messages; `put_back` what could not be sent."""
        parcels: list[Parcel] = []
        if self._gone:
            keys = tuple(self._gone)[:MOST_GONE]
            parcels.append(Parcel(self._topics.gone, encode(GoneSaid(keys=keys)), gone=keys))
            self._gone = dict.fromkeys(list(self._gone)[MOST_GONE:])
        while len(parcels) < most and self._stale:
            parcels.append(Parcel(self._stale.popitem()[0], b""))
        while len(parcels) < most and self._cases:
            case_id = next(iter(self._cases))
            del self._cases[case_id]
            parcels.append(self._case(case_id))
        while len(parcels) < most and self._positions:
            position = next(iter(self._positions))
            del self._positions[position]
            parcels += self._post(position)
        while len(parcels) < most and self._older:
            parcels.append(self._parcel(self._older.popitem()[0], older=True))
        return parcels

    def put_back(self, parcels: Iterable[Parcel]) -> None:
        """Have messages sent again, as they are then."""
        for parcel in parcels:
            if parcel.case:
                self._cases[parcel.case] = None
            elif parcel.position is not None and parcel.older:
                self._older[parcel.position] = None
            elif parcel.position is not None:
                self._positions[parcel.position] = None
            elif not parcel.gone:
                self._stale[parcel.topic] = None
            self._gone |= dict.fromkeys(parcel.gone)

    def confirmed(self) -> None:
        """Keep how much the broker confirmed, where that is all there is."""
        if not self._cases and self.number != self._confirmed:
            self._keep(NUMBER, str(self.number))
            self._confirmed = self.number

    def compare(self, found: Mapping[str, bytes]) -> Iterator[None]:
        """Have told what the broker keeps otherwise than it is, or not at all: a case at a time."""
        self.pull()
        known = {self._topics.case(case.id): case.id for case in self._engine.cases()}
        self._stale |= dict.fromkeys(topic for topic in found if topic not in known)
        for topic, case_id in known.items():
            if not (self._is_case(case_id) and self._is_as_kept(case_id, found.get(topic, b""))):
                self._cases[case_id] = None
            yield
        self._tell_ring()

    def _tell_ring(self) -> None:
        """Have the whole ring told, with the places that no post has come to."""
        length = self._engine.stream_length()
        self._positions |= dict.fromkeys(range(max(length - RING, 0), max(length, RING)))

    def _is_as_kept(self, case_id: str, payload: bytes) -> bool:
        try:
            kept = decode(CaseSaid, payload)
        except Unusable:
            return False
        said = self._said(case_id)
        return encode(said.model_copy(update={"number": kept.number})) == payload

    def _case(self, case_id: str) -> Parcel:
        topic = self._topics.case(case_id)
        if not self._is_case(case_id):
            self._index(case_id, ())
            return Parcel(topic, b"", case=case_id)
        return Parcel(topic, _fitting(self._said(case_id)), case=case_id)

    def _is_case(self, case_id: str) -> bool:
        """Whether there is a case of that id, and not another that took it in."""
        case = self._engine.case(case_id)
        return case is not None and case.id == case_id

    def _said(self, case_id: str) -> CaseSaid:
        case = self._engine.case(case_id)
        assert case is not None  # noqa: S101 - asked for by those that know it is there
        thread = self._engine.thread(case_id)
        self._index(case_id, [line.key for line in thread])
        return CaseSaid(
            epoch=self.epoch,
            number=self.number,
            reach=self._engine.reach(case),
            case=case,
            thread=tuple(map(_alone, thread[:MOST_LINES])),
            cut=max(len(thread) - MOST_LINES, 0),
        )

    def _post(self, position: int) -> list[Parcel]:
        length = self._engine.stream_length()
        if length <= position < RING:
            return [Parcel(self._topics.place(position), b"", position=position)]
        return [self._parcel(position)] if length - RING <= position < length else []

    def _parcel(self, position: int, *, older: bool = False) -> Parcel:
        (line,) = self._engine.stream(position, position + 1)
        said = PostSaid(epoch=self.epoch, position=position, line=_alone(line))
        topic = self._topics.place(position)
        return Parcel(topic, encode(said), position=position, older=older)

    def _about(self, fact: Fact) -> Fact:
        """The fact itself; of an undo what is undone."""
        return (self._engine.act(fact.target) if isinstance(fact, Acted) else None) or fact

    def _index(self, case_id: str, keys: Sequence[str]) -> None:
        """Remember which posts are in which conversation."""
        now, before = frozenset(keys), self._threads.pop(case_id, frozenset())
        for key in before - now:
            self._in_thread[key].discard(case_id)
        for key in now - before:
            self._in_thread[key].add(case_id)
        if now:
            self._threads[case_id] = now

    def _keep(self, name: str, value: str) -> str:
        self._journal.append((), remember={name: value})
        return value


def _alone(line: Line) -> Line:
    """A post without those that came along in its payload."""
    return replace(line, post=replace(line.post, carried=())) if line.post.carried else line


def _fitting(said: CaseSaid) -> bytes:
    """The message, with as much of the conversation as it has room for."""
    payload = encode(said)
    while len(payload) > LARGEST and said.thread:
        keep = len(said.thread) // 2
        cut = said.cut + len(said.thread) - keep
        said = said.model_copy(update={"thread": said.thread[:keep], "cut": cut})
        payload = encode(said)
    return payload
