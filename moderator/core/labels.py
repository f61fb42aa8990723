"""What a post is, who speaks, and what a follow-up gives: the words of a verdict."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Label(StrEnum):
    """What a post is for. Where two fit, the first in this order wins."""

    SPAM = "spam"
    BROKEN_LINK = "broken_link"
    QUESTION = "question"
    FOLLOW_UP = "follow_up"
    VACANCY = "vacancy"
    CANDIDATE = "candidate"
    REACTION = "reaction"
    PROMOTION = "promotion"
    OTHER = "other"

    @property
    def is_need(self) -> bool:
        """Whether such a post wants an employer's word, and so opens a case."""
        return self in (Label.QUESTION, Label.BROKEN_LINK)

    @property
    def is_talk(self) -> bool:
        """Whether such a post is what a fair is for: what employers are to follow up."""
        return self.is_need or self is Label.REACTION

    @property
    def concerns_case(self) -> bool:
        """Whether such a post opens a case, or may answer one."""
        return self.is_need or self is Label.FOLLOW_UP


def interactions(counted: Mapping[Label, int]) -> int:
    """How many of those posts are dialogue: what employers are to follow up."""
    return sum(count for label, count in counted.items() if label.is_talk)


class Side(StrEnum):
    """Which side of the fair an author speaks for."""

    EMPLOYER = "employer"
    ORGANISER = "organiser"
    SEEKER = "seeker"
    UNKNOWN = "unknown"

    @property
    def owes_answers(self) -> bool:
        """Whether this side is asked, rather than asking."""
        return self in (Side.EMPLOYER, Side.ORGANISER)


class Ground(StrEnum):
    """Why an account is taken for the side that it is on."""

    SAID = "said"
    LISTED = "listed"
    SPEAKS_FOR = "speaks_for"
    OFFERS = "offers"
    SEEKS = "seeks"
    NOTHING = "nothing"


class Substance(StrEnum):
    """What a follow-up gives: the need is met, or it still stands."""

    ANSWER = "answer"
    PROMISE = "promise"


@dataclass(frozen=True, slots=True)
class Because:
    """One reason for a verdict, with its weight (above 0 speaks for the label).

    `start` and `end` count code points of the post's text. Both are None for a
    reason from the context, which `text` then names ("reply to a vacancy").
    """

    text: str
    weight: float
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a post was judged to be: label, confidence (0 to 1), and reasons.

    `substance` is set on follow-ups only. `withdrawal` marks a reaction with
    which an asker takes the own question or report back, or calls it solved.
    `because` has the strongest reason first. `runner_up` is the label that came
    next, where the classifier tells, and `runner_up_confidence` how likely it was.
    """

    label: Label
    confidence: float
    substance: Substance | None = None
    withdrawal: bool = False
    because: tuple[Because, ...] = ()
    runner_up: Label | None = None
    runner_up_confidence: float = 0.0

    @property
    def concerns_case(self) -> bool:
        """Whether such a post may open, answer or close a case."""
        return self.label.concerns_case or self.withdrawal
