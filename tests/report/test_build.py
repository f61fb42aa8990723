"""Posts and cases into figures."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.post import Author, Kind, Post
from moderator.core.board import Accounting, Line
from moderator.core.case import CaseKind, Moved, State
from moderator.core.labels import Label, Side
from moderator.report.activity import activity
from moderator.report.figures import Intake
from moderator.report.html import as_html
from moderator.report.times import Times
from tests.report.test_stretches import zones

MINUTE = timedelta(minutes=1)


def test_the_story_of_the_first_fair_comes_out(line, report):
    story = {
        Label.PROMOTION: 220,
        Label.VACANCY: 96,
        Label.BROKEN_LINK: 1,
        Label.QUESTION: 1,
        Label.REACTION: 1,
        Label.OTHER: 60,
        Label.CANDIDATE: 17,
        Label.SPAM: 3,
    }
    lines = [
        line(label, "Vacature in Assen" if label is Label.VACANCY else "kom ook", after=number)
        for label, count in story.items()
        for number in range(count)
    ]
    lines += [line(Label.PROMOTION, reposts=240)]
    totals = report(lines[1:], terms=["vacature"]).totals
    assert (totals.posts, totals.reposts) == (639, 240)
    assert (totals.promotion_only, totals.vacancies) == (220, 96)
    assert (totals.interactions, totals.follow_ups) == (3, 0)
    assert totals.containing == {"vacature": 96}
    assert totals.by_label[Label.FOLLOW_UP] == 0
    assert sum(totals.by_label.values()) == 399


def test_a_term_counts_in_any_case_and_within_words_but_once_a_post(line, report):
    texts = ["VACATURE: kok", "onze #vacatures, elke vacature telt", "vacant", "vacaturetijger"]
    lines = [line(Label.OTHER, text, reposts=5) for text in texts]
    assert report(lines, terms=["Vacature", "kok", "x"]).totals.containing == {
        "Vacature": 3,
        "kok": 1,
        "x": 0,
    }


def test_a_source_counts_its_reposts_too(line, report):
    lines = [line(Label.OTHER, reposts=2), line(Label.OTHER, source="mastodon"), line(Label.OTHER)]
    assert report(lines).totals.by_source == {"mastodon": 1, "x": 4}


def test_reposts_of_what_was_not_received_count_as_they_do_at_the_desk(line, report):
    intake = Intake(Accounting(), sources={"mastodon": 3, "x": 4})
    totals = report([line(Label.OTHER, reposts=2), line(Label.OTHER)], intake=intake).totals
    assert (totals.posts, totals.reposts) == (7, 5)
    assert totals.by_source == {"mastodon": 3, "x": 4}


def test_a_post_without_a_verdict_counts_as_unjudged(line, report):
    totals = report([line(None), line(Label.OTHER)]).totals
    assert (totals.posts, totals.unjudged) == (2, 1)


def test_a_deleted_post_counts_and_its_words_and_author_do_not(line, report):
    made = report([line(Label.VACANCY, "vacature", deleted=True)], terms=["vacature"])
    assert (made.totals.posts, made.totals.deleted, made.totals.vacancies) == (1, 1, 1)
    assert made.totals.containing == {"vacature": 0}
    assert made.employers == ()
    assert made.activity.bins[0].labels == {Label.VACANCY: 1}


def test_cases_count_by_kind_and_state(case, report):
    cases = [case(), case(), case((1, State.ANSWERED), kind=CaseKind.BROKEN_LINK)]
    counts = report(cases=cases).cases
    assert counts[CaseKind.QUESTION][State.OPEN] == 2
    assert counts[CaseKind.BROKEN_LINK][State.ANSWERED] == 1
    assert counts[CaseKind.DEAD_LINK] == dict.fromkeys(State, 0)


def test_a_promise_is_a_first_follow_up(case, report):
    made = report(cases=[case((4, State.PROMISED), (9, State.ANSWERED))])
    assert made.times == Times(1, 4 * MINUTE, 4 * MINUTE)


def test_no_follow_up_gives_no_times(case, report):
    assert report(cases=[case(), case((3, State.WITHDRAWN))]).times == Times()


def test_what_a_moderator_or_the_link_checker_did_is_no_follow_up(case, report):
    mended = Moved(datetime(2012, 7, 3, 9, tzinfo=UTC), State.ANSWERED, "link")
    cases = [case((3, State.RESOLVED)), case(state=State.ANSWERED, history=(mended,))]
    assert report(cases=cases).times == Times()


def test_a_follow_up_before_its_question_by_a_wrong_clock_took_no_time(case, report):
    assert report(cases=[case((-4, State.ANSWERED))]).times.median == timedelta()


def test_a_false_alarm_counts_as_a_case_only(case, report):
    made = report(cases=[case((1, State.ANSWERED), (2, State.DISMISSED))])
    assert made.cases[CaseKind.QUESTION][State.DISMISSED] == 1
    assert made.times == Times()
    assert made.employers == ()


@pytest.mark.parametrize(
    ("waits", "median", "ninetieth"),
    [([7], 7, 7), ([1, 3], 2, 3), (range(1, 11), 5.5, 9), (range(1, 12), 6, 10)],
)
def test_median_and_ninetieth_percentile(case, report, waits, median, ninetieth):
    times = report(cases=[case((wait, State.ANSWERED)) for wait in waits]).times
    assert (times.median, times.ninetieth) == (median * MINUTE, ninetieth * MINUTE)


def test_an_employer_has_its_vacancies_and_cases_under_one_name(line, case, report):
    name = "Zorg Zuiderdiep"
    lines = [
        line(Label.VACANCY, by=Author("ZuiderDiep@zorg.example", "Zuiderdiep!"), party=name),
        line(Label.VACANCY, by="hr_zuiderdiep", party=name),
        line(Label.VACANCY, party=name, deleted=True),
        line(Label.PROMOTION, party=name),
    ]
    cases = [
        case(),
        case((2, State.PROMISED)),
        case((4, State.ANSWERED), kind=CaseKind.BROKEN_LINK),
        case((5, State.WITHDRAWN), kind=CaseKind.DEAD_LINK),
    ]
    (row,) = report(lines, cases).employers
    assert (row.name, row.vacancies, row.questions, row.broken_links) == (
        name,
        2,
        2,
        2,
    )
    assert (row.open, row.promised, row.answered, row.closed) == (1, 1, 1, 1)
    assert row.median == 3 * MINUTE


def test_a_question_to_everybody_is_nobodys_in_particular_until_it_is_taken_up(case, report):
    asked = case(responsible="Banenmarkt", to_all=True)
    taken_up = case(responsible="Banenmarkt", to_all=True, taken_up_by="Bolt")
    made = report(cases=[asked, taken_up])
    assert {row.name: row.open for row in made.employers} == {"everybody": 1, "Bolt": 1}
    assert "a question for everybody" in " ".join(as_html(made).split())


def test_who_owes_most_comes_first(line, case, report):
    cases = [
        case((1, State.ANSWERED), responsible="A"),
        case((1, State.ANSWERED), responsible="A"),
        case(responsible="B"),
        case((1, State.PROMISED), responsible="C"),
        case(responsible="C"),
    ]
    lines = [line(Label.VACANCY, by="D")]
    assert [row.name for row in report(lines, cases).employers] == ["C", "B", "A", "D"]


def test_posts_fall_into_stretches_of_the_day(line, report):
    minutes = {0: Label.VACANCY, 4: None, 5: Label.OTHER, 100: Label.VACANCY}
    made = report([line(label, after=at) for at, label in minutes.items()]).activity
    assert made.step == 5 * MINUTE
    assert [(each.start.minute, each.posts) for each in made.bins] == [(0, 2), (5, 1), (40, 1)]
    assert made.bins[0].labels == {Label.VACANCY: 1}


def test_a_wrong_clock_does_not_stretch_the_day(line, report):
    lines = [line(Label.OTHER, after=minute) for minute in range(120)]
    stray = line(Label.OTHER, after=-20_000_000)
    made = report([*lines, stray]).activity
    assert made.step == 5 * MINUTE
    assert len(made.bins) == 25


@given(st.lists(st.datetimes(timezones=st.just(UTC)), max_size=40), zones())
def test_every_post_falls_into_one_stretch(moments, zone):
    lines = [
        Line(str(n), Post(str(n), "x", Kind.ORIGINAL, Author("a"), "", at), "a", Side.UNKNOWN, None)
        for n, at in enumerate(moments)
    ]
    made = activity(lines, ZoneInfo(zone))
    assert sum(each.posts for each in made.bins) == len(moments)
    assert [each.start for each in made.bins] == sorted({each.start for each in made.bins})
