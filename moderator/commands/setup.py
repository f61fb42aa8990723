"""What every command begins with: its configuration, and how it complains."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from feeds.base import FeedError, FeedGone
from moderator.config import Config, ConfigError, find, load
from moderator.recordings import bundled, locate
from moderator.safe import safe
from moderator.store.journal import StoreError


class Exit(IntEnum):
    """How a command ends."""

    DONE = 0
    WRONG_INPUT = 1
    USAGE = 2


@dataclass(frozen=True, slots=True)
class Overrides:
    """What the command line says of the fair; it comes before the configuration."""

    config: Path | None = None
    hashtag: str | None = None
    organiser: tuple[str, ...] = ()


def configured(recording: str, overrides: Overrides) -> tuple[str, Config]:
    """Where the recording is, and the configuration to read it with.

    A bundled recording brings its own. Raises ConfigError.
    """
    path, own = locate(recording)
    if path != "-" and not Path(path).exists():
        known = ", ".join(bundled())
        raise FeedGone(f"there is no recording {path!r}: name a file, - or a bundled one: {known}")
    config = load(overrides.config or own or find())
    return path, config.overridden(hashtag=overrides.hashtag, organiser=overrides.organiser)


@contextmanager
def complaints() -> Iterator[None]:
    """Turn what goes wrong into one line on standard error, and the right exit code."""
    try:
        yield
    except (ConfigError, FeedError) as error:
        complain(str(error))
        sys.exit(Exit.USAGE)
    except StoreError as error:
        complain(str(error))
        sys.exit(Exit.WRONG_INPUT)


def complain(message: str) -> None:
    """Say on standard error what is wrong, whatever a file put into the message."""
    for line in message.splitlines():
        print(f"moderator: {safe(line)}", file=sys.stderr)
