"""Whose word answers or promises, and whose closes nothing."""

import pytest

from moderator.core.labels import Label
from moderator.core.speech.speech import SURE


def test_answer_in_the_askers_branch_closes_the_case(fair):
    fair.answers("a1", "zorg", at=5, reply_to="q1")
    assert fair.story("q1") == [(2, "open", "q1"), (5, "answered", "a1")]


def test_answer_deep_in_the_askers_branch_closes_the_case(fair):
    fair.reacts("r1", "jan", at=3, reply_to="q1")
    fair.answers("a1", "zorg", at=5, reply_to="r1")
    assert fair.state("q1") == "answered"


def test_unthreaded_answer_that_mentions_the_asker_closes_the_case(fair):
    fair.answers("a1", "zorg", at=5, text="@lotte parttime kan")
    assert fair.state("q1") == "answered"


def test_answer_under_the_vacancy_that_mentions_the_asker_closes_the_case(fair):
    fair.answers("a1", "zorg", at=5, reply_to="v1", text="@lotte parttime kan")
    assert fair.state("q1") == "answered"


def test_answer_that_quotes_the_question_closes_the_case(fair):
    fair.answers("a1", "zorg", at=5, quotes="q1")
    assert fair.state("q1") == "answered"


def test_answer_by_a_colleague_closes_the_case(fair):
    fair.answers("a1", "hr_zorg", at=5, reply_to="q1")
    assert fair.state("q1") == "answered"
    assert fair.case("q1").responsible == "Zorggroep Noord"


def test_unthreaded_mention_answers_the_askers_last_question_to_that_party(fair):
    fair.offers("v2", "zorg", at=3)
    fair.asks("q2", "lotte", at=4, reply_to="v2")
    fair.offers("v3", "bolt", at=4)
    fair.asks("q3", "lotte", at=5, reply_to="v3")
    fair.answers("a1", "zorg", at=6, text="@lotte jazeker")
    assert fair.states == {"q1": "open", "q2": "answered", "q3": "open"}


@pytest.mark.parametrize("text", ["kom erop terug", "@lotte heb je een rijbewijs?"])
def test_response_without_the_answer_is_a_promise(fair, text):
    fair.promises("a1", "zorg", at=5, reply_to="q1", text=text)
    assert fair.state("q1") == "promised"
    assert fair.waits_since("q1") == 5


def test_answer_after_a_promise_closes_the_case(fair):
    fair.promises("a1", "zorg", at=5, reply_to="q1")
    fair.answers("a2", "zorg", at=9, reply_to="q1")
    assert fair.story("q1")[1:] == [(5, "promised", "a1"), (9, "answered", "a2")]


def test_second_promise_restarts_the_clock(fair):
    fair.promises("a1", "zorg", at=5, reply_to="q1")
    fair.promises("a2", "zorg", at=9, reply_to="q1")
    assert fair.waits_since("q1") == 9


def test_promise_after_the_answer_changes_nothing(fair):
    fair.answers("a1", "zorg", at=5, reply_to="q1")
    fair.promises("a2", "zorg", at=9, reply_to="q1")
    assert fair.state("q1") == "answered"


def test_askers_reply_to_a_counter_question_changes_nothing(fair):
    fair.promises("a1", "zorg", at=5, reply_to="q1", text="Heb je een rijbewijs?")
    fair.reacts("r1", "lotte", at=6, reply_to="a1", text="Ja, B")
    assert fair.state("q1") == "promised"
    assert fair.waits_since("q1") == 5
    assert fair.case("q1").bumps == 0


def test_bystanders_answer_is_shown_and_leaves_the_case_open(fair):
    fair.reacts("r1", "jan", at=5, reply_to="q1", text="Bij mij kon het wel")
    assert fair.state("q1") == "open"
    assert fair.case("q1").bystanders == ("r1",)


def test_another_employers_answer_leaves_the_case_open(fair):
    fair.offers("v2", "bolt", at=3)
    fair.answers("a1", "bolt", at=5, reply_to="q1")
    assert fair.state("q1") == "open"
    assert fair.case("q1").bystanders == ("a1",)


def test_organisers_word_on_an_employers_vacancy_only_marks_the_case(fair):
    fair.answers("a1", "markt", at=5, reply_to="q1")
    assert fair.state("q1") == "open"
    assert fair.case("q1").bystanders == ("a1",)


def test_organisers_word_on_an_employers_matter_without_a_vacancy_only_marks_it(fair):
    fair.offers("v2", "bolt", at=3)
    fair.asks("q2", "jan", at=4, text="@bolt zijn jullie morgen open?")
    fair.answers("a1", "markt", at=5, reply_to="q2")
    assert fair.state("q2") == "open"
    assert fair.case("q2").bystanders == ("a1",)


def test_organisers_answer_closes_a_case_about_the_fair(fair):
    fair.asks("q2", "jan", at=4, text="@markt hoe laat begint het?")
    fair.answers("a1", "markt", at=5, reply_to="q2")
    assert fair.state("q2") == "answered"


def test_employers_word_on_a_question_to_the_organiser_leaves_it_open(fair):
    fair.asks("q2", "jan", at=4, text="@markt hoe laat begint het?")
    fair.answers("a1", "zorg", at=5, reply_to="q2")
    assert fair.state("q2") == "open"


@pytest.mark.parametrize("helper", ["zorg", "markt"])
def test_question_to_everybody_is_answered_by_any_employer_or_the_organiser(fair, helper):
    fair.asks("q2", "jan", at=4, text="Welk bedrijf zoekt een kok?")
    fair.answers("a1", helper, at=5, reply_to="q2")
    assert fair.case("q2").to_all
    assert fair.state("q2") == "answered"


def test_question_to_everybody_is_that_of_who_took_it_up(fair):
    fair.asks("q2", "jan", at=4, text="Welk bedrijf zoekt een kok?")
    assert fair.case("q2").party == "everybody"
    assert fair.case("q2").waits_for_anybody
    fair.promises("a1", "zorg", at=5, reply_to="q2")
    assert fair.case("q2").party == "Zorggroep Noord"
    assert not fair.case("q2").waits_for_anybody
    assert fair.case("q2").responsible == "markt"
    fair.answers("a2", "bolt", at=6, reply_to="q2")
    fair.says("b", "bolt", Label.VACANCY, at=7)
    assert fair.case("q2").party == "bolt"
    fair.asks("q3", "jan", at=8, reply_to="a2", text="En voor hoeveel uur?")
    assert fair.state("q2") == "open"
    assert fair.case("q2").party == "bolt"


def test_question_to_everybody_is_not_answered_by_a_visitor(fair):
    fair.asks("q2", "jan", at=4, text="Welk bedrijf zoekt een kok?")
    fair.reacts("r1", "mies", at=5, reply_to="q2")
    fair.answers("a1", "els", at=5, reply_to="q2")
    fair.says("p1", "els", Label.CANDIDATE, at=6, text="Kok zoekt werk")
    assert fair.state("q2") == "open"
    assert fair.case("q2").bystanders == ("a1", "r1")


def test_who_was_asked_below_an_own_post_answers_though_taken_for_a_seeker(fair):
    fair.says("p1", "rik", Label.CANDIDATE, at=3, text="Ik zoek een maat, veel werk, Kapelle")
    fair.asks("q2", "jan", at=4, reply_to="p1", text="@rik is dat in loondienst?")
    fair.answers("a1", "els", at=5, reply_to="q2", text="loondienst denk ik")
    assert fair.state("q2") == "open"
    fair.answers("a3", "rik", at=6, reply_to="q2", text="loondienst", confidence=0.6)
    assert fair.state("q2") == "answered"


def test_question_to_everybody_is_answered_by_who_surely_speaks_as_an_employer(fair):
    fair.asks("q2", "jan", at=4, text="Welk bedrijf zoekt een kok?")
    fair.answers("a1", "cafe", at=5, reply_to="q2", confidence=SURE - 0.01)
    assert fair.state("q2") == "open"
    fair.answers("a2", "cafe", at=6, reply_to="q2", text="Restaurant De Kade zoekt er een")
    assert fair.state("q2") == "open"
    fair.answers("a3", "cafe", at=7, reply_to="q2", text="Wij, voor vier avonden")
    assert fair.state("q2") == "answered"
    fair.asks("q3", "cafe", at=8, text="En wie zoekt een afwasser?")
    assert fair.state("q2") == "open"


def test_post_before_the_question_closes_nothing(fair):
    fair.answers("a1", "zorg", at=1, text="@lotte welkom, parttime kan")
    assert fair.state("q1") == "open"


def test_asker_of_many_things_is_a_bystander_in_the_case_of_another(fair):
    for number in range(3):
        fair.asks(f"n{number}", "lotte", at=3 + number, text="@markt nog iets?")
    fair.asks("q2", "jan", at=7, reply_to="v1")
    fair.answers("a1", "lotte", at=9, reply_to="q2", text="dat is er niet")
    assert fair.case("q2").bystanders == ("a1",)


def test_answer_to_another_asker_closes_nothing(fair):
    fair.asks("q2", "jan", at=3, reply_to="v1")
    fair.answers("a1", "zorg", at=5, reply_to="q2")
    assert fair.states == {"q1": "open", "q2": "answered"}


def test_answer_to_another_asker_that_carries_the_first_on_closes_nothing(fair):
    fair.asks("q2", "jan", at=3, reply_to="q1", text="@lotte @zorg en ik?")
    fair.answers("a1", "zorg", at=5, reply_to="q2", text="@jan @lotte voor jou ook")
    assert fair.states == {"q1": "open", "q2": "answered"}


def test_general_post_of_the_employer_closes_nothing(fair):
    fair.answers("a1", "zorg", at=5, text="Parttime kan overal bij ons")
    fair.answers("a2", "zorg", at=6, reply_to="v1", text="Parttime kan bij deze baan")
    fair.offers("v2", "zorg", at=7, text="Nog een vacature")
    assert fair.state("q1") == "open"


def test_repost_by_the_employer_closes_nothing(fair):
    fair.reposts("r1", "zorg", "q1", at=5)
    assert fair.state("q1") == "open"


def test_reaction_of_the_employer_closes_nothing(fair):
    fair.reacts("r1", "zorg", at=5, reply_to="q1", text="leuk")
    assert fair.state("q1") == "open"


def test_reply_in_another_conversation_that_mentions_the_asker_moves_nothing(fair):
    fair.says("p1", "jan", at=3, text="Gezellig hier")
    fair.answers("a1", "zorg", at=5, reply_to="p1", text="@jan @lotte zeker")
    fair.takes_back("w1", "lotte", at=6, reply_to="p1", text="laat maar")
    assert fair.state("q1") == "open"
