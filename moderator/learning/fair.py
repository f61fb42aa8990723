"""A labelled fair as it stands in corpus/fairs: accounts, posts, deletions."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from zlib import crc32

import orjson

from feeds.said import said
from moderator.learning.corpus import within

X_EPOCH_MS = 1288834974657
Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Account:
    """Who posts. `side` is the truth that the program has to find out by itself."""

    handle: str
    name: str
    side: str
    org: str | None = None
    bio: str = ""
    followers: int = 0

    @property
    def number(self) -> int:
        """The account's id on X, equal in every recording."""
        return 20_000_000 + crc32(self.handle.lower().encode()) % 600_000_000


@dataclass(frozen=True, slots=True)
class LabelledPost:
    """One post and what it is.

    `number` is its id on X. `by_hand` marks a repost typed as "RT @x: ...".
    `edit_of` is the version before this one. `late_seconds` is how much later
    than `at` it was delivered, `twice` whether that happened twice.
    """

    id: str
    number: int
    at: datetime
    author: str
    text: str
    label: str
    reply_to: str | None = None
    quote: str | None = None
    repost_of: str | None = None
    by_hand: bool = False
    substance: str | None = None
    edit_of: str | None = None
    late_seconds: int = 0
    twice: bool = False
    lang: str | None = None

    @property
    def delivered(self) -> datetime:
        """When it reached the recorder."""
        return self.at + timedelta(seconds=self.late_seconds)


@dataclass(frozen=True, slots=True)
class Removal:
    """A post was taken down by its author."""

    id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LabelledFair:
    """A whole fair; accounts by lower-case handle, posts by id, both in file order."""

    hashtag: str
    language: str
    accounts: dict[str, Account]
    posts: dict[str, LabelledPost]
    removals: tuple[Removal, ...] = ()

    def author(self, post: LabelledPost) -> Account:
        """Who wrote the post."""
        return self.accounts[post.author.lower()]

    def root(self, post: LabelledPost) -> LabelledPost:
        """The post at the top of the thread."""
        while post.reply_to:
            post = self.posts[post.reply_to]
        return post

    def versions(self, post: LabelledPost) -> tuple[LabelledPost, ...]:
        """The post and what it was before, oldest first."""
        before = self.versions(self.posts[post.edit_of]) if post.edit_of else ()
        return (*before, post)

    def visible(self, key: str, at: datetime) -> bool:
        """Whether that post had arrived by then, and was still there."""
        removed = any(removal.id == key and removal.at <= at for removal in self.removals)
        return self.posts[key].delivered <= at and not removed


def moment(text: str) -> datetime:
    """The aware time that an ISO text names. Raises ValueError, in words."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError(said("date cannot be read: {date}", date=text)) from error
    if at.tzinfo is None:
        raise ValueError(said("date without a time zone: {date}", date=text))
    return at


def snowflake(at: datetime, order: int) -> int:
    """An X id of that time; `order` keeps posts of one moment apart."""
    return (int(at.timestamp() * 1000) - X_EPOCH_MS) << 22 | order


def parse(raw: dict[str, Any]) -> LabelledFair:
    """The fair that the decoded JSON describes. Raises ValueError, with the place."""
    accounts = list(_each(raw, "authors", lambda row, _order: _account(row)))
    posts = list(_each(raw, "posts", _post))
    return LabelledFair(
        hashtag=raw["fair"]["hashtag"],
        language=raw["fair"]["language"],
        accounts={account.handle.lower(): account for account in accounts},
        posts={post.id: post for post in posts},
        removals=tuple(Removal(row["id"], moment(row["at"])) for row in raw.get("deletes", ())),
    )


def read(path: Path) -> LabelledFair:
    """The fair in that file."""
    return parse(orjson.loads(path.read_text(encoding="utf-8")))


def _each(
    raw: dict[str, Any], key: str, read_one: Callable[[dict[str, Any], int], Record]
) -> Iterator[Record]:
    """The records of a list in the JSON, each read with its place in it."""
    for order, row in enumerate(raw[key]):
        with within(f"{key}: item {order + 1}"):
            record = read_one(row, order)
        yield record


def _account(row: dict[str, Any]) -> Account:
    return Account(
        handle=row["handle"],
        name=row["name"],
        side=row["side"],
        org=row.get("org"),
        bio=row.get("bio", ""),
        followers=row.get("followers", 0),
    )


def _post(row: dict[str, Any], order: int) -> LabelledPost:
    at = moment(row["at"])
    return LabelledPost(
        id=row["id"],
        number=snowflake(at, order),
        at=at,
        author=row["author"],
        text=row["text"],
        label=row["label"],
        reply_to=row.get("reply_to"),
        quote=row.get("quote"),
        repost_of=row.get("repost_of"),
        by_hand=row.get("by_hand", False),
        substance=row.get("substance"),
        edit_of=row.get("edit_of"),
        late_seconds=row.get("late_seconds", 0),
        twice=row.get("twice", False),
        lang=row.get("lang"),
    )
