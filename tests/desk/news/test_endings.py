"""What one ends by acts that were kept is no news, and what comes of it otherwise is."""

import pytest

from moderator.core.facts import Acted, ActKind
from moderator.desk.news.claims import Held
from moderator.desk.news.news import News
from moderator.wishes.sense import Refused
from moderator.wishes.wish import Wish
from tests.desk import fair
from tests.desk.screen import desk_of
from tests.fakes import at


async def claimed_by_cleo(day, case_id):
    day.moderator = "cleo"
    await day.act(Wish(ActKind.CLAIM, case_id))
    day.moderator = "moderator"


def kept_release(day):
    return Acted("a1", ActKind.RELEASE, "q1", "moderator", day.now, 9)


@pytest.mark.parametrize("taken_back", [True, False])
async def test_a_kept_release_that_is_not_done_after_all_silences_no_later_news(taken_back):
    day, release = fair.at_work(), kept_release(fair.at_work())
    held = Held(day)
    day.moderator = "bram"
    given = await day.act(Wish(ActKind.HAND_OVER, "q1", to="moderator"))
    day.moderator = "moderator"
    day.put_off = [release]
    held.news(day.board())
    if taken_back:
        day.put_off = [release, Acted("a2", ActKind.UNDO, "a1", "moderator", day.now, 10)]
    else:
        day.put_off, day.turned_down = [], [Refused(release, "that case is not there any more")]
    assert held.news(day.board()) == []
    day.put_off = []
    assert held.news(day.board()) == []
    day.undone.add(given.id)
    (told,) = held.news(day.board())
    assert told.startswith("No longer yours: ")


async def test_who_takes_a_case_over_and_that_time_ran_out_is_told_whatever_is_kept():
    day = fair.at_work()
    held = Held(day)
    await day.act(Wish(ActKind.CLAIM, "q1"))
    await day.act(Wish(ActKind.CLAIM, "q2"))
    day.put_off = [
        kept_release(day),
        Acted("a3", ActKind.RELEASE, "q2", "moderator", day.now, 11),
    ]
    held.news(day.board())
    await claimed_by_cleo(day, "q1")
    (told,) = held.news(day.board())
    assert told.startswith("cleo has it now: ")
    day.now += fair.FAIR.claim_lease
    (told,) = held.news(day.board())
    assert told.startswith("Your claim has run out: ")


async def test_that_a_case_was_released_for_the_moment_until_that_is_taken_back_is_no_news():
    day = fair.at_work()
    held = Held(day)
    await day.act(Wish(ActKind.CLAIM, "q1"))
    undo = Acted("a2", ActKind.UNDO, "a1", "moderator", day.now, 10)
    day.put_off = [kept_release(day), undo]
    held.news(day.board())
    released = await day.act(Wish(ActKind.RELEASE, "q1"))
    day.put_off = [undo]
    assert held.news(day.board()) == []
    day.undone.add(released.id)
    day.put_off = []
    assert held.news(day.board()) == []


async def test_what_one_gave_oneself_is_no_news_when_it_is_done_later():
    day = fair.at_work()
    held = Held(day)
    await day.act(Wish(ActKind.CLAIM, "q1"))
    held.news(day.board())
    await day.act(Wish(ActKind.HAND_OVER, "q1", to="cleo"))
    assert held.news(day.board()) == []


async def test_a_release_that_was_kept_is_no_news_of_what_is_claimed_anew():
    day = fair.at_work()
    held = Held(day)
    await day.act(Wish(ActKind.CLAIM, "q1"))
    day.put_off = [kept_release(day)]
    held.news(day.board())
    day.put_off = []
    await day.act(Wish(ActKind.RELEASE, "q1"))
    again = await day.act(Wish(ActKind.CLAIM, "q1"))
    assert held.news(day.board()) == []
    day.undone.add(again.id)
    (told,) = held.news(day.board())
    assert told.startswith("No longer yours: ")


async def test_that_one_wakes_a_case_is_no_news_when_it_is_done_later():
    day = fair.at_work()
    aside = await day.act(Wish(ActKind.SNOOZE, "q1"))
    async with desk_of(day, size=(140, 50)) as (_, desk):
        day.put_off = [Acted("a1", ActKind.UNDO, aside.id, "moderator", day.now, 9)]
        desk.look()
        day.put_off = []
        await day.act(Wish(ActKind.UNDO, aside.id))
        desk.look()
        assert "q1" in [one.case.id for one in day.board().waiting]
        assert desk.messages.unseen == 0


async def test_a_case_that_was_not_woken_after_all_is_told_when_its_time_comes():
    day = fair.at_work()
    news = News(day)
    aside = await day.act(Wish(ActKind.SNOOZE, "q1", until=at("11:50")))
    day.put_off = [Acted("a1", ActKind.UNDO, aside.id, "moderator", day.now, 9)]
    assert news.of(day.board(), acting="") == []
    day.put_off = []
    assert news.of(day.board(), acting="") == []
    day.now = at("11:51")
    (told,) = news.of(day.board(), acting="")
    assert told.startswith("Back among those that wait: ")


async def test_that_somebody_else_wakes_a_case_is_told_where_one_did_not_do_so_after_all():
    day = fair.at_work()
    news = News(day)
    aside = await day.act(Wish(ActKind.SNOOZE, "q1"))
    wake = Acted("a1", ActKind.UNDO, aside.id, "moderator", day.now, 9)
    day.put_off = [wake]
    assert news.of(day.board(), acting="") == []
    day.put_off = [wake, Acted("a2", ActKind.UNDO, wake.id, "moderator", day.now, 10)]
    assert news.of(day.board(), acting="") == []
    day.put_off = []
    day.undone.add(aside.id)
    (told,) = news.of(day.board(), acting="")
    assert told.startswith("Back among those that wait: ")
