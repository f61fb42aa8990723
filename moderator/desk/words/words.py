"""What things are called on the screen, and the signs of labels and of cases."""

from moderator.core.case import CaseKind
from moderator.core.labels import Label
from moderator.words.terms import (
    ground,
    kind,
    label,
    link,
    link_note,
    meaning,
    side,
    side_name,
    standing,
    substance,
    sureness,
)

__all__ = [
    "ground",
    "kind",
    "label",
    "labels_typed",
    "link",
    "link_note",
    "meaning",
    "side",
    "side_name",
    "standing",
    "substance",
    "sureness",
]

SIGNS = {Label.QUESTION: "?", Label.BROKEN_LINK: "✗", Label.FOLLOW_UP: "↳"}
CASE_SIGNS = {CaseKind.QUESTION: "?", CaseKind.BROKEN_LINK: "✗", CaseKind.DEAD_LINK: "✗"}


def labels_typed(start: str) -> set[Label]:
    """Give the labels that begin so, in the language that is spoken or in English.

    It does not matter how their two words are joined.
    """
    wanted = _joined(start)
    if not wanted:
        return set()
    return {of for of in Label if _joined(label(of)).startswith(wanted) or of.startswith(wanted)}


def _joined(name: str) -> str:
    return "_".join(name.casefold().replace("-", " ").replace("_", " ").split())
