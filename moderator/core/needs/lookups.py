"""Which posts to look at again when an account, a link or a word comes to mean something else."""

from collections.abc import Iterator

from moderator.core.needs.fair_reports import FairReports
from moderator.core.posts import timeline
from moderator.core.posts.node import Entry, Node, Order


class Index:
    """The posts that looked for their subject somewhere, by where they looked."""

    def __init__(self) -> None:
        self._posts: dict[str, list[Entry]] = {}

    def note(self, post: Node, key: str) -> None:
        """Note that a post looked there."""
        entries = self._posts.get(key)
        if entries is None:
            self._posts[key] = [timeline.entry(post)]
        else:
            timeline.include(entries, timeline.entry(post))

    def of(self, key: str, start: Order | None = None, end: Order | None = None) -> Iterator[Node]:
        """Those that looked there: all, or from one moment up to another, both included."""
        return timeline.between(self._posts.get(key, ()), start, end)


class Lookups:
    """What the subjects of needs depend on: whom they speak to, whose vacancies they may mean."""

    def __init__(self) -> None:
        self.accounts = Index()
        self.offers = Index()
        self.vacancies = Index()
        self.links = Index()
        self.words = Index()
        self.fair_reports = FairReports()
