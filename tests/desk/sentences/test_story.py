from dataclasses import replace
from datetime import timedelta

import pytest

from moderator.core.case import Claim, Moved, Regrouped, Regrouping, Snooze, State, Urgency
from moderator.core.fair import Fair
from moderator.core.labels import Label
from moderator.desk.sentences import steps
from moderator.desk.sentences.story import Step, story
from moderator.desk.telling.teller import Teller
from moderator.desk.words import times
from tests.desk import fair
from tests.fakes import FakeDay, a_case, a_line, at

FAIR = Fair()
PATIENT = Fair(warn_after=timedelta(days=1), overdue_after=timedelta(days=1))


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


# What moderators did, and what became of it


def aside(when, until=None, *, over=None, post=None):
    """Give a snooze by Mies, from then until a moment or the next post."""
    ends = [at(each) if each else None for each in (until, over)]
    return Snooze(at(when), "mies", ends[0], f"mies:{when}", ends[1], post)


def lines(case, clock="11:45"):
    """Give a case's story in words, as at a fair at work."""
    day = fair.at_work()
    went = story(case, PATIENT, at(clock))
    return [f"{times.hm(step.at, PATIENT)} {steps.in_words(step, day)}" for step in went]


def test_case_that_was_set_aside_is_told_to_be_back_at_its_time():
    case = a_case("q1", "lotte_v", "Zorg", snooze=aside("11:10", "11:20"))
    assert lines(case, "11:19")[1:] == ["11:10 set aside until 11:20 by mies"]
    assert lines(case, "11:20")[2:] == ["11:20 back: it was time"]


def test_case_that_was_set_aside_is_told_to_be_back_by_whose_post():
    case = a_case("q1", "lotte_v", "Zorg", woken=(aside("11:08", over="11:09", post="r1"),))
    assert lines(case)[1:3] == [
        "11:08 set aside until somebody writes by mies",
        "11:09 back: els_m wrote",
    ]
    case = replace(case, woken=(aside("11:08", over="11:09", post="not told here"),))
    assert lines(case)[2] == "11:09 back: a new post"


def test_claim_that_ran_out_is_told_where_the_case_still_waited():
    claim = Claim(at("11:10"), "mies", at("11:25"), "mies:1")
    case = a_case("q1", "lotte_v", "Zorg", claim=claim)
    assert lines(case, "11:24")[1:] == ["11:10 claimed until 11:25 by mies"]
    assert lines(case, "11:25")[2:] == ["11:25 claim of mies ran out"]
    answered = replace(case, history=(*case.history, Moved(at("11:20"), State.ANSWERED, "Z", "a")))
    assert "claim of mies ran out" not in " ".join(lines(answered))


def test_promise_wakes_a_case_and_an_answer_closes_it_for_good():
    woken = (aside("11:10", "11:30", over="11:15", post="r1"),)
    promised = a_case("q1", "lotte_v", "Z", moves=[("11:15", State.PROMISED, "Z")], woken=woken)
    assert lines(promised)[2:4] == ["11:15 promised by Z", "11:15 back: els_m wrote"]
    answered = a_case("q1", "lotte_v", "Z", moves=[("11:15", State.ANSWERED, "Z")], woken=woken)
    assert lines(answered)[2:] == ["11:15 answered by Z"]


def test_case_that_was_answered_before_it_was_set_aside_does_not_come_back():
    moves = [("11:05", State.ANSWERED, "Z")]
    case = a_case("q1", "lotte_v", "Z", moves=moves, snooze=aside("11:10", "11:20"))
    assert lines(case)[2:] == ["11:10 set aside until 11:20 by mies"]


def test_case_that_is_set_aside_anew_was_not_back_meanwhile():
    woken = (aside("11:10", "11:30", over="11:12"), aside("11:12", "11:15", over="11:15"))
    case = a_case("q1", "lotte_v", "Zorg", woken=woken, snooze=aside("11:40"))
    assert lines(case)[1:] == [
        "11:10 set aside until 11:30 by mies",
        "11:12 set aside until 11:15 by mies",
        "11:15 back: it was time",
        "11:40 set aside until somebody writes by mies",
    ]


@pytest.mark.parametrize(
    ("how", "told"),
    [
        (
            {"how": Regrouping.MOVE, "post": "v2", "party": "Techniek"},
            "moved from Techniek by mies: Monteur gezocht in Drachten, leren mag bij ons op de…",
        ),
        ({"how": Regrouping.MOVE, "post": None, "party": "UWV"}, "moved from UWV by mies"),
        ({"how": Regrouping.MOVE, "post": "gone", "party": "UWV"}, "moved from UWV by mies"),
        (
            {"how": Regrouping.MERGE, "post": "q2", "into": "q1"},
            "merged by mies: the case of pieter_dv (11:33) into that of lotte_v (11:02)",
        ),
        (
            {"how": Regrouping.MERGE, "post": "q2", "into": "gone"},
            "merged by mies: the case of pieter_dv (11:33) into that of …",
        ),
        (
            {"how": Regrouping.SPLIT, "post": "b2", "party": "TechniekNL"},
            "split by mies: the post of mirjam (11:16), out of the case with TechniekNL",
        ),
    ],
)
def test_history_tells_what_was_moved_merged_or_split_and_by_whom(how, told):
    done = Regrouped(at("11:20"), "mies", act="mies:1", **how)
    assert lines(a_case("q1", "lotte_v", "Zorg", regrouped=(done,)))[1] == f"11:20 {told}"


MERGED = Regrouped(at("11:30"), "mies", Regrouping.MERGE, "mies:1", "q2", into="q1")


def two_cases_that_become_one(by):
    """A teller that told two cases, of which somebody made one since."""
    asked = [
        a_line(key, time, name, "Kan het parttime?", Label.QUESTION)
        for key, time, name in (("q1", "11:02", "lotte_v"), ("q2", "11:04", "jan_k"))
    ]
    promised = [("11:06", State.PROMISED, "Zorg"), ("11:08", State.PROMISED, "Zorg")]
    one = a_case("q1", "lotte_v", "Zorg")
    other = a_case("q2", "jan_k", "Zorg", opened="11:04", moves=promised)
    day = FakeDay(asked, [one, other], fair=PATIENT, now=at("11:20"))
    teller = Teller(day)
    assert len(teller.news()) == 4
    both = a_case("q1", "lotte_v", "Zorg", posts=("q1", "q2"), moves=promised)
    day.every_case = [replace(both, regrouped=(replace(MERGED, by=by),))]
    day.now = at("11:30")
    return teller


def test_of_cases_that_somebody_made_one_that_and_how_it_stands_is_news():
    teller = two_cases_that_become_one("bram")
    assert teller.news() == [
        "11:08 case 1, promised by Zorg",
        "11:30 case 1, merged by bram: the case of jan_k (11:04) into that of lotte_v (11:02)",
        "case 2 is part of case 1 now.",
    ]


def test_of_cases_that_one_made_one_oneself_only_how_it_stands_is_news():
    teller = two_cases_that_become_one("moderator")
    teller.heard()
    assert teller.news() == ["11:08 case 1, promised by Zorg", "case 2 is part of case 1 now."]


def told_case(*, moves=()):
    """A teller that told a case, and the day that it tells."""
    asked = [a_line("q1", "11:02", "lotte_v", "Kan het parttime?", Label.QUESTION)]
    case = a_case("q1", "lotte_v", "Zorg", moves=moves)
    day = FakeDay(asked, [case], {"q1": ["q1"]}, PATIENT, now=at("11:20"))
    teller = Teller(day)
    teller.news()
    day.now = at("11:30")
    return teller, day


def test_an_answer_that_came_just_before_cases_became_one_is_told():
    teller, day = told_case()
    answered = a_case("q1", "lotte_v", "Zorg", moves=[("11:24", State.ANSWERED, "Zorg")])
    merged = replace(MERGED, at=at("11:25"), by="bram", post="q9")
    day.every_case = [replace(answered, regrouped=(merged,))]
    assert teller.news() == [
        "11:24 case 1, answered by Zorg",
        "11:25 case 1, merged by bram: the case of … into that of lotte_v (11:02)",
    ]
    assert teller.news() == []


MOVED = Regrouped(at("11:25"), "bram", Regrouping.MOVE, "bram:1", None, party="Zorg")


def test_a_case_that_is_moved_to_whose_answer_stands_is_told_to_be_answered():
    teller, day = told_case()
    answered = a_case("q1", "lotte_v", "Bolt", moves=[("11:10", State.ANSWERED, "Bolt")])
    day.every_case = [replace(answered, regrouped=(MOVED,))]
    assert teller.news() == [
        "11:10 case 1, answered by Bolt",
        "11:25 case 1, moved from Zorg by bram",
    ]


@pytest.mark.parametrize("by", ["bram", "moderator"])
def test_a_case_that_is_moved_to_who_did_not_answer_is_told_to_wait_again(by):
    teller, day = told_case(moves=[("11:10", State.ANSWERED, "Zorg")])
    moved = replace(MOVED, by=by)
    day.every_case = [replace(a_case("q1", "lotte_v", "Bolt"), regrouped=(moved,))]
    teller.heard()
    waits, *told = teller.news()
    again = "question from lotte_v to Bolt is no longer “answered”"
    assert waits == f"11:30 case 1, waits again: {again}"
    assert told == (["11:25 case 1, moved from Zorg by bram"] if by == "bram" else [])
    assert teller.news() == []


def test_that_one_closed_a_case_oneself_is_no_news_when_it_is_moved():
    teller, day = told_case()
    closed = a_case("q1", "lotte_v", "Zorg", moves=[("11:24", State.RESOLVED, "moderator")])
    day.every_case = [closed]
    teller.heard()
    day.every_case = [replace(closed, regrouped=(MOVED,))]
    assert teller.news() == ["11:25 case 1, moved from Zorg by bram"]


def test_that_an_employer_is_called_otherwise_now_is_no_news_of_a_move():
    done = Regrouped(at("11:20"), "mies", Regrouping.MOVE, "mies:1", None, party="Bolt")
    case = a_case("q1", "lotte_v", "Zorg", regrouped=(done,))
    asked = [a_line("q1", "11:02", "lotte_v", "Kan het parttime?", Label.QUESTION)]
    teller = Teller(FakeDay(asked, [case], {"q1": ["q1"]}, PATIENT, now=at("11:30")))
    assert "moved from Bolt by mies" in teller.news()[-1]
    renamed = replace(case, regrouped=(replace(done, party="Bakkerij Bolt"),))
    teller.day = FakeDay(asked, [renamed], {"q1": ["q1"]}, PATIENT, now=at("11:31"))
    assert teller.news() == []
