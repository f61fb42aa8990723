"""How many posts there are of what, kept up to date one post at a time."""

from collections import Counter
from collections.abc import Sequence

from moderator.core.board import Counts
from moderator.core.labels import Label
from moderator.core.posts.node import Node, Share, source_of
from moderator.core.threads.reposts import Reposts

_NOTHING = Share()


class Census:
    """The counts of a fair, and its posts in order of arrival."""

    def __init__(self, reposts: Reposts) -> None:
        self._reposts = reposts
        self._labels: Counter[Label] = Counter()
        self._sources: Counter[str] = Counter()
        self._words = self._repeats = self._deleted = 0
        self._shares: dict[tuple[bool, bool, bool, Label | None], Share] = {}
        self._stream: list[Node] = []
        self.edition = 0
        """Another number whenever a post left the stream: those behind it moved up."""

    @property
    def stream(self) -> Sequence[Node]:
        """The posts with words of their own that arrived, in that order."""
        return self._stream

    def position(self, key: str) -> int | None:
        """Where a post stands among them, found by going through all; None where it does not."""
        return next((at for at, node in enumerate(self._stream) if node.key == key), None)

    def note(self, node: Node) -> None:
        """Count a post as it is now, instead of as it was."""
        label = node.verdict.label if node.verdict else None
        now = (node.received, node.is_repeat, node.deleted is not None, label)
        after = self._shares.get(now) or self._shares.setdefault(now, _share(*now))
        before = node.share or _NOTHING
        if before is after:
            return
        node.share = after
        if before is not _NOTHING:
            self._add(node, before, -1)
        self._add(node, after, 1)
        if after.words > before.words:
            self._stream.append(node)
        elif after.words < before.words:
            self._stream.remove(node)
            self.edition += 1

    def counts(self) -> Counts:
        """The counts now."""
        reposts = self._reposts.by_source.total() + self._repeats
        sources = self._sources + self._reposts.by_source
        return Counts(
            posts=self._words + reposts,
            reposts=reposts,
            deleted=self._deleted,
            labels={label: count for label, count in self._labels.items() if count},
            sources=dict(sorted(sources.items())),
        )

    def _add(self, node: Node, share: Share, sign: int) -> None:
        if share.label is not None:
            self._labels[share.label] += sign
        self._sources[source_of(node.key)] += sign * (share.words + share.repeats)
        self._words += sign * share.words
        self._repeats += sign * share.repeats
        self._deleted += sign * share.deleted


def _share(received: bool, repeats: bool, deleted: bool, label: Label | None) -> Share:  # noqa: FBT001
    if not received:
        return _NOTHING
    return Share(None, 0, 1, deleted) if repeats else Share(label, 1, 0, deleted)
