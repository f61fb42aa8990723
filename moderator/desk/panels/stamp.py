"""Whether a screen would look otherwise than it did: at rest, nothing is drawn anew."""

from moderator.core.board import Board
from moderator.desk.day import Day, Player


def stamp(day: Day, board: Board) -> tuple[object, ...]:
    """Give what differs where a screen would: ages are whole minutes on it."""
    clock = board.clock
    standing = tuple(
        (one.case.id, one.urgency, one.case.claimed_by(clock))
        for one in (*board.waiting, *board.snoozed)
    )
    minute = clock.replace(second=0, microsecond=0)
    aside = len(board.snoozed)
    others = tuple(day.company().items()), tuple(day.refused()[-1:])
    kept = tuple(act.id for act in day.kept())
    states = () if board.counts.posts else tuple(each.now.state for each in day.feeds())
    now = board.version, minute, standing, aside, playing(day.player)
    return *now, day.accounting(), day.depths(), others, kept, states


def playing(player: Player | None) -> tuple[bool, bool, float] | None:
    """Give how a recording runs; None for a live fair."""
    return (player.paused, player.finished, player.speed) if player else None
