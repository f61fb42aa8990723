"""Posts that come late, twice, in versions, or not at all."""

from dataclasses import replace

from feeds.post import Author
from moderator.core.engine import Engine
from moderator.core.facts import ActKind, Judged, LinkState, PostSeen
from moderator.core.labels import Label, Verdict
from moderator.core.text.repeats import without_words
from tests.core.scene import Scene, a_post, minute

LINK = "https://zorg.example/1"


def a_fair():
    fair = Scene()
    fair.offers("v1", "zorg", text=f"Verpleegkundige gezocht {LINK}")
    return fair


# Order


def test_answer_before_its_question_arrives_closes_it():
    fair = a_fair()
    fair.answers("a1", "zorg", at=5, reply_to="q1")
    assert fair.states == {}
    fair.asks("q1", "lotte", at=2, reply_to="v1")
    assert fair.states == {"q1": "answered"}


def test_post_seen_twice_changes_nothing():
    fair = a_fair()
    fair.asks("q1", "lotte", at=2, reply_to="v1")
    fair.asks("q1", "lotte", at=2, reply_to="v1")
    assert fair.changes == []
    assert fair.engine.counts().posts == 2


def test_parent_that_comes_late_joins_its_thread_to_the_vacancy():
    fair = a_fair()
    fair.asks("q1", "lotte", at=4, reply_to="p1")
    assert fair.subject("q1") == (None, None)
    fair.reacts("p1", "jan", at=3, reply_to="v1")
    assert fair.subject("q1") == ("v1", None)
    assert fair.thread("q1") == [(0, "v1"), (1, "p1"), (2, "q1")]


def test_conversations_first_post_stands_in_for_a_parent_that_never_came():
    fair = a_fair()
    fair.asks("q1", "lotte", at=4, reply_to="p1", conversation="v1")
    assert fair.subject("q1") == ("v1", None)
    fair.reacts("p1", "jan", at=3)
    assert fair.subject("q1") == (None, None)


def test_post_that_is_its_own_conversation_hangs_on_nothing():
    fair = a_fair()
    fair.asks("q1", "lotte", at=4, reply_to="p1", conversation="q1")
    assert fair.thread("q1") == [(0, "q1")]


def test_posts_that_reply_to_each_other_in_a_circle_begin_with_the_first():
    fair = Scene()
    fair.asks("q1", "lotte", at=4, reply_to="q3")
    fair.asks("q2", "jan", at=2, reply_to="q1")
    fair.asks("q3", "els", at=3, reply_to="q2")
    assert fair.thread("q1") == [(0, "q2"), (1, "q3"), (2, "q1")]
    fair.asks("q4", "mo", at=1, reply_to="q4")
    assert fair.thread("q4") == [(0, "q4")]


def test_thread_below_posts_in_a_circle_begins_with_the_first_of_them():
    fair = Scene()
    fair.says("d", "els", at=4, reply_to="c")
    fair.says("a", "jan", at=1, reply_to="b")
    fair.says("b", "piet", at=2, reply_to="a")
    fair.asks("c", "lotte", at=3, reply_to="b")
    assert fair.thread("c") == [(0, "a"), (1, "b"), (2, "c"), (3, "d")]


def test_posts_that_quote_each_other_come_to_rest():
    fair = Scene()
    fair.asks("q1", "lotte", at=1, reply_to="p0", quotes="q2")
    fair.asks("q2", "jan", at=2, reply_to="q1", quotes="q1")
    assert fair.states == {"q1": "open", "q2": "open"}


def test_thread_is_ordered_even_where_clocks_disagree():
    fair = a_fair()
    fair.asks("q1", "lotte", at=9, reply_to="v1")
    fair.answers("a1", "zorg", at=5, reply_to="q1")
    assert fair.state("q1") == "open"


def test_carried_post_gives_context_and_is_not_counted():
    fair = Scene()
    fair.offers("v1", "zorg", text=LINK, carried=True)
    fair.asks("q1", "lotte", at=2, reply_to="v1")
    assert fair.subject("q1") == ("v1", None)
    assert fair.engine.counts().posts == 1
    assert not fair.engine.has(a_post("v1", "zorg"))
    fair.offers("v1", "zorg", text=LINK)
    assert fair.engine.counts().posts == 2
    assert fair.engine.has(a_post("v1", "zorg"))


# Versions


def test_edit_under_a_new_id_is_the_same_post():
    fair = a_fair()
    question = fair.asks("q1", "lotte", at=2, reply_to="v1")
    fair.edits(question, Label.QUESTION, new_id="q1b", text="Is dit ook parttime?")
    fair.answers("a1", "zorg", at=5, reply_to="q1b")
    assert fair.states == {"q1": "answered"}
    assert fair.line("q1b").key == "x:q1"
    assert fair.line("q1").post.text == "Is dit ook parttime?"
    assert fair.engine.has(question)
    assert fair.engine.counts().posts == 3


def test_reply_to_a_later_version_before_the_edit_is_known():
    fair = a_fair()
    fair.answers("a1", "zorg", at=5, reply_to="q1b")
    question = fair.asks("q1", "lotte", at=2, reply_to="v1")
    assert fair.state("q1") == "open"
    fair.edits(question, Label.QUESTION, new_id="q1b", text="Is dit ook parttime?")
    assert fair.state("q1") == "answered"


def test_newest_version_wins_whichever_comes_last():
    fair = a_fair()
    question = fair.asks("q1", "lotte", at=2, reply_to="v1")
    fair.edits(question, Label.OTHER, edited=6, text="zes")
    assert fair.states == {}
    fair.edits(question, Label.QUESTION, edited=4, text="vier?")
    assert fair.states == {}
    assert fair.line("q1").post.text == "zes"


def test_edit_that_drops_the_mention_takes_the_answer_back():
    fair = a_fair()
    fair.asks("q1", "lotte", at=2, reply_to="v1")
    answer = fair.answers("a1", "zorg", at=5, text="@lotte parttime kan")
    assert fair.state("q1") == "answered"
    fair.edits(answer, Label.FOLLOW_UP, edited=6, text="parttime kan")
    assert fair.state("q1") == "open"


def test_edit_into_no_words_at_all_leaves_no_question():
    fair = a_fair()
    question = fair.asks("q1", "lotte", at=2, reply_to="v1")
    fair.edits(question, Label.OTHER, edited=3, text=" ")
    assert fair.states == {}


def test_version_that_came_alone_before_its_history_is_the_same_post():
    fair = a_fair()
    question = fair.asks("q1b", "lotte", at=2, reply_to="v1", text="parttime?")
    fair.reposts("r1", "jan", "q1b", at=3)
    assert fair.states == {"q1b": "open"}
    fair.says("q1b", question.author.handle, Label.QUESTION, at=2, reply_to="v1",
              text="parttime?", versions=("q1", "q1b"))  # fmt: skip
    assert fair.states == {"q1": "open"}
    assert fair.engine.counts().posts == 3
    assert fair.line("q1").reposts == 1


def test_older_version_that_came_alone_does_not_replace_a_newer_one():
    fair = a_fair()
    about = {"at": 2, "reply_to": "v1"}
    fair.asks("q1c", "lotte", text="c?", versions=("q1", "q1c"), **about)
    fair.asks("q1b", "lotte", text="b?", **about)
    fair.asks("q1c", "lotte", text="c?", versions=("q1", "q1b", "q1c"), **about)
    assert fair.states == {"q1": "open"}
    assert fair.line("q1b").post.text == "c?"


# Deletions


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


def test_bare_repost_of_a_report_that_is_deleted_later_changes_nothing():
    fair = a_fair()
    fair.reports("b1", "lotte", at=2, reply_to="v1", text="de link werkt niet")
    fair.reports("r1", "lotte", at=3, reply_to="v1", text="RT @lotte: de link werkt niet")
    fair.reports("r2", "lotte", at=4, text=f"RT @jan: {LINK} werkt niet")
    fair.offers("r3", "els", at=5, text=f"RT @zorg: Verpleegkundige gezocht {LINK}")
    before, counts = fair.engine.cases(), fair.engine.counts()
    for repost in ("r1", "r2", "r3"):
        fair.deletes(repost, at=6)
        assert fair.changes == []
    assert fair.engine.cases() == before
    assert fair.engine.counts() == replace(counts, deleted=3)
    assert fair.side("r3") == "unknown"


def test_deleted_bare_repost_whose_words_are_gone_is_still_one_that_nobody_judges():
    fair = Scene()
    fair.reports("r1", "lotte", at=2, text='Kijk: "RT @jan: de link werkt niet')
    fair.reports("r2", "lotte", at=2, text='"RT @jan: de link werkt niet')
    assert fair.states == {"r1": "open"}
    fair.deletes("r2", at=4)
    again = Engine(fair.engine.fair)
    facts = [each for each in fair.facts if isinstance(each, PostSeen)]
    wiped = [replace(each.post, text=without_words(each.post.text)) for each in facts]
    assert [each.text.strip() for each in wiped] == ["", '"RT @jan:']
    assert [len(each.text) for each in wiped] == [len(each.post.text) for each in facts]
    again.absorb([fair.facts[-1], PostSeen(wiped[1])])
    assert (again.cases(), again.unjudged) == ([], 0)
    assert again.counts().reposts == 1


def test_deleted_original_is_repeated_by_nobody():
    fair = Scene()
    fair.says("p1", "zorg", text="Wij zijn er de hele dag bij")
    fair.says("r1", "jan", at=1, text="RT @zorg: Wij zijn er de hele dag bij")
    assert fair.line("p1").reposts == 1
    assert fair.engine.repeated("x:r1").key == "x:p1"
    fair.deletes("p1", at=2)
    assert fair.line("p1").reposts == 0
    assert fair.engine.repeated("x:r1") is None
    assert fair.engine.repeated("x:unknown") is None


def test_repost_taken_down_is_not_counted():
    fair = a_fair()
    fair.reposts("r1", "jan", "v1", at=2)
    fair.reposts("r2", "els", "v1", at=3)
    assert fair.line("v1").reposts == 2
    assert fair.engine.has(a_post("r1", "jan", repost_of="v1"))
    fair.deletes("r1", at=4)
    fair.deletes("r3", at=4)
    fair.reposts("r3", "mo", "v1", at=3)
    assert fair.line("v1").reposts == 1
    assert fair.engine.has(a_post("r3", "mo", repost_of="v1"))
    assert not fair.engine.has(a_post("r4", "mo", repost_of="v1"))


def test_reply_to_a_repost_is_a_reply_to_what_it_repeats():
    fair = a_fair()
    fair.asks("q1", "lotte", at=4, reply_to="r1")
    fair.reposts("r1", "jan", "v1", at=2)
    assert fair.subject("q1") == ("v1", None)


def test_act_on_a_later_version_holds_for_the_post():
    fair = a_fair()
    question = fair.asks("q1", "lotte", at=2, reply_to="v1")
    fair.edits(question, Label.QUESTION, new_id="q1b", text="Is dit ook parttime?")
    fair.acts(ActKind.RESOLVE, "q1b", at=9)
    assert fair.state("q1") == "resolved"


def test_words_stay_and_the_time_is_the_earlier_when_a_shorter_version_claims_it():
    fair = Scene()
    fair.take(PostSeen(a_post("p1", "lotte", "Zoeken jullie nog iemand?", at=5)))
    fair.take(PostSeen(a_post("p1", "lotte", "Zoeken jullie?", at=3)))
    line = fair.line("p1")
    assert line.post.text == "Zoeken jullie nog iemand?"
    assert fair.engine.activity() == [(minute(3), 1)]


def test_repeat_with_own_words_that_is_taken_down_leaves_what_it_repeated_alone():
    fair = Scene()
    fair.says("p1", "zorg", text="Wij zijn er de hele dag bij")
    fair.says("r1", "jan", at=1, text="Leuk! RT @zorg: Wij zijn er de hele dag bij")
    fair.deletes("r1", at=2)
    assert fair.line("p1").reposts == 0
    assert fair.line("r1").deleted


def test_late_copy_of_a_vacancy_takes_the_questions_up_to_the_next_copy_and_no_later_ones():
    fair = Scene()
    for number, at in enumerate((0, 10), start=1):
        fair.offers(f"v{number}", "zorg", at=at, text=f"Kok {number} https://zorg.example/kok")
    fair.asks("q1", "lotte", at=5, text="Is https://zorg.example/kok parttime?")
    fair.asks("q2", "jan", at=12, text="Is https://zorg.example/kok voltijd?")
    fair.offers("v3", "zorg", at=3, text="Kok 3 https://zorg.example/kok")
    assert (fair.subject("q1"), fair.subject("q2")) == (("v3", None), ("v2", None))


def test_version_that_was_only_carried_along_before_its_history_is_the_same_post():
    fair = a_fair()
    fair.asks("q1b", "lotte", at=2, reply_to="v1", text="parttime?", carried=True)
    fair.asks("q1c", "lotte", at=2, reply_to="v1", text="deeltijd?", versions=("q1", "q1b", "q1c"))
    assert fair.states == {"q1": "open"}
    assert fair.engine.counts().posts == 2


def test_vacancy_that_becomes_a_repeat_by_hand_is_above_nobody():
    fair = a_fair()
    early = fair.offers("w", "jan", at=1, text="Bakker gezocht in Emmen, per direct")
    fair.asks("q1", "lotte", at=2, reply_to="w", text="parttime?")
    assert fair.subject("q1") == ("w", None)
    fair.edits(early, Label.VACANCY, edited=3, text="RT @zorg: Bakker gezocht in Emmen, per direct")
    assert fair.subject("q1") == (None, "zorg")


def test_post_of_which_only_the_bare_reading_lacks_a_verdict_waits_for_that():
    fair = Scene()
    fair.engine.apply(PostSeen(a_post("p1", "lotte")))
    bare, reading = fair.engine.readings(9)
    fair.engine.apply(Judged(reading.key, reading.mark, Verdict(Label.OTHER, 1.0)))
    assert fair.engine.readings(9) == [bare]


def test_question_that_was_none_at_first_is_answered_in_a_thread_that_an_answer_began():
    fair = Scene()
    fair.answers("a1", "bolt", text="@lotte welkom bij de bakkerij")
    fair.says("q1", "lotte", at=1, reply_to="a1", text="@bolt kan het parttime")
    fair.answers("a2", "bolt", at=2, reply_to="a1", text="Ja, dat kan")
    fair.acts(ActKind.RELABEL, "q1", label=Label.QUESTION)
    assert fair.state("q1") == "answered"
