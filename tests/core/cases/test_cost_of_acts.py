"""An act costs what it touches: that cases were moved is no matter to one that moves none."""

import sys

from moderator.core.facts import ActKind
from tests.core.scene import Scene


def moved(number):
    """Give a fair of so many cases, all moved but the first, which somebody claimed once."""
    fair = Scene()
    for case in range(number):
        fair.offers(f"v{case}", f"kok{case}")
        fair.asks(f"q{case}", f"vera{case}", reply_to=f"v{case}", at=1)
    for case in range(1, number):
        fair.acts(ActKind.MOVE, f"q{case}", to="@bolt")
    fair.acts(ActKind.CLAIM, "q0")
    assert fair.engine.case_count == len(fair.engine.cases()) == number
    return fair


def calls_of_a_claim(number):
    fair, calls = moved(number), 0

    def count(frame, event, argument):
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    fair.acts(ActKind.CLAIM, "q0")
    sys.setprofile(None)
    return calls


def test_a_claim_costs_as_much_after_many_moves_as_after_one():
    assert calls_of_a_claim(60) < 1.6 * calls_of_a_claim(2)
