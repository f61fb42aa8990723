"""Moderators move cases, merge them and split them."""

from feeds.post import Author
from moderator.core.facts import ActKind
from tests.core.offered import LINK
from tests.core.scene import Scene


def test_case_is_moved_to_another_vacancy_with_all_its_posts(fair):
    fair.offers("v2", "bolt", at=1)
    move = fair.acts(ActKind.MOVE, "q2", to="x:v2")
    assert fair.subject("q1") == ("v2", None)
    assert fair.case("q1").posts == ("q1", "q2")
    assert (fair.case("q1").responsible, fair.case("q1").confidence) == ("bolt", 1.0)
    fair.answers("a1", "zorg", at=5, reply_to="q1")
    assert fair.state("q1") == "open"
    fair.answers("a2", "bolt", at=6, reply_to="q1")
    assert fair.state("q1") == "answered"
    fair.acts(ActKind.UNDO, move)
    assert fair.subject("q1") == ("v1", None)
    assert fair.story("q1")[-1] == (5, "answered", "a1")


def test_case_is_moved_to_a_party_or_to_the_fair():
    fair = Scene(employers={"Bakkerij Bolt": ("bolt", "hr_bolt")})
    fair.asks("q1", "lotte", text="Zijn jullie er ook zaterdag?")
    fair.acts(ActKind.MOVE, "q1", to="Bakkerij Bolt")
    assert fair.subject("q1") == (None, "Bakkerij Bolt")
    assert fair.case("q1").responsible == "Bakkerij Bolt"
    assert not fair.case("q1").to_all
    fair.acts(ActKind.MOVE, "q1", to="@Zorg")
    assert fair.case("q1").responsible == "zorg"
    fair.acts(ActKind.MOVE, "q1", to="")
    assert (fair.subject("q1"), fair.case("q1").responsible) == ((None, None), "markt")


def test_case_moved_to_an_account_follows_it_to_its_employer():
    fair = Scene(employers={"Bakkerij Bolt": ("bolt",)})
    fair.says("p1", Author("ahmed", "Ahmed"))
    fair.asks("q1", "lotte", at=1, text="Zijn jullie er ook zaterdag?")
    fair.acts(ActKind.MOVE, "q1", to="ahmed")
    assert fair.case("q1").responsible == "Ahmed"
    fair.says("p2", Author("bolt", "Bakkerij Bolt"), at=2)
    fair.says("p3", Author("ahmed", "Ahmed", bio="recruiter bij Bakkerij Bolt"), at=3)
    assert fair.case("q1").responsible == "Bakkerij Bolt"


def test_case_moved_into_a_thread_where_its_asker_has_one_joins_it(fair):
    fair.asks("q3", "lotte", at=4, text="En de uren?")
    fair.acts(ActKind.MOVE, "q3", to="x:v1")
    assert fair.case("q1").posts == ("q1", "q2", "q3")


def test_moved_report_joins_the_reports_of_the_other_vacancy(fair):
    fair.offers("v2", "bolt", at=1, text="Bakker https://bolt.example/2")
    fair.reports("b1", "jan", at=4, reply_to="v1")
    fair.reports("b2", "els", at=5, reply_to="v2")
    fair.acts(ActKind.MOVE, "b1", to="x:v2")
    assert fair.case("b1").posts == ("b1", "b2")
    assert fair.case("b1").responsible == "bolt"
    fair.acts(ActKind.MOVE, "b2", to="zorg")
    assert fair.case("b1").responsible == "zorg"


def test_moving_to_a_post_that_offers_nothing_moves_to_its_author(fair):
    fair.says("p1", "bolt", at=1)
    fair.acts(ActKind.MOVE, "q1", to="x:p1")
    assert fair.subject("q1") == ("p1", None)
    assert fair.case("q1").responsible == "bolt"


def test_moving_twice_and_back_ends_where_it_was_said_last(fair):
    fair.offers("v2", "bolt", at=1)
    fair.acts(ActKind.MOVE, "q1", to="x:v2")
    fair.acts(ActKind.MOVE, "q1", to="x:v1")
    assert fair.subject("q1") == ("v1", None)
    fair.acts(ActKind.MOVE, "q1", to="x:v1")
    assert fair.subject("q1") == ("v1", None)
    assert list(fair.states) == ["q1"]


def test_merged_cases_are_one_about_what_the_second_was(fair):
    fair.offers("v2", "bolt", at=1)
    fair.asks("q3", "jan", at=4, reply_to="v2")
    merge = fair.acts(ActKind.MERGE, "q1", to="q3")
    assert fair.case("q3").posts == ("q1", "q2", "q3")
    assert (fair.subject("q3"), fair.case("q3").responsible) == (("v2", None), "bolt")
    fair.asks("q4", "lotte", at=5, reply_to="v1")
    assert fair.case("q3").posts[-1] == "q4"
    fair.answers("a1", "zorg", at=6, reply_to="q2")
    assert fair.state("q3") == "answered"
    fair.acts(ActKind.UNDO, merge)
    assert fair.states == {"q1": "answered", "q3": "open"}


def test_report_merged_with_a_dead_link_stays_with_the_link(fair):
    fair.reports("b1", "jan", at=5, text="ik zie niks")
    fair.checks(LINK, at=4)
    fair.acts(ActKind.MERGE, "link:v1", to="b1")
    assert fair.case("b1") == fair.case("link:v1")
    assert fair.case("b1").responsible == "zorg"


def test_two_dead_links_stay_two_cases(fair):
    fair.offers("v2", "bolt", at=1, text="https://bolt.example/2")
    fair.checks(LINK, at=4)
    fair.checks("https://bolt.example/2", at=4)
    fair.acts(ActKind.MERGE, "link:v1", to="link:v2")
    assert fair.state("link:v1") == fair.state("link:v2") == "open"


def test_post_split_off_makes_a_case_of_its_own_with_what_is_asked_below_it(fair):
    split = fair.acts(ActKind.SPLIT, "q2")
    assert fair.states == {"q1": "open", "q2": "open"}
    fair.asks("q3", "lotte", at=5, reply_to="q2")
    fair.asks("q4", "lotte", at=6, reply_to="v1")
    assert fair.case("q2").posts == ("q2", "q3")
    assert fair.case("q1").posts == ("q1", "q4")
    fair.answers("a1", "zorg", at=7, reply_to="q3")
    assert fair.states == {"q1": "open", "q2": "answered"}
    fair.acts(ActKind.UNDO, split)
    assert fair.states == {"q1": "answered"}


def test_report_split_off_stands_apart_from_the_link(fair):
    fair.reports("b1", "jan", at=5, reply_to="v1")
    fair.reports("b2", "els", at=6, reply_to="v1", text="kaart van de site stuk")
    fair.acts(ActKind.SPLIT, "b2")
    fair.checks(LINK, at=7)
    assert fair.states == {"q1": "open", "b1": "open", "b2": "open"}
    assert fair.case("b2").link_note == ""
    fair.acts(ActKind.MERGE, "b2", to="b1")
    assert fair.case("b1").posts == ("b1", "b2")


def test_post_split_off_a_moved_case_keeps_what_that_is_about(fair):
    fair.offers("v2", "bolt", at=1)
    fair.acts(ActKind.MOVE, "q1", to="x:v2")
    fair.acts(ActKind.SPLIT, "q2")
    assert fair.subject("q2") == ("v2", None)


def test_acts_of_grouping_that_make_no_sense_change_nothing(fair):
    fair.checks(LINK, at=4)
    before = fair.engine.cases()
    for kind, target, to in (
        (ActKind.SPLIT, "v1", ""),
        (ActKind.SPLIT, "link:v1", ""),
        (ActKind.SPLIT, "nothing", ""),
        (ActKind.MERGE, "q1", "q2"),
        (ActKind.MERGE, "q1", "nothing"),
        (ActKind.MERGE, "nothing", "q1"),
        (ActKind.MOVE, "link:v1", "bolt"),
        (ActKind.MOVE, "nothing", "bolt"),
    ):
        fair.acts(kind, target, to=to)
    assert fair.engine.cases() == before


def test_act_on_a_dead_link_holds_for_every_copy_of_the_vacancy(fair):
    fair.checks(LINK, at=4)
    fair.acts(ActKind.DISMISS, "link:v1", at=9)
    fair.offers("v0", "zorg", at=-5, text=LINK)
    assert fair.state("link:v0") == fair.state("link:v1") == "dismissed"


def test_report_below_a_question_that_was_split_off_stays_a_report(fair):
    fair.acts(ActKind.SPLIT, "q2")
    fair.reports("b1", "lotte", at=6, reply_to="q2")
    assert fair.case("q2").posts == ("q2",)
    assert fair.case("b1").kind == "broken_link"
