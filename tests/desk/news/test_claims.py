"""What becomes of the cases that one has is told once: given, taken over, run out, taken back."""

from datetime import timedelta

from moderator.core.facts import ActKind
from moderator.desk.news.claims import Held
from moderator.desk.sentences import hands
from moderator.wishes.wish import Wish
from tests.desk import fair
from tests.desk.screen import desk_of, on_screen


async def test_who_is_handed_a_case_is_told_once_by_whom_and_what_they_wrote():
    day = fair.at_work(arrived=14)
    day.moderator = "bram"
    await day.act(Wish(ActKind.HAND_OVER, "q1", to="moderator"))
    await day.act(Wish(ActKind.HAND_OVER, "q2", to="bram"))
    day.moderator = "moderator"
    async with desk_of(day, size=(120, 60)) as (pilot, desk):
        assert desk.status.said == "bram hands you question from lotte_v to Zorggroep Noord"
        assert "yours, from bram" in on_screen(pilot)
        desk.messages.see()
        day.moderator = "cleo"
        await day.act(Wish(ActKind.HAND_OVER, "q2", to="moderator", text="de link is oud"))
        day.moderator = "moderator"
        desk.look()
        assert desk.status.said.startswith("cleo hands you ")
        assert desk.status.said.endswith(": de link is oud")


async def test_a_name_that_is_written_otherwise_is_the_same_moderators():
    day = fair.at_work(arrived=14)
    day.moderator = "bram"
    await day.act(Wish(ActKind.HAND_OVER, "q1", to="Moderator"))
    day.moderator = "moderator"
    assert hands.theirs(day.cases(), day) == ""
    async with desk_of(day, size=(120, 60)) as (pilot, desk):
        assert desk.status.said == "bram hands you question from lotte_v to Zorggroep Noord"
        assert "yours, from bram" in on_screen(pilot)
        desk.messages.see()
        await pilot.press("c")
        assert day.case("q1").claim is None


async def test_who_has_a_case_is_told_when_it_is_theirs_no_longer():
    day = fair.at_work()
    async with desk_of(day, size=(120, 60)) as (pilot, desk):
        await pilot.press("c")
        desk.messages.see()
        day.moderator = "cleo"
        await day.act(Wish(ActKind.CLAIM, "q1"))
        day.moderator = "moderator"
        desk.look()
        assert desk.status.said == "cleo has it now: question from lotte_v to Zorggroep Noord"
        desk.messages.see()
        await day.act(Wish(ActKind.CLAIM, "q1"))
        desk.look()
        day.now += fair.FAIR.claim_lease
        desk.look()
        assert (
            desk.status.said == "Your claim has run out: question from lotte_v to Zorggroep Noord"
        )
        desk.messages.see()
        day.moderator = "bram"
        await day.act(Wish(ActKind.HAND_OVER, "q1", to="moderator"))
        day.moderator = "moderator"
        desk.look()
        day.moderator = "bram"
        await day.act(Wish(ActKind.RELEASE, "q1"))
        day.moderator = "moderator"
        desk.look()
        assert desk.messages.unseen == 1
        assert desk.status.said == "No longer yours: question from lotte_v to Zorggroep Noord"
        desk.messages.see()
        await pilot.press("c", "c")
        assert desk.status.said.startswith("Released")


async def test_who_gave_a_case_away_before_is_told_when_it_is_taken_back_from_them_again():
    day = fair.at_work()
    held = Held(day)
    await day.act(Wish(ActKind.HAND_OVER, "q1", to="bram"))
    day.moderator, day.now = "bram", day.now + timedelta(seconds=1)
    back = await day.act(Wish(ActKind.HAND_OVER, "q1", to="moderator"))
    day.moderator = "moderator"
    assert held.news(day.board()) == ["bram hands you question from lotte_v to Zorggroep Noord"]
    day.undone.add(back.id)
    (told,) = held.news(day.board())
    assert told.startswith("bram has it now: ")


async def test_only_an_own_act_on_that_case_is_no_news_of_it():
    day = fair.at_work()
    held = Held(day)
    await day.act(Wish(ActKind.CLAIM, "q1"))
    await day.act(Wish(ActKind.CLAIM, "q2"))
    assert held.news(day.board()) == []
    day.moderator = "cleo"
    await day.act(Wish(ActKind.CLAIM, "q1"))
    await day.act(Wish(ActKind.CLAIM, "q2"))
    day.moderator = "moderator"
    (told,) = held.news(day.board(), acting=("q1",))
    assert told.startswith("cleo has it now: ")
