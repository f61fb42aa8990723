"""The report as lines of text."""

import io
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from feeds.post import Author, Gap
from moderator.core.board import Accounting, FeedGap
from moderator.core.case import CaseKind, State
from moderator.core.fair import Fair
from moderator.core.labels import Label
from moderator.report.figures import Intake
from moderator.report.terminal import show
from moderator.words.language import speak

TEN = datetime(2012, 7, 3, 8, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
NINE = datetime(2012, 7, 3, 7, tzinfo=UTC)


def _shown(report, width=80):
    stream = io.StringIO()
    show(report, stream, width=width)
    return stream.getvalue()


@pytest.fixture
def day(line, case, report):
    lines = [
        *(line(Label.VACANCY, after=n, reposts=2) for n in range(0, 40, 3)),
        line(Label.QUESTION, after=12, by="lotte_v"),
        line(Label.FOLLOW_UP, after=18),
        line(Label.OTHER, after=300),
        line(Label.CANDIDATE, after=2000, deleted=True),
    ]
    cases = [
        case((6, State.ANSWERED)),
        case(kind=CaseKind.BROKEN_LINK, responsible="Gemeente Oude Vaart en Omstreken Noord"),
    ]
    gaps = (FeedGap("mastodon", Gap(NINE, NINE + timedelta(seconds=90))),)
    return report(lines, cases, intake=Intake(Accounting(47, 18, 28, unreadable=1), gaps))


def test_the_report_as_it_is_read(day):
    assert _shown(day) == DAY


def test_a_gap_of_another_day_is_told_with_it(day):
    told = _shown(replace(day, clock=NINE + timedelta(days=1)), width=120)
    assert "gap of 1 min from Jul 3 09:00:00 to Jul 3 09:01:30: posts may be missing" in told


def test_the_report_is_in_the_language_of_the_reader(day):
    speak("nl")
    text = _shown(day)
    assert "46 berichten = 28 reposts + 18 met eigen woorden" in text
    assert "per label: 1 vraag, 1 opvolging, 14 vacature" in text
    assert "gat van 1 min van 09:00:00 tot 09:01:30: er ontbreken misschien" in text
    assert not re.search(r"\b(and|of|with|posts|cases|none|employers)\b", text, re.IGNORECASE)
    assert max(map(len, text.splitlines())) <= 80


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_screen(day, width):
    assert max(map(len, _shown(day, width).splitlines())) <= width


def test_without_a_terminal_there_is_no_colour_and_no_space_at_the_end_of_a_line(day):
    text = _shown(day)
    assert "\x1b" not in text
    assert all(line == line.rstrip() for line in text.splitlines())


def test_text_from_outside_steers_nothing(line, report):
    odd = "\x1b[31mRood\x07 [bold]vet[/bold] :smile:\n\u202enoord\u2069"
    made = report([line(Label.VACANCY, by=Author("z", odd))], fair=Fair(odd))
    text = _shown(made)
    assert not any(character in text for character in "\x1b\x07\u202e\u2069")
    assert text.startswith("[31mRood [bold]vet[/bold] :smile: noord\n")


def test_an_empty_fair_says_so(report):
    text = _shown(report(fair=Fair()))
    assert text.startswith("The fair\n3 July 2012, 16:00 (Europe/Amsterdam)\n")
    assert "0 posts = 0 reposts + 0 with words of their own" in text
    assert "  promotion only 0\n" in text
    assert "no case got one" in text
    assert "Employers\n  none\n" in text
    assert "0 received = 0\n" in text


def test_one_post_is_no_plural_and_the_organiser_without_a_name_is_called_so(line, case, report):
    text = _shown(report([line(Label.QUESTION)], [case(responsible="")], fair=Fair()))
    assert "1 post = 0 reposts + 1 with words of their own" in text
    assert "  the organiser " in text


def test_a_row_of_the_employers_adds_up_with_what_was_closed(case, report):
    states = (State.ANSWERED, State.PROMISED, State.WITHDRAWN, State.RESOLVED, State.DISMISSED)
    cases = [case(), *(case((3, state)) for state in states), case(responsible="Bolt")]
    text = _shown(report(cases=cases))
    assert re.search(r"Zorg Zuiderdiep +· +5 +· +1 +1 +1  3 min\n", text)
    assert "  also closed: 2 Zorg Zuiderdiep\n" in text
    assert "also closed" not in _shown(report(cases=[case()]))


def test_large_figures_can_be_read(line, report):
    speak("nl")
    lines = [line(Label.VACANCY, reposts=1800)]
    text = _shown(report(lines, intake=Intake(Accounting(1801, 1, 1800))))
    assert "1.801 berichten = 1.800 reposts + 1 met eigen woorden" in text
    assert "1.801 ontvangen = 1 getoond + 1.800 ingevouwen" in text


def test_accounting_that_does_not_add_up_is_said(report):
    text = _shown(report(intake=Intake(Accounting(received=3, shown=2))))
    assert "3 received is NOT 2 shown" in text


def test_each_feed_is_accounted_for_where_there_are_several(report):
    feeds = {"mastodon": Accounting(2, 2), "x": Accounting(4, 3, dropped=1)}
    text = _shown(report(intake=Intake(Accounting(6, 5, dropped=1), feeds=feeds)))
    assert "6 received is NOT 5 shown; 1 had to be let go of" in text
    assert "mastodon: 2 received = 2 shown\n" in text
    assert "x: 4 received is NOT 3 shown; 1 had to be let go of" in text


def test_moments_at_the_end_of_the_calendar_are_shown(line, report):
    last = datetime.max.replace(tzinfo=UTC)
    made = replace(report([line(Label.OTHER, after=(last - TEN) // MINUTE)]), clock=last)
    text = _shown(made)
    assert "31 December 9999, 23:59" in text
    assert "9999-12-31" in text


def test_durations_are_short(case, report):
    waits = {0.75: "45 s", 12: "12 min", 125: "2 h 05", 2879: "47 h 59", 576_003: "400 days"}
    for minutes, words in waits.items():
        text = _shown(report(cases=[case((minutes, State.ANSWERED))]))
        assert f"median {words}, nine in ten within {words}" in text


DAY = """\
Banenmarkt Zuiderdiep #tbzd
3 July 2012, 16:00 (Europe/Amsterdam)

Posts
  46 posts = 28 reposts + 18 with words of their own
  promotion only  0
  vacancies      14 ███████████████████
  interactions    1 ██
  follow-ups      1 ██
  by label: 1 question, 1 follow-up, 14 vacancy, 1 candidate, 1 other
  by source: 46 x
  also: 1 deleted

Cases
              open promised answered withdrawn resolved dismissed
  question       ·        ·        1         ·        ·         ·
  broken link    1        ·        ·         ·        ·         ·
  dead link      ·        ·        ·         ·        ·         ·

First follow-up
  1 case: median 6 min, nine in ten within 6 min

Employers
                        vacancies questions broken open promised answered median
  Gemeente Oude Vaart           ·         ·      1    1        ·        ·
  en Omstreken Noord
  Zorg Zuiderdiep               ·         1      ·    ·        ·        1  6 min
  zuiderdiep                   14         ·      ·    ·        ·        ·

Activity
  per 180 minutes, without reposts
             posts vacancies needs follow-ups
  2012-07-03
  09:00         16        14     1          1 ████████████████████████
  12:00          ·         ·     ·          ·
  15:00          1         ·     ·          · ██
  …
  2012-07-04
  18:00          1         ·     ·          · ██

Accounting
  47 received = 18 shown + 28 folded + 1 unreadable
  mastodon: gap of 1 min from 09:00:00 to 09:01:30: posts may be missing
"""
