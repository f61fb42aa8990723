"""The models of config.toml: what a moderator edits, checked before anything starts.

    ConfigError    the configuration cannot be used; a line for each thing to mend

An unknown key is refused, with the file, the key and what it may have been. A
fair needs no configuration at all: every key has a default.
"""

import tomllib
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from itertools import chain
from pathlib import Path
from typing import Any, Literal, Self

from platformdirs import user_config_path
from pydantic import Field, PrivateAttr, ValidationError, model_validator

from feeds.complaint import complaints
from feeds.said import said
from feeds.values import Duration, Section
from moderator.config.classifier import ClassifierSection
from moderator.config.complaint import language_of, lines, trouble
from moderator.config.mqtt import MqttSection
from moderator.config.values import (
    Contact,
    Folder,
    Handles,
    Hashtag,
    Hashtags,
    Ports,
    Terms,
    Timezone,
)
from moderator.core.fair import Fair

NAME = "config.toml"


class ConfigError(Exception):
    """The configuration cannot be used; each line of the message is one thing to mend.

    `language` is the one that its file wants spoken, where that could be read.
    """

    language: str | None = None


class FairSection(Section):
    """[fair]: which fair it is, and who organises it."""

    name: str = ""
    hashtag: Hashtag = ""
    also: Hashtags = ()
    language: Literal["nl", "en"] = "nl"
    organiser: Handles = ()
    timezone: Timezone = "Europe/Amsterdam"


class FollowUpSection(Section):
    """[follow_up]: how long an asker may wait before the desk says so."""

    warn_after: Duration = timedelta(minutes=10)
    overdue_after: Duration = timedelta(minutes=30)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.overdue_after < self.warn_after:
            raise ValueError(said("overdue_after is shorter than warn_after; make it longer"))
        return self


class DeskSection(Section):
    """[desk]: how moderators work together."""

    claim_lease: Duration = timedelta(minutes=15)
    nudge_again_after: Duration = timedelta(minutes=15)


class FeedSection(Section, extra="allow"):
    """[feeds.NAME]: a live source; each kind of feed knows its own further keys."""

    enabled: bool = False


class LinksSection(Section):
    """[links]: whether, how often and in whose name the links of vacancies are checked."""

    enabled: bool = True
    recheck_every: Duration = timedelta(minutes=15)
    contact: Contact = ""
    ports: Ports = ()
    spacing: Duration = timedelta(seconds=1)


class StoreSection(Section):
    """[store]: where journals are kept (empty: the user's data folder), and for how long."""

    path: Folder = ""
    keep_days: int = Field(default=30, ge=1, le=36_500)


class ReportSection(Section):
    """[report]: the words whose posts are counted."""

    terms: Terms = ()


class Config(Section):
    """The whole of config.toml."""

    fair: FairSection = FairSection()
    employers: dict[str, Handles] = Field(default_factory=dict)
    follow_up: FollowUpSection = FollowUpSection()
    desk: DeskSection = DeskSection()
    feeds: dict[str, FeedSection] = Field(default_factory=dict)
    classifier: ClassifierSection = ClassifierSection()
    links: LinksSection = LinksSection()
    store: StoreSection = StoreSection()
    report: ReportSection = ReportSection()
    mqtt: MqttSection = MqttSection()
    _file: Path | None = PrivateAttr(None)

    @property
    def file(self) -> Path | None:
        """Where it was read from."""
        return self._file

    @model_validator(mode="after")
    def _one_party_each(self) -> Self:
        accounts = ({*map(str.casefold, handles)} for handles in self.employers.values())
        owners = Counter(chain.from_iterable(accounts))
        shared = sorted(handle for handle, count in owners.items() if count > 1)
        if shared:
            message = said(
                "[employers] @{handle} is listed under two employers; keep one", handle=shared[0]
            )
            raise ValueError(message)
        return self

    def overridden(self, *, hashtag: str | None = None, organiser: Sequence[str] = ()) -> "Config":
        """This configuration with what the command line says in place of the file's.

        Another hashtag than the file's is another fair, which has no name here. Raises ConfigError.
        """
        said: dict[str, object] = {"organiser": list(organiser)} if organiser else {}
        if hashtag is not None:
            said |= {"hashtag": hashtag, "also": []}
            said |= {} if self._has(hashtag) else {"name": ""}
        try:
            fair = FairSection.model_validate(self.fair.model_dump(exclude_unset=True) | said)
        except ValidationError as error:
            wrong = (f"--{place[0]}: {what}" for place, what in complaints(error, FairSection))
            raise ConfigError("\n".join(wrong)) from error
        return self.model_copy(update={"fair": fair})

    def _has(self, hashtag: str) -> bool:
        """Whether that may be this fair's: where none is configured, any may."""
        tags = [tag.casefold() for tag in (self.fair.hashtag, *self.fair.also) if tag]
        return not tags or hashtag.removeprefix("#").casefold() in tags

    @property
    def language(self) -> str | None:
        """The language of the screen, where it was said."""
        return self.fair.language if "language" in self.fair.model_fields_set else None

    def to_fair(self) -> Fair:
        """The fair, as the core knows it."""
        return Fair(
            name=self.fair.name,
            hashtags=tuple(tag for tag in (self.fair.hashtag, *self.fair.also) if tag),
            organiser=self.fair.organiser,
            employers=dict(self.employers),
            warn_after=self.follow_up.warn_after,
            overdue_after=self.follow_up.overdue_after,
            claim_lease=self.desk.claim_lease,
            nudge_again_after=self.desk.nudge_again_after,
            timezone=self.fair.timezone,
            language=self.fair.language,
        )


def find() -> Path | None:
    """The configuration that applies here: of this folder, else the user's own; or none."""
    places = (Path(NAME), user_config_path("moderator", appauthor=False) / NAME)
    return next((place for place in places if place.is_file()), None)


def load(path: Path | None) -> Config:
    """The configuration in a file; all defaults where there is none. Raises ConfigError."""
    if path is None:
        return Config()
    text = _text(path)
    try:
        config = Config.model_validate(_tables(text, path))
    except ValidationError as error:
        raise _refused(text, lines(complaints(error, Config), path=path)) from error
    config._file = path  # noqa: SLF001 - its own maker
    return config


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        why = said("{what}; name a file with --config", what=trouble(error))
        raise ConfigError(f"{path}: {why}") from error
    except ValueError as error:
        raise ConfigError(f"{path}: {trouble(error)}") from error


def _tables(text: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise _refused(text, f"{path}: {trouble(error)}") from error


def _refused(text: str, wrong: str) -> ConfigError:
    """The refusal of a file, with the language that its text asks for."""
    error = ConfigError(wrong)
    error.language = language_of(text)
    return error
