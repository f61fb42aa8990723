"""The nouns that every stage shares: a post, its author, a deletion, a gap.

One `Post` comes out of every platform and every recording. What a source does
not say is empty or None: nothing is guessed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

FIRST = datetime(2006, 3, 21, tzinfo=UTC)
"""When the first post of all was written: none is older, whatever it claims."""


class Kind(StrEnum):
    """What a post is on its platform: the first that holds, in this order."""

    REPOST = "repost"
    REPLY = "reply"
    QUOTE = "quote"
    ORIGINAL = "original"

    @classmethod
    def of(cls, repost_of: str | None, in_reply_to: str | None, quoted: str | None) -> "Kind":
        """The kind of a post that refers to these."""
        if repost_of:
            return cls.REPOST
        if in_reply_to:
            return cls.REPLY
        return cls.QUOTE if quoted else cls.ORIGINAL


@dataclass(frozen=True, slots=True)
class Author:
    """An account, as the post's payload describes it.

    `handle` has no leading @. On X it is the screen name, on Mastodon
    `user@host` (the host always present), on Bluesky the handle, or the DID
    while the handle is unknown. `id` is the platform's own number or DID.
    """

    handle: str
    name: str = ""
    id: str = ""
    bio: str = ""
    bot: bool = False


@dataclass(frozen=True, slots=True)
class Post:
    """One post in one version.

    `id` and all references are the source's own ids (Mastodon: the status id;
    Bluesky: the at:// uri). `text` is what a person sees, with short links left
    in place; `links` holds them expanded and normalised, in order, each once.
    A repost carries text, links, hashtags and mentions of the post it repeats.
    `versions` are the ids of this post's versions, oldest first, when an edit
    makes a new id (X); where an edit keeps the id (Mastodon), `edited_at` tells.
    `carried` are other posts that came in the same payload (the one replied to,
    quoted or reposted), so that context is known even when they never arrive.
    Times are aware and UTC; `received_at` is None in recordings that lack it.
    """

    id: str
    source: str
    kind: Kind
    author: Author
    text: str
    created_at: datetime
    received_at: datetime | None = None
    in_reply_to: str | None = None
    conversation: str | None = None
    quoted: str | None = None
    repost_of: str | None = None
    links: tuple[str, ...] = ()
    hashtags: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    lang: str | None = None
    versions: tuple[str, ...] = ()
    edited_at: datetime | None = None
    uri: str = ""
    carried: tuple["Post", ...] = ()

    @property
    def at(self) -> datetime:
        """The post's place in time: as claimed, where it can be true; else when it was received."""
        if self.received_at is None or FIRST <= self.created_at <= self.received_at:
            return self.created_at
        return self.received_at

    @property
    def canonical_id(self) -> str:
        """The id that stays when the post is edited: that of its first version."""
        return self.versions[0] if self.versions else self.id

    def with_carried(self) -> Iterator["Post"]:
        """The post, and those that came with it, and with these."""
        yield self
        for each in self.carried:
            yield from each.with_carried()

    def repeating(self, original: "Post") -> "Post":
        """The same post with the words of the one that it reposts."""
        return replace(
            self,
            text=original.text,
            links=original.links,
            hashtags=original.hashtags,
            mentions=original.mentions,
        )


@dataclass(frozen=True, slots=True)
class Deleted:
    """A post was taken down. `at` is None where the source does not say when."""

    id: str
    source: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ignored:
    """A record that is well formed and no post: a like, a follow, a heartbeat.

    In a recording also those that its feed counted and did not hand on: `times` says how many.
    """

    what: str
    times: int = 1


NOT_OURS = Ignored("not for this fair")
SEEN_BEFORE = Ignored("seen before")
DROPPED = Ignored("dropped")
"""What a recording says of records that a live feed filtered, knew already, or had to let go of."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A record that could not be read: where it stands, and why, in a few words."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch in which a feed may have missed posts."""

    start: datetime
    end: datetime
    filled: bool = False


Event = Post | Deleted | Ignored | Unreadable | Gap


def received(event: Event, now: datetime) -> Event:
    """A post with the time of its arrival, where it does not have one that can be true."""
    if not isinstance(event, Post):
        return event
    at = event.received_at
    return event if at and FIRST <= at <= now else replace(event, received_at=now)


def times(event: Event) -> int:
    """How many records an event stands for."""
    return event.times if isinstance(event, Ignored) else 1
