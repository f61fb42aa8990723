"""Posts by what they hang on: threads that come out the same in any order.

Every post is a node. Its stem is the post that it replies to, failing that the
one it quotes, failing that the one it repeats by hand with words of its own.
Where the post replied to never arrived, the conversation's first post stands in.
Nodes exist as soon as they are referred to, so a late parent just fills its
place. Reposts and the later ids of an edited post are other names for a node.
"""

from collections.abc import Collection
from datetime import datetime

from feeds.post import Kind, Post
from moderator.core.facts import PostDeleted
from moderator.core.posts.activity import Activity
from moderator.core.posts.node import NEVER, Node, is_fresher, key_of
from moderator.core.posts.small_sets import joined, parted
from moderator.core.posts.tombstone import buried
from moderator.core.posts.verdicts import merged
from moderator.core.text.repeats import repeat_in
from moderator.core.threads.aliases import Aliases
from moderator.core.threads.forest import Forest
from moderator.core.threads.repeated import Repeated
from moderator.core.threads.reposts import Reposts
from moderator.core.threads.shared_links import SharedLinks
from moderator.core.threads.voices import Voices


class Threads:
    """All posts of a fair, as a forest that grows in any order."""

    def __init__(self, activity: Activity) -> None:
        self.voices = Voices()
        self.shared = SharedLinks()
        self.reposts = Reposts(activity)
        self._activity = activity
        self._nodes: dict[str, Node] = {}
        self._aliases = Aliases()
        self._referring: dict[str, set[Node]] = {}
        self._deleted: dict[str, PostDeleted] = {}
        self._repeated = Repeated(self.voices.by)
        self._forest = Forest()

    def names(self, node: Node) -> list[str]:
        """The keys that a post goes by, its own first."""
        return self._aliases.of(node.key)

    def find(self, key: str) -> Node | None:
        """The node of that key, or of a post that goes by another name; None if unknown."""
        return self._nodes.get(self._aliases.key(key))

    def node(self, key: str) -> Node:
        """The node of that key, made where it was never heard of."""
        key = self._aliases.key(key)
        node = self._nodes.get(key)
        if node is None:
            node = self._nodes[key] = Node(key, deleted=self._deleted.get(key))
        return node

    def quoted(self, node: Node) -> Node | None:
        """The post that this one quotes, if it was ever heard of."""
        post = node.post
        return self.find(key_of(post.source, post.quoted)) if post and post.quoted else None

    def referring(self, node: Node) -> Collection[Node]:
        """The posts that reply to a post, or quote it."""
        if node.key not in self._referring and node not in self._forest.rings:
            return node.children
        others = self._referring.get(node.key, ())
        return [*node.children, *others, *self._forest.giving_in(node)]

    def has(self, post: Post) -> bool:
        """Whether a post, in this or another version, has arrived before."""
        name = key_of(post.source, post.id)
        if post.kind is Kind.REPOST and post.repost_of:
            repost = self.reposts.find(name)
            return repost is not None and (name in self._deleted or repost.at is not None)
        node = self.find(name) or self.find(key_of(post.source, post.canonical_id))
        return node is not None and node.received

    def add(self, post: Post, *, received: bool) -> set[Node]:
        """Take a post in; gives the nodes whose place or words changed."""
        if post.kind is Kind.REPOST and post.repost_of:
            return self._add_repost(post, received=received)
        touched = self._rename_versions(post) if len(post.versions) > 1 else set()
        node = self.node(key_of(post.source, post.canonical_id))
        waited_for = node.post is None
        if not touched and not waited_for and node.knows(post, received=received):
            return touched
        others = [] if waited_for else self._repeated.repeating(node)
        self._show(node, post, at=post.at, received=received)
        touched |= self._restem(node)
        touched.add(node)
        others += self._repeated.repeating(node)
        others += self.referring(node) if waited_for else ()
        for other in others:
            touched |= self._restem(other)
        return touched | self.shared.moved()

    def delete(self, fact: PostDeleted) -> set[Node]:
        """Take a post, or a repost, down; gives the nodes that this touches."""
        name = key_of(fact.source, fact.id)
        repost = self.reposts.find(name)
        key = name if repost else self._aliases.key(name)
        self._deleted[key] = min(fact, self._deleted.get(key, fact), key=_when)
        if repost is not None:
            target = self.node(repost.target)
            target.reposts = max(target.reposts + self.reposts.drop(name), 0)
            return set()
        node = self._nodes.get(key)
        if node is None:
            return set()
        repeating = self._repeated.repeating(node)
        node.deleted = self._deleted[key]
        self._bury(node)
        touched = self._restem(node) | {node}
        return touched.union(*map(self._restem, repeating))

    def _add_repost(self, post: Post, *, received: bool) -> set[Node]:
        name = key_of(post.source, post.id)
        node = self.node(key_of(post.source, post.repost_of or ""))
        at = post.at if received and name not in self._deleted else None
        more = self.reposts.see(name, node.key, at)
        touched = self._rename(name, node.key)
        node.reposts += more
        return touched

    def _rename_versions(self, post: Post) -> set[Node]:
        first = key_of(post.source, post.canonical_id)
        touched: set[Node] = set()
        for version in post.versions[1:]:
            name = self._aliases.key(key_of(post.source, version))
            touched |= self._rename(name, first)
            if name in self._aliases and name in self._deleted:
                touched |= self.delete(self._deleted.pop(name))
        return touched

    def _rename(self, name: str, key: str) -> set[Node]:
        """Make one key another name of a node; what hung on it moves along."""
        stray = self._nodes.pop(self._aliases.add(name, key), None)
        if stray is None:
            return set()
        node = self.node(key)
        node.reposts, stray.reposts = node.reposts + stray.reposts, 0
        return self._adopt(stray, node) | {stray}

    def _adopt(self, stray: Node, node: Node) -> set[Node]:
        touched = {node}
        referring = [*self.referring(stray), *stray.copies]
        referring += self.referring(node) if node.post is None else ()
        if stray.post is not None:
            self._take_over(node, stray, stray.post)
        self._referring.pop(stray.key, None)
        self._forest.cut_off(stray)
        for other in referring:
            touched |= self._restem(other)
        return touched

    def _take_over(self, node: Node, stray: Node, post: Post) -> None:
        """Let a node be what a version of it was, which is no post of its own any more."""
        self._forget(stray)
        self._show(node, post, at=stray.at, received=stray.received)
        node.given = merged(node.given, stray.given)
        self._bury(node)
        if stray.received:
            self._activity.move(stray.at, None)
        stray.received, stray.post, stray.given = False, None, None
        self._unfold(stray)

    def _show(self, node: Node, post: Post, *, at: datetime, received: bool) -> None:
        """Let a node be known by this version of its post, if it is the one to show."""
        counted = node.at if node.received else None
        post = buried(post) if node.deleted else post
        node.received |= received
        fresher = node.post is None or is_fresher(post, node.post)
        if fresher or at < node.at:
            self._change(node, post, at=at, fresher=fresher)
        if node.received:
            self._activity.move(counted, node.at)

    def _change(self, node: Node, post: Post, *, at: datetime, fresher: bool) -> None:
        if node.post is not None:
            self._forget(node)
        node.at = min(node.at, at)
        if fresher:
            node.show(post, *self.voices.of(post))
        if node.children:
            node.look_down()
        for index in (self.voices, self.shared, self._repeated):
            index.put(node)

    def _bury(self, node: Node) -> None:
        """Let go of a post's words, where it is deleted."""
        if node.deleted:
            if node.post is not None:
                self._repeated.drop(node)
            node.bury()

    def _forget(self, node: Node) -> None:
        for index in (self.voices, self.shared, self._repeated):
            index.drop(node)

    def _restem(self, node: Node) -> set[Node]:
        """Hang a node where it belongs now; gives all nodes that moved, and those below."""
        self._unfold(node)
        node.would_hang_on = self._would_hang_on(node)
        return self._forest.hang(node)

    def _would_hang_on(self, node: Node) -> Node | None:
        post = node.post
        if post is None or node.key in self._aliases:
            return None
        if not post.in_reply_to and not post.quoted:
            return node.repeated if not node.is_repeat else None
        above = self._replied_to(node, post, post.in_reply_to) if post.in_reply_to else None
        quoted = self.node(key_of(post.source, post.quoted)) if post.quoted else None
        if above is None:
            above = quoted
        elif quoted is not None:
            self._refer(node, quoted)
        return above if above is not node else None

    def _refer(self, node: Node, other: Node) -> None:
        """Note that a node refers to another, although it may not hang on it."""
        self._referring.setdefault(other.key, set()).add(node)

    def _replied_to(self, node: Node, post: Post, ref: str) -> Node:
        """What it replies to; where that is unknown, what the conversation began with."""
        parent = self.node(key_of(post.source, ref))
        if parent.post is not None or not post.conversation:
            return parent
        self._refer(node, parent)
        start = self.node(key_of(post.source, post.conversation))
        return parent if start is node else start

    def _unfold(self, node: Node) -> None:
        """Find what a post repeats by hand, and whether it adds nothing."""
        repeat = repeat_in(node.post.text) if node.post else None
        was, node.is_repeat = node.is_repeat, repeat is not None and not repeat.own_words
        if was is not node.is_repeat and node.children:
            node.look_down()
        if node.repeated is not None:
            node.repeated.copies = parted(node.repeated.copies, node)
        node.repeated = self._repeated.original(node, repeat) if repeat and node.text else None
        if node.repeated is not None and node.is_repeat and node.received:
            node.repeated.copies = joined(node.repeated.copies, node)


def _when(fact: PostDeleted) -> tuple[datetime, str]:
    return (fact.at or NEVER, fact.id)
