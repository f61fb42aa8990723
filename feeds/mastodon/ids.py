"""Which posts on several Mastodon servers are one: each server has an id of its own for it.

A post keeps the id under which it was first seen, `id@server`: ids of two servers are never
mistaken for each other, however the servers that a fair follows change.
"""

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from feeds.latest import Latest
from feeds.post import Post

MOST = 1 << 17
"""Ids that are remembered; of more, the oldest are let go."""

TELLING = 17
"""An id of so many digits has its time to the millisecond and more: no two servers give it."""


class Ids:
    """What is known of ids, on all servers together."""

    def __init__(self) -> None:
        self._by_uri: dict[str, str] = Latest(MOST)
        self._canonical: dict[tuple[str, str], str] = Latest(MOST)
        self._native: dict[tuple[str, str], str] = Latest(MOST)

    def knows(self, server: str, native: str) -> bool:
        """Whether that server's id has come by."""
        return self._known(server, native) is not None

    def canonical(self, server: str, native: str) -> str:
        """The one id of a post, by a server's own."""
        return self._known(server, native) or f"{native}@{server}"

    def native(self, server: str, canonical: str) -> str | None:
        """A server's own id of a post; None where it never gave it."""
        return self._native.get((server, canonical))

    def take(self, server: str, post: Post) -> Post:
        """The post under its one id, and with those of the posts that it refers to."""
        carried = tuple(self.take(server, one) for one in post.carried)
        ident = self._by_uri.get(post.uri) or self.canonical(server, post.id)
        self._note(server, post.id, ident, post.uri)
        return replace(
            post,
            id=ident,
            in_reply_to=self._reference(server, post.in_reply_to),
            conversation=self._reference(server, post.conversation),
            quoted=self._reference(server, post.quoted),
            repost_of=self._reference(server, post.repost_of),
            carried=carried,
        )

    def recall(self, posts: Iterable[Post]) -> None:
        """Learn from posts under their one id, and from those that came with them."""
        for post in chain.from_iterable(one.with_carried() for one in posts):
            native, _, server = post.id.partition("@")
            self._note(server or _wrote(post), native, post.id, post.uri)

    def _known(self, server: str, native: str) -> str | None:
        return self._canonical.get((server, native)) or self._canonical.get(("", native))

    def _reference(self, server: str, native: str | None) -> str | None:
        return self.canonical(server, native) if native else None

    def _note(self, server: str, native: str, ident: str, uri: str) -> None:
        if server or len(native) >= TELLING:
            self._canonical[server, native] = ident
        if server:
            self._native[server, ident] = native
        if uri:
            self._by_uri[uri] = ident


def _wrote(post: Post) -> str:
    """The server where a post with a plain id was written, where its uri has that id too.

    Other servers have an id of their own for it: which of them gave a plain one, nothing tells.
    """
    server, _, path = post.uri.removeprefix("https://").partition("/")
    return server if path.endswith(f"/{post.id}") else ""
