"""Acts stand in journals as they always did."""

from datetime import UTC, datetime

from moderator.core.facts import Acted, ActKind
from moderator.store.codec import encode_fact


def test_an_act_is_written_as_journals_have_it():
    at = datetime(2026, 5, 12, 8, tzinfo=UTC)
    act = Acted("mies:1", ActKind.HAND_OVER, "x:1", "mies", at, 1, to="bram", text="belt zelf")
    assert encode_fact(act) == (
        '{"v":2,"is":"acted","id":"mies:1","kind":"hand over","target":"x:1","by":"mies",'
        '"at":"2026-05-12T08:00:00Z","serial":1,"label":null,"substance":null,"until":null,'
        '"to":"bram","text":"belt zelf","side":null}'
    )
