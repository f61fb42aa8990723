"""Somebody who types to a fair at work."""

import pytest

from tests.desk import fair
from tests.desk.orders.typist import Typist


@pytest.fixture
def typist():
    return Typist(fair.at_work(others={"q2": ("bram",)}))
