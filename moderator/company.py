"""Who is there, of all who moderate a fair together, and looks at which case: pure."""

from collections import defaultdict
from collections.abc import Mapping

from feeds.said import said
from moderator.core.facts import same_moderator

THERE, LOST = said("there: {names}"), said("without a connection: {names}")
"""The notes that a connection has of who is there, and of who should be."""


def is_of_company(note: str) -> bool:
    """Whether a note of a connection is of who is there."""
    return note.startswith(tuple(each.format(names="") for each in (THERE, LOST)))


def company(looks: Mapping[str, str], *, without: str) -> dict[str, tuple[str, ...]]:
    """Who looks at which case, by the case's id.

    `looks` has the id for each moderator who is there, empty for who looks at none.
    """
    found: defaultdict[str, list[str]] = defaultdict(list)
    for moderator, case_id in sorted(looks.items()):
        if case_id and not same_moderator(without, moderator):
            found[case_id].append(moderator)
    return {case_id: tuple(moderators) for case_id, moderators in found.items()}


def colleagues(looks: Mapping[str, str], *, without: str) -> tuple[str, ...]:
    """Who else is there, whether they look at a case or not."""
    return tuple(sorted(name for name in looks if not same_moderator(without, name)))
