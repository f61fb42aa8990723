"""Which accounts offer work on which organisation's site, by their own unthreaded vacancies."""

from collections import Counter

from moderator.core.hosts import site_of
from moderator.core.node import Node


class Sites:
    """The accounts whose vacancies all lead to one site, by that site."""

    def __init__(self) -> None:
        self._offered: dict[Node, tuple[str, frozenset[str]]] = {}
        self._sites: dict[str, Counter[str]] = {}
        self._accounts: dict[str, set[str]] = {}

    def of(self, account: str) -> str:
        """The site on which an account offers work; empty where there is none, or another."""
        sites = self._sites.get(account, ())
        return next(iter(sites)) if len(sites) == 1 else ""

    def accounts(self, site: str) -> set[str]:
        """The accounts that offer work on a site and on no other."""
        return {each for each in self._accounts.get(site, ()) if self.of(each) == site}

    def sharing(self, account: str) -> set[str]:
        """The accounts that offer work on the same site as this one."""
        return self.accounts(site) if (site := self.of(account)) else set()

    def note(self, node: Node, *, offers: bool) -> set[str]:
        """Note whether a post by itself offers work; gives the accounts that this may concern."""
        before = self._offered.get(node)
        after = (node.author, _sites_in(node)) if offers and node.deleted is None else None
        if before == after:
            return set()
        touched = set[str]()
        for offered, change in ((before, -1), (after, 1)):
            if offered is not None:
                touched |= self._count(*offered, change)
        self._offered.pop(node, None)
        if after is not None:
            self._offered[node] = after
        return touched

    def _count(self, account: str, sites: frozenset[str], change: int) -> set[str]:
        touched = {account} | self.sharing(account)
        counts = self._sites.setdefault(account, Counter())
        for site in sites:
            counts[site] += change
            if counts[site]:
                self._accounts.setdefault(site, set()).add(account)
            else:
                del counts[site]
                self._accounts[site].discard(account)
        return touched | self.sharing(account)


def _sites_in(node: Node) -> frozenset[str]:
    return frozenset(filter(None, map(site_of, node.seen.links)))
