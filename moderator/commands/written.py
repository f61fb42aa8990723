"""Files that a command writes: whole or not at all, and told."""

import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from moderator.commands.setup import complain
from moderator.config.models import ConfigError

STDOUT = Path("-")


def check_stdout(page: Path | None, *, as_json: bool) -> None:
    """Raises ConfigError where two things would go to standard output."""
    if as_json and page == STDOUT:
        raise ConfigError("--json and --html -: only one can go to standard output")


def write_page(text: str, path: Path) -> None:
    """Write a page to a file, or to standard output. Raises ConfigError."""
    if path == STDOUT:
        sys.stdout.write(text)
    else:
        write({path: text}, encoding="utf-8")


def write(texts: Mapping[Path, str], *, encoding: str) -> None:
    """Write each file whole, or leave what was there. Raises ConfigError."""
    for path, text in texts.items():
        draft = path.with_name(f"{path.name}.new")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(text.encode(encoding))
            draft.replace(path)
        except OSError as error:
            with suppress(OSError):
                draft.unlink()
            reason = (error.strerror or str(error)).lower()
            raise ConfigError(f"{path}: {reason}; name another place") from error
        complain(f"written: {path}")
