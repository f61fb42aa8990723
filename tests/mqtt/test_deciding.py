"""What was written by a desk that was out of reach has the time at which it was written."""

from datetime import timedelta
from uuid import uuid4

import pytest

from moderator.core.facts import ActKind
from moderator.publish.deciding import LATEST, Decider, done_at
from moderator.publish.wire import ActSaid
from moderator.store.memory import MemoryJournal
from tests.fakes import at
from tests.mqtt.fair import EngineSide
from tests.mqtt.mosquitto import Mosquitto

NOON = at("12:00")


def an_act(kind, made_at, target="x:1"):
    return ActSaid(id=uuid4().hex, kind=kind, target=target, made_at=made_at, text="gebeld")


@pytest.mark.parametrize("kind", [ActKind.NOTE, ActKind.NUDGE])
def test_what_was_written_before_it_came_was_done_then(kind):
    assert done_at(an_act(kind, at("11:31")), NOON) == at("11:31")


@pytest.mark.parametrize("kind", [ActKind.CLAIM, ActKind.RESOLVE, ActKind.SNOOZE, ActKind.MOVE])
def test_what_decides_something_is_done_when_it_is_decided(kind):
    assert done_at(an_act(kind, at("11:31")), NOON) == NOON


@pytest.mark.parametrize("made_at", [at("12:01"), NOON - LATEST])
def test_a_clock_that_is_far_off_is_not_believed(made_at):
    assert done_at(an_act(ActKind.NOTE, made_at), NOON) == NOON


async def test_what_comes_after_an_act_in_vain_is_done_all_the_same(tmp_path):
    journal = MemoryJournal()
    side = EngineSide(Mosquitto(tmp_path), journal)
    await side.play(most=200)
    case, now = side.board().waiting[0].case, side.now()
    decider = Decider(side.pipeline, journal, now=side.now)
    release = an_act(ActKind.RELEASE, now, case.id)
    note = an_act(ActKind.NOTE, now, case.id).model_copy(update={"after": release.id})
    assert decider.decide(release, "bram").refused == "nobody has that case"
    assert decider.decide(note, "bram").acted


async def test_what_somebody_else_did_first_hinders_nothing_that_comes_after_but_a_claim_does(
    tmp_path,
):
    journal = MemoryJournal()
    side = EngineSide(Mosquitto(tmp_path), journal)
    await side.play(most=200)
    closed, had, now = *(row.case.id for row in side.board().waiting[:2]), side.now()
    decider = Decider(side.pipeline, journal, now=side.now)
    decider.decide(an_act(ActKind.RESOLVE, now, closed), "tom")
    decider.decide(an_act(ActKind.CLAIM, now, had), "tom")
    for case, kind, is_done in ((closed, ActKind.RESOLVE, True), (had, ActKind.CLAIM, False)):
        first = an_act(kind, now, case)
        note = an_act(ActKind.NOTE, now, case).model_copy(update={"after": first.id})
        assert decider.decide(first, "bram").refused.startswith("tom ")
        after_restart = Decider(side.pipeline, journal, now=side.now)
        assert bool(after_restart.decide(note, "bram").acted) is is_done


async def test_a_note_that_comes_late_stands_in_its_case_when_it_was_written(tmp_path):
    journal = MemoryJournal()
    side = EngineSide(Mosquitto(tmp_path), journal)
    await side.play(most=200)
    case, now = side.board().waiting[0].case, side.now()
    decider = Decider(side.pipeline, journal, now=side.now)
    decider.decide(an_act(ActKind.NOTE, now - timedelta(minutes=2), case.id), "bram")
    (note,) = side.engine.case(case.id).notes
    assert (note.at, note.text) == (now - timedelta(minutes=2), "gebeld")
