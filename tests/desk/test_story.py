from moderator.core.case import State, Urgency
from moderator.core.fair import Fair
from moderator.desk.story import Step, story
from tests.fakes import a_case, at

FAIR = Fair()


def told(case, clock):
    return [(f"{step.at:%H:%M}", step.what.value) for step in story(case, FAIR, at(clock))]


def test_an_open_case_becomes_due_and_then_overdue():
    case = a_case("q", "lotte_v", "Zorggroep Noord")
    assert told(case, "11:05") == [("09:02", "open")]
    assert told(case, "11:12")[-1] == ("09:12", "due")
    assert told(case, "12:00")[-1] == ("09:32", "overdue")


def test_a_promise_starts_the_clock_anew():
    case = a_case("q", "lotte_v", "Zorg", moves=[("11:15", State.PROMISED, "Zorg")])
    assert told(case, "11:30") == [
        ("09:02", "open"),
        ("09:12", "due"),
        ("09:15", "promised"),
        ("09:25", "due"),
    ]


def test_an_answer_in_time_leaves_nothing_due():
    case = a_case("q", "lotte_v", "Zorg", moves=[("11:08", State.ANSWERED, "Zorg")])
    assert told(case, "15:00") == [("09:02", "open"), ("09:08", "answered")]


def test_a_second_promise_starts_it_anew_too():
    promises = [("11:05", State.PROMISED, "Zorg"), ("11:12", State.PROMISED, "Zorg")]
    case = a_case("q", "lotte_v", "Zorg", moves=promises)
    assert told(case, "11:23")[-2:] == [("09:12", "promised"), ("09:22", "due")]


def test_a_case_that_opens_after_an_answer_is_said_to_open_again():
    moves = [("11:05", State.ANSWERED, "Zorg"), ("11:07", State.OPEN, "lotte_v")]
    case = a_case("q", "lotte_v", "Zorg", moves=moves)
    assert [step.again for step in story(case, FAIR, at("11:08"))] == [False, False, True]


def test_a_step_says_who_took_it():
    case = a_case("q", "lotte_v", "Zorg")
    steps = story(case, FAIR, at("11:12"))
    assert steps[0] == Step(at("11:02"), State.OPEN, "lotte_v")
    assert steps[1] == Step(at("11:12"), Urgency.DUE)
