"""Of the acts that are kept, those that cancel are not done at all."""

from moderator.core.facts import Acted, ActKind
from moderator.wishes.outstanding import outstanding
from tests.desk import fair


def test_acts_that_cancel_are_not_outstanding():
    kinds = {"a1": (ActKind.CLAIM, "q1"), "a2": (ActKind.UNDO, "a1"), "a3": (ActKind.UNDO, "act-0")}
    now = fair.at_work().now
    acts = [Acted(id_, *of, "moderator", now, 9) for id_, of in kinds.items()]
    assert [act.id for act in outstanding(acts)] == ["a3"]
