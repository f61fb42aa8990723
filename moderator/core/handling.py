"""How the moderators handle a case beside closing it: claims, snoozes, nudges, notes.

None of this moves a case. A claim runs out by itself. A snooze ends by itself,
too: at its time, or else with the next post in the asker's branch of the thread,
and in any case when the case moves.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from moderator.core.acts import last_of
from moderator.core.case import Claim, Moved, Remark, Snooze
from moderator.core.facts import Acted, ActKind
from moderator.core.node import Node


@dataclass(frozen=True, slots=True)
class Handling:
    """What moderators did about a case; the last claim and snooze count."""

    claim: Claim | None = None
    snooze: Snooze | None = None
    nudges: tuple[Remark, ...] = ()
    notes: tuple[Remark, ...] = ()


NOTHING = Handling()
_LAST = datetime.max.replace(tzinfo=UTC)


def handling(
    acts: Sequence[Acted], needs: Collection[Node], history: Sequence[Moved], lease: timedelta
) -> Handling:
    """How a case is handled, by the acts on it in their order; all are `NOTHING` for none."""
    if not acts:
        return NOTHING
    snoozed = last_of(acts, ActKind.SNOOZE)
    later = {act.id for act in acts[acts.index(snoozed) + 1 :]} if snoozed else set[str]()
    woken = snoozed is None or _is_moved(snoozed, history, later) or _is_woken(snoozed, needs)
    return Handling(
        claim=_claim(next((act for act in reversed(acts) if act.kind.holds), None), lease),
        snooze=None if woken else _snooze(snoozed),
        nudges=_remarks(act for act in acts if act.kind is ActKind.NUDGE),
        notes=_remarks(filter(_is_note, acts)),
    )


def _claim(act: Acted | None, lease: timedelta) -> Claim | None:
    if act is None or act.kind is ActKind.RELEASE:
        return None
    until = act.until or _after(act, lease)
    if act.kind is ActKind.HAND_OVER:
        return Claim(act.at, act.to, until, act.id, giver=act.by)
    return Claim(act.at, act.by, until, act.id)


def _after(act: Acted, lease: timedelta) -> datetime:
    """The end of the lease; the end of time, where that comes first."""
    return act.at + min(lease, _LAST - act.at)


def _snooze(act: Acted | None) -> Snooze | None:
    return Snooze(act.at, act.by, act.until, act.id) if act else None


def _is_moved(snooze: Acted, history: Sequence[Moved], later: Collection[str]) -> bool:
    """Whether the case moved since; acts of one moment go by their order."""
    return any(moved.at is None or moved.at > snooze.at or moved.act in later for moved in history)


def _is_woken(snooze: Acted, needs: Collection[Node]) -> bool:
    return snooze.until is None and any(
        post.post is not None and post.at > snooze.at
        for need in needs
        for post in (need, *need.descendants())
    )


def _is_note(act: Acted) -> bool:
    """Whether it leaves a note: on its own, or along with a case that is handed over."""
    return act.kind is ActKind.NOTE or (act.kind is ActKind.HAND_OVER and act.text != "")


def _remarks(acts: Iterable[Acted]) -> tuple[Remark, ...]:
    return tuple(Remark(act.at, act.by, act.text, act.id) for act in acts)
