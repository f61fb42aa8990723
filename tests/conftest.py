"""What holds for the whole suite: equal runs, on any machine.

HYPOTHESIS_PROFILE=explore looks for new examples instead.
"""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from moderator.words.language import speak

settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    """Speak English, whatever the machine speaks."""
    monkeypatch.setenv("MODERATOR_LANGUAGE", "en")
    speak("en")


MEASURED = [Path(__file__).parent / folder for folder in ("core", "feeds")]


def pytest_collection_modifyitems(items):
    """Measure coverage where the core and the formats are tested by themselves.

    They have to be covered by their own tests; and tracing the others takes
    longer than running them.
    """
    for item in items:
        if not any(item.path.is_relative_to(folder) for folder in MEASURED):
            item.add_marker(pytest.mark.no_cover)
