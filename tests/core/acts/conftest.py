"""A fair at which something was asked, for acts to be done about it."""

import pytest

from tests.core.offered import a_fair


@pytest.fixture
def fair():
    """Give a fair where Lotte asked Zorg about its vacancy, twice."""
    fair = a_fair()
    fair.asks("q1", "lotte", at=2, reply_to="v1")
    fair.asks("q2", "lotte", at=3, reply_to="v1")
    return fair
