"""A desk whose clock is not that of its fair's engine."""

from datetime import timedelta

from moderator.publish.skew import SAID, Skew
from moderator.store.memory import MemoryJournal
from tests.fakes import at
from tests.mqtt.fair import EngineSide, a_desk, running, same, until

OFF = "this computer's clock is 60 min off: waiting times are wrong"


async def test_a_desk_whose_clock_is_off_says_so_and_one_whose_clock_is_right_does_not(
    broker, tmp_path
):
    side = EngineSide(broker, MemoryJournal())
    await side.play(most=100)
    late = a_desk(broker, tmp_path, "anna", lambda: side.now() - timedelta(hours=1))
    right = a_desk(broker, tmp_path, "bram", side.now)
    async with running(side.publisher.run(), late.keep(), right.keep()):
        await same(right, side)
        await until(lambda: OFF in late.feeds()[0].now.notes)
        assert not any("clock" in note for note in right.feeds()[0].now.notes)


def test_what_came_late_is_no_clock_that_is_off():
    skew = Skew()
    for _ in range(SAID):
        skew.hear(at("10:00"), at("11:00"))
    assert skew.notes() == [OFF]
    skew.hear(at("11:00"), at("11:00") + timedelta(seconds=2))
    assert skew.notes() == []
