"""The posts in doubt have a lane, where each is confirmed or corrected."""

from moderator.core.labels import Label
from moderator.desk.lists.lanes import Lane
from tests.desk import fair
from tests.desk.fair import done
from tests.desk.screen import desk_of, on_screen
from tests.fakes import a_line


def doubtful():
    """Give the fair with a post that may be a question, and one that may be none."""
    day = fair.at_work()
    unsure = a_line("u1", "11:43", "nora", "Benieuwd wat dat verdient", Label.OTHER,
                    confidence=0.41)  # fmt: skip
    day.lines.append(unsure)
    day.arrived += 1
    return day


async def test_posts_in_doubt_have_a_lane_and_one_key_takes_them_off_it():
    day = doubtful()
    async with desk_of(day, size=(120, 40)) as (pilot, desk):
        assert "1 in doubt (2)" in on_screen(pilot)
        await pilot.press("2")
        assert desk.lists.lane is Lane.UNSURE
        assert desk.line.key == "u1"
        assert "~other" in on_screen(pilot)
        assert "a guess" in on_screen(pilot)
        await pilot.press("y")
        await pilot.pause(0.3)
        assert done(day) == [("confirm", "u1")]
        assert desk.unsure.count() == 0
        assert "No post is in doubt." in on_screen(pilot)


async def test_a_post_in_doubt_is_corrected_from_its_lane():
    day = doubtful()
    async with desk_of(day) as (pilot, desk):
        await pilot.press("2", "l", "q")
        await pilot.pause(0.3)
        assert [(act.target, act.label) for act in day.acts] == [("u1", Label.QUESTION)]
        assert desk.unsure.count() == 0


async def test_undoing_a_confirmation_puts_the_post_in_doubt_again():
    day = doubtful()
    async with desk_of(day) as (pilot, desk):
        await pilot.press("2", "y", "u")
        await pilot.pause(0.3)
        assert desk.unsure.count() == 1
