"""Links that fail: reported by people, found by the checker, mended."""

import pytest

from moderator.core.case import Subject
from moderator.core.engine import Engine
from moderator.core.facts import ActKind, CaseRetracted, LinkState
from moderator.core.labels import Label, Side
from tests.core.scene import Scene, minute, settle

LINK = "https://zorg.example/1"


def a_fair():
    fair = Scene()
    fair.offers("v1", "zorg", text=f"Verpleegkundige gezocht {LINK}")
    return fair


def a_fair_with_two_reporters():
    fair = a_fair()
    fair.reports("b1", "lotte", at=2, reply_to="v1")
    fair.reports("b2", "jan", at=3, reply_to="v1")
    return fair


# People


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


# The checker


def test_dead_link_found_by_the_checker_opens_a_case():
    fair = a_fair()
    fair.checks(LINK, at=4)
    case = fair.case("link:v1")
    assert fair.states == {"link:v1": "open"}
    assert (case.kind, case.opened_by, case.posts, case.reporters) == ("dead_link", "v1", (), ())
    assert case.subject == Subject("v1", None)
    assert case.responsible == "zorg"
    assert case.link_note == "dead: 404"
    assert fair.story("link:v1") == [(4, "open", "link check")]


def test_closed_vacancy_page_opens_a_case():
    fair = a_fair()
    fair.checks(LINK, LinkState.CLOSED, at=4)
    assert fair.states == {"link:v1": "open"}


def test_unsure_blocked_and_working_links_open_nothing():
    fair = a_fair()
    for number, state in enumerate((LinkState.UNSURE, LinkState.BLOCKED, LinkState.ALIVE)):
        fair.checks(LINK, state, at=number)
    assert fair.states == {}


def test_dead_link_of_no_vacancy_opens_nothing_until_it_is_offered():
    fair = Scene()
    fair.checks(LINK, at=4)
    assert fair.states == {}
    fair.offers("v1", "zorg", at=5, text=LINK)
    assert fair.states == {"link:v1": "open"}


def test_dead_link_of_several_copies_opens_one_case_on_the_first():
    fair = a_fair()
    fair.offers("v2", "zorg", at=3, text=f"Nogmaals {LINK}")
    fair.checks(LINK, at=4)
    assert fair.states == {"link:v1": "open"}
    fair.offers("v3", "zorg", at=5, text=f"En nogmaals {LINK}")
    assert fair.states == {"link:v1": "open"}


def test_link_found_to_work_again_closes_the_dead_link_case():
    fair = a_fair()
    fair.checks(LINK, at=4)
    fair.checks(LINK, at=5)
    fair.checks(LINK, LinkState.UNSURE, at=6)
    assert fair.states == {"link:v1": "open"}
    fair.checks(LINK, LinkState.ALIVE, at=7, reason="200")
    assert fair.story("link:v1") == [(4, "open", "link check"), (7, "answered", "link check")]
    fair.checks(LINK, at=9)
    assert fair.states == {"link:v1": "open"}
    assert fair.waits_since("link:v1") == 9


def test_report_joins_the_dead_link_case():
    fair = a_fair()
    fair.checks(LINK, at=4)
    fair.reports("b1", "lotte", at=6, reply_to="v1")
    assert fair.states == {"b1": "open"}
    assert CaseRetracted("link:x:v1") in fair.changes
    case = fair.case("b1")
    assert (case.kind, case.reporters) == ("broken_link", ("lotte",))
    assert fair.waits_since("b1") == 4
    assert fair.case("link:v1") == case


def test_link_found_dead_joins_the_report():
    fair = a_fair()
    fair.reports("b1", "lotte", at=2, reply_to="v1")
    fair.checks(LINK, at=4)
    assert fair.states == {"b1": "open"}
    assert fair.waits_since("b1") == 2
    assert fair.case("b1").link_note == "dead: 404"


def test_link_found_to_work_again_marks_a_persons_report_and_does_not_close_it():
    fair = a_fair()
    fair.reports("b1", "lotte", at=2, reply_to="v1")
    fair.checks(LINK, at=4)
    fair.checks(LINK, LinkState.ALIVE, at=7, reason="200")
    assert fair.state("b1") == "open"
    assert fair.case("b1").link_note == "alive: 200"


def test_dead_link_stays_when_the_only_reporter_takes_the_report_back():
    fair = a_fair()
    fair.reports("b1", "lotte", at=2, reply_to="v1")
    fair.checks(LINK, at=4)
    fair.takes_back("w1", "lotte", at=5, reply_to="b1")
    assert fair.state("b1") == "open"
    fair.checks(LINK, LinkState.ALIVE, at=7)
    assert fair.state("b1") == "answered"


def test_employers_word_under_the_vacancy_closes_a_dead_link_that_nobody_reported():
    fair = a_fair()
    fair.checks(LINK, at=4)
    fair.answers("a1", "zorg", at=5, reply_to="v1", text="De link is hersteld")
    assert fair.states == {"link:v1": "answered"}


def test_link_still_dead_after_another_way_in_was_given_stays_answered():
    fair = a_fair()
    fair.checks(LINK, at=4)
    fair.reports("b1", "lotte", at=5, reply_to="v1")
    fair.answers("a1", "zorg", at=6, reply_to="b1", text="mail naar hr@zorg.example")
    fair.checks(LINK, at=19)
    assert fair.state("b1") == "answered"


def test_checks_count_in_order_of_their_time():
    fair = a_fair()
    fair.checks(LINK, LinkState.ALIVE, at=7)
    fair.checks(LINK, at=4)
    assert fair.story("link:v1") == [(4, "open", "link check"), (7, "answered", "link check")]


def test_dead_link_case_goes_when_its_post_is_no_vacancy():
    fair = a_fair()
    fair.checks(LINK, at=4)
    fair.acts(ActKind.RELABEL, "v1", label=Label.OTHER)
    assert fair.states == {}


# Several links, and short ones

OTHER = "https://zorg.example/over-ons"
SHORT = "https://kort.example/a1"


def test_another_link_that_works_does_not_mend_the_broken_one():
    fair = Scene()
    fair.offers("v1", "zorg", text=f"Verpleegkundige {LINK} {OTHER}")
    fair.checks(LINK, at=4)
    fair.checks(OTHER, LinkState.ALIVE, at=5, reason="200")
    assert fair.states == {"link:v1": "open"}
    assert fair.case("link:v1").link_note == "dead: 404"
    fair.checks(LINK, LinkState.ALIVE, at=7, reason="200")
    assert fair.story("link:v1")[-1] == (7, "answered", "link check")


def test_link_that_breaks_while_another_is_broken_resets_no_clock():
    fair = Scene()
    fair.offers("v1", "zorg", text=f"Verpleegkundige {LINK} {OTHER}")
    fair.checks(LINK, at=4)
    fair.checks(OTHER, at=6)
    fair.checks(LINK, LinkState.ALIVE, at=7)
    assert fair.states == {"link:v1": "open"}
    assert fair.waits_since("link:v1") == 4


def test_link_that_only_a_copy_has_belongs_to_the_case_of_the_first():
    fair = a_fair()
    fair.offers("v2", "zorg", at=3, text=f"Nogmaals {LINK} {OTHER}")
    fair.checks(OTHER, at=4)
    assert fair.states == {"link:v1": "open"}


def test_post_shows_the_last_check_of_the_link_that_is_worst_off():
    fair = Scene()
    fair.offers("v1", "zorg", text=f"Verpleegkundige {LINK} {OTHER}")
    assert fair.engine.line("x:v1").link is None
    fair.checks(LINK, at=4)
    fair.checks(LINK, LinkState.CLOSED, at=6, reason="vervuld")
    fair.checks(OTHER, LinkState.ALIVE, at=8, reason="200")
    found = fair.engine.line("x:v1").link
    assert (found.state, found.at, found.reason) == ("closed", minute(6), "vervuld")


def test_deleted_post_shows_no_link_state():
    fair = a_fair()
    fair.checks(LINK, at=4)
    fair.deletes("v1", at=5)
    assert fair.engine.line("x:v1").link is None


def test_case_says_nothing_of_a_link_that_only_deleted_posts_show():
    fair = a_fair_with_two_reporters()
    fair.checks(LINK, at=4, reason="zorg.example bestaat niet")
    fair.deletes("v1", at=5)
    assert fair.case("b1").link_note == ""


def test_link_that_a_standing_copy_shows_is_told_of_though_one_copy_was_deleted():
    fair = a_fair()
    fair.offers("v2", "zorg", at=1, text=f"Nogmaals: verpleegkundige gezocht {LINK}")
    fair.checks(LINK, at=4, reason="")
    fair.deletes("v1", at=5)
    assert fair.case("link:v1").link_note == "dead"


def test_report_that_was_deleted_tells_nothing_of_the_link_that_it_named():
    fair = a_fair()
    fair.reports("b1", "lotte", at=2, text=f"{OTHER} doet het niet @markt")
    fair.checks(OTHER, at=4)
    fair.deletes("b1", at=5)
    assert fair.case("b1").link_note == ""


def test_report_of_a_link_that_no_vacancy_has_shows_what_the_checker_found():
    fair = a_fair()
    fair.reports("b1", "lotte", at=2, text=f"{OTHER} doet het niet @markt")
    fair.checks(OTHER, LinkState.ALIVE, at=4, reason="200")
    assert fair.states == {"b1": "open"}
    assert fair.case("b1").link_note == "alive: 200"


def test_question_shows_no_link_check():
    fair = a_fair()
    fair.asks("q1", "els", at=2, reply_to="v1")
    fair.checks(LINK, LinkState.ALIVE, at=4)
    assert fair.case("q1").link_note == ""


def test_report_with_a_short_link_joins_the_vacancy_that_it_stands_for():
    fair = a_fair()
    fair.reports("b1", "lotte", at=2, text=f"{SHORT} doet het niet")
    assert fair.case("b1").subject == Subject(None, None)
    fair.checks(SHORT, LinkState.ALIVE, at=4, target=LINK)
    assert fair.case("b1").subject == Subject("v1", None)
    assert fair.case("b1").responsible == "zorg"


def test_short_link_that_is_known_before_its_posts_ties_them_as_well():
    fair = Scene()
    fair.checks(SHORT, LinkState.ALIVE, at=0, target=LINK)
    fair.reports("b1", "lotte", at=2, text=f"{SHORT} doet het niet")
    fair.offers("v1", "zorg", at=1, text=f"Verpleegkundige gezocht {LINK}")
    assert fair.case("b1").subject == Subject("v1", None)


def test_copies_of_a_vacancy_with_a_short_and_a_long_link_are_one():
    fair = a_fair()
    fair.offers("v2", "zorg", at=3, text=f"Nogmaals {SHORT}")
    fair.checks(SHORT, at=4, target=LINK)
    assert fair.states == {"link:v1": "open"}


def test_short_link_that_stands_for_itself_or_was_learned_before_changes_nothing():
    fair = a_fair()
    fair.checks(LINK, LinkState.ALIVE, at=4, target=LINK)
    fair.checks(SHORT, LinkState.ALIVE, at=5, target=LINK)
    fair.checks(SHORT, LinkState.ALIVE, at=6, target=LINK)
    assert fair.states == {}


def test_vacancies_with_a_link_are_offered_for_a_check_once_and_again_when_they_change():
    fair = a_fair()
    fair.offers("v2", "zorg", at=1, text="Kok gezocht, mail ons")
    assert [line.key for line in fair.engine.offers(10)] == ["x:v1"]
    assert fair.engine.offers(10) == []
    fair.acts(ActKind.RELABEL, "v1", label=Label.OTHER)
    assert fair.engine.offers(10) == []
    fair.acts(ActKind.RELABEL, "v1", label=Label.VACANCY)
    assert [line.post.links for line in fair.engine.offers(10)] == [(LINK,)]


def test_follow_up_of_another_under_the_vacancy_marks_its_report_and_a_reaction_does_not():
    fair = a_fair()
    fair.reports("b1", "lotte", at=2, reply_to="v1")
    fair.reacts("r1", "jan", at=3, reply_to="v1", text="leuk!")
    fair.answers("a1", "markt", at=4, reply_to="v1", text="Zorg kijkt ernaar")
    fair.answers("a2", "els", at=5, reply_to="v1", text="Probeer de site eens")
    assert fair.state("b1") == "open"
    assert fair.case("b1").bystanders == ("a1", "a2")


def test_vacancies_with_one_text_by_one_party_are_one_vacancy():
    fair = Scene()
    words = "Nachtbakker gezocht in Assen, vier nachten"
    fair.offers("v1", "bolt", text=f"{words} https://bit.ly/1")
    fair.offers("v2", "bolt", at=1, text=f"{words}! https://bit.ly/2")
    fair.offers("v3", "roes", at=1, text=f"{words} https://bit.ly/3")
    fair.reports("b1", "lotte", at=3, reply_to="v1")
    fair.reports("b2", "jan", at=4, reply_to="v2")
    fair.reports("b3", "els", at=5, reply_to="v3")
    assert fair.case("b1").reporters == ("lotte", "jan")
    assert fair.states == {"b1": "open", "b3": "open"}
    fair.answers("a1", "bolt", at=6, reply_to="v2", text="De link is hersteld")
    assert fair.states == {"b1": "answered", "b3": "open"}


def test_vacancies_with_one_text_and_links_to_other_pages_are_several():
    fair = Scene()
    words = "Verkopers gezocht voor onze winkels"
    fair.offers("v1", "bolt", text=f"{words} https://bolt.example/assen")
    fair.offers("v2", "bolt", at=1, text=f"{words} https://bolt.example/emmen")
    fair.reports("b1", "lotte", at=3, reply_to="v1")
    fair.reports("b2", "jan", at=4, reply_to="v2")
    assert fair.states == {"b1": "open", "b2": "open"}


def test_short_text_that_is_repeated_makes_no_copies():
    fair = Scene()
    fair.offers("v1", "bolt", text="Kok gezocht!")
    fair.offers("v2", "bolt", at=1, text="Kok gezocht!")
    fair.reports("b1", "lotte", at=3, reply_to="v1")
    fair.reports("b2", "jan", at=4, reply_to="v2")
    assert fair.states == {"b1": "open", "b2": "open"}


def test_copy_whose_text_changes_is_a_vacancy_of_its_own():
    fair = Scene()
    words = "Nachtbakker gezocht in Assen, vier nachten"
    fair.offers("v1", "bolt", text=words)
    copy = fair.offers("v2", "bolt", at=1, text=words)
    fair.reports("b1", "lotte", at=3, reply_to="v1")
    fair.reports("b2", "jan", at=4, reply_to="v2")
    assert fair.states == {"b1": "open"}
    fair.edits(copy, Label.VACANCY, edited=5, text="Timmerman gezocht in Assen, alle dagen")
    assert fair.states == {"b1": "open", "b2": "open"}


def test_what_was_found_of_a_link_stands_on_a_report_that_was_split_off_too():
    fair = Scene()
    fair.reports("b1", "jan", text=LINK)
    fair.reports("b2", "els", at=1, text=LINK)
    fair.acts(ActKind.SPLIT, "b2", at=2)
    fair.checks(LINK, LinkState.ALIVE, at=3, reason="200")
    assert fair.case("b1") != fair.case("b2")
    assert fair.case("b1").link_note == fair.case("b2").link_note == "alive: 200"


def a_thread_in_which_two_employers_are_told():
    fair = Scene()
    for employer in ("zorg", "bolt"):
        fair.offers(f"{employer}1", employer, text="Kok gezocht")
        fair.offers(f"{employer}2", employer, text="Chauffeur gezocht")
    fair.says("m", "markt", Label.PROMOTION, at=1, text="De banenmarkt is begonnen!")
    fair.reports("b1", "lotte", at=2, reply_to="m", text="@zorg jullie formulier doet niets")
    fair.reports("b2", "jan", at=3, reply_to="m", text="@bolt jullie site geeft een 404")
    fair.reports("b3", "els", at=4, reply_to="b2", text="hier ook")
    fair.reports("b4", "piet", at=5, reply_to="b1", text="en die van @bolt ook niet")
    return fair


def test_reports_in_one_thread_on_several_employers_are_cases_of_their_own():
    fair = a_thread_in_which_two_employers_are_told()
    fair.answers("a", "zorg", at=6, reply_to="b1", text="@lotte hersteld, excuses")
    assert fair.states == {"b1": "answered", "b2": "open"}
    assert fair.case("b2").responsible == "bolt"
    assert fair.case("b2").reporters == ("jan", "els", "piet")


def test_report_that_tells_nothing_joins_in_with_what_the_one_above_names():
    fair = Scene()
    fair.reports("b1", "jan", at=1, text="De vacature van laborant in Kilcarra geeft een 404")
    fair.reports("b2", "lotte", at=2, reply_to="b1", text="hier ook")
    fair.offers("v", "zorg", text="Laborant gezocht in Kilcarra")
    assert fair.case("b1").posts == ("b1", "b2")
    assert fair.subject("b2") == ("v", None)
    fair.deletes("v", at=4)
    assert fair.case("b1").posts == ("b1", "b2")
    assert fair.subject("b2") == (None, None)


def test_reports_without_a_link_join_when_their_employers_turn_out_to_be_one():
    fair = a_thread_in_which_two_employers_are_told()
    fair.acts(ActKind.SIDE, "bolt", side=Side.EMPLOYER, to="zorg")
    assert fair.case("b1").posts == ("b1", "b2", "b3", "b4")
    assert fair.case("b1").responsible == "zorg"


@pytest.mark.parametrize("target", ["link:b1", "link:nothing"])
def test_act_on_the_link_of_what_is_no_vacancy_changes_nothing(target):
    fair = a_fair_with_two_reporters()
    fair.acts(ActKind.RESOLVE, target)
    assert fair.states == {"b1": "open"}


@pytest.mark.parametrize(
    "text", ["@lotte hier ook niet", "@lotte hier ook. @zorg", "@lotte @markt ook"]
)
def test_report_that_mentions_a_reporter_joins_the_report(text):
    fair = a_fair()
    fair.offers("v2", "zorg", text="Kok gezocht https://zorg.example/2")
    fair.asks("q", "lotte", at=1, text="@zorg salaris?")
    fair.reports("b1", "lotte", at=2, text=f"{LINK} doet het niet")
    fair.reports("b2", "jan", at=3, text=text)
    fair.reports("b3", "els", at=4, text="@jan bij mij ook")
    assert fair.case("b1").posts == ("b1", "b2", "b3")
    assert fair.case("b2").responsible == "zorg"
    fair.acts(ActKind.SPLIT, "b2", at=5)
    assert fair.case("b1").posts == ("b1",)
    assert fair.case("b2").posts == ("b2", "b3")


def test_report_that_mentions_a_reporter_and_another_employer_stands_by_itself():
    fair = a_fair()
    fair.offers("v2", "bolt", text="Kok gezocht https://bolt.example/2")
    fair.offers("v3", "bolt", text="Bakker gezocht https://bolt.example/3")
    fair.reports("b2", "jan", at=3, text="@lotte en @bolt ook niet")
    fair.reports("b1", "lotte", at=2, text=f"{LINK} doet het niet")
    assert fair.states == {"b1": "open", "b2": "open"}


def test_report_that_is_known_before_the_one_that_it_joins_joins_it():
    fair = a_fair()
    fair.says("p", "lotte", at=1)
    fair.reports("b2", "jan", at=3, text="@lotte hier ook")
    assert fair.case("b2").subject == Subject()
    fair.reports("b1", "lotte", at=2, text=f"{LINK} doet het niet")
    assert fair.case("b1").reporters == ("lotte", "jan")
    fair.acts(ActKind.RELABEL, "b1", label=Label.OTHER)
    assert fair.case("b2").subject == Subject()


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


def test_report_below_another_that_tells_nothing_itself_is_of_the_same():
    fair = Scene()
    fair.offers("v1", "bolt", text="Kok gezocht")
    fair.reports("b1", "lotte", at=1, text="@bolt jullie formulier blijft hangen")
    fair.answers("a1", "bolt", at=2, reply_to="b1", text="@lotte mail naar jobs@bolt.example")
    fair.offers("v2", "bolt", at=3, text="Bakker gezocht")
    fair.reports("b2", "jan", at=4, reply_to="a1", text="@bolt die mail komt terug")
    assert fair.case("b1").subject.post == "v1"
    assert fair.states == {"b1": "open"}
    assert fair.case("b1").reporters == ("lotte", "jan")


def test_report_joins_no_longer_what_turned_out_to_be_no_report():
    fair = Scene()
    post = fair.reports("b1", "lotte", at=1, text="die lijst blijft wit")
    fair.edits(post, Label.REACTION, edited=2, text="wat een mooie lijst!")
    fair.reports("b2", "jan", at=3, reply_to="b1", text="@markt hier ook")
    first, *others = fair.facts
    engine = Engine(fair.engine.fair)
    settle(engine, [first], fair.judge)
    settle(engine, others, fair.judge)
    assert engine.cases() == fair.engine.cases()


def test_reports_of_one_of_the_fairs_pages_are_one_case_wherever_they_stand():
    fair = Scene()
    fair.says("m", "markt", Label.PROMOTION, text="De banenmarkt is begonnen!")
    fair.reports("b1", "lotte", at=1, text="deelnemerslijst https://markt.example/wie is leeg")
    fair.reports("b2", "jan", at=2, reply_to="m", text="inschrijven lukt niet, knop blijft grijs")
    fair.reports("b3", "els", at=3, text="@markt die lijst met deelnemers is wit")
    fair.reports("b4", "piet", at=4, text="@zorg jullie lijst met vacatures is leeg")
    fair.reports("b5", "kim", at=4.2, text="@markt de pagina van de cv-check is wit")
    fair.reports("b6", "tom", at=4.4, text="@markt mijn cv gaat niet door het formulier")
    assert fair.states == dict.fromkeys(("b1", "b2", "b4", "b5", "b6"), "open")
    assert fair.case("b1").posts == ("b1", "b3")
    fair.reports("b0", "ans", at=0.5, text="@markt uw inschrijfpagina is uit de lucht")
    assert fair.case("b0").posts == ("b0", "b2")
    fair.reports("b7", "ria", at=4.6, text="https://markt.example/employers geeft niks")
    assert fair.case("b1").posts == ("b1", "b3", "b7")
    fair.answers("a", "markt", at=5, reply_to="b3", text="@els hij staat er weer")
    assert fair.states == dict.fromkeys(("b0", "b4", "b5", "b6"), "open") | {"b1": "answered"}


def test_report_of_a_page_that_speaks_of_another_one_later_leaves_the_case():
    fair = Scene()
    first = fair.reports("b1", "lotte", at=1, text="@markt de deelnemerslijst is leeg")
    fair.reports("b2", "jan", at=2, text="@markt de lijst met deelnemers is wit")
    fair.edits(first, Label.BROKEN_LINK, edited=3, text="@markt de plattegrond is leeg")
    assert fair.states == {"b1": "open", "b2": "open"}
    fair.acts(ActKind.MERGE, "b2", to="b1", at=4)
    assert fair.case("b1").posts == ("b1", "b2")
