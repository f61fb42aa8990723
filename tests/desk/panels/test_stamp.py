from datetime import timedelta

from moderator.core.facts import ActKind
from moderator.desk.panels.stamp import stamp
from moderator.wishes.wish import Wish
from tests.desk import fair
from tests.fakes import at


def of(day):
    return stamp(day, day.board())


def test_seconds_alone_change_nothing_and_a_minute_does():
    day = fair.at_work()
    before = of(day)
    day.now += timedelta(seconds=20)
    assert of(day) == before
    day.now += timedelta(minutes=1)
    assert of(day) != before


async def test_a_claim_that_runs_out_within_a_minute_changes_it():
    day = fair.at_work()
    lease = timedelta(seconds=20)
    await day.act(Wish(ActKind.CLAIM, "q1", until=day.now + lease))
    before = of(day)
    day.now += lease
    assert of(day) != before


async def test_a_case_that_comes_back_within_a_minute_changes_it():
    day = fair.at_work()
    await day.act(Wish(ActKind.SNOOZE, day.board().waiting[-1].case.id, until=at("11:45:20")))
    before = of(day)
    day.now = at("11:45:30")
    assert of(day) != before


async def test_a_post_an_act_and_a_pause_each_change_it():
    day = fair.at_work(arrived=14)
    seen = {of(day)}
    day.arrived += 1
    seen.add(of(day))
    await day.act(Wish(ActKind.CLAIM, "q1"))
    seen.add(of(day))
    day.player.pause()
    seen.add(of(day))
    assert len(seen) == 4
