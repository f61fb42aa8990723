"""What tests of the core share."""

import pytest


@pytest.fixture(scope="module")
def few_are_warm():
    """Have posts put away almost as soon as they come."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("moderator.core.posts.cold.WARM", 2)
        patch.setattr("moderator.core.posts.cold.BLOCK", 2)
        patch.setattr("moderator.core.engine.TOGETHER", 3)
        yield
