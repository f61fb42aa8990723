"""The typed commands of a practice."""

from moderator.desk.choices import training
from moderator.desk.day import Day, Practice
from moderator.desk.orders.order import Order, OrderError, Said
from moderator.desk.sentences import answers, deeds
from moderator.wishes.sense import Refusal
from moderator.words.language import _


def practice_orders(day: Day) -> dict[str, Order]:
    """Give the commands by name; none where nobody practises."""
    if day.practice is None:
        return {}
    practice = _Practice(day, day.practice)
    return {
        "aside": practice.aside,
        "inject": practice.inject,
        "observe": practice.observe,
        "debrief": practice.debrief,
    }


class _Practice:
    """The commands over one attempt."""

    def __init__(self, day: Day, attempt: Practice) -> None:
        self._day = day
        self._attempt = attempt

    async def aside(self, rest: list[str]) -> Said:
        if not rest:
            raise OrderError(answers.usage("aside"))
        words = " ".join(rest)
        self._attempt.aside(words)
        return self._said(_("Kept for the debrief: {words}").format(words=words))

    async def inject(self, rest: list[str]) -> Said:
        if not rest:
            choices = training.injects(self._attempt)
            return [answers.usage("inject"), *(f"{one.name}: {one.note}" for one in choices)]
        typed = " ".join(rest)
        try:
            intervention = training.own_post(typed) or training.Intervention(typed)
            return self._said(await intervention.carry_out(self._attempt))
        except Refusal as why:
            raise OrderError(deeds.refused(why)) from why

    async def observe(self, rest: list[str]) -> Said:
        choices = {one.name: one for one in training.points(self._attempt)}
        found = choices.get(" ".join(rest))
        if found is None:
            return [
                answers.usage("observe"),
                *(f"{one.name}: {one.note}" for one in choices.values()),
            ]
        self._attempt.observe(found.gives.item, found.gives.points)
        return self._said(_("Noted for the debrief."))

    def _said(self, done: str) -> Said:
        return [answers.written(done, self._attempt.unwritten)]

    async def debrief(self, _rest: list[str]) -> Said:
        player = self._day.player
        if player is None or player.finished or player.paused:
            return await self._attempt.debrief_lines()
        player.pause()
        return [*await self._attempt.debrief_lines(), _("Paused: type play to go on.")]
