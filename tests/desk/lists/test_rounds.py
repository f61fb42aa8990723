"""What belongs to a list while it is looked at: judged, relabelled and deleted meanwhile."""

from dataclasses import replace

from moderator.core.labels import Label
from moderator.desk.lists.employers import Vacancies
from moderator.desk.lists.filter import Filter
from tests.desk.screen import desk_of
from tests.fakes import FakeDay, a_line, a_long_day

OFFER = a_line("v", "11:00", "bolt", "Kok gezocht", Label.VACANCY, party="Bolt")
WORD = a_line("w", "11:00", "vera", "Goedemorgen")


def found(vacancies):
    return {party: [*places] for party, places in vacancies.by_party().items()}


def test_a_vacancy_that_was_seen_before_its_verdict_counts_once_it_has_one():
    day, vacancies = FakeDay([WORD, replace(OFFER, verdict=None), OFFER]), Vacancies()
    vacancies.look(day, 0)
    assert found(vacancies) == {}
    day.lines[1] = OFFER
    vacancies.look(day, 1)
    assert found(vacancies) == {"Bolt": [1, 2]}


def test_a_vacancy_that_was_relabelled_or_deleted_counts_no_more_and_another_does():
    day, vacancies = FakeDay([OFFER, OFFER, WORD, OFFER]), Vacancies()
    vacancies.look(day, 0)
    assert found(vacancies) == {"Bolt": [0, 1, 3]}
    day.lines[:] = [WORD, replace(OFFER, deleted=True), OFFER, replace(OFFER, party="Noord")]
    vacancies.look(day, 1)
    assert found(vacancies) == {"Bolt": [2], "Noord": [3]}


async def test_all_that_has_arrived_is_looked_through_at_once_where_it_is_asked_for():
    day, vacancies = a_long_day(20_000), Vacancies()
    day.lines[19_999] = OFFER
    await vacancies.look_through(day)
    assert found(vacancies) == {"Bolt": [19_999]}


def looking(widget):
    """Count the workers of a widget that go on."""
    own = (worker for worker in widget.workers if worker.node is widget)
    return sum(not (worker.is_cancelled or worker.is_finished) for worker in own)


async def test_however_often_the_employers_are_shown_the_stream_is_looked_through_once_at_a_time():
    async with desk_of(a_long_day(20_000)) as (pilot, desk):
        desk.action_do("employers")
        await pilot.pause()
        screen = pilot.app.screen
        screen.vacancies = Vacancies()
        for _ in range(3):
            screen.pull()
        assert looking(screen) == 1


async def test_each_key_of_a_filter_ends_the_search_for_what_was_typed_before():
    async with desk_of(a_long_day(20_000)) as (_, desk):
        posts = desk.stream.posts
        for typed in ("x", "xy", "xyz"):
            posts.narrow(Filter.typed(typed))
        assert looking(posts) == 1
