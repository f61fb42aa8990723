"""How what a moderator wants becomes an act: in one way, whatever desk it comes from."""

from collections.abc import Callable, Sequence

from moderator.core.engine import Engine
from moderator.core.facts import Acted, Fact
from moderator.wishes.sense import refusal, with_label


def carry_out(wished: Acted, engine: Engine, record: Callable[[Sequence[Fact]], None]) -> Acted:
    """The act as it is done now, once it is recorded. Raises Refusal where it makes no sense."""
    act = with_label(wished, engine)
    if why_not := refusal(act, engine):
        raise why_not
    record([act])
    return act
