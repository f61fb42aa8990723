"""Whether an act makes sense now, in the moderator's words.

The engine takes any act: one that makes no sense changes nothing. This is for the
moderator, who is told so beforehand.
"""

from dataclasses import dataclass, replace

from feeds.said import said
from moderator.core.acts import target_of
from moderator.core.case import Case, Moved, State
from moderator.core.engine import Engine
from moderator.core.facts import Acted, ActKind, same_moderator

LONGEST_NAME = 64
"""Characters of a moderator's name."""


class Refusal(Exception):
    """What a moderator asked for is not done; the text says why, in words for them."""


class InVain(Refusal):
    """An act that would change nothing: all is so already. It hinders none that comes after it."""


class Later(Refusal):
    """An act that is kept, and done as soon as it can be; its text says so to the moderator."""


@dataclass(frozen=True, slots=True)
class Refused:
    """An act that was kept, and made no sense any more when it came to be done; `why` says so."""

    act: Acted
    why: str


_UNJUDGED = said("that post is not judged yet")
_GONE = said("that case or post is not there any more")
_SAID = said("a moderator said so already")


def refusal(act: Acted, engine: Engine) -> Refusal | None:
    """Why an act makes no sense, or is not this moderator's to do; None where it is neither."""
    return _senseless(act, engine) or _not_theirs(act, engine)


def _senseless(act: Acted, engine: Engine) -> Refusal | None:
    match act.kind:
        case ActKind.UNDO:
            return _of_undo(act, engine)
        case ActKind.SIDE:
            return _of_side(act, engine)
        case ActKind.RELABEL | ActKind.CONFIRM:
            return _of_label(act, engine)
        case ActKind.SPLIT:
            return _of_split(act, engine)
        case ActKind.MERGE:
            return _of_merge(act, engine)
        case ActKind.MOVE:
            return _of_move(act, engine)
        case ActKind.HAND_OVER:
            return _of_hand_over(act, engine)
        case _:
            case = engine.case(act.target)
            return _of_time(act) or (_of_case(act, case) if case else Refusal(_GONE))


def with_label(act: Acted, engine: Engine) -> Acted:
    """The act; a confirmation with the label and substance that it confirms."""
    line = engine.line(act.target) if act.kind is ActKind.CONFIRM else None
    if line is None or line.verdict is None:
        return act
    return replace(act, label=line.verdict.label, substance=line.verdict.substance)


def _of_undo(act: Acted, engine: Engine) -> Refusal | None:
    undone = engine.act(act.target)
    if undone is None:
        return Refusal(said("there is nothing to take back"))
    if undone.kind is ActKind.UNDO:
        return Refusal(said("an undo cannot be undone: do it again"))
    still_holds = undone in engine.acts(undone.kind)
    return None if still_holds else InVain(said("that was taken back already"))


def _of_side(act: Acted, engine: Engine) -> Refusal | None:
    if act.side is None:
        return Refusal(said("it takes a side"))
    on_it = [one for one in engine.acts(ActKind.SIDE) if target_of(one) == target_of(act)]
    said_last = on_it and (on_it[-1].side, on_it[-1].to) == (act.side, act.to)
    return InVain(_SAID) if said_last else None


def _of_case(act: Acted, case: Case) -> Refusal | None:
    match act.kind:
        case ActKind.REOPEN if case.lacks_follow_up and case.is_snoozed(act.at):
            return InVain(said("that case is set aside: take it back up"))
        case ActKind.REOPEN if case.lacks_follow_up:
            return InVain(said("that case waits already"))
        case ActKind.SNOOZE if not case.lacks_follow_up:
            return InVain(said("that case is closed"))
        case ActKind.RELEASE if case.claimed_by(act.at) is None:
            return InVain(said("nobody has that case"))
        case _:
            return None


def _of_label(act: Acted, engine: Engine) -> Refusal | None:
    line = engine.line(act.target)
    if line is None:
        return Refusal(_GONE)
    if act.label is None:
        return Refusal(_UNJUDGED if act.kind is ActKind.CONFIRM else said("it takes a label"))
    if line.verdict is None or not line.corrected or line.label is not act.label:
        return None
    return InVain(_SAID) if act.substance in (None, line.verdict.substance) else None


def _of_split(act: Acted, engine: Engine) -> Refusal | None:
    case = engine.case(act.target)
    if case is None:
        return Refusal(_GONE)
    return None if len(case.posts) > 1 else InVain(said("that is all of the case"))


def _of_merge(act: Acted, engine: Engine) -> Refusal | None:
    one, other = engine.case(act.target), engine.case(act.to)
    if one is None or other is None:
        return Refusal(_GONE)
    if one == other:
        return InVain(said("that is the same case"))
    return None if one.posts or other.posts else Refusal(said("two dead links stay two cases"))


def _of_move(act: Acted, engine: Engine) -> Refusal | None:
    case = engine.case(act.target)
    if case is None:
        return Refusal(_GONE)
    return None if case.posts else Refusal(said("a dead link is about its own vacancy"))


def _of_hand_over(act: Acted, engine: Engine) -> Refusal | None:
    case = engine.case(act.target)
    if case is None:
        return Refusal(_GONE)
    if not act.to.strip() or len(act.to) > LONGEST_NAME:
        return Refusal(said("it takes the name of a moderator"))
    if same_moderator(act.to, case.claimed_by(act.at)):
        return InVain(said("that moderator has the case"))
    return _of_time(act)


def _of_time(act: Acted) -> Refusal | None:
    past = act.until is not None and act.until <= act.at
    return InVain(said("that moment is past")) if past else None


_CLOSINGS = ((State.RESOLVED, ActKind.RESOLVE), (State.DISMISSED, ActKind.DISMISS))


def _closed(last: Moved, act: Acted) -> Refusal | None:
    """That somebody closed a case, by its last step; who did may still close it otherwise."""
    if same_moderator(act.by, last.by):
        is_so = (last.state, act.kind) in _CLOSINGS
        return InVain(said("you did that already")) if is_so else None
    match last.state, act.kind:
        case State.RESOLVED, ActKind.RESOLVE:
            return InVain(said("{typed} resolved that case already", typed=last.by))
        case State.DISMISSED, ActKind.DISMISS:
            return InVain(said("{typed} dismissed that case already", typed=last.by))
        case State.RESOLVED, _:
            first = said("{typed} resolved that case already: reopen it first", typed=last.by)
            return Refusal(first)
        case State.DISMISSED, _:
            first = said("{typed} dismissed that case already: reopen it first", typed=last.by)
            return Refusal(first)
        case _:
            return None


def _not_theirs(act: Acted, engine: Engine) -> Refusal | None:
    """Why the act is not this moderator's to do; None where it is.

    A case that is set aside may be woken by anybody, which takes the snooze back.
    """
    if act.kind is ActKind.UNDO and (undone := engine.act(act.target)):
        own = same_moderator(act.by, undone.by) or undone.kind is ActKind.SNOOZE
        return None if own else Refusal(said("somebody else did that"))
    if act.kind in (ActKind.RESOLVE, ActKind.DISMISS) and (case := engine.case(act.target)):
        return _closed(case.history[-1], act)
    if act.kind.holds and (case := engine.case(act.target)):
        holder = case.claimed_by(act.at)
        if holder and not same_moderator(act.by, holder):
            return Refusal(said("{typed} has that case", typed=holder))
    return None
