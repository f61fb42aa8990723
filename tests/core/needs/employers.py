"""A fair with vacancies of two employers, for tests of which of them is meant."""

from tests.core.scene import Scene

LINK = "https://zorg.example/1"


def a_fair(**settings):
    fair = Scene(**settings)
    fair.offers("v1", "zorg", text=f"Verpleegkundige wijkzorg gezocht {LINK}")
    fair.offers("v2", "bolt", at=1, text="Nachtbakker gezocht https://bolt.example/2")
    return fair
