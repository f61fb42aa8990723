"""A debrief as JSON, for other programs: version 1; keys may be added, none changes meaning."""

import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from moderator.practice import log
from moderator.practice.alarms import Alarm
from moderator.practice.debrief import CaseTold, Debrief, MisdeedTold, Sight
from moderator.practice.kept import Result
from moderator.practice.log import What
from moderator.words.moments import utc

VERSION = 1


def as_json(of: Debrief, earlier: Sequence[Result] = ()) -> str:
    """The document, on one line."""
    return json.dumps(as_document(of, earlier), ensure_ascii=False)


def as_document(of: Debrief, earlier: Sequence[Result] = ()) -> dict[str, Any]:
    """All of the debrief: times in UTC, durations in seconds, the score apart from what was seen.

    `observed` has the trainer's points (0 to 4), None for an item not judged yet.
    """
    return {
        "version": VERSION,
        "scenario": of.scenario.name,
        "reviewed": of.scenario.reviewed,
        "trainee": of.trainee,
        "clock": utc(of.clock),
        "score": _score(of),
        "cases": [_case(one) for one in of.cases],
        "misdeeds": [_misdeed(one) for one in of.misdeeds],
        "alarms": [_alarm(one) for one in of.alarms],
        "asides": [{"at": utc(one.at), "text": one.text} for one in log.of(of.entries, What.ASIDE)],
        "course": {
            "pauses": of.count(What.PAUSED),
            "paused_seconds": _seconds(of.paused),
            "steps": of.count(What.STEPPED),
            "injects": [one.text for one in log.of(of.entries, What.INJECTED)],
            "debriefed_at": [utc(one.at) for one in log.of(of.entries, What.DEBRIEFED)],
        },
        "observed": {name: of.observed.get(name) for name in of.scenario.rubric.observed},
        "earlier": [one.model_dump(mode="json") for one in earlier],
    }


def _score(of: Debrief) -> dict[str, Any]:
    return {
        "total": of.score.total,
        "items": {
            one.name: {"share": round(one.share, 4), "weight": one.weight} for one in of.score.items
        },
        "taken_off": of.score.taken_off,
        "outcomes": dict(of.score.outcomes),
        "slips": dict(of.score.slips),
        "nothing": of.scenario.nothing,
    }


def _case(of: CaseTold) -> dict[str, Any]:
    mark = of.mark
    return {
        "post": mark.reference.post,
        "handle": of.post.handle,
        "text": of.post.text,
        "party": of.party,
        "want": mark.reference.want,
        "within_seconds": _seconds(mark.reference.within),
        "weight": mark.reference.weight,
        "why": dict(mark.reference.why.by_language),
        "outcome": mark.outcome,
        "opened_at": utc(mark.opened_at),
        "notice_seconds": _seconds(mark.after(mark.noticed_at)),
        "nudge_seconds": _seconds(mark.after(mark.nudged_at)),
        "close_seconds": _seconds(mark.after(mark.closed_at)),
        "seen": _sight(of.sight),
    }


def _sight(of: Sight | None) -> dict[str, Any] | None:
    if of is None:
        return None
    return {
        "at": utc(of.at),
        "place": of.place,
        "of": of.of,
        "urgency": of.urgency,
        "label": of.label,
    }


def _misdeed(of: MisdeedTold) -> dict[str, Any]:
    act = of.misdeed.act
    return {
        "slip": of.misdeed.slip,
        "at": utc(act.at),
        "act": act.kind,
        "label": act.label,
        "post": of.misdeed.post,
        "handle": of.post.handle,
        "text": of.post.text,
        "why": dict(of.why.by_language),
    }


def _alarm(of: Alarm) -> dict[str, Any]:
    return {
        "at": utc(of.at),
        "posts": of.silence.posts,
        "interactions": of.silence.interactions,
        "met_after_seconds": _seconds(of.met.at - of.at) if of.met else None,
        "prevented": of.prevented,
        "met_with": ("nudge" if of.met.nudge else "aside") if of.met else None,
    }


def _seconds(of: timedelta | None) -> float | None:
    return of.total_seconds() if of is not None else None
