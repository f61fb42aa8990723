"""Posts by what they hang on: threads that come out the same in any order.

Every post is a node. Its stem is the post that it replies to, failing that the
one it quotes, failing that the one it repeats by hand with words of its own.
Where the post replied to never arrived, the conversation's first post stands in.
Nodes exist as soon as they are referred to, so a late parent just fills its
place. Reposts and the later ids of an edited post are other names for a node.
"""

from collections import defaultdict

from feeds.post import Kind, Post
from moderator.core.facts import PostDeleted
from moderator.core.forest import Forest
from moderator.core.node import NEVER, Node, freshness, key_of
from moderator.core.repeats import SHORTEST, Repeat, gist, repeat_in, repeats

Opening = tuple[str, str]
"""Who said something, and how it begins: equal for a post and its repeats by hand."""


class Threads:
    """All posts of a fair, as a forest that grows in any order."""

    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}
        self.by_author: defaultdict[str, set[Node]] = defaultdict(set)
        self.by_mention: defaultdict[str, set[Node]] = defaultdict(set)
        self._names: dict[str, str] = {}
        self._other_names: defaultdict[str, set[str]] = defaultdict(set)
        self._reposting: dict[str, str] = {}
        self._referring: defaultdict[str, set[Node]] = defaultdict(set)
        self._saying: defaultdict[Opening, dict[Node, str]] = defaultdict(dict)
        self._repeating: defaultdict[Opening, dict[Node, str]] = defaultdict(dict)
        self._deleted: dict[str, PostDeleted] = {}
        self._forest = Forest()

    def key(self, key: str) -> str:
        """The key that a post is kept under: that of its first version, or of what it reposts."""
        seen = {key}
        while (name := self._names.get(key)) is not None and name not in seen:
            seen.add(name)
            key = name
        return key

    def names(self, node: Node) -> list[str]:
        """The keys that a post goes by, its own first."""
        return [node.key, *sorted(self._other_names.get(node.key, ()))]

    def find(self, key: str) -> Node | None:
        """The node of that key, or of a post that goes by another name; None if unknown."""
        return self.nodes.get(self.key(key))

    def node(self, key: str) -> Node:
        """The node of that key, made where it was never heard of."""
        key = self.key(key)
        if key not in self.nodes:
            self.nodes[key] = Node(key, deleted=self._deleted.get(key))
        return self.nodes[key]

    def quoted(self, node: Node) -> Node | None:
        """The post that this one quotes, if it was ever heard of."""
        post = node.post
        return self.find(key_of(post.source, post.quoted)) if post and post.quoted else None

    def referring(self, node: Node) -> frozenset[Node]:
        """The posts that reply to a post, or quote it."""
        return frozenset(self._referring.get(node.key, ()))

    def has(self, post: Post) -> bool:
        """Whether a post, in this or another version, has arrived before."""
        name = key_of(post.source, post.id)
        if post.kind is Kind.REPOST and post.repost_of:
            return name in self._reposting and self._received_repost(name)
        node = self.find(name) or self.find(key_of(post.source, post.canonical_id))
        return node is not None and node.received

    def _received_repost(self, name: str) -> bool:
        return name in self._deleted or name in self.node(name).reposts

    def add(self, post: Post, *, received: bool) -> set[Node]:
        """Take a post in; gives the nodes whose place or words changed."""
        own_key = key_of(post.source, post.id)
        if post.kind is Kind.REPOST and post.repost_of:
            return self._add_repost(post, own_key, received=received)
        touched = self._rename_versions(post)
        node = self.node(key_of(post.source, post.canonical_id))
        node.received |= received
        node.at = min(node.at, post.at)
        repeating = self._repeating_of(node)
        if node.post is None or freshness(post) > freshness(node.post):
            self._index(node, post)
        touched |= self._restem(node)
        for other in self._referring[node.key] | repeating | self._repeating_of(node):
            touched |= self._restem(other)
        return touched | {node}

    def delete(self, fact: PostDeleted) -> set[Node]:
        """Take a post, or a repost, down; gives the nodes that this touches."""
        name = key_of(fact.source, fact.id)
        key = name if name in self._reposting else self.key(name)
        if key not in self._deleted or _earlier(fact, self._deleted[key]):
            self._deleted[key] = fact
        if name in self._reposting:
            target = self.node(self._reposting[name])
            target.reposts.pop(name, None)
            return {target}
        node = self.nodes.get(key)
        if node is None:
            return set()
        node.deleted = self._deleted[key]
        touched = self._restem(node) | {node}
        return touched.union(*map(self._restem, self._repeating_of(node)))

    def _add_repost(self, post: Post, name: str, *, received: bool) -> set[Node]:
        target = key_of(post.source, post.repost_of or "")
        self._reposting[name] = target
        touched = self._rename(name, target)
        node = self.node(target)
        if received and name not in self._deleted:
            node.reposts[name] = min(post.at, node.reposts.get(name, post.at))
        return touched | {node}

    def _rename_versions(self, post: Post) -> set[Node]:
        first = key_of(post.source, post.canonical_id)
        touched: set[Node] = set()
        for version in post.versions[1:]:
            name = key_of(post.source, version)
            touched |= self._rename(name, first)
            if name in self._deleted:
                touched |= self.delete(self._deleted.pop(name))
        return touched

    def _rename(self, name: str, key: str) -> set[Node]:
        """Make one key another name of a node; what hung on it moves along."""
        if name == key or self._names.get(name) == key or self.key(key) == name:
            return set()
        self._names[name] = key
        self._other_names[key] |= {name} | self._other_names.pop(name, set())
        stray = self.nodes.pop(name, None)
        if stray is None:
            return set()
        node = self.node(key)
        node.reposts |= stray.reposts
        stray.reposts = {}
        return self._adopt(stray, node) | {stray}

    def _adopt(self, stray: Node, node: Node) -> set[Node]:
        touched = {node}
        if stray.post is not None:
            self._forget(stray)
            node.received |= stray.received
            node.at = min(node.at, stray.at)
            if node.post is None or freshness(stray.post) > freshness(node.post):
                self._index(node, stray.post)
        stray.received = False
        self._forest.cut_off(stray)
        for other in self._referring.pop(stray.key, set()) | stray.children:
            self._referring[node.key].add(other)
            touched |= self._restem(other)
        return touched

    def _forget(self, node: Node) -> None:
        self.by_author[node.author].discard(node)
        author, words = node.author, _words(node)
        self._saying[author, words[:SHORTEST]].pop(node, None)
        for mention in node.mentions:
            self.by_mention[mention].discard(node)

    def _index(self, node: Node, post: Post) -> None:
        if node.post is not None:
            self._forget(node)
        node.show(post)
        self.by_author[node.author].add(node)
        for mention in node.mentions:
            self.by_mention[mention].add(node)
        if repeat := repeat_in(post.text):
            self._repeating[repeat.handle, repeat.words[:SHORTEST]][node] = repeat.words
        else:
            words = _words(node)
            self._saying[node.author, words[:SHORTEST]][node] = words

    def _repeating_of(self, node: Node) -> set[Node]:
        """The posts that may repeat this one by hand."""
        words = _words(node)
        known = self._repeating.get((node.author, words[:SHORTEST]), {})
        return {other for other, copy in known.items() if repeats(copy, words)}

    def _restem(self, node: Node) -> set[Node]:
        """Hang a node where it belongs now; gives all nodes that moved, and those below."""
        self._unfold(node)
        node.wish = self._wish(node)
        return self._forest.hang(node)

    def _wish(self, node: Node) -> Node | None:
        post = node.post
        if post is None or node.key in self._names:
            return None
        refs = [ref for ref in (self._reply_ref(node, post), post.quoted) if ref]
        above = [self.node(key_of(post.source, ref)) for ref in refs]
        for each in above:
            self._referring[each.key].add(node)
        if above:
            return None if above[0] is node else above[0]
        return node.repeated if not node.is_repeat else None

    def _reply_ref(self, node: Node, post: Post) -> str | None:
        """What it replies to; where that is unknown, what the conversation began with."""
        if not post.in_reply_to:
            return None
        parent = self.node(key_of(post.source, post.in_reply_to))
        self._referring[parent.key].add(node)
        if parent.post is None and post.conversation:
            start = self.key(key_of(post.source, post.conversation))
            return post.in_reply_to if start == node.key else post.conversation
        return post.in_reply_to

    def _unfold(self, node: Node) -> None:
        """Find what a post repeats by hand, and whether it adds nothing."""
        repeat = repeat_in(node.text)
        node.is_repeat = repeat is not None and not repeat.own_words
        if node.repeated is not None:
            node.repeated.copies.discard(node)
        node.repeated = self._original(node, repeat) if repeat else None
        if node.repeated is not None and node.is_repeat and node.received:
            node.repeated.copies.add(node)

    def _original(self, node: Node, repeat: Repeat) -> Node | None:
        """The earliest post of that account with those words, not counting repeats."""
        known = self._saying.get((repeat.handle, repeat.words[:SHORTEST]), {})
        found = (
            other
            for other, words in known.items()
            if other is not node and other.deleted is None and repeats(repeat.words, words)
        )
        return min(found, key=lambda other: other.order, default=None)


def _words(node: Node) -> str:
    return gist(node.post.text) if node.post else ""


def _earlier(one: PostDeleted, other: PostDeleted) -> bool:
    return (one.at or NEVER, one.id) < (other.at or NEVER, other.id)
