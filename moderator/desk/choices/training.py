"""What a trainer and a trainee can choose from in practice."""

import re
from dataclasses import dataclass

from moderator.desk.choices.choice import Choice
from moderator.desk.day import Practice
from moderator.practice.scenario import MOST_POINTS, worded
from moderator.words.language import _

_OWN_POST = re.compile(r"@(\S+)\s+(\S.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Intervention:
    """What is to happen now: an inject by its name, or else a post of the trainer's own."""

    name: str = ""
    handle: str = ""
    text: str = ""

    async def carry_out(self, attempt: Practice) -> str:
        """Let it happen; gives what did. Raises Refusal."""
        if self.name:
            await attempt.fire(self.name)
            return _("It happens now: {what}").format(what=self.name)
        await attempt.write(self.handle, self.text)
        return _("It comes now: @{handle}: {text}").format(handle=self.handle, text=self.text)


@dataclass(frozen=True, slots=True)
class Points:
    """What a trainer gives for an observed item."""

    item: str
    points: int


def injects(attempt: Practice) -> list[Choice[Intervention]]:
    """Give the injects that can still come by hand."""
    return [Choice(Intervention(one.name), one.name, worded(one.about)) for one in attempt.coming]


def own_post(typed: str) -> Intervention | None:
    """Give the post that was typed as `@handle text`; None where it is none."""
    found = _OWN_POST.fullmatch(typed.strip())
    return Intervention(handle=found[1], text=found[2]) if found else None


def points(attempt: Practice) -> list[Choice[Points]]:
    """Give every item that the trainer observes, with every number of points."""
    return [
        Choice(Points(item, number), f"{item} {number}", worded(words))
        for item, words in attempt.scenario.rubric.observed.items()
        for number in range(MOST_POINTS, -1, -1)
    ]


def ways() -> list[Choice[bool]]:
    """Give the answers to whether the day is to begin anew."""
    return [
        Choice(gives=False, name=_("go on")),
        Choice(gives=True, name=_("begin anew"), note=_("this attempt is kept, as it is")),
    ]
