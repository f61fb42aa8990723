"""What holds for the whole suite."""

from pathlib import Path

import pytest

MEASURED = [Path(__file__).parent / folder for folder in ("core", "feeds")]


def pytest_collection_modifyitems(items):
    """Measure coverage where the core and the formats are tested by themselves.

    They have to be covered by their own tests; and tracing the others takes
    longer than running them.
    """
    for item in items:
        if not any(item.path.is_relative_to(folder) for folder in MEASURED):
            item.add_marker(pytest.mark.no_cover)
