"""Who looks at which case, of all who moderate a fair together: pure."""

from collections import defaultdict
from collections.abc import Mapping


def company(looks: Mapping[str, str], *, without: str) -> dict[str, tuple[str, ...]]:
    """Who looks at which case, by the case's id; `looks` has one for each moderator."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for moderator, case_id in sorted(looks.items()):
        if case_id and moderator != without:
            found[case_id].append(moderator)
    return {case_id: tuple(moderators) for case_id, moderators in found.items()}
