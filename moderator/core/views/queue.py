"""Which case needs the moderator most: the order of the queue."""

from moderator.core.board import Waiting


def need_of_moderator(row: Waiting, reach: int) -> tuple[object, ...]:
    """Sorts the queue: urgency, then reach (how many people it concerns), then age."""
    return (-row.urgency.rank, -reach, row.case.waiting_since, row.case.id)
