"""The report as a page: what it tells, in which language, and whom it does not name."""

import asyncio
import re
from collections import Counter
from datetime import timedelta

import pytest

from feeds.post import Author, Gap
from moderator.config.models import load
from moderator.core.board import Accounting, Counts, FeedGap
from moderator.core.case import CaseKind, State, Subject
from moderator.core.labels import Label, Side
from moderator.desk.words import phrases
from moderator.recordings import locate
from moderator.report import charts
from moderator.report.build import build
from moderator.report.figures import Intake, ReportOptions
from moderator.report.html import as_html, caught
from moderator.report.part import part_of
from moderator.study import study
from moderator.words.language import speak
from tests.report.conftest import TEN


@pytest.fixture(scope="module")
def seed():
    """The report of the day that this program was made for."""
    path, own = locate("tbnn-2012")
    config = load(own)
    studied = asyncio.run(study(path, config.to_fair()))
    engine = studied.engine
    return build(
        engine.stream(0, engine.stream_length()),
        engine.cases(),
        fair=engine.fair,
        clock=studied.clock,
        intake=Intake(
            studied.accounting,
            studied.gaps,
            studied.feeds,
            engine.activity(),
            engine.counts().sources,
        ),
        options=ReportOptions(config.report.terms),
    )


def words(html):
    """What a reader of the page sees."""
    body = re.sub(r"<(style|svg)\b.*?</\1>", " ", html.split("<body>")[1], flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def test_the_story_of_2012_is_told_in_its_figures(seed):
    told = words(as_html(seed))
    assert (
        "639 posts came. 240 of them were reposts. 220 said no more than that there was a fair. "
        "96 offered work. 1 post reported a broken link, 1 asked a question, 1 reacted. "
        "Not one of them got a follow-up from an employer. 2 cases still wait for a follow-up."
    ) in told
    assert "“vacature” stands in 96 posts." in told
    assert "639 received = 399 shown + 240 folded reposts" in told


def test_it_says_what_a_moderator_would_have_caught(seed):
    told = words(as_html(seed)).partition("What a moderator would have caught")[2]
    told = told.partition("The day")[0]
    assert re.search(r"\d\d:\d\d: nobody talks\s*\. Half an hour had brought \d+ posts, and", told)
    assert "a question for Zorggroep Hunzedal" in told
    assert "a broken link of Wubkema Transport, which somebody reported" in told
    assert len(re.findall(r"due at \d\d:\d\d, overdue at \d\d:\d\d", told)) == 2
    assert len(re.findall(r"At the end it had waited for \d h \d\d", told)) == 2
    assert "And 1 post reacted" in told
    assert [each.case.kind for each in caught(seed)] == [CaseKind.QUESTION, CaseKind.BROKEN_LINK]


def test_the_same_in_dutch(seed):
    speak("nl")
    html = as_html(seed)
    told = words(html)
    assert '<html lang="nl">' in html
    assert "Er kwamen 639 berichten. 240 daarvan waren reposts." in told
    assert "Niet één daarvan kreeg opvolging van een werkgever." in told
    assert "Wat een moderator had opgemerkt" in told


def test_a_chart_says_in_words_and_in_a_table_what_it_shows(seed):
    html = as_html(seed)
    charts = re.findall(r'<svg role="img" aria-labelledby="(\S+) (\S+)"', html)
    assert len(charts) == 3
    for title, description in charts:
        assert re.search(rf'<title id="{title}">[^<]+</title>', html)
        assert re.search(rf'<desc id="{description}">[^<]+</desc>', html)
    first = html.split("<figure")[1]
    vacancies = re.findall(r'<th scope="row">[\d:]+</th><td class="figure">(\d+)</td>', first)
    assert sum(map(int, vacancies)) == 96


def test_dialogue_is_what_it_is_at_the_desk_with_follow_ups_counted_apart(line, report):
    labels = [Label.QUESTION, Label.BROKEN_LINK, Label.REACTION, *[Label.FOLLOW_UP] * 2]
    lines = [*map(line, labels), line(Label.PROMOTION, reposts=4)]
    told = words(as_html(report(lines)))
    assert "Dialogue is 30 % of all posts, 3 of 10: questions, reports" in told
    assert "with 2 follow-ups; below it 5 posts of promotion and reposts." in told
    counts = Counts(posts=10, reposts=4, deleted=0, labels=Counter(each.label for each in lines))
    assert phrases.share(counts) == "dialogue 30 %"


def test_the_page_is_one_file_without_script(seed):
    html = as_html(seed)
    loading = r"<(script|link|img|iframe|object|embed|form|base)\b|@import|url\((?!#)|\b(src|href)="
    assert {found[0] for found in re.finditer(loading, html)} == {"href="}
    assert set(re.findall(r'href="([^"]*)"', html)) == {"#main"}


def test_nobody_is_named_unless_it_is_asked_for(line, case, report):
    lines = [
        line(Label.VACANCY, "Bakker gezocht", by="bakker_bolt", side=Side.EMPLOYER),
        line(
            Label.QUESTION,
            "@bakker_bolt mag het in @Els_P haar tijd? https://x.example/lotte_v/1 en @els_p",
            by="lotte_v",
            side=Side.SEEKER,
        ),
    ]
    mine = case(opened_by="x:2", responsible="Bakkerij Bolt")
    told = as_html(report(lines, [mine]))
    assert "@bakker_bolt mag het in @… haar tijd? https://x.example/…/1 en @…" in told
    assert "lotte_v" not in told.lower()
    shown = as_html(report(lines, [mine], handles=True))
    assert "@lotte_v" in shown
    assert "@Els_P" in shown


def test_what_posts_say_is_never_markup_nor_control(line, case, report):
    evil = '<script>alert(1)</script>\x1b[31m \u202eneger" onmouseover="x'
    told = as_html(report([line(Label.QUESTION, evil)], [case(responsible="<b>x</b>")]))
    assert "<script" not in told
    assert "<b>x</b>" not in told
    assert "\x1b" not in told
    assert "\u202e" not in told
    assert 'onmouseover="' not in told


def test_the_state_of_a_link_is_told_in_the_language_of_the_page(line, case, report):
    speak("nl")
    dead = case(link_note="dead: b.example is een voorbeeldadres")
    told = as_html(report([line(Label.QUESTION, "Is er nog plek?")], [dead]))
    assert "dood: b.example is een voorbeeldadres" in told


def test_a_deleted_question_is_counted_and_not_repeated(line, case, report):
    told = as_html(report([line(Label.QUESTION, "GEHEIM?", deleted=True)], [case()]))
    assert "GEHEIM" not in told
    assert "1 case still waits for a follow-up." in words(told)


def test_an_empty_fair_has_a_page_too(report):
    told = words(as_html(report()))
    assert "0 posts came." in told
    assert "No case waits for a follow-up." in told
    assert "What a moderator would have caught" not in told


def test_gaps_and_an_accounting_that_fails_are_told(report):
    gap = FeedGap("mastodon", Gap(TEN, TEN + (TEN - TEN.replace(minute=0, hour=7)), filled=False))
    told = words(as_html(report(intake=Intake(Accounting(10, 8), (gap,)))))
    assert (
        "NOT everything that was received is accounted for: of 10 records, 2 are missing." in told
    )
    assert "mastodon 10:00 11:00 1 h 00 no" in told


def test_a_fair_that_had_a_moderator_is_told_otherwise(case, report):
    made = report(cases=[case((40, State.RESOLVED)), case()])
    assert "What a moderator would have caught" in words(as_html(made))
    moved = made.followed[0].case.history[-1]
    by_hand = case((40, State.RESOLVED), history=(case().history[0], _by_act(moved)))
    assert "What wanted the moderator" in words(as_html(report(cases=[by_hand, case()])))


def _by_act(moved):
    return type(moved)(moved.at, moved.state, "m", act="m:1")


def test_an_employers_part_has_nothing_of_another(line, case, report):
    lines = [line(Label.QUESTION, f"vraag {number}") for number in (1, 2)]
    cases = [
        case((5, State.ANSWERED), responsible="Bolt"),
        case(responsible="Sikkema"),
        case(opened_by="x:2", responsible="Bolt"),
    ]
    told = words(as_html(part_of(report(lines, cases), "bolt")))
    assert "2 questions were asked of you," in told
    assert "1 case still waits for a follow-up." in told
    assert "after 5 min" in told
    assert "Sikkema" not in told


def test_of_a_long_post_is_shown_how_it_begins_and_the_whole_can_be_unfolded(line, case, report):
    text = "Kok gezocht, max. 35 jaar. " + "lang " * 1000 + "slot"
    lines = [line(Label.VACANCY, text), line(Label.QUESTION, "Mag het?" + text)]
    cases = [case(opened_by="x:2", subject=Subject(post="x:1"))]
    told = as_html(report(lines, cases))
    folded = re.findall(r"<details><summary>The whole post, 5,0\d\d characters</summary>", told)
    assert len(folded) == told.count("slot") == 5
    open_ = re.sub(r"<details>.*?</details>", "", told, flags=re.DOTALL)
    assert max(map(len, re.findall(r"(?:lang )+", open_))) < 300
    assert words(open_).count("lang…") == 5
    assert "<details><summary>The whole" not in as_html(report([line(Label.QUESTION, "?")]))


def test_a_row_of_the_employers_adds_up_on_the_page_and_in_a_part_of_it(case, report):
    states = (State.ANSWERED, State.PROMISED, State.WITHDRAWN, State.RESOLVED, State.DISMISSED)
    made = report(cases=[case(), *(case((3, state)) for state in states)])
    told = words(as_html(made))
    assert "questions broken links answered promised open closed median" in told
    assert "Zorg Zuiderdiep 0 5 0 1 1 1 2 3 min" in told
    assert "5 questions 0 broken links 1 answered 1 promised 1 open 2 closed" in words(
        as_html(part_of(made, "Zorg Zuiderdiep"))
    )


def test_wording_is_asked_about_and_counts_nowhere(line, report):
    plain = report([line(Label.VACANCY, "Kok gezocht", by="bolt")])
    asked = report([line(Label.VACANCY, "Kok, max. 35 jaar, zegt @lotte", by="bolt")])
    told = words(as_html(asked))
    assert "Your vacancy says “max. 35 jaar”." in told
    assert "zegt @…" in told
    assert asked.employers == plain.employers
    assert asked.totals == plain.totals
    assert "Questions about wording" not in words(as_html(plain))


def test_a_wording_is_asked_about_once_with_the_vacancies_that_have_it(line, report):
    texts = (
        "Kok, max. 35 jaar",
        "Ober, Max. 35 jaar",
        "Kok (max. 35 jaar), max. 35 jaar jong",
        "Leidster",
    )
    made = report([line(Label.VACANCY, text, by=f"bolt{n}") for n, text in enumerate(texts)])
    told = words(as_html(made)).partition("Questions about wording")[2]
    assert told.count("That may distinguish by age.") == 1
    assert re.search(r"bolt0, 10:00 Kok.* bolt1, 10:00 Ober.* bolt2, 10:00 Kok", told)
    assert told.count("bolt2") == 1
    part = words(as_html(part_of(made, "bolt1"))).partition("Questions about wording")[2]
    assert part.count("bolt") == 1


def test_copies_of_a_vacancy_are_asked_about_once(line, report):
    lines = [line(Label.VACANCY, "Kok, max. 35 jaar", by="bolt", after=n) for n in range(3)]
    assert len(report(lines).wording) == 1


def test_a_case_that_waits_again_is_told_so(case, report):
    steps = ((4, State.ANSWERED), (60, State.OPEN))
    again = case(*steps, waiting_since=TEN.replace(hour=9))
    told = words(as_html(report(cases=[again])))
    assert "The first follow-up came after 4 min; since 11:00 it waits again." in told
    assert "after 4 min, and waits again" in told
    assert "1 case: 1 with a follow-up, 1 waiting for one, or waiting again." in told


def test_a_person_who_was_asked_is_no_employer(line, case, report):
    lines = [
        line(Label.VACANCY, "Bakker", by="bolt", side=Side.EMPLOYER, party="Bakkerij Bolt"),
        line(Label.REACTION, by=Author("els_p", "Els Peters"), side=Side.SEEKER),
    ]
    cases = [case(responsible=name) for name in ("els_p", "@Els_P", "Els Peters", "Bakkerij Bolt")]
    rows = {row.name: row.open for row in report(lines, cases).employers}
    assert rows == {"@…": 3, "Bakkerij Bolt": 1}
    shown = {row.name for row in report(lines, cases, handles=True).employers}
    assert {"els_p", "Els Peters"} <= shown


def test_stretches_of_several_days_say_of_which_day_they_are(line, report):
    lines = [line(Label.OTHER, after=minutes) for minutes in (0, 60 * 30)]
    assert charts.of_the_day(report(lines)).steps[0] == "03-07 09:00"
    years = [line(Label.OTHER, after=minutes) for minutes in (0, 60 * 24 * 90)]
    assert charts.of_the_day(report(years)).steps[0] == "03-07-2012"


def test_on_a_fair_of_several_days_moments_of_the_earlier_ones_have_their_date(report, line, case):
    yesterday = TEN - timedelta(days=1)
    lines = [line(Label.VACANCY), line(Label.QUESTION, after=-24 * 60), line(Label.QUESTION)]
    told = as_html(
        report(lines, [case(opened_at=yesterday, opened_by="x:2"), case(opened_by="x:3")])
    )
    assert "<strong>Jul 2 10:00: a question for" in told
    assert "due at Jul 2 10:10, overdue at Jul 2 10:30" in told
    assert "<strong>10:00: a question for" in told
    assert "The busiest: 03-07 10:00, with 2 posts." in told


def test_of_one_post_is_told_in_the_singular(report, line):
    told = as_html(report([line(Label.VACANCY, "vacature")], terms=("vacature",)))
    assert "“vacature” stands in 1 post." in told
    assert "The busiest: 10:00, with 1 post." in told
