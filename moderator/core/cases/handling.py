"""How the moderators handle a case beside closing it: claims, snoozes, nudges, notes.

None of this moves a case. A claim runs out by itself. A snooze ends by itself,
too: at its time, or else with the next post in the asker's branch of the thread,
and in any case when the case moves.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from moderator.core.case import Claim, Moved, Remark, Snooze
from moderator.core.facts import Acted, ActKind
from moderator.core.posts.node import Node


@dataclass(frozen=True, slots=True)
class Handling:
    """What moderators did about a case; the last claim and snooze count, `woken` are over."""

    claim: Claim | None = None
    snooze: Snooze | None = None
    nudges: tuple[Remark, ...] = ()
    notes: tuple[Remark, ...] = ()
    woken: tuple[Snooze, ...] = ()


NOTHING = Handling()
_LAST = datetime.max.replace(tzinfo=UTC)
_End = tuple[datetime, str | None]


def handling(
    acts: Sequence[Acted], needs: Collection[Node], history: Sequence[Moved], lease: timedelta
) -> Handling:
    """How a case is handled, by the acts on it in their order; all are `NOTHING` for none."""
    if not acts:
        return NOTHING
    snooze, woken = _snoozes(acts, needs, history)
    return Handling(
        claim=_claim(next((act for act in reversed(acts) if act.kind.holds), None), lease),
        snooze=snooze,
        nudges=_remarks(act for act in acts if act.kind is ActKind.NUDGE),
        notes=_remarks(filter(_is_note, acts)),
        woken=woken,
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


def _snoozes(
    acts: Sequence[Acted], needs: Collection[Node], history: Sequence[Moved]
) -> tuple[Snooze | None, tuple[Snooze, ...]]:
    """The last snooze, unless something ended it, and all that something ended."""
    woken: list[Snooze] = []
    for place, act in enumerate(acts):
        if act.kind is ActKind.SNOOZE:
            snooze, later = Snooze(act.at, act.by, act.until, act.id), acts[place + 1 :]
            ends = [*_moves(snooze, history, later), *_posts(snooze, needs), *_anew(later)]
            if not ends:
                return snooze, tuple(woken)
            woken.append(_ended(snooze, ends))
    return None, tuple(woken)


def _ended(snooze: Snooze, ends: Iterable[_End]) -> Snooze:
    """The snooze with the first of these ends, or its own time where that comes before."""
    own: list[_End] = [(snooze.until, None)] if snooze.until else []
    at, post = min([*ends, *own], key=lambda end: (end[0], end[1] or ""))
    return replace(snooze, over=None if at == _LAST else at, post=post)


def _moves(snooze: Snooze, history: Sequence[Moved], later: Iterable[Acted]) -> Iterator[_End]:
    """When the case moved since, and by which post; acts of one moment go by their order."""
    acts = {act.id for act in later}
    for moved in history:
        if moved.at is None or moved.at > snooze.at or moved.act in acts:
            yield moved.at or _LAST, moved.post


def _posts(snooze: Snooze, needs: Collection[Node]) -> Iterator[_End]:
    """Which posts came since that the snooze waited for."""
    for need in needs if snooze.until is None else ():
        for post in (need, *need.descendants()):
            if post.post is not None and post.at > snooze.at:
                yield post.at, post.key


def _anew(later: Iterable[Acted]) -> Iterator[_End]:
    return ((act.at, None) for act in later if act.kind is ActKind.SNOOZE)


def _is_note(act: Acted) -> bool:
    """Whether it leaves a note: on its own, or along with a case that is handed over."""
    return act.kind is ActKind.NOTE or (act.kind is ActKind.HAND_OVER and act.text != "")


def _remarks(acts: Iterable[Acted]) -> tuple[Remark, ...]:
    return tuple(Remark(act.at, act.by, act.text, act.id) for act in acts)
