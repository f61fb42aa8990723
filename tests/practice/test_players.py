"""That a score says what a trainee did: of the perfect one, of one who sleeps, and of others."""

import pytest

from moderator.practice.file import bundled
from moderator.practice.marking import Slip
from moderator.practice.outcome import Outcome
from moderator.practice.scenario import Want
from tests.practice import players


@pytest.fixture(scope="module", params=bundled())
def day(request):
    return players.day_of(request.param)


def played(day, player, *more):
    return day.debrief(*player(day, *more))


def test_a_perfect_player_scores_a_hundred(day):
    made = played(day, players.perfect)
    assert made.score.total == 100
    assert made.misdeeds == ()
    assert {one.mark.outcome for one in made.cases} <= {
        Outcome.FOUND,
        Outcome.LEFT,
        Outcome.UNAIDED,
    }


def test_who_does_nothing_scores_what_the_scenario_says(day):
    made = played(day, players.asleep)
    assert made.score.total == day.scenario.nothing
    wanted = [one for one in made.cases if one.mark.reference.want is not Want.WAIT]
    assert {one.mark.outcome for one in wanted} == {Outcome.MISSED}


def test_who_does_nothing_finds_nothing(day):
    assert Outcome.FOUND not in played(day, players.asleep).score.outcomes


def test_a_sleepy_player_scores_between_the_two(day):
    made = played(day, players.sleepy)
    assert day.scenario.nothing < made.score.total < 60
    assert Outcome.LATE in made.score.outcomes


def test_an_over_eager_player_loses_points_by_false_alarms(day):
    made = played(day, players.over_eager)
    assert made.score.total < 75
    assert 2 <= made.score.slips[Slip.CONFIDENT_MISTAKE] <= 5


def test_who_breaks_a_silence_has_no_more_alarms_to_meet_for_that(day):
    acts, asides = players.livening(day)
    lively, quiet = day.debrief(acts, asides), day.debrief([], asides)
    assert len(lively.alarms) == len(quiet.alarms) == len(day.heard)
    assert all(one.is_met for one in lively.alarms[:1])
    shares = [
        [item.share for item in made.score.items if item.name == "megaphone"]
        for made in (lively, quiet)
    ]
    assert shares[0] >= shares[1]


def test_to_call_everything_a_false_alarm_is_worth_nothing(day):
    made = played(day, players.careless)
    assert made.score.total == 0
    assert Outcome.MISTAKEN in made.score.outcomes


@pytest.mark.parametrize("seed", range(4))
def test_chance_scores_no_better_than_a_third(day, seed):
    made = played(day, players.at_random, seed)
    assert 0 <= made.score.total < 34


def test_a_debrief_at_any_moment_says_nothing_of_what_is_still_to_come(day):
    acts, _asides = players.perfect(day)
    halfway = min(opened for _one, opened in day.come())
    made = day.debrief([act for act in acts if act.at <= halfway], [], halfway)
    assert len(made.cases) == 1
    assert made.score.total is None or made.score.total < 100


def test_all_that_is_missed_is_told_with_what_was_to_be_seen_and_why_it_mattered(day):
    cases = played(day, players.asleep).cases
    missed = [one for one in cases if one.mark.reference.want is Want.NUDGE]
    assert missed
    for one in missed:
        assert one.mark.noticed_at is None
        assert one.sight is not None
        assert one.mark.reference.why.spoken("nl")
        assert one.post.text


def test_a_mistake_is_told_with_where_the_case_stood_before_it_was_closed(day):
    cases = played(day, players.careless).cases
    mistaken = [one for one in cases if one.mark.outcome is Outcome.MISTAKEN]
    unanswered = [one for one in mistaken if one.mark.reference.want is Want.NUDGE]
    assert unanswered
    assert all(one.sight.place for one in unanswered)
