"""How one step of a case's story is told, without its time."""

from textwrap import shorten

from moderator.core.case import Regrouped, Regrouping, State
from moderator.core.cases.events import CHECKER
from moderator.core.facts import ActKind
from moderator.desk.day import Day
from moderator.desk.sentences import deeds
from moderator.desk.sentences.story import Return, Step
from moderator.desk.sentences.versions import written
from moderator.desk.words import phrases, signs, times, words
from moderator.words.language import _

_LONGEST_QUOTE = 60


def in_words(step: Step, day: Day) -> str:
    """Give what happened, by whom, and what was said or done with which posts."""
    what, text = _happened(step, day), _more(step, day)
    by = _("the link checker") if step.by == CHECKER else step.by
    said = _("{what} by {party}").format(what=what, party=by) if by else what
    return f"{said}: {text}" if text else said


def _happened(step: Step, day: Day) -> str:
    match step.what:
        case State.OPEN:
            return _("opened again") if step.again else _("opened")
        case ActKind.SNOOZE:
            return _("set aside {until}").format(until=deeds.until(step.until, day))
        case Return.AT_ITS_TIME:
            return _("back: it was time")
        case Return.BY_A_POST:
            return _back(day, step.post)
        case Return.CLAIM_RAN_OUT:
            return _("claim of {party} ran out").format(party=step.to)
        case ActKind.CLAIM if step.until:
            return _("claimed {until}").format(until=deeds.until(step.until, day))
        case ActKind.HAND_OVER:
            said = _("handed over to {party} {until}")
            return said.format(party=step.to, until=deeds.until(step.until, day))
        case ActKind.MOVE if step.of:
            return _("moved from {party}").format(party=step.of.party)
        case ActKind() as kind:
            return _(deeds.TAKEN_BACK[kind])
        case standing:
            return words.standing(standing)


def _back(day: Day, post: str) -> str:
    """Give that a case is back; by whom the post was, where it is known here."""
    line = day.line(post)
    return _("back: {author} wrote").format(author=line.handle) if line else _("back: a new post")


def _more(step: Step, day: Day) -> str:
    return " ".join(step.text.split()) if step.of is None else _regrouped(step.of, day)


def _regrouped(done: Regrouped, day: Day) -> str:
    """Give the posts that an act was about, as far as they are known here."""
    match done.how:
        case Regrouping.MOVE:
            line = day.line(done.post) if done.post else None
            return shorten(phrases.quote(line), _LONGEST_QUOTE, placeholder="…") if line else ""
        case Regrouping.MERGE:
            said = _("the case of {post} into that of {other}")
        case Regrouping.SPLIT:
            said = _("the post of {post}, out of the case with {party}")
    post, other = _whose(done.post, day), _whose(done.into, day)
    return said.format(post=post, other=other, party=done.party)


def _whose(key: str | None, day: Day) -> str:
    """Give a post by its author and time: lotte_v (11:02)."""
    line = day.line(key) if key else None
    if line is None:
        return signs.UNJUDGED
    at = written(line, day.case(line.key))
    return f"{line.handle} ({times.dated(at, day.clock, day.fair)})"
