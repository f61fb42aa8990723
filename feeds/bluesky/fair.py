"""Which of all posts on Bluesky belong to the fair.

Those with its hashtag, those of its accounts, and those that hang on one of these: a
reply names its thread's root, so that replies without the hashtag are found at no extra cost.
"""

import re
from collections import OrderedDict
from collections.abc import Iterable, Sequence

from feeds.bluesky.wire import JetstreamEvent, references_of, tags_of
from feeds.formats.wire import Json, string
from feeds.latest import Latest
from feeds.post import Post

MOST = 100_000


class Belonging:
    """What is known of the fair: hashtags, accounts, and the posts that belong to it."""

    def __init__(self, hashtags: Sequence[str]) -> None:
        self.accounts: set[str] = set()
        self._tags = {tag.casefold() for tag in hashtags}
        words = "|".join(map(re.escape, hashtags)) or r"(?!)"
        self._in_text = re.compile(rf"[#＃](?:{words})\b", re.IGNORECASE)
        self._posts = OrderedDict[str, str]()
        self._ours = set[str]()
        self._roots: dict[str, None] = Latest(MOST)
        self._by_author: dict[str, set[str]] = {}

    def add(self, posts: Iterable[Post], *, with_threads: bool) -> None:
        """These posts belong to it; with threads, so does all that hangs on them.

        Of those that just came with them the deletions are told, too, and nothing else.
        """
        for post in posts:
            self._ours.add(post.id)
            for one in post.with_carried():
                self._posts[one.id] = one.author.id
                self._by_author.setdefault(one.author.id, set()).add(one.id)
            if with_threads:
                self._roots[post.id] = None
                if post.conversation:
                    self._roots[post.conversation] = None
        while len(self._posts) > MOST:
            self._let_go(next(iter(self._posts)))

    def _let_go(self, uri: str) -> None:
        """Forget the oldest post, and its author with the last of theirs."""
        author = self._posts.pop(uri)
        self._ours.discard(uri)
        own = self._by_author.get(author, set())
        own.discard(uri)
        if not own:
            self._by_author.pop(author, None)

    def is_ours(self, event: JetstreamEvent) -> bool:
        """Whether a post, or a post's deletion, concerns the fair."""
        match event.body.get("operation"):
            case "delete":
                return event.uri in self._posts
            case "update" if event.uri in self._ours:
                return True
            case _:
                return self._is_for_us(event.did, event.content)

    def posts_of(self, did: str) -> list[str]:
        """The posts of an account that belong to the fair."""
        return sorted(self._by_author.get(did, ()))

    def knows(self, did: str) -> bool:
        """Whether an account has a part in the fair."""
        return did in self._by_author or did in self.accounts

    def forget(self, did: str) -> None:
        """An account's posts are gone."""
        for uri in self._by_author.pop(did, ()):
            self._posts.pop(uri, None)
            self._ours.discard(uri)
            self._roots.pop(uri, None)

    def _is_for_us(self, did: str, content: Json) -> bool:
        if did in self.accounts:
            return True
        if any(tag.casefold() in self._tags for tag in tags_of(content)):
            return True
        if self._in_text.search(string(content.get("text"))):
            return True
        return any(uri in self._roots for uri in references_of(content))
