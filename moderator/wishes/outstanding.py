"""What is still to be done of the acts that a desk keeps for later."""

from collections.abc import Sequence

from moderator.core.facts import Acted


def outstanding(kept: Sequence[Acted]) -> list[Acted]:
    """Give the kept acts without those that cancel: one that another takes back, and that other."""
    ids, targets = {act.id for act in kept}, {act.target for act in kept}
    return [act for act in kept if act.id not in targets and act.target not in ids]
