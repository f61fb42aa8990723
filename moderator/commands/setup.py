"""What every command begins with: its configuration, and how it complains."""

import getpass
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from feeds.base import FeedError, FeedGone, NothingRead
from feeds.post import Unreadable
from feeds.said import said
from moderator.config.models import Config, ConfigError, find, load
from moderator.intake.failure import EngineFailed
from moderator.recordings import bundled, locate
from moderator.store.file import StoreError, is_journal
from moderator.words.language import chosen, speak
from moderator.words.reasons import told
from moderator.words.safe import safe


class Exit(IntEnum):
    """How a command ends."""

    DONE = 0
    WRONG_INPUT = 1
    USAGE = 2
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Overrides:
    """What the command line says of the fair; it comes before the configuration."""

    config: Path | None = None
    hashtag: str | None = None
    organiser: tuple[str, ...] = ()


def configured(
    recording: str, overrides: Overrides, *, journal_too: bool = False
) -> tuple[str, Config]:
    """Where the recording is, and the configuration to read it with.

    A bundled recording brings its own. Raises ConfigError, and FeedGone where
    there is no such recording.
    """
    path, own = locate(recording)
    config = loaded(overrides, own=own)
    if path != "-" and not Path(path).exists():
        known = ", ".join(bundled())
        raise FeedGone(
            said(
                "there is no recording {name}: name a file, - or a bundled one: {names}",
                name=repr(path),
                names=known,
            )
        )
    if not journal_too and is_journal(Path(path)):
        raise FeedGone(
            said(
                "{path} is a journal, no recording: `moderator report` and `posts` read it",
                path=repr(path),
            )
        )
    return path, config


def loaded(overrides: Overrides, *, own: Path | None = None) -> Config:
    """The configuration that applies, `own` before any that is just there. Raises ConfigError."""
    if overrides.hashtag is not None and not overrides.hashtag.strip("# "):
        raise ConfigError(said("--hashtag: give the fair's hashtag, such as #TBNN"))
    try:
        config = load(overrides.config or own or find())
    except ConfigError as error:
        speak(chosen(configured=error.language))
        raise
    speak(chosen(configured=config.language))
    return config.overridden(hashtag=overrides.hashtag, organiser=overrides.organiser)


def user() -> str:
    """Who sits at this computer: whose acts these are."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "moderator"


def ended(problems: Iterable[Unreadable], notes: Iterable[str]) -> Exit:
    """Say what was wrong with a recording, and what had to be assumed; the exit code."""
    for note in notes:
        complain(said("note: {note}", note=note))
    problems = list(problems)
    for problem in problems:
        complain(said("line {line}: {why}", line=problem.line, why=problem.reason))
    return Exit.WRONG_INPUT if problems else Exit.DONE


class DeskFailed(Exception):
    """The desk ended by itself: a defect of it, and nothing of the fair is lost."""


@contextmanager
def complaints() -> Iterator[None]:
    """Turn what goes wrong, in whichever task, into one line and the right exit code."""
    failure: BaseException | None = None
    try:
        yield
    except* (ConfigError, DeskFailed, EngineFailed, FeedError, StoreError) as failed:
        failure = failed
    while isinstance(failure, BaseExceptionGroup):
        failure = failure.exceptions[0]
    if failure is not None:
        complain(str(failure))
        is_usage = not isinstance(failure, (StoreError, DeskFailed, EngineFailed, NothingRead))
        sys.exit(Exit.USAGE if is_usage else Exit.WRONG_INPUT)


def in_words(error: Exception, path: Path) -> str:
    """What went wrong with a file: where, and why; the system does not always say where."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename or path}: {error.strerror.lower()}"
    return str(error)


def complain(message: str) -> None:
    """Say on standard error what is wrong, in the reader's language.

    Whatever a file put into the message cannot reach the terminal as a command to it.
    """
    for line in message.splitlines():
        print(f"moderator: {safe(told(line))}", file=sys.stderr)
