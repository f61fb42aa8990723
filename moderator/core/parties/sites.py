"""Which accounts offer work on which organisation's site, by their own unthreaded vacancies."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable

from moderator.core.posts.node import Node
from moderator.core.text.hosts import site_of

_COLLEAGUES = 3
"""How many accounts of other names may share an employer's site; beyond that it is a job board."""


class Sites:
    """The accounts whose vacancies all lead to one site, by that site."""

    def __init__(self) -> None:
        self._offered: dict[Node, tuple[str, tuple[str, ...]]] = {}
        self._sites: dict[str, Counter[str]] = {}
        self._accounts: dict[str, dict[str, None]] = {}
        self._changed = set[str]()

    def of(self, account: str) -> str:
        """The site on which an account offers work; empty where there is none, or another."""
        sites = self._sites.get(account, ())
        return next(iter(sites)) if len(sites) == 1 else ""

    def accounts(self, site: str) -> Collection[str]:
        """The accounts that offer work on a site and on no other."""
        return self._accounts.get(site, ())

    def changed(self) -> set[str]:
        """The sites on which others offer work than when this was last asked."""
        changed, self._changed = self._changed, set[str]()
        return changed

    def note(self, node: Node, *, offers: bool) -> set[str]:
        """Note whether a post by itself offers work; gives the accounts whose site is another."""
        before = self._offered.get(node)
        after = (node.author, _sites_in(node)) if offers and node.deleted is None else None
        if before == after:
            return set()
        touched = set[str]()
        for offered, change in ((before, -1), (after, 1)):
            if offered is not None and self._count(*offered, change):
                touched.add(offered[0])
        self._offered.pop(node, None)
        if after is not None:
            self._offered[node] = after
        return touched

    def _count(self, account: str, sites: tuple[str, ...], change: int) -> bool:
        """Count an offer in, or out; whether its account offers work on another site then."""
        before = self.of(account)
        counts = self._sites.setdefault(account, Counter())
        for site in sites:
            counts[site] += change
            if not counts[site]:
                del counts[site]
        if (after := self.of(account)) == before:
            return False
        if before:
            del self._accounts[before][account]
        if after:
            self._accounts.setdefault(after, {})[account] = None
        self._changed.update(filter(None, (before, after)))
        return True


class Owners:
    """The accounts after which each site is named; none where it is a job board.

    `owns` tells whether an account may own a site, `party` the one that it is listed for.
    """

    def __init__(
        self, sites: Sites, *, owns: Callable[[str, str], bool], party: Callable[[str], str | None]
    ) -> None:
        self._sites = sites
        self._owns = owns
        self._party = party
        self._owners: dict[str, tuple[str, ...]] = {}

    def of(self, site: str) -> tuple[str, ...]:
        """The owners of a site, their head first."""
        owners = self._owners.get(site)
        if owners is None:
            owners = self._owners[site] = self._found(site)
        return owners

    def renew(self, keys: Iterable[str]) -> set[str]:
        """Find out anew who owns the sites of these accounts, and those on which others offer work.

        Gives the accounts on such a site that has other owners now.
        """
        concerned = set[str]()
        for site in self._sites.changed().union(map(self._sites.of, keys)):
            before = self._owners.pop(site, None)
            if before is not None and before != self.of(site):
                concerned.update(self._sites.accounts(site))
        return concerned

    def clear(self) -> None:
        """Forget all that was found."""
        self._owners.clear()

    def _found(self, site: str) -> tuple[str, ...]:
        owners, others = list[str](), 0
        for key in self._sites.accounts(site):
            if self._owns(key, site):
                owners.append(key)
            elif (others := others + 1) > _COLLEAGUES:
                return ()
        return tuple(sorted(owners, key=lambda each: (self._party(each) is None, each)))


def _sites_in(node: Node) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(site_of, node.seen.links))))
