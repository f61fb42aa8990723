"""Which link is due when."""

from datetime import UTC, datetime, timedelta

from moderator.core.text.links import link_key
from moderator.links.schedule import PER_HOST, Schedule

NOON = datetime(2026, 5, 12, 10, tzinfo=UTC)
LINK, OTHER = "https://zorg.example/1", "https://zorg.example/2"
QUARTER = timedelta(minutes=15)


def minutes(number):
    return NOON + timedelta(minutes=number)


def due(schedule, at, **reported):
    """Give the links that are due so many minutes after noon, and let them be done then."""
    pressing = {link_key(LINK): minutes(at) for at in reported.values()}
    taken = schedule.take(minutes(at), pressing, 10)
    for errand in taken:
        schedule.done(errand, minutes(at), retry_at=None)
    return [errand.link for errand in taken]


def test_new_link_is_due_at_once_and_then_once_an_hour():
    schedule = Schedule(QUARTER)
    schedule.offer(LINK, "x:v1", None)
    assert [at for at in range(0, 130, 5) if due(schedule, at)] == [0, 60, 120]


def test_link_that_a_waiting_case_is_about_is_due_every_quarter():
    schedule = Schedule(QUARTER)
    schedule.offer(LINK, "x:v1", None)
    assert [at for at in range(0, 50, 5) if due(schedule, at, reported=0)] == [0, 15, 30, 45]


def test_link_that_is_reported_is_looked_at_again_but_not_within_a_minute():
    schedule = Schedule(QUARTER)
    schedule.offer(LINK, "x:v1", minutes(0))
    assert due(schedule, 0.5, reported=0.4) == []
    assert due(schedule, 2, reported=0.4) == [LINK]
    assert due(schedule, 4, reported=0.4) == []


def test_link_that_was_checked_in_an_earlier_session_waits_for_its_time():
    schedule = Schedule(QUARTER)
    schedule.offer(LINK, "x:v1", minutes(-30))
    assert due(schedule, 0) == []
    assert due(schedule, 30) == [LINK]


def test_one_link_in_many_posts_is_one_errand():
    schedule = Schedule(QUARTER)
    for number in range(100):
        schedule.offer("http://www.zorg.example/1/?utm_source=x", f"x:{number}", None)
        schedule.offer(LINK, f"x:{number}", None)
    assert len(schedule) == 1
    [errand] = schedule.take(NOON, {}, 10)
    assert list(errand.posts)[-1] == "x:99"
    assert len(errand.posts) == 50


def test_link_under_way_is_not_given_out_twice():
    schedule = Schedule(QUARTER)
    schedule.offer(LINK, "x:v1", None)
    assert len(schedule.take(NOON, {}, 10)) == 1
    assert schedule.take(NOON, {}, 10) == []


def test_host_with_many_links_keeps_those_of_no_other_waiting():
    schedule = Schedule(QUARTER)
    for number in range(100):
        schedule.offer(f"https://www.slow.example/{number}", f"x:{number}", None)
    schedule.offer(LINK, "x:v1", None)
    first = [errand.link for errand in schedule.take(NOON, {}, 64)]
    assert (len(first), first[-1]) == (PER_HOST + 1, LINK)
    assert schedule.take(NOON, {}, 64) == []


def test_next_link_of_a_host_is_given_out_when_one_of_it_is_done():
    schedule = Schedule(QUARTER)
    for number in range(PER_HOST + 1):
        schedule.offer(f"https://slow.example/{number}", f"x:{number}", None)
    first, *_ = schedule.take(NOON, {}, 64)
    schedule.done(first, NOON, retry_at=None)
    [last] = schedule.take(NOON, {}, 64)
    assert last.link == f"https://slow.example/{PER_HOST}"


def test_link_that_could_not_be_told_is_put_off():
    schedule = Schedule(QUARTER)
    schedule.offer(LINK, "x:v1", None)
    [errand] = schedule.take(NOON, {}, 10)
    schedule.done(errand, None, retry_at=minutes(2))
    assert due(schedule, 1) == []
    assert due(schedule, 2) == [LINK]


def test_link_whose_check_breaks_down_is_put_off_for_longer_each_time():
    schedule = Schedule(QUARTER)
    schedule.offer(LINK, "x:v1", None)
    tried = []
    for at in range(400):
        for errand in schedule.take(minutes(at), {}, 10):
            tried.append(at)
            schedule.failed(errand, minutes(at))
    assert tried == [0, 2, 6, 14, 30, 62, 126, 246, 366]
    [errand] = schedule.take(minutes(486), {}, 10)
    schedule.done(errand, minutes(486), retry_at=None)
    [errand] = schedule.take(minutes(546), {}, 10)
    schedule.failed(errand, minutes(546))
    assert due(schedule, 547) == []
    assert due(schedule, 548) == [LINK]


def test_link_that_the_moderator_asks_for_comes_first():
    schedule = Schedule(QUARTER)
    schedule.offer(OTHER, "x:v2", None)
    schedule.offer(LINK, "x:v1", NOON)
    assert schedule.hurry(LINK)
    assert [errand.link for errand in schedule.take(NOON, {}, 1)] == [LINK]
    assert not schedule.hurry("https://elders.example/")


def test_link_is_forgotten_with_the_last_post_that_carries_it():
    schedule = Schedule(QUARTER)
    errand = schedule.offer(LINK, "x:v1", None)
    schedule.offer(LINK, "x:v2", None)
    schedule.forget(errand, ["x:v1"])
    assert len(schedule) == 1
    schedule.forget(errand, ["x:v2", "x:v9"])
    assert len(schedule) == 0


def test_more_links_than_can_be_kept_are_counted():
    schedule = Schedule(QUARTER, most=1)
    schedule.offer(LINK, "x:v1", None)
    assert schedule.offer(OTHER, "x:v2", None) is None
    assert schedule.offer(OTHER, "x:v2", None) is None
    assert (len(schedule), schedule.dropped) == (1, 1)


def test_link_for_which_there_is_room_after_all_is_not_counted_as_dropped():
    schedule = Schedule(QUARTER, most=1)
    errand = schedule.offer(LINK, "x:v1", None)
    schedule.offer(OTHER, "x:v2", None)
    schedule.forget(errand, ["x:v1"])
    schedule.offer(OTHER, "x:v2", None)
    assert (len(schedule), schedule.dropped) == (1, 0)
