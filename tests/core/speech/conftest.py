"""A fair at which something was asked below a vacancy."""

import pytest

from tests.core.scene import Scene


@pytest.fixture
def fair():
    """Give a fair where Lotte asked Zorg about its vacancy."""
    fair = Scene(employers={"Zorggroep Noord": ("zorg", "hr_zorg")})
    fair.offers("v1", "zorg", text="Verpleegkundige gezocht https://zorg.example/1")
    fair.asks("q1", "lotte", at=2, reply_to="v1")
    return fair
