"""A post's place among the others: what is known of it, and what hangs on it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple, Protocol

from feeds.post import Post
from moderator.core.facts import PostDeleted
from moderator.core.labels import Label, Verdict
from moderator.core.posts.tombstone import buried, unquoted
from moderator.core.posts.verdicts import Given, each_with
from moderator.core.text.links import link_key

NEVER = datetime.max.replace(tzinfo=UTC)


_NEVER_EDITED = datetime.min.replace(tzinfo=UTC)


class Share(NamedTuple):
    """What one post adds to the counts: equal, and the same, for very many."""

    label: Label | None = None
    words: int = 0
    repeats: int = 0
    deleted: int = 0


Order = tuple[datetime, str]
"""What posts are sorted by: `Node.order`."""

Entry = tuple[datetime, str, "Node"]
"""A post, behind the order that it was put somewhere with."""


class Away(Protocol):
    """Where posts are put away."""

    def give_back(self, node: "Node") -> None:
        """Let a post be as it was, by its place there."""
        ...


@dataclass(slots=True, eq=False)
class Node:
    """One post's place: what is known of it, and what hangs on it.

    `post` is None while it is only referred to; `author` and `mentions` are the
    keys of its accounts (mentions without the author's own), `links` those of
    its links. `would_hang_on` is what it replies to, quotes or repeats: its `stem`, unless
    that makes a circle. `at` is the earliest time of all its versions; `since` is never
    before that of the stem, so that it orders a thread even where the clocks of
    its authors disagree. `top` is the first post of its thread (None: itself).
    `reposts` counts its reposts, `copies` are those by hand; `is_repeat` says that
    it is such a copy itself, and `repeated` of what. `leads` are the keys of what
    its short links stand for, as far as that is known. `mark` is that of its present reading,
    `given` are all verdicts on its readings, `verdict` is the one that holds.

    `matter` is the nearest post above it that offers work or quotes another, `asked` the
    nearest that is a need (`asks`): a thread may be deep, and nobody walks up all of it.

    There are as many nodes as posts: what few of them have is made when it is needed, and
    `post`, `given` and `verdict` may be away in cold storage (`away`) until they are.
    """

    key: str
    post: Post | None = None
    author: str = ""
    mentions: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    received: bool = False
    at: datetime = NEVER
    since: datetime = NEVER
    deleted: PostDeleted | None = None
    would_hang_on: "Node | None" = None
    stem: "Node | None" = None
    top: "Node | None" = None
    children: Collection["Node"] = ()
    reposts: int = 0
    is_repeat: bool = False
    repeated: "Node | None" = None
    copies: Collection["Node"] = ()
    mark: str = ""
    given: Given | None = None
    verdict: Verdict | None = None
    corrected: bool = False
    leads: tuple[str, ...] = ()
    share: Share | None = None
    matter: "Node | None" = None
    asked: "Node | None" = None
    asks: bool = False
    entry: "Entry | None" = None
    away: Away | None = None
    place: int = 0

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            """What was put away, once somebody asks for it; AttributeError where nothing was."""
            away, self.away = self.away, None
            if away is None:
                raise AttributeError(name)
            away.give_back(self)
            return getattr(self, name)

    @property
    def seen(self) -> Post:
        """The post; raises ValueError where it was only referred to."""
        if self.post is None:
            raise ValueError(self.key)
        return self.post

    def show(self, post: Post, author: str, mentions: tuple[str, ...]) -> None:
        """Let this version of the post, by that account, be the one that is known."""
        self.post = post
        self.author = author
        self.mentions = mentions
        self.links = tuple(dict.fromkeys(map(link_key, post.links)))

    def knows(self, post: Post, *, received: bool) -> bool:
        """Whether a version of the post brings nothing new."""
        if self.post is None or (received and not self.received) or post.at < self.at:
            return False
        return not is_fresher(post, self.post)

    def bury(self) -> None:
        """Let go of the words of the post, once it is deleted, and of what verdicts quote."""
        self.post = buried(self.post) if self.post else None
        self.given = each_with(self.given, unquoted)

    @property
    def text(self) -> str:
        """Its words; none once it is deleted."""
        return self.post.text if self.post and not self.deleted else ""

    @property
    def reach(self) -> int:
        """How often it was reposted, by hand or not."""
        return self.reposts + len(self.copies)

    @property
    def order(self) -> tuple[datetime, str]:
        """Sorts posts by time, and equal times always alike."""
        return (self.at, self.key)

    @property
    def is_matter(self) -> bool:
        """Whether it offers work, as it is judged now, or quotes a post."""
        if self.post is not None and self.post.quoted:
            return True
        vacancy = self.verdict is not None and self.verdict.label is Label.VACANCY
        return vacancy and not self.is_repeat

    def matters_above(self) -> Iterator["Node"]:
        """Those above it that offer work or quote a post, nearest first."""
        node = self.matter
        while node is not None:
            yield node
            node = node.matter

    def asked_above(self) -> Iterator["Node"]:
        """The needs above it, nearest first."""
        node = self.asked
        while node is not None:
            yield node
            node = node.asked

    def look_up(self) -> bool:
        """Bring up to date what it knows of those above it; whether that is another now."""
        stem, matter, asked = self.stem, None, None
        if stem is not None:
            matter = stem if stem.is_matter else stem.matter
            asked = stem if stem.asks else stem.asked
        if matter is self.matter and asked is self.asked:
            return False
        self.matter, self.asked = matter, asked
        return True

    def look_down(self) -> None:
        """Let those below it know what it is, as far as that is another to them."""
        heap = [self]
        while heap:
            heap.extend([child for child in heap.pop().children if child.look_up()])

    def ancestors(self) -> Iterator["Node"]:
        """The nodes above it, nearest first."""
        node = self.stem
        while node is not None:
            yield node
            node = node.stem

    def root(self) -> "Node":
        """The top of its thread: itself, where nothing is above it."""
        return self.top or self

    def descendants(self) -> Iterator["Node"]:
        """The nodes below it, itself not included, in no particular order."""
        heap = list(self.children)
        while heap:
            node = heap.pop()
            yield node
            heap.extend(node.children)


def account(handle: str) -> str:
    """The key under which an account is known: its handle, whatever the case."""
    return handle.removeprefix("@").casefold()


def key_of(source: str, id_: str) -> str:
    """The key of a post: its id, made unique over all sources."""
    return f"{source}:{id_}"


def source_of(key: str) -> str:
    """The source of the post of that key."""
    return key.partition(":")[0]


def is_fresher(post: Post, known: Post) -> bool:
    """Whether of two versions of a post this is the one to show: the fuller of equals."""
    if post == known:
        return False
    one, other = _freshness(post), _freshness(known)
    return _wording(post) > _wording(known) if one == other else one > other


def _wording(post: Post) -> tuple[str, str]:
    """Tells two versions apart that are as fresh: what stays of a deleted one comes first."""
    return repr(buried(post)), repr(post)


def _freshness(post: Post) -> tuple[int, datetime, int, int]:
    version = post.versions.index(post.id) if post.id in post.versions else 0
    references = len(post.links) + len(post.mentions)
    return (version, post.edited_at or _NEVER_EDITED, len(post.text), references)
