"""The classifiers that a configuration wants, for the first verdict and after it."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from feeds.settings import BadSettings
from moderator.classify.corrections import TaughtClassifier
from moderator.classify.encoder import is_usable
from moderator.classify.judges import Judges
from moderator.classify.learned import LearnedClassifier
from moderator.classify.protocol import Classifier
from moderator.classify.second import Opinions
from moderator.classify.ties import is_tied
from moderator.config.classifier import ClassifierSection, RemoteSection
from moderator.config.complaint import lines
from moderator.config.models import Config, ConfigError
from moderator.config.secrets import token
from moderator.core.fair import Fair

if TYPE_CHECKING:
    from moderator.classify.remote import RemoteClassifier


def judges(
    config: Config, fair: Fair, *, counted: Mapping[str, int] | None = None, patient: bool = False
) -> Judges:
    """The classifiers as [classifier] has them. Raises ConfigError.

    `counted` are the counters of the journal: what was asked before is spent. Where
    second opinions are `patient`, the stream of posts waits for them, and none is skipped.
    """
    section, learned = config.classifier, LearnedClassifier(fair)
    further = [*_encoder(section, fair, learned), *remote(section.remote, counted or {})]
    tied = partial(is_tied, fair=fair)
    opinions = Opinions(further, unsure_below=section.unsure_below, tied=tied, patient=patient)
    return Judges(TaughtClassifier(learned), opinions)


def _encoder(
    section: ClassifierSection, fair: Fair, learned: LearnedClassifier
) -> Iterator[Classifier]:
    """The encoder, on top of what the first classifier knows and is taught."""
    if section.second == "auto" and is_usable():
        from moderator.classify.semantic import SemanticClassifier

        yield SemanticClassifier(fair, first=learned)


def remote(section: RemoteSection, counted: Mapping[str, int]) -> Iterator["RemoteClassifier"]:
    """The language model, where one is enabled. Raises ConfigError."""
    if not section.enabled:
        return
    from moderator.classify.remote import Budget, Endpoint, RemoteClassifier

    try:
        secret = token(section)
    except BadSettings as bad:
        raise ConfigError(lines(bad.complaints, under=("classifier", "remote"))) from bad
    seconds = section.timeout.total_seconds()
    spent = counted.get(f"asked {RemoteClassifier.name}", 0)
    yield RemoteClassifier(
        Endpoint(section.url, section.model, secret, seconds),
        Budget(section.per_hour, section.in_all, spent=spent),
    )
