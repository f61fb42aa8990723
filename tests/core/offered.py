"""A fair with one vacancy that has a link, for tests of what becomes of the two."""

from tests.core.scene import Scene

LINK = "https://zorg.example/1"
OTHER = "https://zorg.example/over-ons"
SHORT = "https://kort.example/a1"


def a_fair():
    fair = Scene()
    fair.offers("v1", "zorg", text=f"Verpleegkundige gezocht {LINK}")
    return fair


def a_fair_with_two_reporters():
    fair = a_fair()
    fair.reports("b1", "lotte", at=2, reply_to="v1")
    fair.reports("b2", "jan", at=3, reply_to="v1")
    return fair
