from datetime import timedelta

from moderator.core.case import State
from moderator.core.facts import LinkChecked, LinkState
from moderator.desk.words import phrases
from moderator.words.language import speak
from tests.fakes import a_case, at


def test_a_promise_to_who_asked_everybody_is_by_who_gave_it():
    moves = [("11:05", State.PROMISED, "bolt")]
    case = a_case("q", "jan", "De Markt", to_all=True, taken_up_by="Bakkerij Bolt", moves=moves)
    assert phrases.no_word(case, "11:05") == "Promised at 11:05 by Bakkerij Bolt"
    assert phrases.asked(case) == "Bakkerij Bolt"


def test_a_question_to_everybody_waits_for_anybody():
    case = a_case("q", "jan", "De Markt", to_all=True)
    assert phrases.no_word(case, "11:02") == "No word from anybody since 11:02"
    assert phrases.asked(case) == "everybody"
    assert phrases.owes(case) == "asked of everybody: any employer may answer, or the organiser"


def test_the_reason_of_a_link_check_is_told_in_the_language_of_the_screen():
    reason = "werk.example is an address for examples and leads nowhere"
    checked = LinkChecked("https://werk.example/1", LinkState.DEAD, at("11:00"), reason)
    later = checked.at + timedelta(minutes=3)
    assert phrases.link(checked, later).endswith(reason)
    speak("nl")
    told = "werk.example is een voorbeeldadres en leidt nergens heen"
    assert phrases.link(checked, later).endswith(told)


def test_a_very_long_name_pushes_no_word_out_of_a_sentence():
    name = phrases.case_name(a_case("q", "jan" * 60, "Bakkerij Bolt " * 9))
    party = "Bakkerij Bolt Bakkerij Bolt Bakkerij Bo…"
    assert name == f"question from janjanjanjanjanjanjanjanjanja… to {party}"
    usual = "a-name-that-is-usual.bsky.social"[-30:]
    assert phrases.named(usual) == usual
