"""Posts that are deleted, before or after they come, and what is left of their cases."""

from dataclasses import replace

from feeds.post import Author
from moderator.core.engine import Engine
from moderator.core.facts import Judged, LinkState, PostDeleted, PostSeen
from moderator.core.labels import Because, Label, Verdict
from tests.core.offered import LINK, a_fair
from tests.core.scene import Scene, a_post


def test_asker_who_deletes_the_question_withdraws_the_case():
    fair = a_fair()
    fair.asks("q1", "lotte", at=2, reply_to="v1")
    fair.deletes("q1", at=4)
    assert fair.story("q1") == [(2, "open", "q1"), (4, "withdrawn", "q1")]


def test_deletion_at_an_unknown_time_comes_last():
    fair = a_fair()
    fair.asks("q1", "lotte", at=2, reply_to="v1")
    fair.deletes("q1")
    assert fair.story("q1")[-1] == (None, "withdrawn", "q1")
    fair.deletes("q1", at=4)
    assert fair.story("q1")[-1] == (4, "withdrawn", "q1")


def test_post_that_comes_after_its_deletion_is_read_by_nobody_and_opens_no_case():
    fair = a_fair()
    fair.deletes("q1", at=4)
    fair.asks("q1", "lotte", at=2, reply_to="v1", text="GEHEIM")
    assert fair.states == {}
    assert "x:q1" not in {each.key for each in fair.given}
    assert (fair.line("q1").deleted, fair.engine.reading("x:q1").post.text) == (True, " " * 6)


def test_post_that_is_deleted_before_it_was_judged_is_given_out_to_nobody():
    engine = Engine(Scene().engine.fair)
    engine.absorb([PostSeen(a_post("q1", "lotte", "GEHEIM"))])
    engine.absorb([PostDeleted("q1", "x")])
    assert engine.readings(9) == []


def test_verdict_that_comes_after_the_deletion_holds_without_its_words():
    engine = Engine(Scene().engine.fair)
    engine.absorb([PostSeen(a_post("q1", "lotte", "GEHEIM"))])
    readings = engine.readings(9)
    because = (Because("GEHEIM", 1.0, 0, 6),)
    verdict = Verdict(Label.QUESTION, 0.9, because=because)
    engine.absorb([PostDeleted("q1", "x")])
    engine.absorb([Judged(each.key, each.mark, verdict) for each in readings])
    assert engine.line("x:q1").label is Label.QUESTION
    assert [case.state for case in engine.cases()] == ["withdrawn"]
    assert "GEHEIM" not in repr(engine.line("x:q1").verdict)


def test_below_a_deleted_post_its_words_are_no_context():
    fair = a_fair()
    fair.asks("q1", "lotte", at=2, text="GEHEIM")
    fair.deletes("q1", at=4)
    fair.says("r1", "jan", at=5, reply_to="q1", quotes="q1")
    fair.says("r2", "zorg", at=5, reply_to="r1")
    for below in ("x:r1", "x:r2"):
        reading = fair.engine.reading(below)
        assert "x:q1" in {each.key for each in reading.context.ancestors}
        assert "GEHEIM" not in repr(reading)


def test_deleting_one_of_two_questions_leaves_the_case_open():
    fair = a_fair()
    fair.asks("q1", "lotte", at=2, reply_to="v1")
    fair.asks("q2", "lotte", at=3, reply_to="v1")
    fair.deletes("q1", at=4)
    assert fair.state("q2") == "open"
    fair.deletes("q2", at=5)
    assert fair.story("q1")[-1] == (5, "withdrawn", "q2")


def test_case_of_several_reporters_stays_with_those_who_did_not_delete_the_report():
    fair = a_fair()
    fair.reports("b1", "lotte", at=2, reply_to="v1")
    fair.reports("b2", "jan", at=3, reply_to="v1")
    fair.deletes("b1", at=4)
    assert fair.state("b2") == "open"
    assert fair.case("b2").reporters == ("jan",)
    fair.deletes("b2", at=5)
    assert fair.case("b2").reporters == ("lotte", "jan")


def test_deleted_answer_closes_nothing():
    fair = a_fair()
    fair.asks("q1", "lotte", at=2, reply_to="v1")
    fair.answers("a1", "zorg", at=3, reply_to="q1")
    fair.deletes("a1", at=4)
    assert fair.state("q1") == "open"


def test_deleting_the_vacancy_withdraws_its_links_cases_and_leaves_questions():
    fair = a_fair()
    fair.asks("q1", "lotte", at=2, reply_to="v1")
    fair.reports("b1", "jan", at=3, reply_to="v1")
    fair.deletes("v1", at=4)
    assert fair.states == {"q1": "open", "b1": "withdrawn"}
    assert fair.subject("q1") == ("v1", None)


def test_deleting_the_vacancy_withdraws_its_dead_link():
    fair = a_fair()
    fair.checks(LINK, LinkState.DEAD, at=2)
    fair.deletes("v1", at=4)
    assert fair.states == {"link:v1": "withdrawn"}


def test_deleting_one_copy_of_a_vacancy_leaves_its_links_cases():
    fair = a_fair()
    fair.offers("v2", "zorg", at=1, text=f"Nogmaals {LINK}")
    fair.reports("b1", "jan", at=3, reply_to="v1")
    fair.deletes("v1", at=4)
    assert fair.states == {"b1": "open"}
    fair.deletes("v2", at=5)
    assert fair.states == {"b1": "withdrawn"}


def test_deletion_of_any_version_deletes_the_post():
    fair = a_fair()
    question = fair.asks("q1", "lotte", at=2, reply_to="v1")
    fair.deletes("q1b", at=4)
    fair.edits(question, Label.QUESTION, new_id="q1b", text="Is dit ook parttime?")
    assert fair.state("q1") == "withdrawn"
    assert fair.engine.reading("x:q1").post.text.isspace()


def test_deletion_of_an_unknown_post_changes_nothing():
    fair = a_fair()
    fair.deletes("unknown", at=4)
    assert fair.changes == []


def test_deleted_posts_show_no_words():
    fair = a_fair()
    fair.asks("q1", Author("lotte", "Lotte", bio="zoekt"), at=2, reply_to="v1", text=f"? {LINK}")
    fair.deletes("q1", at=4)
    line = fair.line("q1")
    assert line.deleted
    assert (line.post.text, line.post.links, line.post.author.name) == ("", (), "")
    assert line.handle == "lotte"
    assert fair.engine.counts().deleted == 1


def test_deleted_post_keeps_its_verdict():
    fair = Scene()
    question = fair.asks("q1", "lotte", at=2, text="parttime?")
    fair.deletes("q1", at=4)
    assert fair.states == {"q1": "withdrawn"}
    again = Engine(fair.engine.fair)
    again.absorb([*fair.given, fair.facts[1], PostSeen(replace(question, text=" " * 9))])
    assert again.cases() == fair.engine.cases()
    assert again.unjudged == 0
