"""A desk elsewhere that was away has fewer posts than before, and they stand in other places."""

import io
from dataclasses import replace

from moderator.core.labels import Label
from moderator.desk.lists.employers import Vacancies
from moderator.desk.orders.table import Orders
from moderator.desk.plain import Plain
from moderator.desk.telling.teller import Teller
from tests.desk import fair
from tests.desk.screen import desk_of, on_screen
from tests.fakes import a_line


def doubtful():
    """Give the fair with a post at its end that may be a question."""
    day = fair.at_work()
    day.lines.append(a_line("u1", "11:43", "nora", "parttime?", Label.OTHER, confidence=0.41))
    day.arrived += 1
    return day


def laid_anew(day, kept):
    """Leave the day its newest posts, as after a connection that was lost."""
    day.lines = day.lines[-kept:]
    day.arrived, day.edition, day.changed = kept, day.edition + 1, day.changed + 1


async def test_a_filter_finds_its_posts_in_their_new_places():
    day = doubtful()
    async with desk_of(day) as (pilot, desk):
        await pilot.press("slash", *"parttime", "enter")
        await pilot.pause()
        before = desk.stream.posts.count()
        laid_anew(day, 1)
        assert desk.stream.posts.count() == 0
        desk.look()
        await pilot.pause()
        assert (before > 1, desk.stream.posts.count()) == (True, 1)
        assert desk.stream.posts.made_of(0).key == "u1"


async def test_a_post_in_doubt_is_found_in_its_new_place():
    day = doubtful()
    async with desk_of(day) as (pilot, desk):
        await pilot.press("2")
        laid_anew(day, 2)
        desk.look()
        await pilot.press("y")
        await pilot.pause(0.3)
        assert [act.target for act in day.acts] == ["u1"]
        assert "No post is in doubt." in on_screen(pilot)


def test_vacancies_are_looked_for_anew():
    day, vacancies = fair.at_work(), Vacancies()
    vacancies.look(day, 0)
    laid_anew(day, 2)
    day.lines[0] = replace(day.lines[0], verdict=replace(day.lines[0].verdict, label=Label.VACANCY))
    vacancies.look(day, 1)
    assert list(vacancies.by_party().values()) == [[0]]


async def test_plain_mode_goes_on_with_the_posts_that_come():
    day = doubtful()
    teller = Teller(day)
    orders = Orders(day, teller)
    plain = Plain(teller, orders, io.StringIO(), pull_seconds=0)
    plain.news()
    await orders.carry_out("stream on")
    laid_anew(day, 2)
    plain.news()
    day.lines.append(a_line("new", "11:44", "nora", "Dag", Label.OTHER))
    day.arrived += 1
    assert "Dag" in plain.news()[0]
