"""An edited post has one time throughout its case; that it was edited is said beside it."""

from dataclasses import replace

import pytest

from moderator.core.case import Regrouped, Regrouping
from moderator.core.facts import ActKind
from moderator.desk.orders.table import Orders
from moderator.desk.sentences import steps
from moderator.desk.sentences.story import Step
from moderator.desk.telling.teller import Teller
from moderator.words.language import speak
from tests.desk import fair
from tests.desk.screen import desk_of, on_screen
from tests.fakes import at


def with_an_edited_question(**changes):
    """Give the fair at which lotte's question of 11:02 has another version since."""
    day = fair.at_work()
    place = next(place for place, line in enumerate(day.lines) if line.key == "q1")
    post = day.lines[place].post
    day.lines[place] = replace(day.lines[place], post=replace(post, **changes))
    return day


ON_X = {"versions": ("q1", "q1b"), "created_at": at("11:07")}
ON_MASTODON = {"edited_at": at("11:07")}


@pytest.mark.parametrize("changes", [ON_X, ON_MASTODON])
async def test_an_edited_post_has_the_time_of_its_history_and_says_when_it_was_edited(changes):
    day = with_an_edited_question(**changes)
    async with desk_of(day, size=(140, 50)) as (pilot, _):
        screen = on_screen(pilot)
    assert "lotte_v  11:02  edited 11:07  question 0.97" in screen
    assert "11:02  opened by lotte_v" in screen


@pytest.mark.parametrize(("language", "edited"), [("en", "edited 11:07"), ("nl", "bewerkt 11:07")])
async def test_plain_mode_shows_the_same_time(language, edited):
    day = with_an_edited_question(**ON_X)
    orders = Orders(day, teller := Teller(day))
    teller.news()
    speak(language)
    (told,) = [line for line in await orders.carry_out("show 1") if "parttime" in line]
    assert told.startswith(f"11:02 p2, {edited}, ")


async def test_a_post_of_which_only_the_last_version_is_known_says_just_that_it_was_edited():
    day = with_an_edited_question(**ON_X)
    assert Teller(day).post(day.line("q1")).startswith("11:07 p1, edited, question")
    day.lines[5] = replace(day.lines[5], deleted=True)
    assert "edited" not in Teller(day).post(day.line("q1"))


async def test_a_merge_names_an_edited_post_by_the_same_time():
    day = with_an_edited_question(**ON_X)
    merged = Regrouped(at("11:40"), "ik", Regrouping.MERGE, "m", "q1", "q2")
    told = steps.in_words(Step(merged.at, ActKind.MERGE, "ik", of=merged), day)
    assert told.endswith("the case of lotte_v (11:02) into that of pieter_dv (11:33)")
