"""What is known around a post when it is judged."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from feeds.post import Post
from moderator.core.labels import Label, Side


@dataclass(frozen=True, slots=True)
class Said:
    """Another post, as far as it helps to understand the one that is judged.

    `label` is None while that post has not been judged itself. `version` changes
    when its words do.
    """

    key: str
    author: str
    side: Side
    text: str
    label: Label | None = None
    version: str = ""

    @property
    def mark(self) -> str:
        """What a reading's mark says of this post."""
        return said_mark(self.key, self.version, self.label, self.side)


@dataclass(frozen=True, slots=True)
class Context:
    """A post's place in the conversation, and who speaks.

    `ancestors` are the posts above it, nearest first, at most six: what it
    replies to (or, where it replies to nothing, quotes), and so on up. Where it
    does neither and begins with a mention, that is what the account asked last; where
    it calls an asker by name, what that one did.
    `quoted` is the quoted post. `author` is the account's key, comparable with
    `Said.author`. `mentions` gives the side of each mentioned account, in
    order. `report_above` tells whether somebody earlier in the whole tree
    reported a broken link, `mentions_asker` whether an account that it mentions
    asked or reported something before.
    """

    author: str = ""
    side: Side = Side.UNKNOWN
    ancestors: tuple[Said, ...] = ()
    quoted: Said | None = None
    mentions: tuple[Side, ...] = ()
    report_above: bool = False
    mentions_asker: bool = False

    @property
    def parent(self) -> Said | None:
        """The post that this one replies to or, failing that, quotes."""
        return self.ancestors[0] if self.ancestors else self.quoted

    @property
    def mark(self) -> str:
        """What a reading's mark says of this context."""
        above = [said.mark for said in self.ancestors]
        quoted = self.quoted.mark if self.quoted else ""
        needs = (self.report_above, self.mentions_asker)
        return context_mark(self.side, above, quoted, self.mentions, *needs)


@dataclass(frozen=True, slots=True)
class Reading:
    """A post together with its context: all that a classifier gets to see.

    `bare` readings are made of unthreaded posts before anything is known of
    their author; what they find out (this account offers vacancies) decides
    the side that the full reading then has. `shares_link` tells of an unthreaded
    post whether another account gave its link before.
    """

    key: str
    post: Post
    context: Context = Context()
    bare: bool = False
    shares_link: bool = False

    @property
    def mark(self) -> str:
        """Equal for equal readings of one post: a verdict holds for just this mark."""
        context = BARE if self.bare else self.context.mark
        return reading_mark(self.post, context, shares_link=self.shares_link)


BARE = "bare"
"""What stands for the context in the mark of a bare reading."""

_SHARES = "|shares a link"


def said_mark(key: str, version: str, label: Label | None, side: Side) -> str:
    """What tells one post, as it is judged now, from another."""
    return f"{key}@{version}={label}={side}"


def context_mark(
    side: Side,
    above: Iterable[str],
    quoted: str,
    mentions: Iterable[Side],
    *needs: bool,
) -> str:
    """What tells one context from another: `above` and `quoted` are marks of posts."""
    flags = "".join(["1" if need else "0" for need in needs])
    return f"{side}|{','.join(above)}|{quoted}|{','.join(mentions)}|{flags}"


def reading_mark(post: Post, context: str, *, shares_link: bool) -> str:
    """A short text that is equal for equal readings of one post, in every process.

    Readings of different posts may have the same: most of those that hang on nothing do.
    """
    version = version_of(post) if post.versions or post.edited_at else str(len(post.text))
    return _short(f"{version}|{context}{_SHARES if shares_link else ''}")


@lru_cache(maxsize=8_192)
def _short(whole: str) -> str:
    return blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=7).hexdigest()


def version_of(post: Post) -> str:
    """A short text that changes when a post's words do."""
    edited = post.edited_at.isoformat() if post.edited_at else ""
    return f"{post.id}+{edited}+{len(post.text)}"
