"""A fact costs what it touches: as much at a big fair as at a small one.

Counted in calls, not in seconds, so that every machine and every run agrees.
"""

import sys

import pytest

from benchmarks.shapes import FAIR, SHAPES, shape
from moderator.core.engine import Engine
from moderator.core.facts import Judged, PostSeen

SMALL, BIG, LAST = 300, 1200, 60


def calls_of_a_fact(name, size):
    """How many calls one of the last facts of such a fair takes, on average."""
    said = shape(name, size)
    verdicts = {f"{post.source}:{post.id}": verdict for post, verdict in said}
    engine, calls, facts = Engine(FAIR), 0, 0

    def count(frame, event, argument):
        nonlocal calls
        calls += event in ("call", "c_call")

    for number, (post, _) in enumerate(said):
        fresh = [PostSeen(post)]
        while fresh:
            sys.setprofile(count if number >= size - LAST else None)
            for fact in fresh:
                engine.apply(fact)
            sys.setprofile(None)
            facts += len(fresh) if number >= size - LAST else 0
            fresh = [Judged(r.key, r.mark, verdicts[r.key]) for r in engine.readings(9)]
    return calls / facts


@pytest.mark.parametrize("name", SHAPES)
def test_fact_costs_as_much_at_a_big_fair_as_at_a_small_one(name):
    assert calls_of_a_fact(name, BIG) < 1.6 * calls_of_a_fact(name, SMALL)
