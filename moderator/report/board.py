"""The whole board as JSON: every case, its state, and how it came to it."""

from datetime import datetime
from typing import Any

from moderator.core.case import Case, Moved
from moderator.core.engine import Engine
from moderator.core.fair import Fair
from moderator.core.labels import Label
from moderator.words.moments import utc

VERSION = 1


def as_document(engine: Engine, clock: datetime) -> dict[str, Any]:
    """The board at that moment; posts are named by their source's own ids."""
    fair, counts = engine.fair, engine.counts()
    return {
        "v": VERSION,
        "fair": {
            "name": fair.name,
            "hashtags": list(fair.hashtags),
            "organiser": list(fair.organiser),
            "timezone": fair.timezone,
        },
        "clock": utc(clock),
        "counts": {
            "posts": counts.posts,
            "reposts": counts.reposts,
            "deleted": counts.deleted,
            "interactions": counts.interactions,
            "labels": {label.value: counts.labels.get(label, 0) for label in Label},
        },
        "cases": [case_document(case, clock, fair) for case in engine.cases()],
    }


def case_document(case: Case, clock: datetime, fair: Fair) -> dict[str, Any]:
    """One case at that moment."""
    return {
        "id": case.id,
        "kind": case.kind,
        "state": case.state,
        "urgency": case.urgency(clock, fair),
        "opened_by": _id(case.opened_by),
        "opened_at": utc(case.opened_at),
        "waiting_since": utc(case.waiting_since),
        "posts": [_id(key) for key in case.posts],
        "reporters": list(case.reporters),
        "subject": {"post": _id(case.subject.post), "party": case.subject.party},
        "responsible": case.responsible,
        "confidence": case.confidence,
        "history": [_moved(moved) for moved in case.history],
        "bystanders": [_id(key) for key in case.bystanders],
        "to_all": case.to_all,
        "bumps": case.bumps,
        "link_note": case.link_note,
    }


def _moved(moved: Moved) -> dict[str, Any]:
    what = {"act": moved.act} if moved.act else {"post": _id(moved.post)}
    return {"at": utc(moved.at), **what, "state": moved.state, "by": moved.by}


def _id(key: str | None) -> str | None:
    """The source's own id of a post."""
    return key.partition(":")[2] if key else None
