"""A scenario's file: found and read.

ScenarioError    the file cannot be used; a line for each thing to mend
"""

import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from pydantic import ValidationError

from feeds.complaint import complaints
from moderator.config.complaint import lines, trouble
from moderator.config.models import ConfigError
from moderator.practice.scenario import Scenario
from moderator.practice.tables import ScenarioFile

ENDING = ".toml"
_FOLDER = Path(str(files("moderator.data"))) / "scenarios"


class ScenarioError(ConfigError):
    """The scenario cannot be used; each line of the message is one thing to mend."""


def bundled() -> list[str]:
    """The names of the bundled scenarios."""
    return sorted(path.stem for path in _FOLDER.glob(f"*{ENDING}"))


def shelf() -> Iterator[Scenario]:
    """The bundled scenarios, in the order of their names."""
    return (read(_FOLDER / f"{name}{ENDING}") for name in bundled())


def locate(name: str) -> Path | None:
    """Where a scenario is: a file of that name, else a bundled one; None where it is neither."""
    if Path(name).suffix == ENDING and Path(name).is_file():
        return Path(name)
    return _FOLDER / f"{name}{ENDING}" if name in bundled() else None


def read(path: Path) -> Scenario:
    """The scenario in a file. Raises ScenarioError."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        return ScenarioFile.model_validate(tables).to_scenario(path)
    except ValidationError as error:
        raise ScenarioError(lines(complaints(error, ScenarioFile), path=path)) from error
    except (OSError, ValueError, RecursionError) as error:
        raise ScenarioError(f"{path}: {trouble(error)}") from error
