"""Who answered anybody: whoever did may be asked something, even where no vacancy of theirs is."""

from collections.abc import Collection

from moderator.core.labels import Label
from moderator.core.posts.node import Node
from moderator.core.posts.small_sets import joined, parted


class Answerers:
    """The accounts of which any post is judged to answer, with those posts."""

    def __init__(self) -> None:
        self._answers: dict[str, Collection[Node]] = {}
        self._noted: dict[Node, str] = {}

    def __contains__(self, account: str) -> bool:
        """Whether an account answered anybody."""
        return bool(self._answers.get(account))

    def note(self, node: Node) -> set[str]:
        """Take a post in as it is judged now; gives the accounts of which this is another now."""
        before, after = self._noted.pop(node, None), node.author if is_answer(node) else None
        if before == after is None:
            return set()
        had = {account: account in self for account in (before, after) if account}
        if before is not None:
            self._answers[before] = parted(self._answers[before], node)
        if after is not None:
            self._answers[after] = joined(self._answers.get(after, ()), node)
            self._noted[node] = after
        return {account for account, answered in had.items() if answered is not (account in self)}


def is_answer(node: Node) -> bool:
    """Whether a post is judged to answer somebody, in words of its own."""
    follows_up = node.verdict is not None and node.verdict.label is Label.FOLLOW_UP
    return follows_up and not node.is_repeat
