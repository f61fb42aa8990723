"""How the moderators' acts are told: when one is done, and when it is taken back or refused."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from moderator.core.case import Case, Remark, State
from moderator.core.facts import Acted, ActKind
from moderator.core.fair import Fair
from moderator.core.labels import Label
from moderator.desk.day import Day
from moderator.desk.words import phrases, signs, times, words
from moderator.wishes.outstanding import outstanding
from moderator.wishes.sense import Later, Refusal, Refused
from moderator.wishes.wish import Wish
from moderator.words.language import N_, _
from moderator.words.reasons import told

DONE = {
    ActKind.CLAIM: N_("Yours now: {what}"),
    ActKind.RELEASE: N_("Released: {what}"),
    ActKind.HAND_OVER: N_("{to} has it now: {what}"),
    ActKind.NUDGE: N_("Noted as nudged: {what}"),
    ActKind.SNOOZE: N_("Set aside {until}: {what}"),
    ActKind.NOTE: N_("Note kept: {what}"),
    ActKind.RESOLVE: N_("Resolved: {what}"),
    ActKind.DISMISS: N_("Dismissed as a false alarm: {what}"),
    ActKind.REOPEN: N_("Reopened: {what}"),
    ActKind.MOVE: N_("Moved: {what}"),
    ActKind.MERGE: N_("One case now: {what}"),
    ActKind.SPLIT: N_("Taken out of {what}"),
    ActKind.RELABEL: N_("Now {label}: {what}"),
    ActKind.CONFIRM: N_("Confirmed, {label}: {what}"),
    ActKind.SIDE: N_("{what} counts as {side} from now on"),
    ActKind.UNDO: N_("Undone: {what}"),
}
SPEAKS_FOR = N_("{what} speaks for {to} from now on")
TAKEN_BACK = {
    ActKind.CLAIM: N_("claimed"),
    ActKind.RELEASE: N_("released"),
    ActKind.HAND_OVER: N_("handed over"),
    ActKind.NUDGE: N_("nudged"),
    ActKind.SNOOZE: N_("set aside"),
    ActKind.NOTE: N_("a note"),
    ActKind.RESOLVE: N_("resolved"),
    ActKind.DISMISS: N_("dismissed"),
    ActKind.REOPEN: N_("reopened"),
    ActKind.MOVE: N_("moved"),
    ActKind.MERGE: N_("merged"),
    ActKind.SPLIT: N_("split"),
    ActKind.RELABEL: N_("the label {label}"),
    ActKind.CONFIRM: N_("confirmed as {label}"),
    ActKind.SIDE: N_("the side of {target}"),
    ActKind.UNDO: N_("undo"),
}

CLOSINGS = {State.RESOLVED: ActKind.RESOLVE, State.DISMISSED: ActKind.DISMISS}


def did(wish: Wish, day: Day, before: Case | None = None) -> str:
    """Give what an act did; of a case that was moved or merged, what it is now.

    Where a merged one was another's `before`, that is said.
    """
    moved = day.case(wish.target) if wish.kind in (ActKind.MOVE, ActKind.MERGE) else None
    done = SPEAKS_FOR if wish.kind is ActKind.SIDE and wish.to else DONE[wish.kind]
    said = _(done).format(
        what=_as_it_is(moved) if moved else wish.what,
        label=_label(wish.label),
        until=until(wish.until, day),
        to=wish.to,
        side=words.side_name(wish.side) if wish.side else "",
    )
    return said + (_other_owes(before, moved) if wish.kind is ActKind.MERGE else "")


def _other_owes(before: Case | None, now: Case | None) -> str:
    """Give who owes the word of a merged case, and who does not any more, where these differ."""
    was, owes = (phrases.asked(case) if case else "" for case in (before, now))
    said = _("; the word is {party}'s now, no longer {other}'s")
    return said.format(party=owes, other=was) if was and owes and was != owes else ""


def _as_it_is(case: Case) -> str:
    """A case by its name; of one that waits no more, how it ended."""
    ended = "" if case.lacks_follow_up else words.standing(case.state)
    return signs.SEPARATOR.join(filter(None, (phrases.case_name(case), ended)))


def _label(label: Label | None) -> str:
    return words.label(label) if label else ""


def until(moment: datetime | None, day: Day) -> str:
    """Give until when a case is set aside."""
    if moment is None:
        return _("until somebody writes")
    return _("until {time}").format(time=times.dated(moment, day.clock, day.fair))


def by_key(kind: ActKind) -> str:
    """Give the key that takes an act back; nothing for an undo, which cannot be."""
    return "" if kind is ActKind.UNDO else _("  ·  u undoes it")


BY_WORD = N_(". Type undo to take it back.")


def by_word(kind: ActKind) -> str:
    """Give the order that takes an act back; nothing for an undo, which cannot be."""
    return "" if kind is ActKind.UNDO else _(BY_WORD)


def taken_back(last: Acted, case: Case | None) -> str:
    """Give an act, and the case that it was done to, as what an undo took back."""
    done = _(TAKEN_BACK[last.kind]).format(label=_label(last.label), target=last.target)
    return f"{done}, {phrases.case_name(case)}" if case else done


def refused(why: Refusal) -> str:
    """Give why an act was not carried out, or that it is kept and will be."""
    if isinstance(why, Later):
        return _(str(why))
    return _("That was not possible: {why}").format(why=told(str(why)))


def put_off(wish: Wish, why: Refusal, day: Day) -> str:
    """Give the same of an act; of one that was kept and is taken back, that it is kept no more."""
    if isinstance(why, Later) and _cancels(wish, day):
        said = _("Taken back: {what}; it was only kept for later")
        return said.format(what=wish.what)
    return refused(why)


def kept(wish: Wish, why: Refusal, day: Day) -> str:
    """Give which act is kept for later, in a word, for the end of a message; else nothing."""
    done = TAKEN_BACK[wish.kind]
    told = isinstance(why, Later) and "{" not in done and not _cancels(wish, day)
    return f"  ·  {_(done)}" if told else ""


def _cancels(wish: Wish, day: Day) -> bool:
    """Whether an act takes back one that is only kept."""
    return wish.kind is ActKind.UNDO and wish.target in {act.id for act in day.kept()}


def came_to_nothing(refused: Refused, case: Case | None) -> str:
    """Give an act that was kept and refused later, and why."""
    said = _("Not done after all: {what}: {why}")
    return said.format(what=taken_back(refused.act, case), why=told(refused.why))


def nudge_noted(what: str, *, opened: bool, asked: bool) -> str:
    """Give that a nudge was noted, and where its draft is; the clipboard has it in any case."""
    if opened:
        said = _("Opened, sent to this terminal's clipboard, and noted as a nudge: {what}")
    elif asked:
        said = _("No browser here: sent to the terminal's clipboard, noted as a nudge: {what}")
    else:
        said = _("Sent to this terminal's clipboard, and noted as a nudge: {what}")
    return said.format(what=what)


def nudged(nudge: Remark, day: Day) -> str:
    """Give an earlier nudge in a line."""
    said = _("{time} nudged by {party}: {text}")
    text = " ".join(nudge.text.split())
    time = times.dated(nudge.at, day.clock, day.fair)
    return said.format(time=time, party=nudge.by, text=text)


def too_soon(case: Case, fair: Fair, clock: datetime) -> str:
    """Give that the last nudge is not long ago; nothing where it is, or where there was none."""
    if not case.nudges or clock - case.nudges[-1].at >= fair.nudge_again_after:
        return ""
    since = times.long(clock - case.nudges[-1].at)
    if clock - case.nudges[-1].at < timedelta(minutes=1):
        return _("The last nudge was a moment ago.")
    return _("The last nudge was {since} ago.").format(since=since)


def later(case: Case, day: Day) -> list[str]:
    """Give what is kept to be done to a case, or to be taken back, each in a word."""
    acts = outstanding(day.kept())
    done = _done_to(case) if acts else {}
    names = {case.id, *case.posts, *done}
    return [_later(act, done) for act in acts if act.target in names]


def _later(act: Acted, done: Mapping[str, ActKind]) -> str:
    if act.kind is not ActKind.UNDO:
        return taken_back(act, None)
    return _("undo ({what})").format(what=_(TAKEN_BACK[done[act.target]]))


def _done_to(case: Case) -> dict[str, ActKind]:
    """Give what was done to a case, by the ids of the acts that it tells of."""
    done = {one.act: ActKind(one.how.value) for one in case.regrouped}
    done |= {one.act: CLOSINGS.get(one.state, ActKind.REOPEN) for one in case.history if one.act}
    done |= {one.act: ActKind.NUDGE for one in case.nudges}
    done |= {one.act: ActKind.NOTE for one in case.notes}
    if claim := case.claim:
        done[claim.act] = ActKind.HAND_OVER if claim.giver else ActKind.CLAIM
    if case.snooze:
        done[case.snooze.act] = ActKind.SNOOZE
    return done
