"""The verdict on a visit, whatever came of it."""

from datetime import UTC, datetime

import pytest

from feeds.post import Author, Kind, Post
from moderator.core.board import Line
from moderator.core.facts import LinkState
from moderator.core.labels import Side
from moderator.links.judge import Wanted, confirmed, judge
from moderator.links.page import Page, Posting
from moderator.links.reasons import Finding, Refusal, Why
from moderator.links.visit import Trouble, Visit
from moderator.words.language import speaking
from moderator.words.reasons import told

NOW = datetime(2026, 5, 12, 8, tzinfo=UTC)
JOB = "https://werk.example/vacatures/kok-assen-12"
KOK = Page("Kok in Assen", ("Kok in Assen",), "Wij zoeken een kok.\nReageer direct.")
POST = Wanted("Vacature: verpleegkundige wijkzorg in Assen https://t.example/1", "nl")


def found(*hops, post=POST, **visit):
    """Give state and reason of a visit to JOB that went over these further addresses."""
    visit = Visit((JOB, *hops), **({"status": 200, "page": KOK} | visit))
    finding = judge(visit, post, NOW)
    return str(finding.state), finding.why, finding.about


def job(title, valid_through="", around=""):
    return Page(
        title, (title,), f"{title}\nReageer direct.", (Posting(title, valid_through, around),)
    )


# What answers


def test_page_that_is_there_is_alive():
    assert found() == ("alive", Why.WORKS, "")


def test_page_that_moved_to_another_address_is_alive():
    assert found("https://www.werk.example/vacatures/kok-assen-12/") == ("alive", Why.WORKS, "")
    elsewhere = "https://banen.example/kok-12"
    assert found(elsewhere) == ("alive", Why.WORKS_ELSEWHERE, "banen.example")


def test_file_is_alive():
    assert found(media="application/pdf") == ("alive", Why.WORKS_AS_FILE, "application/pdf")


def test_page_made_by_scripts_is_alive_but_was_not_looked_at():
    page = Page("Werk", (), "Laden…", has_script=True)
    assert found(page=page) == ("alive", Why.WORKS_BY_SCRIPT, "")


def test_empty_page_is_unsure():
    assert found(page=Page()) == ("unsure", Why.EMPTY, "")


@pytest.mark.parametrize("valid", ["2026-05-12", "2026-05-12T00:00", "2026-06-01T12:00:00+02:00"])
def test_posting_whose_last_day_has_not_passed_is_alive(valid):
    assert found(page=job("Kok", valid), post=Wanted())[0] == "alive"


@pytest.mark.parametrize("valid", ["1 mei", "", "9999-12-31", "9999-12-31T00:00:00Z"])
def test_posting_without_a_readable_end_is_alive(valid):
    assert found(page=job("Kok", valid), post=Wanted())[0] == "alive"


@pytest.mark.parametrize(
    "valid", ["2026-05-10", "2026-05-11T00:00:00+00:00", "2026-05-12T07:59:00Z", "2026-05-01T23:59"]
)
def test_posting_that_ended_is_closed(valid):
    assert found(page=job("Kok", valid)) == ("closed", Why.EXPIRED, valid[:10])


def test_page_with_another_posting_that_goes_on_is_alive():
    ends = (Posting("Kok", "2026-05-01"), Posting("Bakker", "2026-09-01"))
    assert found(page=Page("Werk", (), "Kom werken in Assen", ends))[0] == "alive"


def test_page_that_says_so_is_closed():
    page = Page("Kok", (), "Wij zochten een kok.\nDeze vacature is helaas al vervuld.")
    assert found(page=page) == ("closed", Why.SAYS_GONE, "Deze vacature is helaas al vervuld.")


def test_soft_404_is_closed():
    page = Page("Pagina niet gevonden | Werk", (), "Ga terug")
    assert found(page=page) == ("closed", Why.SAYS_MISSING, "Pagina niet gevonden | Werk")


def test_domain_for_sale_is_closed():
    page = Page("werk.example", (), "Deze domeinnaam is te koop\nDoe een bod")
    assert found(page=page)[:2] == ("closed", Why.PARKED)


def test_link_that_ends_at_the_front_page_is_closed():
    assert found("https://werk.example/nl/") == ("closed", Why.FRONT_PAGE, "werk.example")
    assert found("https://nieuw.example") == ("closed", Why.FRONT_PAGE, "nieuw.example")


def test_link_that_ends_at_the_list_is_closed():
    assert found("https://werk.example/vacatures") == ("closed", Why.LIST_PAGE, "werk.example")
    assert found("https://werk.example/vacatures/?expired=1")[1] == Why.LIST_PAGE


def test_link_that_ends_further_up_is_closed():
    visit = Visit(
        ("https://a.example/banen-bij-ons/kok", "https://a.example/banen-bij-ons"), status=200
    )
    assert judge(visit, POST, NOW).why is Why.LIST_PAGE


def test_front_page_that_shows_the_one_job_is_alive():
    assert found("https://kok-gezocht.example/", page=job("Kok"), post=Wanted())[0] == "alive"


def test_link_to_a_front_page_or_list_is_alive_there():
    for url in ("https://werk.example/", "https://werk.example/vacatures"):
        other = url.replace("werk", "nieuw")
        assert judge(Visit((url, other), status=200, page=KOK), POST, NOW).state == "alive"


def test_short_link_is_held_against_what_it_stands_for():
    hops = ("https://kort.example/a", "https://werk.example/")
    assert judge(Visit(hops, status=200, page=KOK, start=1), POST, NOW).state == "alive"
    hops = ("https://kort.example/a", JOB, "https://werk.example/")
    assert judge(Visit(hops, status=200, page=KOK, start=1), POST, NOW).why is Why.FRONT_PAGE


# Another job


def test_page_about_another_job_is_closed():
    page = job("Monteur", around="TechniekNL Assen")
    assert found(page=page) == ("closed", Why.OTHER_JOB, "Monteur")


def test_same_job_in_other_words_is_alive():
    assert found(page=job("Verpleegkundige (m/v)"))[0] == "alive"
    page = Page("Nurse", (), "Verpleegkundigen gezocht", (Posting("Nurse"),))
    assert found(page=page)[0] == "alive"


def test_job_in_another_language_is_not_compared():
    page = Page("Nurse", (), "You care", (Posting("Nurse"),), language="en")
    assert found(page=page)[0] == "alive"


def test_post_that_names_no_job_is_not_compared():
    assert found(page=job("Monteur"), post=Wanted("Vacature! https://t.example/1"))[0] == "alive"


# Who lets nobody in


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (401, Why.REFUSES),
        (403, Why.REFUSES),
        (407, Why.REFUSES),
        (429, Why.TOO_OFTEN),
        (999, Why.REFUSES),
    ],
)
def test_who_refuses_is_blocked(status, why):
    assert found(status=status) == ("blocked", why, str(status))


@pytest.mark.parametrize("status", [200, 403, 503])
def test_wall_against_robots_is_blocked(status):
    page = Page("Just a moment...", (), "Verify you are human")
    assert found(status=status, page=page)[:2] == ("blocked", Why.WALLED)
    assert found(status=status, walled=True)[:2] == ("blocked", Why.WALLED)


def test_page_behind_a_login_is_blocked():
    assert found("https://login.werk.example/?next=kok") == ("blocked", Why.ASKS_LOGIN, "")
    door = Page("Inloggen", (), "Wachtwoord", has_password=True)
    assert found(page=door)[1] == Why.ASKS_LOGIN


def test_page_with_a_login_in_a_corner_is_alive():
    page = Page("Kok in Assen", (), "Wij zoeken een kok", has_password=True)
    assert found(page=page)[0] == "alive"


# What fails


@pytest.mark.parametrize(("status", "why"), [(404, Why.NO_PAGE), (410, Why.TAKEN_AWAY)])
def test_page_that_is_not_there_is_dead(status, why):
    assert found(status=status) == ("dead", why, str(status))


@pytest.mark.parametrize("status", [500, 502, 503, 504, 520, 599])
def test_failing_server_is_unsure(status):
    assert found(status=status) == ("unsure", Why.SERVER_FAILS, str(status))


@pytest.mark.parametrize("status", [100, 302, 304, 400, 405, 418, 451])
def test_answer_that_is_no_page_is_unsure(status):
    assert found(status=status) == ("unsure", Why.ODD_ANSWER, str(status))


def test_site_under_maintenance_is_unsure():
    page = Page("Gepland onderhoud", (), "We zijn zo terug")
    assert found(page=page)[:2] == ("unsure", Why.AWAY_FOR_NOW)


@pytest.mark.parametrize("trouble", Trouble)
def test_trouble_is_unsure_but_for_what_is_not_there(trouble):
    gone = (Trouble.NO_NAME, Trouble.RESERVED_NAME, Trouble.NOT_LISTENING)
    state, why, about = found(status=None, trouble=trouble)
    assert state == ("dead" if trouble in gone else "unsure")
    assert (why.value, about) == (trouble.value, "werk.example")


# Two visits

DEAD = Finding(LinkState.DEAD, Why.NO_PAGE, "404")
ALIVE = Finding(LinkState.ALIVE, Why.WORKS)
SLOW = Finding(LinkState.UNSURE, Why.TOO_SLOW, "werk.example")


def test_dead_is_what_failed_twice():
    assert confirmed(DEAD, DEAD) == DEAD
    assert confirmed(DEAD, ALIVE) == ALIVE
    assert confirmed(DEAD, SLOW) == SLOW


def test_unsure_first_and_dead_then_is_not_dead():
    assert confirmed(SLOW, DEAD) == Finding(LinkState.UNSURE, Why.NOT_TWICE)


# Reasons


@pytest.mark.parametrize("why", Why)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_reason_has_words_in_both_languages(why, language):
    about = next(iter(Refusal)) if why is Why.NOT_VISITED else "werk.example"
    words = Finding(LinkState.UNSURE, why, about).words()
    assert words
    assert "{" not in words
    with speaking(language):
        assert (told(words) == words) is (language == "en")


def test_the_two_languages_say_it_each_in_its_own_words():
    assert DEAD.words() == "the page does not exist (404)"
    with speaking("nl"):
        assert told(DEAD.words()) == "de pagina bestaat niet (404)"


@pytest.mark.parametrize("refusal", Refusal)
def test_every_refusal_has_words(refusal):
    words = Finding(LinkState.UNSURE, Why.NOT_VISITED, refusal).words()
    assert not words.endswith(f": {refusal}")
    with speaking("nl"):
        here, there = (said.rpartition(": ")[2] for said in (told(words), words))
    assert here != there


def test_what_a_page_says_is_repeated_as_it_is_in_any_language():
    words = Finding(LinkState.CLOSED, Why.SAYS_GONE, "too long").words()
    with speaking("nl"):
        assert told(words) == "de pagina zegt zelf dat de vacature weg is: “too long”"


def test_what_a_page_says_is_repeated_in_one_short_line():
    words = Finding(LinkState.CLOSED, Why.SAYS_GONE, "weg\n{about} " + "heel lang " * 50).words()
    assert "weg {about} heel lang" in words
    assert len(words) < 200


# What the posts say


def a_line(number, text, lang):
    post = Post(f"p{number}", "x", Kind.ORIGINAL, Author("bolt"), text, NOW, lang=lang)
    return Line(f"x:p{number}", post, "bolt", Side.EMPLOYER, None)


@pytest.mark.parametrize(
    ("languages", "said"), [(["nl", "nl"], "nl"), (["nl", "en"], ""), (["nl", None], "")]
)
def test_posts_that_carry_a_link_have_a_language_where_all_have_the_same(languages, said):
    lines = [a_line(number, f"kok {number}", lang) for number, lang in enumerate(languages)]
    assert Wanted.by(lines) == Wanted("kok 0\nkok 1", said)
