"""What a question or report needs: about what, and whose word."""

from dataclasses import dataclass

from moderator.core.case import Subject
from moderator.core.labels import Label
from moderator.core.needs.case_key import CaseKey
from moderator.core.posts.node import Node


@dataclass(frozen=True, slots=True)
class Need:
    """A question or report, tied to its subject.

    `case` is the key of the case that it belongs to: needs with one key share a
    case. `party` owes the word. `to_all` marks a question to everybody.
    `confidence` (0 to 1) is that of the tie. `joined` tells that it is in its
    case only because a moderator merged another into it. `partners` are the other
    parties that the vacancy names, or that were asked as well: their word counts, too.
    `links` and `words` are those of the vacancy, by which an answer may tell it.
    """

    case: CaseKey
    subject: Subject
    party: str
    confidence: float
    to_all: bool = False
    joined: bool = False
    partners: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


def reports(node: Node) -> bool:
    """Whether a post reports something broken, as it is judged now."""
    return node.verdict is not None and node.verdict.label is Label.BROKEN_LINK
