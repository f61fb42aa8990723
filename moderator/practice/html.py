"""A debrief as a page that stands by itself."""

from collections.abc import Sequence

from moderator.page import sheet
from moderator.practice import phrases, telling
from moderator.practice.debrief import Debrief
from moderator.practice.kept import Result
from moderator.practice.scenario import worded


def as_page(of: Debrief, earlier: Sequence[Result] = ()) -> str:
    """Give the page, with the trainee's earlier attempts."""
    return sheet.rendered(
        "debrief.html",
        here=sheet.Here(of.fair.timezone, of.clock),
        debrief=of,
        title=worded(of.scenario.title) or of.scenario.name,
        words=phrases,
        alarms=[phrases.alarm(one, of.fair) for one in of.alarms],
        asides=telling.asides(of),
        course=list(telling.course(of)),
        goals=[worded(goal) for goal in of.scenario.goals],
        earlier=earlier,
    )
