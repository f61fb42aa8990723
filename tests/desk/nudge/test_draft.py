"""What a nudge says before the moderator edits it: whom it addresses, and in which words."""

from dataclasses import replace
from datetime import timedelta

import pytest

from feeds.post import Author
from moderator.core.case import CaseKind, Moved, Regrouped, Regrouping, State, Subject
from moderator.core.labels import Label, Side
from moderator.desk.nudge import platforms
from moderator.desk.nudge.draft import draft, filled, templates
from moderator.words.language import speak, spoken
from tests.desk import fair
from tests.fakes import a_case, a_line, at


def drafted(day, case_id, **changes):
    case = replace(day.case(case_id), **changes)
    set_up = replace(day.fair, language="en")
    return draft(case, day.thread(case_id), fair=set_up, clock=day.clock)


def test_a_draft_names_the_asker_the_question_and_the_link():
    assert drafted(fair.at_work(), "q1").text == (
        "@zorggroepnoord @lotte_v asks: “is dit ook parttime te doen?” Can you tell?\n"
        "https://zorggroepnoord.example.nl/wijkzorg\n"
        "#TBNN"
    )


def test_a_draft_asks_what_opened_the_case_again():
    day = fair.at_work()
    case = day.case("q1")
    again = replace(case, history=(*case.history, Moved(at("11:40"), State.OPEN, "lotte_v", "q9")))
    thread = [*day.thread("q1"), a_line("q9", "11:40", "lotte_v", "En ook in het weekend?")]
    text = draft(again, thread, fair=replace(day.fair, language="en"), clock=day.clock).text
    assert "@lotte_v asks: “En ook in het weekend?”" in text


def test_a_draft_is_in_the_language_of_the_fair():
    day = fair.at_work()
    text = draft(day.case("q1"), day.thread("q1"), fair=day.fair, clock=day.clock).text
    assert "@lotte_v vraagt:" in text


@pytest.mark.parametrize(
    ("screen", "own", "begins"),
    [
        ("en", "nl", "@techniek_nl 2 u 32 geleden beloofde je"),
        ("nl", "en", "@techniek_nl 2 h 32 ago you promised"),
    ],
)
def test_how_long_ago_is_in_the_drafts_own_language_whatever_the_screen_speaks(screen, own, begins):
    speak(screen)
    day = fair.at_work()
    clock = day.case("q3").history[-1].at + timedelta(hours=2, minutes=32)
    set_up = replace(day.fair, language=own)
    assert draft(day.case("q3"), day.thread("q3"), fair=set_up, clock=clock).text.startswith(begins)
    assert spoken() == screen


def test_a_question_to_everybody_is_put_to_everybody_who_may_answer():
    assert drafted(fair.at_work(), "q1", to_all=True, subject=Subject()).text == (
        "A question by @lotte_v to everybody: “is dit ook parttime te doen?” "
        "Which employer can tell, or the organiser?\n#TBNN"
    )
    taken_up = {"to_all": True, "taken_up_by": "Techniek Noord"}
    promised = drafted(fair.at_work(), "q3", **taken_up).text
    assert promised.startswith("@techniek_nl 7 min ago you promised")
    asked_on = drafted(fair.at_work(), "q1", subject=Subject(), **taken_up).text
    assert asked_on.startswith("Techniek Noord @lotte_v asks: ")


def test_a_promise_of_this_moment_is_a_minute_old():
    day = fair.at_work()
    day.now = day.case("q3").history[-1].at
    assert drafted(day, "q3").text.startswith("@techniek_nl 1 min ago you promised")


def test_the_hashtag_of_the_fair_stands_once_in_a_draft():
    day = fair.at_work()
    asked = "@zorggroepnoord #TBNN is toch ook parttime? #tbnn #TBNN"
    day.lines[5] = replace(day.lines[5], post=replace(day.lines[5].post, text=asked))
    assert "“#TBNN is toch ook parttime?” Can you tell?" in drafted(day, "q1").text


def test_a_promise_is_reminded_of():
    text = drafted(fair.at_work(), "q3").text
    assert text.startswith("@techniek_nl 7 min ago you promised @anna_b an answer to “heb je daar")


def promised_by(handle):
    """Draft to who promised a word to tineke, in a thread that has that promise."""
    case = a_case("q", "tineke_57", "Arbeidsloket", state=State.PROMISED,
                  history=(Moved(at("11:00"), State.OPEN, "tineke_57", "q"),
                           Moved(at("11:10"), State.PROMISED, handle, "a")))  # fmt: skip
    thread = [a_line("q", "11:00", "tineke_57", "Komt er een lijst?"),
              a_line("a", "11:10", handle, "Dat zoek ik uit")]  # fmt: skip
    set_up = replace(fair.FAIR, language="en", organiser=("banenhaven", "arbeidsloketnk"))
    return draft(case, thread, fair=set_up, clock=at("11:30")).text


def test_who_promised_is_addressed():
    assert promised_by("arbeidsloketnk").startswith("@arbeidsloketnk ")


def addressed(case, thread=(), **set_up):
    text = draft(case, thread, fair=replace(fair.FAIR, **set_up), clock=at("11:30")).text
    return text.partition(" vraagt:")[0]


def test_an_account_of_the_party_is_addressed_its_name_only_where_none_is_known():
    asked = a_case("q", "kees", "Staalwerf Eemsrand", subject=Subject(party="StaalwerfEems"))
    moved = replace(
        asked,
        subject=Subject(party="Staalwerf Eemsrand"),
        regrouped=(Regrouped(at("11:05"), "ik", Regrouping.MOVE, "m", None),),
    )
    word = a_line("w", "11:20", "staal_hr", "Hallo", party="Staalwerf Eemsrand", side=Side.EMPLOYER)
    listed = {"employers": {"Staalwerf Eemsrand": ("staalwerf", "staal_hr")}}
    assert addressed(asked) == "@StaalwerfEems"
    assert addressed(asked, **listed) == "@staalwerf"
    assert addressed(moved, [word]) == "@staal_hr"
    assert addressed(moved) == "Staalwerf Eemsrand"


def test_an_employer_whose_vacancy_is_not_there_is_no_reason_to_address_the_fair():
    asked = a_case("q", "kees", "Staalwerf Eemsrand", subject=Subject(post="v"))
    assert addressed(asked) == "Staalwerf Eemsrand"


def test_a_line_of_which_nothing_is_known_is_left_out():
    day = fair.at_work()
    text = drafted(day, "q4", to_all=False).text
    assert "https" not in text
    assert text.startswith("@uwvnoord @joop asks:")


def test_a_dead_link_that_nobody_reported_has_no_asker():
    line = a_line(
        "v", "11:00", "bolt", "Bakker gezocht", Label.VACANCY, links=("https://b.example",)
    )
    case = a_case("link:v", "", "Bolt", kind=CaseKind.DEAD_LINK, opened_by="v",
                  posts=(), subject=Subject(post="v"))  # fmt: skip
    text = draft(case, [line], fair=fair.FAIR, clock=at("11:30")).text
    assert text.startswith("@bolt de link van je vacature doet het niet.")


def test_a_long_question_is_cut_so_that_the_draft_fits():
    day = fair.at_work()
    day.lines[5] = replace(day.lines[5], post=replace(day.lines[5].post, text="heel lang " * 60))
    text = drafted(day, "q1").text
    assert 270 < platforms.length(text, "x") <= 280
    assert "…” Can you tell?" in text


def test_a_draft_fits_though_its_quote_counts_double_or_its_link_is_very_long():
    day = fair.at_work()
    long = replace(day.lines[1].post, links=(f"https://zorg.example/{'a' * 300}",))
    day.lines[1] = replace(day.lines[1], post=replace(long, source="bluesky"))
    asked = replace(day.lines[5].post, text="🙂" * 150)
    for source in ("x", "bluesky"):
        day.lines[5] = replace(day.lines[5], post=replace(asked, source=source))
        assert not draft(
            day.case("q1"), day.thread("q1"), fair=day.fair, clock=day.clock
        ).is_too_long


def test_hostile_text_is_clean_in_a_draft_and_fills_no_other_field():
    day = fair.at_work()
    evil = "{link} \x1b]52;c;kwaad\x07 \u202e{asker}"
    author = Author("ev\x1bil")
    day.lines[5] = replace(day.lines[5], post=replace(day.lines[5].post, text=evil, author=author))
    text = drafted(day, "q1").text
    assert "{link}" in text
    assert not set(text) & {"\x1b", "\x07", "\u202e"}


@pytest.mark.parametrize("kind", [*CaseKind, State.PROMISED, "promised_link", "everybody"])
def test_every_kind_of_case_has_a_template_in_both_languages(kind):
    for language in ("nl", "en"):
        known = {"employer": "a", "asker": "b", "question": "c", "waited": "d"}
        assert "{" not in filled(templates(language)[kind], known)


def test_the_dutch_drafts_speak_to_one():
    assert "jullie" not in " ".join(templates("nl").values())
