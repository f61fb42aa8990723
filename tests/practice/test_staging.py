"""That what a scenario adds comes in its place, and what it holds back stays away."""

from datetime import UTC, datetime, time, timedelta

from feeds.post import Author, Deleted, Ignored, Kind, Post
from moderator.core.facts import LinkState
from moderator.practice.scenario import Cue, HeldBack, Inject, InjectedPost, Scenario, Trigger
from moderator.practice.staging import HELD_BACK, Hush, Staging

NINE = datetime(2026, 5, 12, 7, tzinfo=UTC)
"""Nine in the morning, in Amsterdam."""


def a_post(id_, minute, handle="anna"):
    at = NINE + timedelta(minutes=minute)
    return Post(id_, "x", Kind.ORIGINAL, Author(handle), f"post {id_}", at)


def staged(*injects, events=()):
    staging = Staging(Scenario("test", "demo", injects=injects), "Europe/Amsterdam")
    return staging, list(staging.staged(events))


def an_inject(at, *lines, **more):
    cue = Cue(at) if isinstance(at, time) else Cue(on=at)
    posts = tuple(InjectedPost(timedelta(minutes=m), a_post(i, 0)) for m, i in lines)
    return Inject("one", cue, posts, **more)


def ids(events):
    return [event.id for event in events]


def test_a_post_of_a_certain_time_comes_between_those_before_and_after_it():
    _, events = staged(
        an_inject(time(9, 5), (0, "a"), (4, "b"), (60, "c")),
        events=[a_post("1", 0), a_post("2", 5), a_post("3", 10)],
    )
    assert ids(events) == ["1", "a", "2", "b", "3", "c"]
    assert events[1].created_at == NINE + timedelta(minutes=5)


def test_what_waits_for_something_to_happen_is_not_in_the_recording():
    _, events = staged(an_inject(Trigger.HAND, (0, "a")), events=[a_post("1", 0)])
    assert ids(events) == ["1"]


def test_a_silence_holds_back_the_posts_of_its_accounts_only_and_only_then():
    hush = HeldBack(timedelta(minutes=10), ("Bolt",))
    _, events = staged(
        an_inject(time(9, 5), held_back=hush),
        events=[
            a_post("1", 4, "bolt"),
            a_post("2", 5, "BOLT"),
            a_post("3", 6),
            a_post("4", 15, "bolt"),
        ],
    )
    assert [event is HELD_BACK for event in events] == [False, True, False, False]


def test_a_silence_of_everybody_holds_back_all_posts_but_no_deletion():
    staging, _ = staged()
    staging.hushes.append(Hush(NINE, HeldBack(timedelta(minutes=10))))
    assert staging.through(a_post("1", 3)) is HELD_BACK
    gone = Deleted("1", "x", NINE + timedelta(minutes=3))
    assert staging.through(gone) is gone


def test_a_link_is_dead_at_the_time_that_the_scenario_says():
    staging, _ = staged(
        an_inject(time(9, 5), dead_link="https://a.example/1"), events=[a_post("1", 0)]
    )
    (check,) = staging.checks()
    assert (check.state, check.at) == (LinkState.DEAD, NINE + timedelta(minutes=5))


def test_an_empty_recording_stays_empty_and_has_no_day():
    staging, events = staged(an_inject(time(9), (0, "a")), events=[Ignored("a like")])
    assert [type(event) for event in events] == [Ignored]
    assert staging.checks() == []
