"""How many posts there are of what, kept up to date one post at a time."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from moderator.core.board import Counts
from moderator.core.labels import Label
from moderator.core.node import Node


@dataclass(frozen=True, slots=True)
class _Share:
    """What one node adds to the counts."""

    label: Label | None = None
    words: int = 0
    reposts: int = 0
    deleted: int = 0
    minutes: tuple[datetime, ...] = ()


class Census:
    """The counts of a fair, its posts per minute, and its posts in order of arrival."""

    def __init__(self) -> None:
        self._shares: dict[Node, _Share] = {}
        self._labels: Counter[Label] = Counter()
        self._minutes: Counter[datetime] = Counter()
        self._words = self._reposts = self._deleted = 0
        self._arrived: dict[Node, None] = {}
        self._stream: list[Node] = []
        self._latest = datetime.min.replace(tzinfo=UTC)

    @property
    def stream(self) -> Sequence[Node]:
        """The posts with words of their own that arrived, in that order."""
        return self._stream

    @property
    def latest(self) -> datetime:
        """The time of the latest post or repost; the beginning of time before there is one."""
        return self._latest

    def note(self, node: Node) -> None:
        """Count a post as it is now, instead of as it was."""
        self._latest = max([self._latest, *_times(node)])
        if node.received and not node.is_repeat and node not in self._arrived:
            self._arrived[node] = None
            self._stream.append(node)
        elif node in self._arrived and not node.received:
            del self._arrived[node]
            self._stream.remove(node)
        before, after = self._shares.get(node, _Share()), _share(node)
        if before != after:
            self._shares[node] = after
            self._add(before, -1)
            self._add(after, 1)

    def counts(self) -> Counts:
        """The counts now."""
        return Counts(
            posts=self._words + self._reposts,
            reposts=self._reposts,
            deleted=self._deleted,
            labels={label: count for label, count in self._labels.items() if count},
        )

    def activity(self) -> list[tuple[datetime, int]]:
        """Posts and reposts per minute in which there were any, in order."""
        return sorted((minute, count) for minute, count in self._minutes.items() if count)

    def _add(self, share: _Share, sign: int) -> None:
        if share.label is not None:
            self._labels[share.label] += sign
        self._words += sign * share.words
        self._reposts += sign * share.reposts
        self._deleted += sign * share.deleted
        for minute in share.minutes:
            self._minutes[minute] += sign


def _share(node: Node) -> _Share:
    verdict = node.verdict if node.received and not node.is_repeat else None
    return _Share(
        label=verdict.label if verdict else None,
        words=int(node.received and not node.is_repeat),
        reposts=len(node.reposts) + int(node.received and node.is_repeat),
        deleted=int(node.received and node.deleted is not None),
        minutes=tuple(at.replace(second=0, microsecond=0) for at in _times(node)),
    )


def _times(node: Node) -> list[datetime]:
    """When a post and its reposts were posted, as far as they arrived."""
    own = [node.at] if node.received else []
    return [*own, *node.reposts.values()]
