"""The models of config.toml: what a moderator edits, checked before anything starts.

    ConfigError    the configuration cannot be used; a line for each thing to mend

An unknown key is refused, with the file, the key and what it may have been. A
fair needs no configuration at all: every key has a default.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from itertools import chain
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo, available_timezones

from platformdirs import user_config_path
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from feeds.settings import duration
from moderator.complaint import complaints, perhaps, spell
from moderator.core.fair import Fair

NAME = "config.toml"


class ConfigError(Exception):
    """The configuration cannot be used; each line of the message is one thing to mend."""


def _hashtag(text: str) -> str:
    tag = text.strip().removeprefix("#")
    if re.search(r"[\s#]", tag):
        raise ValueError("must be a single hashtag, such as #jobfair")
    return tag


def _handle(text: str) -> str:
    handle = text.strip().removeprefix("@")
    if not handle or re.search(r"\s", handle):
        raise ValueError("must be the handle of one account, such as @jobfair")
    return handle


def _timezone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        message = f"no such time zone{perhaps(name, available_timezones())}"
        raise ValueError(message) from error
    return name


def _list(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


Port = Annotated[int, Field(ge=1, le=65_535)]
Hashtag = Annotated[str, AfterValidator(_hashtag)]
Handle = Annotated[str, AfterValidator(_handle)]
Handles = Annotated[tuple[Handle, ...], BeforeValidator(_list)]
Duration = Annotated[timedelta, BeforeValidator(duration)]


class Section(BaseModel):
    """A table of config.toml that knows all of its keys, and converts no types."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class FairSection(Section):
    """[fair]: which fair it is, and who organises it."""

    name: str = ""
    hashtag: Hashtag = ""
    also: Annotated[tuple[Hashtag, ...], BeforeValidator(_list)] = ()
    language: Literal["nl", "en"] = "nl"
    organiser: Handles = ()
    timezone: Annotated[str, AfterValidator(_timezone)] = "Europe/Amsterdam"


class FollowUpSection(Section):
    """[follow_up]: how long an asker may wait before the desk says so."""

    warn_after: Duration = timedelta(minutes=10)
    overdue_after: Duration = timedelta(minutes=30)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.overdue_after < self.warn_after:
            raise ValueError("overdue_after is shorter than warn_after; make it longer")
        return self


class DeskSection(Section):
    """[desk]: how moderators work together."""

    claim_lease: Duration = timedelta(minutes=15)
    nudge_again_after: Duration = timedelta(minutes=15)


class FeedSection(BaseModel):
    """[feeds.NAME]: a live source; each kind of feed knows its own further keys."""

    model_config = ConfigDict(extra="allow", frozen=True, strict=True)

    enabled: bool = False


class LinksSection(Section):
    """[links]: whether, how often and in whose name the links of vacancies are checked."""

    enabled: bool = True
    recheck_every: Duration = timedelta(minutes=15)
    contact: str = Field(default="", pattern=r"^[ -~]*$")
    ports: Annotated[tuple[Port, ...], BeforeValidator(_list)] = ()
    spacing: Duration = timedelta(seconds=1)


class StoreSection(Section):
    """[store]: where journals are kept (empty: the user's data folder), and for how long."""

    path: str = ""
    keep_days: int = Field(default=30, ge=1, le=36_500)


class ReportSection(Section):
    """[report]: the words whose posts are counted."""

    terms: Annotated[tuple[str, ...], BeforeValidator(_list)] = ()


class Config(Section):
    """The whole of config.toml."""

    fair: FairSection = FairSection()
    employers: dict[str, Handles] = Field(default_factory=dict)
    follow_up: FollowUpSection = FollowUpSection()
    desk: DeskSection = DeskSection()
    feeds: dict[str, FeedSection] = Field(default_factory=dict)
    links: LinksSection = LinksSection()
    store: StoreSection = StoreSection()
    report: ReportSection = ReportSection()

    @model_validator(mode="after")
    def _one_party_each(self) -> Self:
        accounts = ({*map(str.casefold, handles)} for handles in self.employers.values())
        owners = Counter(chain.from_iterable(accounts))
        shared = sorted(handle for handle, count in owners.items() if count > 1)
        if shared:
            message = f"[employers] @{shared[0]} is listed under two employers; keep one"
            raise ValueError(message)
        return self

    def overridden(self, *, hashtag: str | None = None, organiser: Sequence[str] = ()) -> "Config":
        """This configuration with what the command line says in place of the file's.

        Raises ConfigError.
        """
        said: dict[str, object] = {"organiser": list(organiser)} if organiser else {}
        if hashtag is not None:
            said |= {"hashtag": hashtag, "also": []}
        try:
            fair = FairSection.model_validate(self.fair.model_dump(exclude_unset=True) | said)
        except ValidationError as error:
            lines = (f"--{place[0]}: {what}" for place, what in complaints(error, FairSection))
            raise ConfigError("\n".join(lines)) from error
        return self.model_copy(update={"fair": fair})

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
    tables = _read(path)
    try:
        return Config.model_validate(tables)
    except ValidationError as error:
        lines = (
            ": ".join(part for part in (str(path), spell(place), what) if part)
            for place, what in complaints(error, Config)
        )
        raise ConfigError("\n".join(lines)) from error


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        message = f"{path}: {_trouble(error)}"
        raise ConfigError(message) from error


def _trouble(error: OSError | ValueError | RecursionError) -> str:
    match error:
        case OSError():
            reason = error.strerror or type(error).__name__
            return f"{reason.lower()}; name a file with --config"
        case UnicodeDecodeError():
            return "not UTF-8 text; save it as UTF-8"
        case RecursionError():
            return "not valid TOML: nested too deeply"
        case _:
            return f"not valid TOML: {error}"
