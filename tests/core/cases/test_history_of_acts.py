"""What a case keeps of how it was moved, merged, split, and set aside."""

import pytest

from feeds.post import Author
from moderator.core.facts import ActKind, CaseMoved
from moderator.core.labels import Label, Side
from tests.core.scene import Scene, minute

LINK = "https://zorg.example/1"


@pytest.fixture
def fair():
    """Give a fair where Lotte asked Zorg about its vacancy, twice, and Jan asked Bolt."""
    fair = Scene()
    fair.offers("v1", Author("zorg", "Zorggroep Noord"), text=f"Verpleegkundige gezocht {LINK}")
    fair.offers("v2", Author("bolt", "Bakkerij Bolt"), text="Bakker gezocht https://bolt.example/2")
    fair.asks("q1", "lotte", at=2, reply_to="v1")
    fair.asks("q2", "lotte", at=3, reply_to="v1")
    fair.asks("q3", "jan", at=4, reply_to="v2")
    return fair


def regrouped(fair, id_):
    """Each step: the minute, what was done, by whom, and of what."""
    return [
        (int((one.at - minute(0)).total_seconds() // 60), one.how, one.by, *_of(one))
        for one in fair.case(id_).regrouped
    ]


def _of(one):
    post = one.post and one.post.removeprefix("x:")
    return tuple(filter(None, (post, one.into.removeprefix("x:"), one.party)))


# Moved, merged, split


def test_moved_case_keeps_from_which_vacancy_and_whom_and_by_whom(fair):
    fair.acts(ActKind.MOVE, "q1", at=9, by="mies", to="x:v2")
    fair.acts(ActKind.MOVE, "q1", at=10, by="tom", to="")
    assert regrouped(fair, "q1") == [
        (9, "move", "mies", "v1", "Zorggroep Noord"),
        (10, "move", "tom", "v2", "Bakkerij Bolt"),
    ]
    last = fair.acts(ActKind.MOVE, "q1", at=11, by="tom", to="zorg")
    assert regrouped(fair, "q1")[-1] == (11, "move", "tom", "markt")
    fair.acts(ActKind.UNDO, last)
    assert len(regrouped(fair, "q1")) == 2


def test_employer_that_gets_another_name_has_it_in_what_was_moved_from_it(fair):
    fair.acts(ActKind.MOVE, "q1", at=9, to="")
    fair.says("p1", Author("zorg", "Zorggroep Drenthe"), at=12)
    assert fair.case("q1").regrouped[0].party == "Zorggroep Drenthe"


def test_account_that_turns_out_to_speak_for_another_is_told_so(fair):
    fair.acts(ActKind.MOVE, "q1", at=9, to="")
    fair.acts(ActKind.SIDE, "zorg", side=Side.EMPLOYER, to="bolt")
    assert fair.case("q1").regrouped[0].party == "Bakkerij Bolt"


def test_merged_case_keeps_which_went_into_which(fair):
    merge = fair.acts(ActKind.MERGE, "q2", at=9, by="mies", to="q3")
    assert regrouped(fair, "q1") == [(9, "merge", "mies", "q2", "q3")]
    assert fair.case("q3") == fair.case("q1")
    fair.acts(ActKind.UNDO, merge)
    assert regrouped(fair, "q1") == regrouped(fair, "q3") == []


def test_case_that_goes_into_another_takes_along_what_was_done_to_it(fair):
    fair.acts(ActKind.MOVE, "q1", at=8, to="x:v2")
    fair.acts(ActKind.MERGE, "q1", at=9, to="q3")
    assert [step[:2] for step in regrouped(fair, "q3")] == [(8, "move"), (9, "merge")]


def test_merged_case_that_is_moved_was_with_whom_the_second_asked(fair):
    fair.asks("q4", "els", at=5, text="@markt hoe laat begint het?")
    fair.acts(ActKind.MERGE, "q1", at=8, to="q3")
    fair.acts(ActKind.MERGE, "q4", at=9, to="q3")
    fair.acts(ActKind.MOVE, "q1", at=10, to="")
    assert regrouped(fair, "q1")[-1] == (10, "move", "moderator", "v2", "Bakkerij Bolt")
    fair.acts(ActKind.MOVE, "q4", at=11, to="zorg")
    assert regrouped(fair, "q1")[-1] == (11, "move", "moderator", "markt")


def test_report_that_is_merged_with_a_dead_link_goes_into_that_of_the_vacancy(fair):
    fair.reports("b1", "jan", at=5, text="ik zie niks")
    fair.checks(LINK, at=4)
    fair.acts(ActKind.MERGE, "link:v1", at=9, to="b1")
    assert regrouped(fair, "link:v1") == [(9, "merge", "moderator", "b1", "v1")]
    fair.acts(ActKind.MOVE, "b1", at=10, to="bolt")
    assert regrouped(fair, "b1")[-1] == (10, "move", "moderator", "v1", "Zorggroep Noord")


def test_report_merged_into_a_link_that_nobody_offers_any_more_was_with_the_organiser(fair):
    fair.reports("b1", "jan", at=5, text="ik zie niks")
    fair.acts(ActKind.MERGE, "b1", at=9, to="link:gone")
    fair.acts(ActKind.MOVE, "b1", at=10, to="bolt")
    assert regrouped(fair, "b1")[-1] == (10, "move", "moderator", "gone", "markt")


def test_both_cases_keep_that_a_post_was_split_off(fair):
    split = fair.acts(ActKind.SPLIT, "q2", at=9, by="mies")
    told = [(9, "split", "mies", "q2", "Zorggroep Noord")]
    assert regrouped(fair, "q1") == regrouped(fair, "q2") == told
    merge = fair.acts(ActKind.MERGE, "q2", at=10, to="q1")
    assert regrouped(fair, "q1") == [*told, (10, "merge", "moderator", "q2", "q1")]
    fair.acts(ActKind.UNDO, merge)
    fair.acts(ActKind.UNDO, split)
    assert regrouped(fair, "q1") == []


def test_post_that_was_merged_back_is_split_off_again(fair):
    for at in (9, 11):
        fair.acts(ActKind.SPLIT, "q2", at=at)
        assert fair.case("q1").posts == ("q1",)
        assert fair.case("q2").posts == ("q2",)
        fair.acts(ActKind.MERGE, "q2", at=at + 1, to="q1")
        assert fair.case("q2").posts == ("q1", "q2")
    assert [step[1] for step in regrouped(fair, "q1")] == ["split", "merge"] * 2


def test_dead_link_keeps_that_its_only_report_was_split_off(fair):
    fair.checks(LINK, at=4)
    fair.reports("b1", "jan", at=5, reply_to="v1")
    fair.acts(ActKind.SPLIT, "b1", at=9)
    assert regrouped(fair, "link:v1") == [(9, "split", "moderator", "b1", "Zorggroep Noord")]
    assert CaseMoved(fair.engine.case("x:b1")) in fair.changes


def test_dead_link_keeps_nothing_of_what_turned_out_to_be_no_report(fair):
    fair.checks(LINK, at=4)
    fair.reports("b1", "jan", at=5, reply_to="v1")
    fair.acts(ActKind.SPLIT, "b1", at=9)
    fair.acts(ActKind.RELABEL, "b1", label=Label.OTHER)
    assert regrouped(fair, "link:v1") == []


def test_what_makes_no_sense_is_not_told(fair):
    fair.acts(ActKind.MERGE, "q1", to="q2")
    fair.acts(ActKind.SPLIT, "v1")
    fair.acts(ActKind.MOVE, "nothing", to="bolt")
    assert regrouped(fair, "q1") == []


def test_move_of_what_is_no_question_any_more_is_not_told(fair):
    fair.acts(ActKind.MOVE, "q2", to="x:v2")
    fair.acts(ActKind.RELABEL, "q2", label=Label.OTHER)
    assert regrouped(fair, "q1") == []


# Set aside


def woken(fair, id_="q1"):
    """Each snooze that is over: until when it was set, when it ended, and by which post."""
    return [
        (
            one.until and int((one.until - minute(0)).total_seconds() // 60),
            one.over and int((one.over - minute(0)).total_seconds() // 60),
            one.post and one.post.removeprefix("x:"),
        )
        for one in fair.case(id_).woken
    ]


def test_snooze_that_a_post_ended_keeps_which(fair):
    snooze = fair.acts(ActKind.SNOOZE, "q1", at=5)
    fair.reacts("r2", "jan", at=8, reply_to="q1")
    assert woken(fair) == [(None, 8, "r2")]
    fair.reacts("r1", "els", at=7, reply_to="q2")
    assert woken(fair) == [(None, 7, "r1")]
    fair.acts(ActKind.UNDO, snooze)
    assert woken(fair) == []


def test_of_two_posts_of_one_moment_the_one_with_the_first_key_ended_it(fair):
    fair.acts(ActKind.SNOOZE, "q1", at=5)
    fair.reacts("r2", "jan", at=8, reply_to="q1")
    fair.reacts("r1", "els", at=8, reply_to="q1")
    assert woken(fair) == [(None, 8, "r1")]


def test_snooze_that_holds_is_not_over_and_has_its_time(fair):
    fair.acts(ActKind.SNOOZE, "q1", at=5, until=20)
    fair.reacts("r1", "jan", at=8, reply_to="q1")
    assert woken(fair) == []
    assert fair.case("q1").snooze.over is None


def test_snooze_that_was_over_before_the_answer_ended_by_its_time(fair):
    fair.acts(ActKind.SNOOZE, "q1", at=5, until=20)
    fair.answers("a1", "zorg", at=25, reply_to="q1")
    assert woken(fair) == [(20, 20, None)]


def test_snooze_that_an_answer_ended_keeps_which(fair):
    fair.acts(ActKind.SNOOZE, "q1", at=5, until=20)
    fair.answers("a1", "zorg", at=15, reply_to="q1")
    assert woken(fair) == [(20, 15, "a1")]


def test_snooze_that_another_took_over_is_over_from_then_on(fair):
    fair.acts(ActKind.SNOOZE, "q1", at=5, until=20)
    fair.acts(ActKind.SNOOZE, "q1", at=9, until=30)
    assert woken(fair) == [(20, 9, None)]
    fair.acts(ActKind.SNOOZE, "q1", at=35, until=40)
    assert woken(fair) == [(20, 9, None), (30, 30, None)]
    assert fair.case("q1").snooze.until == minute(40)


def test_snooze_of_what_was_deleted_at_no_known_time_is_over_at_none(fair):
    fair.acts(ActKind.SNOOZE, "q3", at=5)
    fair.deletes("q3")
    assert woken(fair, "q3") == [(None, None, "q3")]


def test_long_case_that_grows_keeps_what_was_split_off_and_what_woke_it(fair):
    for number in range(14):
        fair.reports(f"b{number:02}", f"jan{number}", at=5 + number, reply_to="v1")
    fair.acts(ActKind.SPLIT, "b03", at=30)
    fair.acts(ActKind.SNOOZE, "b00", at=31)
    fair.reports("b20", "els", at=33, reply_to="b00")
    fair.reports("b21", "els", at=32, reply_to="v1")
    fair.promises("a1", "zorg", at=31.5, reply_to="v1")
    assert [step[:2] for step in regrouped(fair, "b00")] == [(30, "split")]
    assert woken(fair, "b00") == [(None, 31, "a1")]
