"""Whose word counts beside that of the party that owes it."""

import pytest

from feeds.post import Author
from moderator.core.facts import ActKind
from moderator.core.labels import Label, Side
from tests.core.scene import Scene

BOLT = Author("bolt", "Bakkerij Bolt")
FLEX = Author("flex", "Flexkade")
SHOP = "Winkelmedewerker gezocht https://bolt.example/winkel"


def asked(vacancy, *, owner=FLEX, other=BOLT):
    """Give a fair of an agency and its client, where somebody asks about such a vacancy."""
    fair = Scene()
    fair.offers("w", other, text=SHOP)
    fair.offers("v", owner, at=1, text=vacancy)
    fair.asks("q", "lotte", at=2, reply_to="v", text="vanaf hoe laat is dat?")
    return fair


@pytest.mark.parametrize(
    "vacancy",
    [
        "Nachtbakker gezocht voor @bolt https://flex.example/12",
        "Voor onze opdrachtgever Bakkerij Bolt zoeken we een nachtbakker",
    ],
)
def test_client_may_answer_for_the_agency_that_names_it(vacancy):
    fair = asked(vacancy)
    fair.answers("a", BOLT, at=5, reply_to="q", text="@lotte vanaf drie uur")
    assert fair.state("q") == "answered"
    assert fair.case("q").responsible == "Flexkade"


def test_agency_may_answer_for_the_employer_that_names_it():
    fair = asked("Nachtbakker gezocht, solliciteren via @flex", owner=BOLT, other=FLEX)
    fair.answers("a", FLEX, at=5, text="@lotte vanaf drie uur")
    assert fair.state("q") == "answered"


def test_employer_whom_the_vacancy_does_not_name_may_not_answer():
    fair = asked("Nachtbakker gezocht https://flex.example/12")
    fair.answers("a", BOLT, at=5, reply_to="q", text="@lotte vanaf drie uur")
    assert fair.state("q") == "open"
    assert fair.case("q").bystanders == ("a",)


def test_organiser_that_a_vacancy_mentions_only_marks_its_cases():
    fair = asked("Nachtbakker gezocht, kom langs bij @markt")
    fair.answers("a", "markt", at=5, reply_to="q", text="@lotte vanaf drie uur")
    assert fair.state("q") == "open"


def test_reaction_of_who_is_named_moves_nothing():
    fair = asked("Nachtbakker gezocht voor @bolt https://flex.example/12")
    fair.reacts("a", BOLT, at=5, reply_to="q", text="@lotte leuk!")
    assert fair.state("q") == "open"
    assert fair.case("q").bystanders == ("a",)


def test_name_that_becomes_known_after_the_answer_makes_it_count():
    fair = Scene()
    fair.offers("v", FLEX, text="Nachtbakker gezocht voor Bakkerij Bolt")
    fair.asks("q", "lotte", at=2, reply_to="v", text="vanaf hoe laat?")
    fair.answers("a", BOLT, at=5, reply_to="q", text="@lotte vanaf drie uur")
    assert fair.state("q") == "open"
    fair.offers("w", BOLT, at=6, text=SHOP)
    assert fair.state("q") == "answered"


def test_vacancy_that_no_longer_names_anybody_takes_the_answer_back():
    fair = Scene()
    fair.offers("w", BOLT, text=SHOP)
    vacancy = fair.offers("v", FLEX, text="Nachtbakker gezocht voor @bolt")
    fair.asks("q", "lotte", at=2, reply_to="v", text="vanaf hoe laat?")
    fair.answers("a", BOLT, at=5, text="@lotte vanaf drie uur")
    assert fair.state("q") == "answered"
    fair.edits(vacancy, Label.VACANCY, edited=6, text="Nachtbakker gezocht", mentions=())
    assert fair.state("q") == "open"


def test_mentioned_account_that_turns_out_to_be_a_colleague_brings_its_party():
    fair = asked("Nachtbakker gezocht voor @ahmed https://flex.example/12")
    fair.answers("a", BOLT, at=5, reply_to="q", text="@lotte vanaf drie uur")
    assert fair.state("q") == "open"
    fair.acts(ActKind.SIDE, "@ahmed", side=Side.EMPLOYER, to="bolt")
    assert fair.state("q") == "answered"


def test_case_that_is_moved_is_answered_by_whom_its_new_vacancy_names():
    fair = asked("Nachtbakker gezocht https://flex.example/12")
    fair.offers("n", FLEX, at=1, text="Avondbakker gezocht voor @bolt")
    fair.answers("a", BOLT, at=5, reply_to="q", text="@lotte vanaf drie uur")
    fair.acts(ActKind.MOVE, "q", to="x:n")
    assert fair.state("q") == "answered"


def test_question_below_one_employer_that_mentions_another_is_answered_by_either():
    fair = Scene(employers={"Zorg Noord": ("zorg",), "Bolt": ("bolt",)})
    fair.says("p1", "bolt", text="Goedemorgen!")
    fair.asks("q1", "lotte", at=1, reply_to="p1", text="@zorg en jullie, zoeken jullie een kok?")
    assert fair.case("q1").responsible == "Bolt"
    fair.answers("a1", "zorg", at=2, reply_to="q1")
    assert fair.state("q1") == "answered"


def test_question_put_to_two_employers_is_answered_by_either():
    fair = asked("Nachtbakker gezocht https://flex.example/12")
    fair.asks("q2", "jan", at=3, text="@flex @bolt zoeken jullie nog een planner?")
    fair.asks("q3", "els", at=3, text="@flex zoeken jullie nog een planner?")
    fair.answers("a2", BOLT, at=4, text="@jan wij wel, bel ons")
    fair.answers("a3", BOLT, at=5, text="@els wij wel, bel ons")
    assert (fair.state("q2"), fair.case("q2").responsible) == ("answered", "Flexkade")
    assert fair.state("q3") == "open"


def test_report_to_two_employers_wants_the_word_of_the_first():
    fair = asked("Nachtbakker gezocht https://flex.example/12")
    fair.reports("r", "jan", at=3, text="@flex @bolt de link doet niks")
    fair.answers("a2", BOLT, at=4, text="@jan bij ons wel")
    assert fair.state("r") == "open"


def test_who_is_handed_the_question_by_whom_it_is_for_may_answer():
    fair = asked("Nachtbakker gezocht https://flex.example/12")
    fair.promises("p", FLEX, at=3, reply_to="q", text="@lotte collega @petra weet dit")
    fair.answers("a", "petra", at=4, reply_to="p", text="@lotte vanaf drie uur")
    assert fair.state("q") == "answered"


@pytest.mark.parametrize("by", ["markt", "jan"])
def test_nobody_else_hands_a_question_over(by):
    fair = asked("Nachtbakker gezocht https://flex.example/12")
    fair.says("p", by, at=3, reply_to="q", text="@lotte misschien weet @petra dit")
    fair.answers("a", "petra", at=4, reply_to="p", text="@lotte vanaf drie uur")
    assert fair.state("q") == "open"


def test_question_that_was_handed_over_in_a_deleted_post_was_not():
    fair = asked("Nachtbakker gezocht https://flex.example/12")
    fair.promises("p", FLEX, at=3, reply_to="q", text="@lotte collega @petra weet dit")
    fair.answers("a", "petra", at=4, reply_to="p", text="@lotte vanaf drie uur")
    fair.deletes("p", at=5)
    assert fair.state("q") == "open"
