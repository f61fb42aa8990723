"""A fair in small: posts with their labels, and cases that went one way or another."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from feeds.post import Author, Kind, Post
from moderator.core.board import Accounting, Line
from moderator.core.case import Case, CaseKind, Moved, State, Subject
from moderator.core.fair import Fair
from moderator.core.labels import Label, Side, Verdict
from moderator.report.build import build
from moderator.report.figures import Intake, Report, ReportOptions

TEN = datetime(2012, 7, 3, 8, tzinfo=UTC)


@pytest.fixture
def line() -> Callable[..., Line]:
    made = 0

    def make(label: Label | None, text: str = "", *, after: float = 0, by="zuiderdiep", **fields):
        nonlocal made
        made += 1
        author = by if isinstance(by, Author) else Author(by)
        post = Post(
            id=str(made),
            source=fields.pop("source", "x"),
            kind=Kind.ORIGINAL,
            author=author,
            text=text,
            created_at=TEN + timedelta(minutes=after),
        )
        verdict = None if label is None else Verdict(label, 0.9)
        side = fields.pop("side", Side.UNKNOWN)
        fields.setdefault("party", author.name or author.handle)
        return Line(f"x:{made}", post, author.handle, side, verdict, **fields)

    return make


@pytest.fixture
def case() -> Callable[..., Case]:
    made = 0

    def make(*steps: tuple[float, State], **fields) -> Case:
        nonlocal made
        made += 1
        state = steps[-1][1] if steps else State.OPEN
        moves = [Moved(TEN + timedelta(minutes=after), to, "z", post="x:9") for after, to in steps]
        known = {
            "kind": CaseKind.QUESTION,
            "state": state,
            "responsible": "Zorg Zuiderdiep",
            "history": (Moved(TEN, State.OPEN, "lotte_v", post="x:1"), *moves),
        }
        always = {
            "id": f"x:{made}",
            "opened_by": f"x:{made}",
            "opened_at": TEN,
            "waiting_since": TEN,
            "posts": (f"x:{made}",),
            "reporters": ("lotte_v",),
            "subject": Subject(),
            "confidence": 1.0,
        }
        return Case(**(always | known | fields))

    return make


@pytest.fixture
def report() -> Callable[..., Report]:
    def make(lines=(), cases=(), *, fair=None, terms=(), intake=None, handles=False) -> Report:
        return build(
            lines,
            cases,
            fair=fair or Fair("Banenmarkt Zuiderdiep", ("tbzd",)),
            clock=TEN + timedelta(hours=6),
            intake=intake or Intake(Accounting()),
            options=ReportOptions(terms, handles=handles),
        )

    return make
