"""A fair's posts and threads, worked out from the whole set of facts at once.

Nothing is indexed, remembered or brought up to date: every question looks through
all there is. It is slow, and meant to be read.
"""

from dataclasses import dataclass, field

from feeds.post import Kind, Post
from moderator.core.facts import PostDeleted, PostSeen
from moderator.core.labels import Label, Verdict
from moderator.core.posts.node import NEVER, account, key_of
from moderator.core.posts.tombstone import buried
from moderator.core.text.links import link_key
from moderator.core.text.repeats import gist, repeat_in, repeats
from tests.core.scene import TEN


@dataclass(eq=False)
class PlainPost:
    """One post, seen or only referred to, with what is found out about it."""

    key: str
    versions: list[Post] = field(default_factory=list)
    received: bool = False
    deleted: PostDeleted | None = None
    stem: "PlainPost | None" = None
    verdict: Verdict | None = None
    leads: set[str] = field(default_factory=set)
    others: list["PlainPost"] = field(default_factory=list)

    @property
    def post(self):
        latest = max(self.versions, key=_freshness, default=None)
        return buried(latest) if latest and self.deleted else latest

    @property
    def seen(self):
        return self.post

    @property
    def author(self):
        return account(self.post.author.handle) if self.post else ""

    @property
    def mentions(self):
        named = map(account, self.post.mentions if self.post else ())
        return tuple(each for each in named if each != self.author)

    @property
    def shown(self):
        return tuple(dict.fromkeys(map(link_key, self.post.links if self.post else ())))

    @property
    def links(self):
        own = map(link_key, self.post.links if self.post else ())
        return tuple(dict.fromkeys((*own, *sorted(self.leads))))

    @property
    def text(self):
        return self.post.text if self.post and not self.deleted else ""

    @property
    def label(self):
        return self.verdict.label if self.verdict else None

    @property
    def at(self):
        return min((post.at for post in self.versions), default=NEVER)

    @property
    def since(self):
        return max(self.at, self.stem.since) if self.stem and self.stem.post else self.at

    @property
    def order(self):
        return (self.at, self.key)

    @property
    def is_repeat(self):
        found = repeat_in(self.post.text) if self.post else None
        return found is not None and not found.own_words

    @property
    def is_vacancy(self):
        return self.label is Label.VACANCY and not self.is_repeat

    def ancestors(self):
        above = self.stem
        while above is not None:
            yield above
            above = above.stem

    def descendants(self):
        return [other for other in self.others if self in other.ancestors()]

    def root(self):
        return [self, *self.ancestors()][-1]


def _freshness(post):
    version = post.versions.index(post.id) if post.id in post.versions else 0
    edited = post.edited_at or TEN.replace(year=1)
    references = len(post.links) + len(post.mentions)
    return (version, edited, len(post.text), references, repr(buried(post)), repr(post))


class PlainThreads:
    """All posts, and what each hangs on."""

    def __init__(self, facts):
        self._names = {}
        seen = [fact for fact in facts if isinstance(fact, PostSeen)]
        self._reposts = {key_of(fact.post.source, fact.post.id) for fact in seen
                         if fact.post.kind is Kind.REPOST}  # fmt: skip
        for fact in seen:
            self._name(fact.post)
        self.nodes = {}
        for fact in seen:
            self._add(fact.post, received=not fact.carried)
        for fact in facts:
            if isinstance(fact, PostDeleted):
                self._delete(fact)
        self.posts = sorted((node for node in self.nodes.values() if node.post), key=by_time)
        above = {node: self._above(node) for node in self.posts}
        for node in self.posts:
            ring = _ring(node, above)
            gives_in = ring and node is min(ring, key=by_time)
            node.stem = None if gives_in else above[node]
            node.others = self.posts

    def key(self, key):
        while key in self._names:
            key = self._names[key]
        return key

    def find(self, key):
        return self.nodes.get(self.key(key))

    def names(self, node):
        return [node.key, *sorted(name for name in self._names if self.key(name) == node.key)]

    def quoted(self, node):
        quoted = node.post.quoted if node.post else None
        return self.find(key_of(node.post.source, quoted)) if quoted else None

    def _name(self, post):
        if post.kind is Kind.REPOST:
            self._call(key_of(post.source, post.id), key_of(post.source, post.repost_of))
        for version in post.versions[1:]:
            self._call(key_of(post.source, version), key_of(post.source, post.versions[0]))

    def _call(self, name, key):
        name, key = self.key(name), self.key(key)
        if name != key:
            self._names[name] = key

    def _add(self, post, *, received):
        for id_ in (post.in_reply_to, post.conversation, post.quoted, post.repost_of):
            if id_:
                self._node(key_of(post.source, id_))
        if post.kind is not Kind.REPOST:
            node = self._node(key_of(post.source, post.canonical_id))
            node.versions.append(post)
            node.received |= received

    def _node(self, key):
        return self.nodes.setdefault(self.key(key), PlainPost(self.key(key)))

    def _delete(self, fact):
        name = key_of(fact.source, fact.id)
        node = None if name in self._reposts else self.find(name)
        if node and (node.deleted is None or _when(fact) < _when(node.deleted)):
            node.deleted = fact

    def _above(self, node):
        """What a post would hang on: what it replies to, quotes, or repeats with own words."""
        post = node.post
        for ref in (self._reply_ref(node, post), post.quoted):
            if ref:
                above = self.find(key_of(post.source, ref))
                return None if above is node else above
        return self.repeated(node) if not node.is_repeat else None

    def _reply_ref(self, node, post):
        parent = self.find(key_of(post.source, post.in_reply_to)) if post.in_reply_to else None
        if parent and parent.post is None and post.conversation:
            start = self.find(key_of(post.source, post.conversation))
            return post.in_reply_to if start is node else post.conversation
        return post.in_reply_to

    def repeated(self, node):
        """The earliest post of that account with those words, first of those with its link."""
        repeat = repeat_in(node.text)
        found = [other for other in self.posts if repeat and node.text and other is not node
                 and other.author == repeat.handle and other.deleted is None
                 and repeat_in(other.post.text) is None
                 and repeats(repeat.words, gist(other.post.text))]  # fmt: skip
        alike = [other for other in found if set(map(link_key, other.post.links))
                 & set(map(link_key, node.post.links))]  # fmt: skip
        return next(iter(alike or found), None)


def by_time(node):
    return node.order


def _when(fact):
    return (fact.at or NEVER, fact.id)


def _ring(node, all_above):
    """The posts that would hang on each other in a circle with this one."""
    ring, above = [node], all_above.get(node)
    while above is not None and above is not node and above not in ring:
        ring.append(above)
        above = all_above.get(above)
    return ring if above is node else []
