"""Who offers work, and who seeks it, by their own unthreaded posts."""

from collections.abc import Collection

from moderator.core.labels import Label
from moderator.core.posts.node import Node
from moderator.core.posts.small_sets import joined, parted

_SURE = 0.5


class Wants:
    """The accounts that offer work or seek it, with the posts that say so."""

    def __init__(self) -> None:
        self._offers: dict[str, Collection[Node]] = {}
        self._seeks: dict[str, Collection[Node]] = {}
        self._learned: dict[Node, str] = {}

    def offers(self, account: str) -> bool:
        """Whether an account offers work."""
        return account in self._offers

    def seeks(self, account: str) -> bool:
        """Whether an account seeks work."""
        return account in self._seeks

    def has_learned(self, node: Node) -> bool:
        """Whether a post says that its account offers work, or seeks it."""
        return node in self._learned

    def is_offer(self, node: Node) -> bool:
        """Whether a post by itself was found to offer work."""
        return node in self._offers.get(self._learned.get(node, ""), ())

    def learn(self, node: Node, label: Label | None, confidence: float) -> set[str]:
        """Note what a post by itself is; gives the accounts of which this is another now."""
        says = label in (Label.VACANCY, Label.CANDIDATE) and confidence >= _SURE
        earlier = self._learned.pop(node, None)
        if not says and earlier is None:
            return set()
        touched = set[str]()
        if earlier is not None and (not says or earlier != node.author):
            touched |= self._note(earlier, node, None)
        if says:
            self._learned[node] = node.author
            touched |= self._note(node.author, node, label)
        return touched

    def _note(self, account: str, node: Node, label: Label | None) -> set[str]:
        offers = _put(self._offers, account, node, present=label is Label.VACANCY)
        seeks = _put(self._seeks, account, node, present=label is Label.CANDIDATE)
        return {account} if offers or seeks else set()


def _put(accounts: dict[str, Collection[Node]], account: str, node: Node, *, present: bool) -> bool:
    """Put a post in its account's set, or out of it; whether there is one more or less."""
    known = accounts.get(account)
    if present:
        accounts[account] = joined(known or (), node)
        return known is None
    if known is None:
        return False
    left = parted(known, node)
    if left:
        accounts[account] = left
    else:
        del accounts[account]
    return not left
