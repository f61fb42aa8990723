"""What mends a link that people reported, and what does not."""

from tests.core.offered import LINK, a_fair, a_fair_with_two_reporters
from tests.core.scene import Scene


def test_answer_to_one_of_several_reporters_moves_the_whole_case():
    fair = a_fair_with_two_reporters()
    fair.promises("a1", "zorg", at=5, reply_to="b2")
    assert fair.states == {"b1": "promised"}
    fair.answers("a2", "zorg", at=6, reply_to="b1")
    assert fair.states == {"b1": "answered"}


def test_mending_post_under_the_vacancy_that_mentions_nobody_closes_the_case():
    fair = a_fair_with_two_reporters()
    fair.answers("a1", "zorg", at=5, reply_to="v1", text="Link is hersteld, excuus!")
    assert fair.states == {"b1": "answered"}


def test_post_under_the_vacancy_that_speaks_to_somebody_else_mends_nothing():
    fair = a_fair_with_two_reporters()
    fair.answers("a1", "zorg", at=5, reply_to="v1", text="@els stuur maar op!")
    assert fair.states == {"b1": "open"}


def test_mending_post_under_the_vacancy_answers_no_question():
    fair = a_fair_with_two_reporters()
    fair.asks("q1", "els", at=4, reply_to="v1")
    fair.answers("a1", "zorg", at=5, reply_to="v1", text="Link is hersteld, excuus!")
    assert fair.states == {"b1": "answered", "q1": "open"}


def test_mending_post_by_somebody_else_closes_nothing():
    fair = a_fair_with_two_reporters()
    fair.answers("a1", "markt", at=5, reply_to="v1", text="Hij doet het weer")
    assert fair.states == {"b1": "open"}


def test_mending_post_before_the_report_closes_nothing():
    fair = a_fair()
    fair.answers("a1", "zorg", at=1, reply_to="v1", text="Link is hersteld")
    fair.reports("b1", "lotte", at=2, reply_to="v1")
    assert fair.states == {"b1": "open"}


def test_one_of_several_for_whom_it_works_again_changes_nothing():
    fair = a_fair_with_two_reporters()
    fair.takes_back("w1", "jan", at=5, reply_to="b2", text="hij doet het weer")
    assert fair.states == {"b1": "open"}
    assert fair.story("b1") == [(2, "open", "b1")]


def test_case_is_withdrawn_when_it_works_again_for_all_reporters():
    fair = a_fair_with_two_reporters()
    fair.takes_back("w1", "jan", at=5, reply_to="b2", text="hij doet het weer")
    fair.takes_back("w2", "lotte", at=7, reply_to="b1", text="bij mij ook")
    assert fair.story("b1")[-1] == (7, "withdrawn", "w2")


def test_report_after_the_mending_opens_the_case_again():
    fair = a_fair_with_two_reporters()
    fair.answers("a1", "zorg", at=5, reply_to="v1", text="hersteld")
    fair.reports("b3", "els", at=8, reply_to="v1")
    assert fair.states == {"b1": "open"}
    assert fair.waits_since("b1") == 8
    assert fair.case("b1").reporters == ("lotte", "jan", "els")


def test_who_reported_before_the_mending_need_not_take_a_later_report_back():
    fair = a_fair_with_two_reporters()
    fair.answers("a1", "zorg", at=5, reply_to="v1", text="hersteld")
    fair.reports("b3", "els", at=8, reply_to="v1")
    fair.takes_back("w1", "els", at=9, reply_to="b3", text="doet het weer")
    assert fair.states == {"b1": "withdrawn"}


def test_another_way_in_is_an_answer():
    fair = a_fair()
    fair.reports("b1", "lotte", at=2, reply_to="v1", text="formulier stuk")
    fair.answers("a1", "zorg", at=4, reply_to="b1", text="mail je cv naar hr@zorg.example")
    assert fair.states == {"b1": "answered"}


def test_mended_below_a_copy_of_the_vacancy_is_mended():
    fair = a_fair_with_two_reporters()
    fair.offers("v2", "zorg", at=4, text=f"Nogmaals {LINK}")
    fair.answers("a1", "zorg", at=5, reply_to="v2", text="Link is hersteld")
    assert fair.states == {"b1": "answered"}


def test_follow_up_of_another_under_the_vacancy_marks_its_report_and_a_reaction_does_not():
    fair = a_fair()
    fair.reports("b1", "lotte", at=2, reply_to="v1")
    fair.reacts("r1", "jan", at=3, reply_to="v1", text="leuk!")
    fair.answers("a1", "markt", at=4, reply_to="v1", text="Zorg kijkt ernaar")
    fair.answers("a2", "els", at=5, reply_to="v1", text="Probeer de site eens")
    assert fair.state("b1") == "open"
    assert fair.case("b1").bystanders == ("a1", "a2")


def test_organisers_word_under_its_own_post_mends_what_was_reported_there():
    fair = Scene()
    fair.says("p", "markt", text="Alle vacatures staan op de lijst")
    fair.reports("b1", "lotte", at=1, reply_to="p", text="die lijst blijft wit")
    fair.reports("b2", "jan", at=2, reply_to="p", text="lijst doet niks")
    fair.asks("q", "mies", at=3, reply_to="p", text="hoe lang duurt dit?")
    fair.answers("a1", "markt", at=4, reply_to="q", text="Tot half tien")
    fair.answers("a2", "zorg", at=5, reply_to="p", text="Bij ons doet de lijst het weer")
    fair.reacts("r", "els", at=5, reply_to="p", text="zin in!")
    fair.answers("a4", "markt", at=5, reply_to="r", text="Leuk, tot straks bij de lijst")
    fair.answers("a5", "markt", at=5, reply_to="p", text="De eerste lezing begint om elf uur")
    assert fair.states == {"b1": "open", "q": "answered"}
    fair.answers("a3", "markt", at=6, reply_to="p", text="De lijst doet het weer")
    assert fair.states == {"b1": "answered", "q": "answered"}
    fair.reports("b3", "lotte", at=7, reply_to="a3", text="nog steeds wit")
    assert fair.states == {"b1": "open", "q": "answered"}


def test_word_that_it_works_again_mends_the_one_thing_that_was_reported_there():
    fair = Scene()
    fair.says("p", "markt", text="Wie er meedoen")
    fair.reports("b1", "lotte", at=1, reply_to="p", text="die lijst blijft wit")
    fair.reports("b2", "jan", at=2, reply_to="b1", text="hier ook")
    fair.answers("a1", "markt", at=3, reply_to="p", text="Alles doet het weer, sorry!")
    assert fair.states == {"b1": "answered"}
    fair.reports("b3", "els", at=4, reply_to="p", text="@bolt jullie formulier hangt")
    fair.answers("a2", "markt", at=5, reply_to="p", text="Het is hersteld")
    assert fair.states == {"b1": "answered", "b3": "open"}


def test_word_that_it_works_again_mends_nothing_where_two_things_were_reported():
    fair = Scene()
    fair.says("p", "markt", text="Wie er meedoen, en waar ze staan")
    fair.reports("b1", "lotte", at=1, reply_to="p", text="https://markt.example/lijst geeft 404")
    fair.reports("b2", "jan", at=2, reply_to="p", text="https://markt.example/kaart is leeg")
    fair.answers("a1", "markt", at=3, reply_to="p", text="Het doet het weer!")
    assert fair.states == {"b1": "open", "b2": "open"}
