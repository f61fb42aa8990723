"""That a case is marked by what was done about it, and only by that."""

from datetime import UTC, datetime, timedelta

import pytest

from feeds.post import Author, Kind, Post
from moderator.core.engine import Engine
from moderator.core.facts import ActKind, Judged, LinkChecked, LinkState, PostSeen
from moderator.core.fair import Fair
from moderator.core.labels import Label, Side, Substance, Verdict
from moderator.practice.marking import Slip, mark
from moderator.practice.outcome import Outcome
from moderator.practice.scenario import ReferenceCase, Scenario, Want
from tests.practice.players import Hand

NINE = datetime(2026, 5, 12, 7, tzinfo=UTC)
FAIR = Fair(hashtags=("proef",), employers={"Bolt": ("bolt",)})
HALF_AN_HOUR = timedelta(minutes=30)


def at(minute):
    return NINE + timedelta(minutes=minute)


def seen(engine, id_, minute, handle, label, *, above=None, links=(), **verdict):  # noqa: PLR0913
    """Let a post come, and be judged at once."""
    kind = Kind.REPLY if above else Kind.ORIGINAL
    author, text = Author(handle), f"@bolt {id_}"
    post = Post(id_, "x", kind, author, text, at(minute), in_reply_to=above, links=links)
    engine.apply(PostSeen(post))
    for reading in engine.readings(10):
        engine.apply(Judged(reading.key, reading.mark, Verdict(label, 0.9, **verdict)))


@pytest.fixture
def engine():
    engine = Engine(FAIR)
    seen(engine, "v", 0, "bolt", Label.VACANCY)
    seen(engine, "q", 10, "lotte", Label.QUESTION, above="v")
    return engine


def marked(engine, want, acts=(), *, minute=120, post="x:q"):
    for act in acts:
        engine.apply(act)
    reference = ReferenceCase(post, want, HALF_AN_HOUR)
    return mark(Scenario("proef", "day", cases=(reference,)), engine, at(minute))


def acts(*told):
    hand = Hand()
    for minute, kind, *more in told:
        hand.do(kind, "x:q", at(minute), **(more[0] if more else {}))
    return hand.acts


@pytest.mark.parametrize(
    ("want", "told", "outcome"),
    [
        (Want.NUDGE, [(20, ActKind.NUDGE)], Outcome.FOUND),
        (Want.NUDGE, [(40, ActKind.NUDGE)], Outcome.FOUND),
        (Want.NUDGE, [(41, ActKind.NUDGE)], Outcome.LATE),
        (Want.NUDGE, [(20, ActKind.CLAIM)], Outcome.MISSED),
        (Want.NUDGE, [(20, ActKind.DISMISS)], Outcome.MISTAKEN),
        (Want.NUDGE, [(20, ActKind.RESOLVE)], Outcome.MISTAKEN),
        (Want.NUDGE, [(20, ActKind.NUDGE), (30, ActKind.RESOLVE)], Outcome.FOUND),
        (Want.NUDGE, [(20, ActKind.RELABEL, {"label": Label.REACTION})], Outcome.MISTAKEN),
        (Want.NUDGE, [(20, ActKind.CONFIRM, {"label": Label.QUESTION})], Outcome.MISSED),
        (Want.RESOLVE, [(20, ActKind.RESOLVE)], Outcome.FOUND),
        (Want.RESOLVE, [(20, ActKind.DISMISS)], Outcome.MISTAKEN),
        (Want.RESOLVE, [(20, ActKind.RESOLVE), (25, ActKind.REOPEN)], Outcome.MISSED),
        (Want.DISMISS, [(20, ActKind.DISMISS)], Outcome.FOUND),
        (Want.DISMISS, [(20, ActKind.RESOLVE)], Outcome.FOUND),
        (Want.DISMISS, [(20, ActKind.RELABEL, {"label": Label.OTHER})], Outcome.FOUND),
        (Want.DISMISS, [(20, ActKind.CONFIRM, {"label": Label.QUESTION})], Outcome.MISTAKEN),
        (Want.WAIT, [], Outcome.LEFT),
        (Want.WAIT, [(20, ActKind.CLAIM)], Outcome.FOUND),
        (Want.WAIT, [(20, ActKind.NUDGE)], Outcome.HASTY),
        (Want.WAIT, [(40, ActKind.NUDGE)], Outcome.FOUND),
        (Want.WAIT, [(20, ActKind.DISMISS)], Outcome.MISTAKEN),
    ],
)
def test_what_was_done_says_what_became_of_a_case(engine, want, told, outcome):
    (case,) = marked(engine, want, acts(*told)).cases
    assert case.outcome is outcome


def test_what_was_answered_before_anybody_touched_it_was_settled_without_the_trainee(engine):
    seen(engine, "f", 20, "bolt", Label.FOLLOW_UP, above="q", substance=Substance.ANSWER)
    assert marked(engine, Want.WAIT).cases[0].outcome is Outcome.UNAIDED
    claimed = acts((15, ActKind.CLAIM))
    assert marked(engine, Want.WAIT, claimed).cases[0].outcome is Outcome.FOUND


@pytest.mark.parametrize("want", list(Want))
def test_nothing_is_decided_before_its_time(engine, want):
    (case,) = marked(engine, want, minute=39).cases
    assert case.outcome is Outcome.PENDING
    (coming,) = marked(engine, want, post="x:later").cases
    assert coming.outcome is Outcome.COMING


def test_what_was_undone_was_not_done(engine):
    hand = Hand()
    hand.do(ActKind.DISMISS, "x:q", at(20))
    hand.do(ActKind.UNDO, "trainee:1", at(21))
    hand.do(ActKind.NUDGE, "x:q", at(22))
    marks = marked(engine, Want.NUDGE, hand.acts)
    assert marks.cases[0].outcome is Outcome.FOUND
    assert marks.misdeeds == ()


def test_a_case_that_opened_again_wants_a_nudge_after_that(engine):
    early = acts((15, ActKind.NUDGE))
    for act in early:
        engine.apply(act)
    seen(engine, "f", 20, "bolt", Label.FOLLOW_UP, above="q", substance=Substance.ANSWER)
    seen(engine, "q2", 30, "lotte", Label.QUESTION, above="f")
    assert engine.case("x:q2") == engine.case("x:q")
    marks = marked(engine, Want.NUDGE, post="x:q2")
    assert marks.cases[0].outcome is Outcome.MISSED
    assert marks.misdeeds == ()
    hand = Hand()
    hand.acts = list(early)
    hand.do(ActKind.NUDGE, "x:q", at(40))
    assert marked(engine, Want.NUDGE, hand.acts[1:], post="x:q2").cases[0].outcome is Outcome.FOUND


def dead(engine, minute):
    engine.apply(LinkChecked("https://bolt.example/1", LinkState.DEAD, at(minute)))


def test_a_dead_link_counts_from_when_it_was_found_not_from_a_report_that_was_taken_back():
    engine = Engine(FAIR)
    seen(engine, "v", 0, "bolt", Label.VACANCY, links=("https://bolt.example/1",))
    assert marked(engine, Want.NUDGE, post="link:x:v").cases[0].opened_at is None
    seen(engine, "r", 10, "ria", Label.BROKEN_LINK, above="v")
    assert marked(engine, Want.NUDGE, post="link:x:v").cases[0].opened_at == at(10)
    seen(engine, "t", 12, "ria", Label.REACTION, above="r", withdrawal=True)
    assert marked(engine, Want.NUDGE, post="link:x:v").cases[0].outcome is Outcome.COMING
    dead(engine, 70)
    found = marked(engine, Want.NUDGE, minute=80, post="link:x:v").cases[0]
    assert (found.opened_at, found.outcome) == (at(70), Outcome.PENDING)


def test_misdeeds_beside_the_reference_are_told_by_how_sure_they_were(engine):
    seen(engine, "o", 12, "piet", Label.OTHER)
    seen(engine, "q3", 14, "kees", Label.QUESTION)
    hand = Hand()
    hand.do(ActKind.RELABEL, "x:o", at(13), label=Label.BROKEN_LINK)
    hand.do(ActKind.NUDGE, "x:q3", at(15))
    hand.do(ActKind.SIDE, "@piet", at(16), side=Side.SEEKER)
    marks = marked(engine, Want.NUDGE, hand.acts)
    assert [(one.slip, one.post) for one in marks.misdeeds] == [
        (Slip.CONFIDENT_MISTAKE, "x:o"),
        (Slip.FALSE_ALARM, "x:q3"),
    ]


def test_promptness_falls_from_half_of_the_time_to_twice_the_time(engine):
    (case,) = marked(engine, Want.NUDGE, acts((25, ActKind.NUDGE))).cases
    assert case.promptness == 1
    other = Engine(FAIR)
    seen(other, "q", 10, "lotte", Label.QUESTION)
    (late,) = marked(other, Want.NUDGE, acts((55, ActKind.NUDGE))).cases
    assert late.promptness == pytest.approx(1 / 3)
