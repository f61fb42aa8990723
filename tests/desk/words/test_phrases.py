from moderator.core.case import State
from moderator.desk.words import phrases
from tests.fakes import a_case


def test_a_promise_to_who_asked_everybody_is_by_who_gave_it():
    moves = [("11:05", State.PROMISED, "bolt")]
    case = a_case("q", "jan", "De Markt", to_all=True, taken_up_by="Bakkerij Bolt", moves=moves)
    assert phrases.no_word(case, "11:05") == "Promised at 11:05 by Bakkerij Bolt"
    assert phrases.asked(case) == "Bakkerij Bolt"


def test_a_question_to_everybody_waits_for_anybody():
    case = a_case("q", "jan", "De Markt", to_all=True)
    assert phrases.no_word(case, "11:02") == "No word from anybody since 11:02"
    assert phrases.asked(case) == "everybody"
