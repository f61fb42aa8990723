"""A configuration that is written for a test, and what is said of it."""

import pytest

from moderator.config.models import ConfigError, load


def written(folder, text):
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def complaints(folder, text):
    """What is said of a configuration, a line each, without the path."""
    path = written(folder, text)
    with pytest.raises(ConfigError) as refused:
        load(path)
    return [line.removeprefix(f"{path}: ") for line in str(refused.value).splitlines()]
