"""Posts that are deleted, before or after they come, and what is left of their cases."""

from dataclasses import replace

from feeds.post import Author
from moderator.core.engine import Engine
from moderator.core.facts import Judged, LinkState, PostSeen
from moderator.core.labels import Label
from tests.core.offered import LINK, a_fair
from tests.core.scene import Scene


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


def test_deletion_before_its_post_arrives_holds():
    fair = a_fair()
    fair.deletes("q1", at=4)
    fair.asks("q1", "lotte", at=2, reply_to="v1")
    assert fair.state("q1") == "withdrawn"


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


def test_deleted_post_whose_words_are_gone_keeps_its_verdict():
    fair = Scene()
    question = fair.asks("q1", "lotte", at=2, text="parttime?")
    reading, verdict = fair.engine.reading("x:q1"), fair.line("q1").verdict
    fair.deletes("q1", at=4)
    again = Engine(fair.engine.fair)
    again.apply(Judged(reading.key, reading.mark, verdict))
    again.absorb([fair.facts[1], PostSeen(replace(question, text=" " * 9))])
    assert again.cases() == fair.engine.cases()
    assert again.unjudged == 0
