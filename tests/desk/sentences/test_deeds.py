"""How it is said what was done, also where it was only kept for later."""

from dataclasses import replace
from datetime import timedelta

import pytest

from moderator.core.case import Remark, State
from moderator.core.facts import Acted, ActKind
from moderator.core.labels import Label
from moderator.desk.sentences import deeds
from moderator.wishes.sense import Later
from moderator.wishes.wish import Wish
from tests.desk import fair
from tests.fakes import FakeDay, a_case, a_line


@pytest.mark.parametrize("kind", [ActKind.CLAIM, ActKind.UNDO])
async def test_of_an_act_that_was_only_kept_it_is_said_that_it_is_taken_back(kind):
    day = fair.at_work()
    claim = Acted("a1", ActKind.CLAIM, "q1", "moderator", day.now, 9)
    day.put_off = [claim] if kind is ActKind.UNDO else []
    wish, why = Wish(kind, "a1", "claimed, question from lotte_v"), Later("Kept: no connection.")
    taken_back = "Taken back: claimed, question from lotte_v; it was only kept for later"
    told = (deeds.put_off(wish, why, day), deeds.kept(wish, why, day))
    only_kept = ("Kept: no connection.", "  ·  claimed")
    assert told == ((taken_back, "") if kind is ActKind.UNDO else only_kept)


def test_a_moment_of_another_day_is_told_with_it():
    day = fair.at_work()
    moments = (day.now + timedelta(hours=1), day.now + timedelta(days=1), None)
    assert [deeds.until(moment, day) for moment in moments] == [
        "until 12:45",
        "until May 13 11:45",
        "until somebody writes",
    ]
    nudge = Remark(day.now - timedelta(days=1), "moderator", "@zorg, nog even", "a1")
    assert deeds.nudged(nudge, day) == "May 11 11:45 nudged by moderator: @zorg, nog even"


def test_of_two_cases_that_became_one_that_one_is_told():
    asked = [a_line("q1", "11:02", "lotte_v", "Kan het parttime?", Label.QUESTION)]
    both = a_case("q1", "lotte_v", "Zorg", posts=("q1", "q2"), reporters=("lotte_v", "jan_k"))
    wish = Wish(ActKind.MERGE, "q2", "question from jan_k to Zorg", to="q1")
    said = deeds.did(wish, FakeDay(asked, [both]))
    assert said == "One case now: question from lotte_v and 1 other to Zorg"
    answered = replace(both, state=State.ANSWERED)
    assert deeds.did(wish, FakeDay(asked, [answered])) == f"{said} · answered"


def test_of_two_cases_of_different_employers_it_is_said_who_owes_the_word():
    asked = [a_line("q1", "11:02", "lotte_v", "Kan het parttime?", Label.QUESTION)]
    both, before = a_case("q1", "lotte_v", "Technieknl"), a_case("q2", "jan_k", "Bakker Bolt")
    wish, day = Wish(ActKind.MERGE, "q2", to="q1"), FakeDay(asked, [replace(both, posts=("q2",))])
    said = "One case now: question from lotte_v to Technieknl"
    owes = "; the word is Technieknl's now, no longer Bakker Bolt's"
    assert deeds.did(wish, day, before) == said + owes
    assert deeds.did(wish, day, replace(before, responsible="Technieknl")) == said
