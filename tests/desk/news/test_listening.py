"""That nobody talks is heard, also of the while before the desk was opened."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderator.core.board import Counts
from moderator.core.labels import Label
from moderator.desk.telling.alarms import Alarms
from moderator.intake.tally import Depths
from moderator.megaphone import Megaphone, listening
from tests.desk.screen import desk_of, on_screen
from tests.fakes import START, FakeDay, a_line, at


def counts(posts, talk):
    return Counts(posts, 0, 0, {Label.REACTION: talk})


def minutes(number):
    return START + timedelta(minutes=number)


def test_half_an_hour_of_sending_without_talk_is_a_megaphone():
    megaphone = Megaphone()
    heard = [megaphone.listen(counts(3 * each, 0), minutes(each)) for each in range(32)]
    assert heard[29] is None
    assert (heard[30].posts, heard[30].interactions) == (90, 0)


@pytest.mark.parametrize(("a_minute", "talk"), [(3, 3), (0.5, 0)])
def test_talk_or_a_quiet_hour_is_no_megaphone(a_minute, talk):
    megaphone = Megaphone()
    for each in range(61):
        heard = megaphone.listen(counts(int(a_minute * each), each // 20 * talk), minutes(each))
        assert heard is None


def test_a_clock_that_goes_back_begins_anew():
    megaphone = Megaphone()
    for each in (*range(25), 0, 10):
        assert megaphone.listen(counts(3 * each, 0), minutes(each)) is None


def test_posts_that_wait_to_be_judged_may_be_talk():
    megaphone = Megaphone()
    megaphone.listen(counts(0, 0), minutes(0))
    assert megaphone.listen(counts(500, 0), minutes(31), unjudged=10) is None
    assert megaphone.listen(counts(500, 0), minutes(31), unjudged=9) is not None


def heard_in(sent, walk):
    """Give what is heard in those minutes, where so many posts are sent in each of a few."""
    megaphone = Megaphone()
    heard = ((at, megaphone.listen(counts(_until(at, sent), 0), at)) for at in walk)
    return [(at, silence) for at, silence in heard if silence]


def _until(at, sent):
    return sum(number for minute, number in sent.items() if minutes(minute) <= at)


@given(st.dictionaries(st.integers(0, 300), st.integers(1, 40), min_size=1, max_size=12))
def test_the_minutes_that_are_passed_over_would_have_told_nothing(sent):
    walk = list(listening(map(minutes, sorted(sent)), START, minutes(360)))
    assert heard_in(sent, walk) == heard_in(sent, map(minutes, range(361)))


def test_years_without_a_post_are_passed_over():
    later = START + timedelta(days=6000, seconds=5)
    walk = list(listening([START, later], START, later + timedelta(days=6000)))
    gap = max(after - before for before, after in pairwise(walk))
    assert len(walk) < 100
    assert gap > timedelta(days=5999)


async def test_nobody_cries_silence_while_a_jump_is_being_judged():
    lines = [a_line(str(n), "10:00", "x", "Vacature!", Label.VACANCY) for n in range(100)]
    day = FakeDay(lines, arrived=10, now=at("10:00"), live=True)
    async with desk_of(day, size=(120, 40)) as (_, desk):
        day.arrived, day.now, day.waiting = 100, at("10:31"), Depths(unjudged=80)
        desk.pull()
        assert desk.status.silence is None
        day.waiting = Depths()
        desk.pull()
        assert desk.status.silence is not None


def test_silence_before_it_began_to_listen_counts():
    megaphone, sent = Megaphone(), [(minutes(each), 3) for each in range(50)]
    megaphone.recall(sent, [minutes(10)], counts(150, 1), minutes(50))
    heard = megaphone.listen(counts(150, 1), minutes(50))
    assert (heard.posts, heard.interactions) == (90, 0)


@pytest.mark.parametrize("talked_at", [[25, 26], [49, 49]])
def test_talk_before_it_began_to_listen_counts(talked_at):
    megaphone, sent = Megaphone(), [(minutes(each), 3) for each in range(50)]
    megaphone.recall(sent, [*map(minutes, talked_at)], counts(150, 2), minutes(50))
    assert megaphone.listen(counts(150, 2), minutes(50)) is None


def test_a_fair_that_began_just_before_is_not_called_silent():
    megaphone, sent = Megaphone(), [(minutes(each), 9) for each in range(20)]
    megaphone.recall(sent, [], counts(180, 0), minutes(20))
    assert megaphone.listen(counts(180, 0), minutes(20)) is None
    assert megaphone.listen(counts(180, 0), minutes(30)) is not None


async def test_a_desk_that_is_opened_in_a_silence_says_so():
    lines = [
        a_line(str(n), f"{10 + n // 60}:{n % 60:02}", "x", "Vacature!", Label.VACANCY)
        for n in range(90)
    ]
    async with desk_of(FakeDay(lines, now=at("11:30"), live=True), size=(120, 40)) as (_, desk):
        assert desk.status.silence.posts >= 30


async def test_in_plain_mode_the_alarm_names_what_can_be_typed():
    lines = [a_line(str(n), "10:00", "x", "Vacature!", Label.VACANCY) for n in range(100)]
    day = FakeDay(lines, arrived=10, now=at("10:00"), live=True)
    alarms = Alarms(day)
    alarms.news()
    day.arrived, day.now = 100, at("10:31")
    (told,) = [line for line in alarms.news() if "interactions" in line]
    assert told.endswith("with 100 posts: ask something, or type employers and call on one")
    assert not any("interactions" in line for line in alarms.news())


async def test_the_alarm_is_said_once_and_stays_in_words():
    lines = [a_line(str(n), "10:00", "x", "Vacature!", Label.VACANCY) for n in range(100)]
    day = FakeDay(lines, arrived=10, now=at("10:00"), live=True)
    async with desk_of(day) as (pilot, desk):
        day.arrived, day.now = 100, at("10:31")
        desk.pull()
        assert "0 interactions in half an hour with 100 posts" in desk.status.said
        assert desk.status.hint == ": ask something, or call on an employer (e)"
        assert desk.status.hint in on_screen(pilot)
        desk.status.hush()
        await pilot.pause()
        assert "MEGAPHONE: nobody talks" in on_screen(pilot)
