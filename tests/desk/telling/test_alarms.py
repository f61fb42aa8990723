"""What plain mode tells of feeds: each change, each note and each gap once."""

from dataclasses import replace
from datetime import timedelta

from feeds.post import Gap
from feeds.status import FeedState, Status
from moderator.core.board import Accounting, FeedGap
from moderator.desk.news.colleagues import GONE_AFTER
from moderator.desk.sentences.intake import lines
from moderator.desk.telling.alarms import Alarms
from moderator.intake.tally import FeedStatus
from moderator.words.language import speak
from tests.fakes import START, FakeDay

MINUTE = timedelta(minutes=1)


def heard(day, alarms, *notes, state=FeedState.CONNECTED, gaps=()):
    """What is told once the only feed is so."""
    told = [FeedGap("x", Gap(start, end, filled=filled)) for start, end, filled in gaps]
    day.every_feed = [FeedStatus(Status("x", state, notes=notes), Accounting(), tuple(told))]
    return alarms.news()


def test_a_note_is_told_once_and_again_after_it_had_gone():
    day = FakeDay()
    alarms = Alarms(day)
    asking = "posts may be missing, asking again: no answer"
    assert heard(day, alarms) == ["x, connected"]
    assert heard(day, alarms, asking) == [f"x: {asking}"]
    assert heard(day, alarms, asking) == []
    assert heard(day, alarms) == []
    assert heard(day, alarms, asking) == [f"x: {asking}"]


def test_who_else_is_there_is_told_once_and_then_who_came_and_who_went():
    day = FakeDay(others={"q1": ("anna", "dirk")}, now=START)
    alarms = Alarms(day)
    assert heard(day, alarms, "there: anna, dirk") == ["Also here: anna, dirk", "x, connected"]
    day.others = {"q1": ("anna", "cleo", "dirk")}
    assert heard(day, alarms, "there: anna, cleo, dirk") == ["cleo is here now"]
    day.others = {"q1": ("anna",)}
    assert heard(day, alarms, "there: anna", "without a connection: cleo, dirk") == []
    day.now += GONE_AFTER / 2
    day.others = {"q1": ("anna", "dirk")}
    assert heard(day, alarms) == []
    day.now += GONE_AFTER / 2
    assert heard(day, alarms) == ["cleo is gone"]


def test_who_is_cut_off_is_not_told_that_others_went():
    day = FakeDay(others={"q1": ("anna",)}, now=START)
    alarms = Alarms(day)
    assert alarms.news() == ["Also here: anna"]
    lost = Status("fair", FeedState.RETRYING, gives_posts=False)
    day.others, day.every_feed = {}, [FeedStatus(lost, Accounting())]
    assert alarms.news() == ["fair, retrying"]
    day.now += 2 * GONE_AFTER
    assert alarms.news() == []
    day.every_feed = [FeedStatus(replace(lost, state=FeedState.CONNECTED), Accounting())]
    assert alarms.news() == ["fair, connected"]
    day.now += GONE_AFTER
    assert alarms.news() == ["anna is gone"]


def test_who_comes_where_nobody_was_is_told_too():
    day = FakeDay(now=START)
    alarms = Alarms(day)
    assert alarms.news() == []
    day.now += GONE_AFTER
    day.others = {"q1": ("cleo",)}
    assert alarms.news() == ["cleo is here now"]


def test_that_a_figure_in_a_note_has_changed_is_no_news():
    day = FakeDay()
    alarms = Alarms(day)
    assert heard(day, alarms, "$0.10 of $25 spent") == ["x, connected", "x: $0.10 of $25 spent"]
    assert heard(day, alarms, "$12.35 of $25 spent") == []


def test_a_gap_that_stays_is_told_once_and_one_that_was_filled_is_not():
    day = FakeDay()
    alarms = Alarms(day)
    early = (START, START + MINUTE, False)
    later = (START + 2 * MINUTE, START + 3 * MINUTE, False)
    filled = (START + 4 * MINUTE, START + 5 * MINUTE, True)
    assert heard(day, alarms, gaps=[early])[1:] == [
        "x: posts may be missing from 09:00:00 to 09:01:00"
    ]
    assert heard(day, alarms, gaps=[early, filled]) == []
    assert heard(day, alarms, gaps=[early, later, filled]) == [
        "x: posts may be missing from 09:02:00 to 09:03:00"
    ]
    day.now = START + timedelta(days=1)
    assert heard(day, alarms, gaps=[early, later, filled]) == []


def test_why_a_feed_is_not_well_is_told_in_the_language_of_the_reader():
    speak("nl")
    day = FakeDay()
    why = "nothing came for 30 seconds"
    note = f"posts may be missing, asking again: {why}"
    now = Status("x", FeedState.RETRYING, reason=why, notes=(note,))
    day.every_feed = [FeedStatus(now, Accounting())]
    dutch = "er kwam 30 seconden lang niets"
    asking = f"er ontbreken misschien berichten, ze worden opnieuw gevraagd: {dutch}"
    assert Alarms(day).news() == [f"x, probeert opnieuw, {dutch}", f"x: {asking}"]
    shown = list(lines(day))
    assert f"x · probeert opnieuw · {dutch}" in shown
    assert asking in shown
