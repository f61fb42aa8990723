"""What else there is of an account: its words and names, found in what was made of them.

Reports and other exports repeat what people wrote, in their own spelling: HTML, JSON
or CSV. What an account wrote is cut at mentions, links and line breaks, which a report
leaves out or masks, and found piece by piece, unless others wrote the same: what others
wrote stays. Beside that, a report says of which post words are: so those go that cannot
be told by themselves from anybody's.
"""

import html
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from feeds.post import Post
from moderator.core.facts import Fact, PostSeen
from moderator.core.parties.accounts import local
from moderator.core.posts.node import key_of
from moderator.store.forgetting import Account
from moderator.words.safe import safe

GONE = "…"
SHORTEST = 8
"""Letters of a piece that can be told from anybody's words."""

_LEAST_NAME = 3
_BREAKS = re.compile(r"[ \t]*(?:@[\w.@-]+|https?://\S+|[\r\n])[ \t]*")


@dataclass(frozen=True)
class Traces:
    """An account that is to be forgotten, and what it wrote and is called.

    `posts` are the keys of its posts, in all of their versions.
    """

    account: Account
    posts: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    def gone_from(self, text: str) -> str:
        """The text without any of it; as it was where none is in it."""
        for pattern in (self._of_words, self._of_names):
            text = pattern.sub(GONE, text) if pattern else text
        return self._of_handle.sub(self._masked, text)

    def named_in(self, text: str) -> bool:
        """Whether the account's handle stands in a text."""
        return self._of_handle.search(text) is not None

    @cached_property
    def _of_words(self) -> re.Pattern[str] | None:
        return _any(self.words)

    @cached_property
    def _of_names(self) -> re.Pattern[str] | None:
        return _any(self.names, whole=True)

    @cached_property
    def _of_handle(self) -> re.Pattern[str]:
        """The handle: as a word of its own, unless that may be anybody's word."""
        whole, short = re.escape(self.account.handle), re.escape(local(self.account.handle))
        bare = rf"(?<![\w.@/-]){whole}(?![\w-])"
        if not self.account.stands_out:
            bare = rf"(?<=[\"',;>]){whole}(?=[\"',;<])"
        linked = rf"(?<=[@/])(?:{whole}|{short})(?![\w-])"
        return re.compile(rf"{linked}|{bare}", re.IGNORECASE)

    def _masked(self, found: re.Match[str]) -> str:
        linked = found.start() and found.string[found.start() - 1] in "@/"
        return "·" * len(found[0]) if linked else self.account.pseudonym


def traces(account: Account, facts: Iterable[Fact], *, also: Sequence[Account] = ()) -> Traces:
    """What these facts have of an account; `also` are those of the same person, no others."""
    known, others = Traces(account), set[str]()
    posts = list[Post]()
    for fact in facts:
        for one in fact.post.with_carried() if isinstance(fact, PostSeen) else ():
            if account.wrote(one):
                posts.append(one)
            elif one.repost_of is not None or any(own.wrote(one) for own in also):
                continue
            elif not known.named_in(one.text):
                others.update((one.text, safe(one.text)))
    said_by_others = "\n".join(others)
    words = {piece for post in posts for piece in pieces(post.text)}
    return Traces(
        account,
        frozenset(key_of(one.source, id_) for one in posts for id_ in (one.id, *one.versions)),
        frozenset(piece for piece in words if piece not in said_by_others),
        frozenset(name for post in posts for name in _names(post)),
    )


def pieces(text: str) -> Iterator[str]:
    """The parts of a text that can be told from anybody's words."""
    for spelling in {text, safe(text, lines=True), safe(text)}:
        for piece in _BREAKS.split(spelling):
            if sum(map(str.isalpha, piece)) >= SHORTEST:
                yield piece.strip()


def _names(post: Post) -> Iterator[str]:
    author = post.author
    for name in (author.name, author.id, author.bio, post.uri):
        if len(name.strip()) >= _LEAST_NAME:
            yield name.strip()


def _any(words: Iterable[str], *, whole: bool = False) -> re.Pattern[str] | None:
    """Finds any of the words, however a file spells them; None where there are none."""
    spelled = {spelling for word in words for spelling in _spellings(word)}
    if not spelled:
        return None
    longest_first = sorted(spelled, key=lambda each: (-len(each), each))
    either = "|".join(map(re.escape, longest_first))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)" if whole else either)


def _spellings(word: str) -> Iterator[str]:
    """A word as HTML, JSON, TOML and CSV write it."""
    yield word
    yield html.escape(word)
    yield html.escape(word, quote=False).replace('"', "&#34;").replace("'", "&#39;")
    yield json.dumps(word)[1:-1]
    yield json.dumps(word, ensure_ascii=False)[1:-1]
    yield word.replace('"', '""')
