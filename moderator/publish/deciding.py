"""What becomes of an act that a desk elsewhere asks for: one answer, the same for everybody."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from feeds.said import said
from moderator.core.engine import Engine
from moderator.core.facts import ActKind, same_moderator
from moderator.pipeline import Pipeline
from moderator.publish.refused import RefusedActs
from moderator.publish.topics import part
from moderator.publish.wire import ActSaid, AnswerSaid, Unusable
from moderator.store.journal import Ledger
from moderator.wishes.doing import carry_out
from moderator.wishes.sense import InVain, Refusal

NOT_BEFORE = said("what you did to that case before was not done")
"""Who made an act after another one could not know that this would be refused."""

REMEMBERED = 10_000
"""Answers that are given again where an act comes twice."""


MOST_STANDING = 100
"""Acts that a moderator can take back after their desk was opened anew."""

WRITTEN = (ActKind.NOTE, ActKind.NUDGE)
"""Acts that only say what was done: they decide nothing that another one could."""

LATEST = timedelta(days=1)
"""What says that it was written longer ago comes from a computer whose clock is wrong."""


def done_at(said: ActSaid, now: datetime) -> datetime:
    """When an act was done: what was written when it was written, all else when it is decided."""
    is_told = said.kind in WRITTEN and now - LATEST < said.made_at < now
    return said.made_at if is_told else now


def asker(name: str) -> str:
    """Who asks, by the topic's last part; raises Unusable where that is nobody's name."""
    try:
        return part(name)
    except ValueError as odd:
        raise Unusable("of nobody") from odd


def standing(by: str, engine: Engine) -> AnswerSaid:
    """What a moderator did and nobody took back, the last ones, without what was written."""
    own = (act for act in engine.acts(*ActKind) if same_moderator(by, act.by))
    acts = [act for act in own if act.kind is not ActKind.UNDO]
    return AnswerSaid(id="", standing=tuple(replace(act, text="") for act in acts[-MOST_STANDING:]))


class Decider:
    """Carries acts out in the order in which they come, each once, at the engine's own time.

    But what was written has the time at which that was, be it by a desk that was out of reach.
    """

    def __init__(self, pipeline: Pipeline, journal: Ledger, *, now: Callable[[], datetime]) -> None:
        self._pipeline, self._refused, self._now = pipeline, RefusedActs(journal), now
        self._answers: OrderedDict[str, AnswerSaid] = OrderedDict()

    def decide(self, said: ActSaid, by: str) -> AnswerSaid:
        """What became of the act; it is in the journal then."""
        if said.id not in self._answers:
            self._answers[said.id] = self._decide(said, by)
            if len(self._answers) > REMEMBERED:
                self._answers.popitem(last=False)
        return self._answers[said.id]

    def _decide(self, said: ActSaid, by: str) -> AnswerSaid:
        engine = self._pipeline.engine
        if known := engine.act(said.id):
            return AnswerSaid(id=said.id, acted=known)
        if why_not := self._refused.why(said.id):
            return AnswerSaid(id=said.id, refused=why_not)
        try:
            if self._refused.hinders(said.after):
                raise Refusal(NOT_BEFORE)
            at = done_at(said, self._now())
            wished = said.acted(by=by, at=at, serial=engine.next_serial)
            return AnswerSaid(id=said.id, acted=carry_out(wished, engine, self._pipeline.record))
        except Refusal as refused:
            # kept, so that it is not done another time, when it could be
            in_vain = isinstance(refused, InVain)
            self._refused.keep(said.id, str(refused), by=by, in_vain=in_vain)
            return AnswerSaid(id=said.id, refused=str(refused))
