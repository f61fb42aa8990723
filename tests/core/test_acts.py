"""What moderators do, and take back."""

from datetime import timedelta

import pytest

from feeds.post import Author
from moderator.core.case import Remark
from moderator.core.facts import ActKind, CaseOpened, CaseRetracted, LinkState
from moderator.core.labels import Label, Side, Substance, Verdict
from tests.core.scene import Scene, minute

LINK = "https://zorg.example/1"


@pytest.fixture
def fair():
    """Give a fair where Lotte asked Zorg about its vacancy, twice."""
    fair = Scene()
    fair.offers("v1", "zorg", text=f"Verpleegkundige gezocht {LINK}")
    fair.asks("q1", "lotte", at=2, reply_to="v1")
    fair.asks("q2", "lotte", at=3, reply_to="v1")
    return fair


@pytest.mark.parametrize(
    ("kind", "state"), [(ActKind.RESOLVE, "resolved"), (ActKind.DISMISS, "dismissed")]
)
def test_moderator_closes_a_case_by_any_of_its_posts(fair, kind, state):
    act = fair.acts(kind, "q2", at=9)
    assert fair.story("q1") == [(2, "open", "q1"), (9, state, act)]


def test_moderator_opens_a_closed_case_again(fair):
    fair.answers("a1", "zorg", at=5, reply_to="q1")
    fair.acts(ActKind.REOPEN, "q1", at=9)
    assert fair.state("q1") == "open"
    assert fair.waits_since("q1") == 9


def test_a_clock_that_was_put_back_leaves_the_acts_in_their_order(fair):
    fair.acts(ActKind.RESOLVE, "q1", at=69)
    reopened = fair.acts(ActKind.REOPEN, "q1", at=10)
    assert fair.story("q1")[-1] == (69, "open", reopened)
    dismissed = fair.acts(ActKind.DISMISS, "q1", at=11)
    assert fair.story("q1")[-1] == (69, "dismissed", dismissed)


def test_opening_an_open_case_changes_nothing(fair):
    fair.acts(ActKind.REOPEN, "q1", at=9)
    assert fair.changes == []


def test_what_is_said_after_the_moderator_closed_it_changes_nothing(fair):
    fair.acts(ActKind.DISMISS, "q1", at=4)
    fair.promises("a1", "zorg", at=5, reply_to="q1")
    fair.answers("a2", "zorg", at=6, reply_to="q1")
    assert fair.state("q1") == "dismissed"


def test_question_after_the_moderator_closed_it_opens_it_again(fair):
    fair.acts(ActKind.RESOLVE, "q1", at=4)
    fair.asks("q3", "lotte", at=5, reply_to="q1")
    assert fair.state("q1") == "open"


def test_moderator_may_change_resolved_into_dismissed(fair):
    fair.acts(ActKind.RESOLVE, "q1", at=4)
    fair.acts(ActKind.DISMISS, "q1", at=5)
    assert fair.state("q1") == "dismissed"


def test_undo_takes_an_act_back(fair):
    act = fair.acts(ActKind.RESOLVE, "q1", at=4)
    fair.acts(ActKind.UNDO, act, at=5)
    assert fair.story("q1") == [(2, "open", "q1")]


def test_undo_of_an_undo_lets_the_act_hold_again(fair):
    act = fair.acts(ActKind.RESOLVE, "q1", at=4)
    undo = fair.acts(ActKind.UNDO, act, at=5)
    fair.acts(ActKind.UNDO, undo, at=6)
    assert fair.state("q1") == "resolved"


def test_undo_of_one_act_leaves_the_others(fair):
    first = fair.acts(ActKind.RESOLVE, "q1", at=4)
    fair.acts(ActKind.DISMISS, "q1", at=5)
    fair.acts(ActKind.UNDO, first, at=6)
    assert fair.state("q1") == "dismissed"


def test_undo_of_nothing_changes_nothing(fair):
    fair.acts(ActKind.UNDO, "nothing", at=5)
    fair.acts(ActKind.UNDO, "moderator:1", at=6)
    fair.acts(ActKind.UNDO, "x:q1", at=7)
    assert fair.states == {"q1": "open"}


def test_relabelling_a_question_retracts_its_case(fair):
    fair.acts(ActKind.RELABEL, "q2", label=Label.REACTION)
    assert fair.case("q1").posts == ("q1",)
    act = fair.acts(ActKind.RELABEL, "q1", label=Label.REACTION)
    assert fair.changes == [CaseRetracted("x:q1")]
    assert fair.line("q1").corrected
    fair.acts(ActKind.UNDO, act)
    assert fair.states == {"q1": "open"}
    assert not fair.line("q1").corrected


def test_relabelling_a_post_as_a_question_opens_a_case(fair):
    fair.says("p1", "jan", at=4, reply_to="v1", text="parttime ook")
    fair.acts(ActKind.RELABEL, "p1", label=Label.QUESTION)
    assert isinstance(fair.changes[0], CaseOpened)
    assert fair.states == {"q1": "open", "p1": "open"}


def test_post_relabelled_as_a_follow_up_is_an_answer(fair):
    fair.reacts("a1", "zorg", at=5, reply_to="q1")
    fair.acts(ActKind.RELABEL, "a1", label=Label.FOLLOW_UP)
    assert fair.state("q1") == "answered"


def test_last_label_given_holds(fair):
    fair.acts(ActKind.RELABEL, "q1", label=Label.SPAM)
    last = fair.acts(ActKind.RELABEL, "q1", label=Label.OTHER)
    assert fair.line("q1").verdict.label is Label.OTHER
    fair.acts(ActKind.UNDO, last)
    assert fair.line("q1").verdict.label is Label.SPAM


def test_act_on_an_unknown_post_waits_for_it(fair):
    fair.acts(ActKind.RESOLVE, "q9", at=30)
    assert fair.changes == []
    fair.asks("q9", "jan", at=6, reply_to="v1")
    assert fair.state("q9") == "resolved"


def test_act_on_a_dead_link_holds_when_reports_join_it(fair):
    fair.checks(LINK, LinkState.DEAD, at=4)
    fair.acts(ActKind.DISMISS, "link:v1", at=9)
    assert fair.state("link:v1") == "dismissed"
    fair.reports("b1", "jan", at=6, reply_to="v1")
    assert fair.state("b1") == "dismissed"


def test_act_follows_its_post_into_another_case(fair):
    fair.asks("q3", "lotte", at=4, reply_to="late")
    fair.acts(ActKind.RESOLVE, "q3", at=9)
    fair.reacts("late", "jan", at=3, reply_to="v1")
    assert fair.states == {"q1": "resolved"}


def test_last_act_is_what_an_undo_would_take_back(fair):
    assert fair.engine.last_act("tom") is None
    first = fair.acts(ActKind.RESOLVE, "q1", by="tom")
    second = fair.acts(ActKind.DISMISS, "q1", by="tom")
    fair.acts(ActKind.REOPEN, "q1", by="mies")
    assert fair.engine.last_act("tom").id == second
    fair.acts(ActKind.UNDO, second, by="tom")
    assert fair.engine.last_act("tom").id == first
    fair.acts(ActKind.UNDO, first, by="mies")
    assert fair.engine.last_act("tom") is None


# What a moderator does about a case


def test_claim_holds_until_its_lease_runs_out_and_hides_nothing(fair):
    fair.acts(ActKind.CLAIM, "q2", at=5, by="mies")
    case = fair.case("q1")
    assert [case.claimed_by(minute(at)) for at in (5, 19, 20)] == ["mies", "mies", None]
    assert fair.queue(6) == fair.queue(40) == ["q1"]


def test_fair_sets_the_lease():
    fair = Scene(claim_lease=timedelta(minutes=2))
    fair.asks("q1", "lotte")
    fair.acts(ActKind.CLAIM, "q1", at=5, by="mies")
    assert fair.case("q1").claim.until == minute(7)
    fair.acts(ActKind.CLAIM, "q1", at=6, by="mies", until=30)
    assert fair.case("q1").claim.until == minute(30)


def test_lease_never_runs_past_the_end_of_time():
    fair = Scene(claim_lease=timedelta.max)
    fair.asks("q1", "lotte")
    fair.acts(ActKind.CLAIM, "q1", at=5)
    assert fair.case("q1").claimed_by(minute(999))


def test_last_claim_holds_and_a_release_ends_it(fair):
    fair.acts(ActKind.CLAIM, "q1", at=5, by="mies")
    claim = fair.acts(ActKind.CLAIM, "q1", at=6, by="tom")
    assert fair.case("q1").claimed_by(minute(7)) == "tom"
    release = fair.acts(ActKind.RELEASE, "q1", at=7, by="tom")
    assert fair.case("q1").claim is None
    fair.acts(ActKind.UNDO, release)
    assert fair.case("q1").claim.act == claim
    fair.acts(ActKind.UNDO, claim)
    assert fair.case("q1").claimed_by(minute(7)) == "mies"


def test_case_that_is_handed_over_is_the_others_for_a_lease_and_the_note_goes_along(fair):
    fair.acts(ActKind.CLAIM, "q1", at=5, by="mies")
    given = fair.acts(ActKind.HAND_OVER, "q1", at=6, by="mies", to="tom", text="belt zelf")
    case = fair.case("q1")
    assert [case.claimed_by(minute(at)) for at in (7, 20, 21)] == ["tom", "tom", None]
    assert (case.claim.giver, [note.text for note in case.notes]) == ("mies", ["belt zelf"])
    assert fair.queue(40) == ["q1"]
    fair.acts(ActKind.UNDO, given, by="mies")
    case = fair.case("q1")
    assert (case.claimed_by(minute(7)), case.claim.giver, case.notes) == ("mies", "", ())


def test_case_that_is_handed_over_may_be_released_or_claimed_by_another(fair):
    fair.acts(ActKind.HAND_OVER, "q1", at=5, by="mies", to="tom", until=30)
    assert fair.case("q1").claim.until == minute(30)
    assert fair.case("q1").notes == ()
    fair.acts(ActKind.CLAIM, "q1", at=6, by="els")
    assert (fair.case("q1").claimed_by(minute(7)), fair.case("q1").claim.giver) == ("els", "")
    fair.acts(ActKind.RELEASE, "q1", at=8, by="els")
    assert fair.case("q1").claim is None


def test_case_knows_its_nudges_and_notes(fair):
    nudge = fair.acts(ActKind.NUDGE, "q1", at=5, by="mies", text="@zorg, lotte wacht nog")
    fair.acts(ActKind.NUDGE, "q2", at=9, by="tom")
    fair.acts(ActKind.NOTE, "q1", at=7, text="belt zelf terug")
    case = fair.case("q1")
    assert case.nudges[0] == Remark(minute(5), "mies", "@zorg, lotte wacht nog", nudge)
    assert [(one.by, one.text) for one in case.nudges[1:]] == [("tom", "")]
    assert [one.text for one in case.notes] == ["belt zelf terug"]
    assert fair.state("q1") == "open"
    fair.acts(ActKind.UNDO, nudge)
    assert [one.by for one in fair.case("q1").nudges] == ["tom"]


def test_words_about_a_deleted_post_are_gone(fair):
    fair.acts(ActKind.NOTE, "q2", text="over de tweede vraag")
    fair.acts(ActKind.NOTE, "q1", text="over de eerste")
    fair.deletes("q2", at=4)
    assert [one.text for one in fair.case("q1").notes] == ["", "over de eerste"]


def test_snoozed_case_is_shown_apart_and_comes_back_at_its_time(fair):
    fair.acts(ActKind.SNOOZE, "q1", at=5, until=20)
    board = fair.engine.board(minute(19))
    assert (fair.queue(19), [row.case.id for row in board.snoozed]) == ([], ["x:q1"])
    assert board.snoozed[0].urgency == "due"
    assert board.closed == 0
    assert fair.queue(20) == ["q1"]


def test_case_snoozed_until_the_next_post_comes_back_with_it(fair):
    fair.acts(ActKind.SNOOZE, "q1", at=5)
    fair.reacts("r0", "els", at=4, reply_to="q1")
    fair.reacts("r1", "jan", at=6, reply_to="v1")
    assert fair.queue(99) == []
    fair.reacts("r2", "jan", at=7, reply_to="q1")
    assert fair.queue(99) == ["q1"]


def test_case_snoozed_until_a_moment_sleeps_through_posts_that_do_not_move_it(fair):
    fair.acts(ActKind.SNOOZE, "q1", at=5, until=30)
    fair.reacts("r1", "jan", at=7, reply_to="q1")
    assert fair.queue(8) == []
    fair.promises("a1", "zorg", at=9, reply_to="q1")
    assert fair.queue(10) == ["q1"]


def test_case_that_is_reopened_after_a_snooze_is_awake(fair):
    fair.acts(ActKind.RESOLVE, "q1", at=5)
    fair.acts(ActKind.SNOOZE, "q1", at=5)
    fair.acts(ActKind.REOPEN, "q1", at=5)
    assert fair.queue(5) == ["q1"]
    snooze = fair.acts(ActKind.SNOOZE, "q1", at=5)
    assert fair.queue(5) == []
    fair.acts(ActKind.UNDO, snooze, at=5)
    assert fair.queue(5) == ["q1"]


# What a post is


def test_moderator_says_what_a_follow_up_gives(fair):
    fair.answers("a1", "zorg", at=5, reply_to="q1")
    label = {"label": Label.FOLLOW_UP}
    fair.acts(ActKind.RELABEL, "a1", substance=Substance.PROMISE, **label)
    assert fair.state("q1") == "promised"
    fair.acts(ActKind.RELABEL, "a1", **label)
    assert fair.state("q1") == "answered"


def test_confirming_a_post_keeps_what_it_was_judged_to_give(fair):
    fair.promises("a1", "zorg", at=5, reply_to="q1")
    fair.takes_back("w1", "lotte", at=6, reply_to="q1")
    fair.acts(ActKind.CONFIRM, "a1", label=Label.FOLLOW_UP)
    fair.acts(ActKind.CONFIRM, "w1", label=Label.REACTION)
    assert [step[1] for step in fair.story("q1")] == ["open", "promised", "withdrawn"]
    assert fair.line("a1").corrected
    assert fair.line("a1").verdict.confidence == 1.0


def test_relabelling_as_nothing_makes_it_other(fair):
    fair.acts(ActKind.RELABEL, "q1")
    assert fair.line("q1").verdict.label is Label.OTHER


# Which case a post belongs to


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


# Who an account speaks for


def test_account_belongs_to_the_party_that_the_moderator_says(fair):
    fair.answers("a1", "petra", at=5, reply_to="q1")
    assert fair.state("q1") == "open"
    act = fair.acts(ActKind.SIDE, "@Petra", side=Side.EMPLOYER, to="zorg")
    assert (fair.state("q1"), fair.side("a1")) == ("answered", "employer")
    fair.acts(ActKind.UNDO, act)
    assert (fair.state("q1"), fair.side("a1")) == ("open", "unknown")


def test_account_belongs_to_an_organisation_of_the_roster():
    fair = Scene(employers={"Zorggroep Noord": ("zorg",)})
    fair.offers("v1", "zorg")
    fair.asks("q1", "lotte", at=2, reply_to="v1")
    fair.answers("a1", "petra", at=5, reply_to="q1")
    fair.acts(ActKind.SIDE, "petra", side=Side.EMPLOYER, to="Zorggroep Noord")
    assert fair.state("q1") == "answered"


def test_moderator_says_that_an_account_is_an_employer_or_is_none(fair):
    fair.says("p1", "krant", at=1)
    fair.acts(ActKind.SIDE, "krant", side=Side.EMPLOYER)
    fair.asks("q3", "jan", at=4, text="@krant zoeken jullie nog iemand?")
    assert fair.case("q3").responsible == "krant"
    fair.acts(ActKind.SIDE, "krant", side=Side.UNKNOWN)
    assert fair.case("q3").responsible == "markt"
    assert fair.side("p1") == "unknown"
    fair.acts(ActKind.SIDE, "krant", side=Side.SEEKER)
    assert fair.side("p1") == "seeker"


def test_moderator_says_that_an_account_is_the_organisers(fair):
    fair.asks("q3", "jan", at=4, text="@markt hoe laat begint het?")
    fair.answers("a1", "els", at=5, reply_to="q3")
    fair.acts(ActKind.SIDE, "els", side=Side.ORGANISER)
    assert (fair.state("q3"), fair.side("a1")) == ("answered", "organiser")


def test_accounts_that_are_said_to_belong_to_each_other_are_one_party(fair):
    fair.acts(ActKind.SIDE, "petra", side=Side.EMPLOYER, to="zorg")
    fair.acts(ActKind.SIDE, "zorg", side=Side.EMPLOYER, to="petra")
    fair.answers("a1", "petra", at=5, reply_to="q1")
    assert fair.state("q1") == "answered"


def test_side_that_is_not_said_changes_nothing(fair):
    fair.acts(ActKind.SIDE, "zorg")
    assert fair.side("v1") == "employer"


def test_report_below_a_question_that_was_split_off_stays_a_report(fair):
    fair.acts(ActKind.SPLIT, "q2")
    fair.reports("b1", "lotte", at=6, reply_to="q2")
    assert fair.case("q2").posts == ("q2",)
    assert fair.case("b1").kind == "broken_link"


def test_the_acts_that_hold_can_be_asked_for_by_kind(fair):
    assert fair.engine.acts(ActKind.DISMISS) == []
    first = fair.acts(ActKind.DISMISS, "q1", at=9)
    fair.acts(ActKind.NOTE, "q1", at=10, text="hm")
    second = fair.acts(ActKind.DISMISS, "q2", at=11)
    fair.acts(ActKind.UNDO, first, at=12)
    assert [act.id for act in fair.engine.acts(ActKind.DISMISS, ActKind.RELABEL)] == [second]


def test_needs_answers_and_withdrawals_concern_cases_and_nothing_else_does():
    concerned = [label for label in Label if Verdict(label, 1.0).concerns_case]
    assert concerned == [Label.BROKEN_LINK, Label.QUESTION, Label.FOLLOW_UP]
    assert Verdict(Label.REACTION, 1.0, withdrawal=True).concerns_case


def test_act_is_found_by_its_id(fair):
    act = fair.acts(ActKind.NOTE, "q1", text="belt zelf")
    assert fair.engine.act(act).text == "belt zelf"
    assert fair.engine.act("nothing") is None
