"""A post's place among the others: what is known of it, and what hangs on it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from feeds.post import Post
from moderator.core.facts import PostDeleted
from moderator.core.labels import Verdict

NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(slots=True, eq=False)
class Node:
    """One post's place: what is known of it, and what hangs on it.

    `post` is None while it is only referred to; `author` and `mentions` are the
    keys of its accounts (mentions without the author's own). `at` is the
    earliest time of all its versions; `since` is never before that of the stem, so
    that it orders a thread even where the clocks of its authors disagree. `reposts`
    are the times of its reposts by their keys, `copies` its reposts by hand;
    `is_repeat` says that it is such a copy itself, and `repeated` of what. `leads`
    are the keys of what its short links stand for, as far as that is known.
    """

    key: str
    post: Post | None = None
    author: str = ""
    mentions: tuple[str, ...] = ()
    received: bool = False
    at: datetime = NEVER
    since: datetime = NEVER
    deleted: PostDeleted | None = None
    wish: "Node | None" = None
    stem: "Node | None" = None
    children: set["Node"] = field(default_factory=set)
    reposts: dict[str, datetime] = field(default_factory=dict)
    is_repeat: bool = False
    repeated: "Node | None" = None
    copies: set["Node"] = field(default_factory=set)
    verdict: Verdict | None = None
    corrected: bool = False
    leads: tuple[str, ...] = ()

    @property
    def seen(self) -> Post:
        """The post; raises ValueError where it was only referred to."""
        if self.post is None:
            raise ValueError(self.key)
        return self.post

    def show(self, post: Post) -> None:
        """Let this version of the post be the one that is known."""
        self.post = post
        self.author = account(post.author.handle)
        mentioned = map(account, post.mentions)
        self.mentions = tuple(key for key in mentioned if key != self.author)

    @property
    def text(self) -> str:
        """Its words; none once it is deleted."""
        return self.post.text if self.post and not self.deleted else ""

    @property
    def reach(self) -> int:
        """How often it was reposted, by hand or not."""
        return len(self.reposts) + len(self.copies)

    @property
    def order(self) -> tuple[datetime, str]:
        """Sorts posts by time, and equal times always alike."""
        return (self.at, self.key)

    def ancestors(self) -> Iterator["Node"]:
        """The nodes above it, nearest first."""
        node = self.stem
        while node is not None:
            yield node
            node = node.stem

    def root(self) -> "Node":
        """The top of its thread: itself, where nothing is above it."""
        node = self
        while node.stem is not None:
            node = node.stem
        return node

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


def freshness(post: Post) -> tuple[int, datetime, int, int, str]:
    """Orders versions of one post: the greatest, the fullest of equals, is the one to show."""
    version = post.versions.index(post.id) if post.id in post.versions else 0
    edited = post.edited_at or datetime.min.replace(tzinfo=UTC)
    references = len(post.links) + len(post.mentions)
    return (version, edited, len(post.text), references, repr(post))
