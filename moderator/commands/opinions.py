"""The classifiers that a configuration wants asked a second time."""

from collections.abc import Iterator, Mapping
from itertools import chain

from feeds.settings import BadSettings, Settings
from moderator.classify.encoder import is_installed
from moderator.classify.protocol import Classifier
from moderator.classify.second import Opinions
from moderator.config import Config, ConfigError, RemoteSection
from moderator.secrets import token


def opinions(
    config: Config, *, counted: Mapping[str, int] | None = None, patient: bool = False
) -> Opinions:
    """Second opinions as [classifier] has them. Raises ConfigError.

    `counted` are the counters of the journal: what was asked before is spent. Where
    they are `patient`, the stream of posts waits for them, and none is skipped.
    """
    section = config.classifier
    asked = chain(_semantic(config), _remote(section.remote, counted or {}))
    return Opinions(asked, unsure_below=section.unsure_below, patient=patient)


def _semantic(config: Config) -> Iterator[Classifier]:
    if config.classifier.second == "auto" and is_installed():
        from moderator.classify.semantic import SemanticClassifier

        yield SemanticClassifier(config.to_fair())


def _remote(section: RemoteSection, counted: Mapping[str, int]) -> Iterator[Classifier]:
    if not section.enabled:
        return
    from moderator.classify.remote import Budget, Place, RemoteClassifier

    try:
        secret = token(Settings(token_env=section.token_env, token_file=section.token_file))
    except BadSettings as bad:
        lines = (f"[classifier.remote] {key}: {what}" for key, what in bad.complaints)
        raise ConfigError("\n".join(lines)) from bad
    seconds = section.timeout.total_seconds()
    spent = counted.get(f"asked {RemoteClassifier.name}", 0)
    yield RemoteClassifier(
        Place(section.url, section.model, secret, seconds),
        Budget(section.per_hour, section.in_all, spent=spent),
    )
