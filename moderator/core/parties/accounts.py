"""The accounts of a fair: how each is shown, and what its profile says."""

from collections.abc import Iterable

from feeds.post import Author
from moderator.core.fair import Fair
from moderator.core.parties.fair_names import goes_by
from moderator.core.parties.helpers import helps
from moderator.core.parties.profiles import names_of, organisations_in, works_for
from moderator.core.posts.node import Node
from moderator.core.threads.threads import Threads

HELPING = "#"
"""Stands for the fair among the names for which an account speaks."""

Index = dict[str, tuple[str, ...]]
"""Accounts by something that few share, most often none."""


class Accounts:
    """Every account that was seen, as its latest post that still stands describes it."""

    def __init__(self, threads: Threads, fair: Fair) -> None:
        self._threads = threads
        self._fair = goes_by(fair)
        self._authors: dict[str, Author] = {}
        self._handles: dict[str, str] = {}
        self._shown: Index = {}
        self._speaks_for: dict[str, tuple[str, ...]] = {}
        self._namesakes: Index = {}
        self._named: Index = {}
        self._working: Index = {}

    def meet(self, node: Node) -> set[str]:
        """Note who wrote a post; gives the accounts that are known or shown otherwise now."""
        touched = set[str]()
        if node.author:
            for key in self._threads.voices.authors(node):
                touched |= self._renew(key)
        return touched

    def is_known(self, key: str) -> bool:
        """Whether anything by this account was seen."""
        return key in self._authors

    def handle(self, key: str) -> str:
        """An account as it is shown: without its server, where no other is so called."""
        return self._handles.get(key) or self._keep_handle(key)

    def _keep_handle(self, key: str) -> str:
        handle = self._authors[key].handle if key in self._authors else key
        alone = len(self._namesakes.get(local(key), ())) <= 1
        _put(self._shown, local(key), key, present=True)
        shown = self._handles[key] = local(handle) if alone else handle
        return shown

    def namesakes(self, key: str) -> set[str]:
        """The accounts of that handle, on whatever server."""
        return set(self._namesakes.get(local(key), ())) if "@" not in key else {key}

    def name(self, key: str) -> str:
        """The name that an account gives itself; empty where it gives none."""
        return self._authors[key].name.strip() if key in self._authors else ""

    def named(self, name: str) -> set[str]:
        """The accounts of that name (plain)."""
        return set(self._named.get(name, ()))

    def works_for(self, key: str) -> tuple[str, ...]:
        """The names for which an account says it speaks, the most exact first."""
        return self._speaks_for.get(key, ())

    def speaking_for(self, key: str) -> set[str]:
        """The accounts that say they speak for this one."""
        names = names_of(self._authors[key]) if key in self._authors else ()
        return {each for name in names for each in self._working.get(name, ())} - {key}

    def speaking_for_name(self, name: str) -> set[str]:
        """The accounts that say they speak for an organisation of that name."""
        return set(self._working.get(name, ()))

    def organisations(self, key: str) -> frozenset[str]:
        """The organisations that an account's profile names, in two words or more."""
        found = organisations_in(self._authors[key]) if key in self._authors else frozenset()
        return frozenset(name for name in found if " " in name)

    def _renew(self, key: str) -> set[str]:
        """Show an account as it is described now; gives those whom that may concern."""
        before, after = self._authors.get(key), self._latest(key)
        if before is after or before == after:
            return set()
        if after is not None:
            self._authors[key] = after
        else:
            del self._authors[key]
        _put(self._namesakes, local(key), key, present=after is not None)
        touched = {key} | self.namesakes(local(key)) | set(self._shown.get(local(key), ()))
        for each in touched:
            self._handles.pop(each, None)
        for author in (before, after):
            touched |= self._index(key, author, present=author is after) if author else set()
        return touched | self._heads_of(touched)

    def _latest(self, key: str) -> Author | None:
        """The author of the latest post that stands; of a deleted one, just the handle."""
        posts = self._threads.voices.by(key)
        for node in reversed(posts):
            if node.deleted is None:
                return node.seen.author
        author = posts[-1].seen.author if posts else None
        return Author(author.handle, id=author.id) if author else None

    def _index(self, key: str, author: Author, *, present: bool) -> set[str]:
        """Put an account in (or out of) the lists of names; gives those whom it may concern."""
        touched = set[str]()
        for name in names_of(author):
            _put(self._named, name, key, present=present)
            touched |= self.speaking_for_name(name)
        speaks_for = works_for(author)
        speaks_for |= {HELPING} if helps(author, self._fair) else frozenset()
        if present and speaks_for:
            longest_first = sorted(speaks_for, key=lambda name: (-len(name), name))
            self._speaks_for[key] = tuple(longest_first)
        else:
            self._speaks_for.pop(key, None)
        for name in speaks_for:
            _put(self._working, name, key, present=present)
        for name in organisations_in(author):
            touched |= self.speaking_for_name(name)
        return touched

    def _heads_of(self, keys: Iterable[str]) -> set[str]:
        """The accounts for which these say they speak."""
        names = (name for key in keys for name in self.works_for(key))
        return {head for name in names for head in self.named(name)}


def local(handle: str) -> str:
    """A handle without the server it lives on."""
    return handle.partition("@")[0]


def _put(index: Index, name: str, key: str, *, present: bool) -> None:
    others = tuple([each for each in index.get(name, ()) if each != key])
    index[name] = (*others, key) if present else others
