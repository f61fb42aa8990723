"""Who judges the posts of a day: a first classifier that can be taught, and second opinions."""

from dataclasses import dataclass, field

from moderator.classify.corrections import TaughtClassifier
from moderator.classify.learned import LearnedClassifier
from moderator.classify.protocol import Classifier
from moderator.classify.second import Opinions
from moderator.core.fair import Fair


@dataclass(frozen=True, slots=True)
class Judges:
    """The classifier that judges every post at once, and the second opinions."""

    first: Classifier
    opinions: Opinions = field(default_factory=Opinions)


def alone(fair: Fair) -> Judges:
    """The classifier that ships, taught by corrections, without second opinions."""
    return Judges(TaughtClassifier(LearnedClassifier(fair)))
