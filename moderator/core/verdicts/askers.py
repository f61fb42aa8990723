"""The askers of a fair by the names that people call them by."""

from collections.abc import Collection, Iterable

from moderator.core.parties.parties import Parties
from moderator.core.posts.small_sets import joined, parted


class Askers:
    """Whoever has asked anything, by first name and by handle."""

    def __init__(self, parties: Parties) -> None:
        self._parties = parties
        self._by_name: dict[str, Collection[str]] = {}
        self._names: dict[str, tuple[str, ...]] = {}

    def names(self, account: str) -> tuple[str, ...]:
        """By what an asker is called; nothing of who asks nothing."""
        return self._names.get(account, ())

    def called(self, names: Iterable[str]) -> set[str]:
        """The askers who are called by any of these names."""
        return {asker for name in names for asker in self._by_name.get(name, ())}

    def note(self, account: str, *, asks: bool) -> set[str]:
        """Note whether an account asks anything; gives it where it did otherwise before."""
        if (account in self._names) is asks:
            return set()
        self.rename(account, asks=asks)
        return {account}

    def rename(self, account: str, *, asks: bool) -> None:
        """Call an account that asks something by its present names."""
        for name in self._names.pop(account, ()):
            self._by_name[name] = parted(self._by_name[name], account)
        if asks:
            names = self._names[account] = self._parties.first_names(account)
            for name in names:
                self._by_name[name] = joined(self._by_name.get(name, ()), account)
