"""Changes that reach far: told one by one they make the board that they make all at once."""

import pytest

from moderator.core.engine import Engine
from moderator.core.facts import ActKind
from moderator.core.labels import Label, Side
from moderator.core.verdicts.readings import ABOVE
from tests.core.far_changes import (
    a_candidate_alone,
    a_case_moved_to_an_account_that_changes,
    a_chain_of_recruiters_that_closes_in_a_ring,
    a_genitive_before_its_name_is_known,
    a_mentioned_recruiter_who_leaves,
    a_merge_that_is_undone,
    a_name_that_gets_shorter,
    a_recruiter_whose_client_was_the_own_firm,
    a_recruiter_whose_ward_turns_out_to_speak_for_a_firm,
    a_repeat_alone,
    a_report_alone,
    a_vacancy_alone,
    a_vacancy_alone_by_an_account_that_wrote_nothing_else,
    a_vacancy_with_the_links_of_two,
    an_act_on_another_account,
    an_act_on_who_never_wrote,
    an_answer_alone,
    an_answer_alone_at_two_times,
    an_asker_who_asks_no_more,
    an_organiser_who_never_was_one,
    an_organiser_who_turns_out_to_be_none,
    two_offers_that_come_to_be_of_one_party,
)
from tests.core.plain_board import PlainBoard
from tests.core.scene import Scene, settle

pytestmark = pytest.mark.usefixtures("few_are_warm")


@pytest.mark.parametrize(
    ("kind", "target", "said"),
    [
        (ActKind.RESOLVE, "r", {}),
        (ActKind.RELABEL, "r", {"label": Label.OTHER}),
        (ActKind.MOVE, "r", {"to": "bolt"}),
        (ActKind.MERGE, "p", {"to": "r"}),
        (ActKind.MOVE, "p", {"to": "x:r"}),
    ],
)
def test_what_is_done_to_or_for_a_repost_that_comes_later_is_of_its_post(kind, target, said):
    fair = Scene()
    fair.asks("q", "lotte", at=1, text="@zorg is dit parttime?")
    fair.asks("p", "els", at=2, text="@bolt hoe laat?")
    fair.acts(kind, target, at=3, **said)
    before = fair.engine.cases()
    fair.reposts("r", "jan", "q", at=2)
    assert fair.engine.cases() != before
    assert fair.engine.cases() == PlainBoard(fair.engine.fair, fair.facts, fair.judge).cases()


def test_a_repost_of_a_vacancy_makes_no_case_of_its_own_for_what_was_done_to_it_before():
    fair = Scene()
    fair.says("v", "bolt", Label.OTHER, at=0, text="Kok https://bolt.example/kok")
    fair.checks("https://bolt.example/kok", at=1)
    fair.acts(ActKind.RELABEL, "r", label=Label.VACANCY)
    fair.reposts("r", "jan", "v", at=2)
    assert [case.id for case in fair.engine.cases()] == ["link:x:v"]


@pytest.mark.parametrize(
    "told",
    [
        a_recruiter_whose_ward_turns_out_to_speak_for_a_firm,
        a_chain_of_recruiters_that_closes_in_a_ring,
        an_answer_alone_at_two_times,
        an_organiser_who_turns_out_to_be_none,
        an_organiser_who_never_was_one,
        a_vacancy_alone,
        a_vacancy_alone_by_an_account_that_wrote_nothing_else,
        a_candidate_alone,
        an_answer_alone,
        a_report_alone,
        a_repeat_alone,
        an_act_on_another_account,
        an_act_on_who_never_wrote,
        a_mentioned_recruiter_who_leaves,
        two_offers_that_come_to_be_of_one_party,
        a_recruiter_whose_client_was_the_own_firm,
        a_case_moved_to_an_account_that_changes,
        an_asker_who_asks_no_more,
        a_merge_that_is_undone,
        a_vacancy_with_the_links_of_two,
        a_name_that_gets_shorter,
        a_genitive_before_its_name_is_known,
    ],
)
def test_one_by_one_is_as_all_at_once(told):
    fair, together = told(), Engine(told().engine.fair)
    settle(together, fair.lasting, fair.judge)
    plain = PlainBoard(together.fair, fair.lasting, fair.judge)
    assert fair.engine.cases() == together.cases() == plain.cases()
    assert fair.engine.counts() == together.counts()
    assert {each.key for each in fair.engine.offers(9)} == {each.key for each in together.offers(9)}


def test_who_repeats_a_vacancy_bare_offers_nothing_and_owes_nothing():
    fair = Scene()
    fair.offers("v", "bolt", at=0, text="Kok gezocht in Assen, 32 uur")
    fair.offers("r", "lotte", at=1, text="RT @bolt: Kok gezocht in Assen, 32 uur")
    fair.asks("q", "jan", at=2, reply_to="r", text="is dit ook parttime?")
    assert fair.case("q").responsible == "bolt"
    assert fair.engine.line("x:r").side is not Side.EMPLOYER


def test_reopened_a_case_waits_for_all_who_reported():
    fair = Scene()
    fair.offers("v", "zorg", at=0, text="Kok https://zorg.example/a")
    fair.reports("r1", "jan", at=1, reply_to="v")
    fair.reports("r2", "els", at=2, reply_to="v")
    fair.acts(ActKind.RESOLVE, "r1", at=3)
    fair.acts(ActKind.REOPEN, "r1", at=4)
    fair.says(
        "m", "jan", Label.REACTION, at=6, reply_to="r1", text="doet het weer", withdrawal=True
    )
    assert fair.states["r1"] == "open"


def test_in_a_deep_thread_posts_are_read_anew_as_far_down_as_context_reaches():
    fair = Scene()
    fair.offers("p0", "zorg")
    for number in range(1, ABOVE + 3):
        fair.reacts(f"p{number}", "lotte", at=number, reply_to=f"p{number - 1}")
    fair.acts(ActKind.RELABEL, "p0", label=Label.OTHER)
    assert fair.engine.line("x:p0").verdict.label is Label.OTHER
    assert fair.engine.unjudged == 0
