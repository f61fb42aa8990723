"""A scenario with all of its cases in their words: for its trainer, never for a trainee."""

from collections.abc import Iterator

from moderator.core.fair import Fair
from moderator.practice.debrief import CaseTold, Debrief
from moderator.practice.phrases import hm, points, wish
from moderator.practice.scenario import beforehand, worded
from moderator.words.language import _


def lines(of: Debrief) -> Iterator[str]:
    """Give a scenario with all of its cases, for its trainer."""
    yield from beforehand(of.scenario) or [worded(of.scenario.title) or of.scenario.name]
    yield ""
    for case in of.cases:
        yield _in_reference(case, of.fair)
    for inject in of.scenario.injects:
        yield _("inject {name}: {about}").format(name=inject.name, about=worded(inject.about))
    if of.score.total is not None:
        yield _("Whoever does nothing scores {points}.").format(points=points(of.score.total))


def _in_reference(case: CaseTold, fair: Fair) -> str:
    opened = case.mark.opened_at
    return _("{time}  {what}: {handle}: {text}").format(
        time=hm(opened, fair) if opened else "",
        what=wish(case.mark),
        handle=case.post.handle,
        text=" ".join(case.post.text.split()),
    )
