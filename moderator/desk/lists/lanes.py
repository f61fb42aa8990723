"""The lanes of the desk: which cases, or posts, the list on the left shows."""

from datetime import datetime
from enum import StrEnum

from moderator.core.board import Board
from moderator.core.case import Case
from moderator.desk.words.signs import ABOVE, SEPARATOR
from moderator.words import spelling
from moderator.words.language import N_, _

FRAME = 6
"""Cells of a frame's line that are no words."""


class Lane(StrEnum):
    """What the moderator is looking through; the value is what the keys say."""

    WAITING = "waiting"
    UNSURE = "unsure"
    SNOOZED = "snoozed"
    CLOSED = "closed"


def lane_of(case: Case, clock: datetime) -> Lane:
    """Give the lane in which a case is."""
    if not case.lacks_follow_up:
        return Lane.CLOSED
    return Lane.SNOOZED if case.is_snoozed(clock) else Lane.WAITING


TITLES = {
    Lane.WAITING: N_("Waiting for an employer"),
    Lane.UNSURE: N_("In doubt"),
    Lane.SNOOZED: N_("Set aside"),
    Lane.CLOSED: N_("Closed"),
}
NAMES = {
    Lane.WAITING: N_("{number} waiting"),
    Lane.UNSURE: N_("{number} in doubt"),
    Lane.SNOOZED: N_("{number} set aside"),
    Lane.CLOSED: N_("{number} closed"),
}
NOTHING = {
    Lane.WAITING: N_("Nobody is waiting."),
    Lane.UNSURE: N_("No post is in doubt."),
    Lane.SNOOZED: N_("No case is set aside."),
    Lane.CLOSED: N_("No case is closed."),
}


def title(lane: Lane, number: int | None) -> str:
    """Give what stands above a lane: Waiting for an employer · 7; None where nobody knows."""
    return _(TITLES[lane]) + (f" · {spelling.number(number)}" if number is not None else "")


def scrolled(title: str, above: int, *, width: int) -> str:
    """Give a lane's title with the number of rows above what is in view, the most urgent ones.

    In a frame too narrow for the words it stands behind an arrow.
    """
    number = spelling.number(above)
    said = f"{title}{SEPARATOR}" + _("{number} above").format(number=number)
    return said if len(said) <= width - FRAME else f"{title} {ABOVE}{number}"


def unknown() -> str:
    """Give that a lane is empty because nothing was heard of the fair so far."""
    return _("Nothing is known of this fair yet.")


def footnote(lane: Lane, board: Board, unsure: int, *, width: int) -> str:
    """Give how many the other lanes hold, each before its key; empty ones are left out.

    Where not all of that fits in a frame of that width, the last ones lose their words; where
    even so it does not, nothing is said.
    """
    numbers = {
        Lane.WAITING: len(board.waiting),
        Lane.UNSURE: unsure,
        Lane.SNOOZED: len(board.snoozed),
        Lane.CLOSED: board.closed,
    }
    others = [
        (_(NAMES[other]), spelling.number(numbers[other]), key)
        for key, other in enumerate(Lane, start=1)
        if other is not lane and numbers[other]
    ]
    whole = [f"{name.format(number=number)} ({key})" for name, number, key in others]
    brief = [f"{number} ({key})" for _name, number, key in others]
    ways = (SEPARATOR.join(whole[:at] + brief[at:]) for at in range(len(others), -1, -1))
    return next((said for said in ways if len(said) <= width - FRAME), "")
