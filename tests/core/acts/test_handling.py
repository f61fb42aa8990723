"""Moderators claim cases, hand them over, set them aside, and write beside them."""

from datetime import timedelta

from moderator.core.case import Remark
from moderator.core.facts import ActKind
from tests.core.scene import Scene, minute


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
