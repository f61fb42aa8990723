"""A fair's facts in small, and every kind of journal to keep them in."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from feeds.post import Author, Kind, Post
from moderator.core.case import Case, CaseKind, Moved, State, Subject
from moderator.store.memory import MemoryJournal
from moderator.store.sqlite import open_journal

TEN = datetime(2026, 5, 12, 8, tzinfo=UTC)


@pytest.fixture
def post() -> Callable[..., Post]:
    def make(id_: str, text: str = "", **fields) -> Post:
        known = {
            "source": "x",
            "kind": Kind.ORIGINAL,
            "author": Author("lotte_v"),
            "created_at": TEN + timedelta(minutes=len(id_)),
        }
        return Post(id=id_, text=text, **(known | fields))

    return make


@pytest.fixture
def case() -> Callable[..., Case]:
    def make(id_: str, **fields) -> Case:
        known = {
            "kind": CaseKind.QUESTION,
            "state": State.OPEN,
            "opened_by": id_,
            "opened_at": TEN,
            "waiting_since": TEN,
            "posts": (id_,),
            "reporters": ("lotte_v",),
            "subject": Subject(),
            "responsible": "Zorg Zuiderdiep",
            "confidence": 0.9,
            "history": (Moved(TEN, State.OPEN, "lotte_v", post=id_),),
        }
        return Case(id=id_, **(known | fields))

    return make


@pytest.fixture(params=["memory", "sqlite"])
def journal(request, tmp_path):
    if request.param == "memory":
        with MemoryJournal() as made:
            yield made
    else:
        with open_journal(tmp_path / "fair.sqlite") as made:
            yield made


@pytest.fixture
def path(tmp_path):
    return tmp_path / "fair.sqlite"
