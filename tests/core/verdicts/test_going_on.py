"""Posts that hang on nothing, and are read below the question that they go on about."""

from moderator.core.engine import Engine
from moderator.core.facts import ActKind
from moderator.core.labels import Label
from tests.core.scene import Scene, settle


def above(fair, id_):
    """The posts below which a post is read, nearest first."""
    return [
        said.key.partition(":")[2] for said in fair.engine.reading(f"x:{id_}").context.ancestors
    ]


def a_fair():
    fair = Scene()
    fair.offers("v", "bolt", text="Kok gezocht")
    fair.asks("q1", "lotte", at=1, text="@bolt is dat parttime?")
    fair.asks("q2", "lotte", at=3, text="@bolt en in welke plaats?")
    return fair


def test_post_that_begins_with_a_mention_is_read_below_what_that_account_asked_last():
    fair = a_fair()
    fair.answers("a1", "bolt", at=2, text="@lotte ja")
    fair.answers("a2", "bolt", at=4, text=".@lotte in Emmen")
    fair.says("a3", "bolt", at=5, text="Ook @lotte was er")
    fair.says("a4", "bolt", at=0.5, text="@lotte dag")
    fair.says("a5", "bolt", at=6, reply_to="v", text="@lotte dag")
    seen = {id_: above(fair, id_) for id_ in ("a1", "a2", "a3", "a4", "a5")}
    assert seen == {"a1": ["q1"], "a2": ["q2"], "a3": [], "a4": [], "a5": ["v"]}


def test_asker_who_goes_on_to_the_same_account_is_read_below_the_own_question():
    fair = a_fair()
    fair.says("b1", "lotte", at=4, text="@bolt hallo, iemand daar?")
    fair.says("b2", "lotte", at=5, text="@zorg hallo")
    assert above(fair, "q2") == ["q1"]
    assert above(fair, "b1") == ["q2"]
    assert above(fair, "b2") == []


def test_only_the_organiser_is_read_below_what_an_employer_asked():
    fair = a_fair()
    fair.asks("e", "bolt", at=4, text="@markt mogen wij nog meedoen?")
    fair.asks("q3", "jan", at=5, text="@bolt moet je een rijbewijs hebben?")
    fair.answers("m", "markt", at=6, text="@bolt zeker")
    assert above(fair, "q3") == []
    assert above(fair, "m") == ["e"]


def test_question_that_comes_late_or_goes_is_read_above_all_the_same():
    fair = a_fair()
    fair.answers("a1", "bolt", at=2, text="@lotte ja")
    fair.answers("a2", "bolt", at=4, text="@lotte in Emmen")
    late = Engine(fair.engine.fair)
    for fact in reversed(fair.facts):
        settle(late, [fact], fair.judge)
    assert late.unjudged == 0
    assert late.reading("x:a2").mark == fair.engine.reading("x:a2").mark
    fair.acts(ActKind.RELABEL, "q2", label=Label.OTHER)
    assert above(fair, "a2") == ["q1"]
    assert fair.engine.unjudged == 0


def a_fair_with_a_promise_in_a_thread_of_its_own():
    fair = Scene()
    fair.offers("v1", "bolt", text="Kok gezocht")
    fair.asks("q", "lotte", at=1, reply_to="v1", text="@bolt is dat parttime?")
    fair.promises("p", "bolt", at=2, text="@lotte we vragen het na, @petra weet het")
    return fair


def test_answer_below_the_promise_with_which_its_thread_began_is_for_that_asker():
    for text in ("@lotte ja, dat kan", "Ja, dat kan"):
        fair = a_fair_with_a_promise_in_a_thread_of_its_own()
        fair.reacts("t", "lotte", at=3, reply_to="p", text="@bolt fijn")
        fair.answers("a", "bolt", at=4, reply_to="t", text=text)
        assert fair.states == {"q": "answered"}


def test_who_is_handed_a_question_in_such_a_thread_answers_it():
    fair = a_fair_with_a_promise_in_a_thread_of_its_own()
    fair.answers("a", "petra", at=3, reply_to="p", text="@lotte ja hoor")
    assert fair.states == {"q": "answered"}


def test_asker_takes_the_question_back_in_such_a_thread():
    fair = a_fair_with_a_promise_in_a_thread_of_its_own()
    fair.takes_back("t", "lotte", at=3, reply_to="p", text="laat maar")
    assert fair.states == {"q": "withdrawn"}


def test_thread_that_began_before_the_question_or_with_no_answer_does_not_speak_to_it():
    fair = a_fair_with_a_promise_in_a_thread_of_its_own()
    fair.reacts("r", "jan", at=3, text="@els iets voor jou?")
    fair.asks("q1", "els", at=4, reply_to="v1", text="salaris?")
    fair.answers("a", "bolt", at=5, reply_to="r", text="@jan @els kom eens langs")
    fair.asks("q2", "lotte", at=6, text="@bolt heb je er een rijbewijs voor nodig?")
    fair.reacts("t", "lotte", at=7, reply_to="p", text="hallo?")
    fair.answers("b", "bolt", at=8, reply_to="p", text="Ja, parttime kan")
    assert fair.states == {"q": "answered", "q1": "open", "q2": "open"}


def test_thread_whose_beginning_turns_out_to_answer_speaks_to_the_asker_then():
    fair = a_fair_with_a_promise_in_a_thread_of_its_own()
    fair.answers("a", "bolt", at=3, reply_to="p", text="Ja, dat kan")
    fair.acts(ActKind.RELABEL, "p", label=Label.OTHER)
    assert fair.states == {"q": "open"}
    fair.acts(ActKind.RELABEL, "q", label=Label.OTHER)
    fair.acts(ActKind.RELABEL, "p", label=Label.FOLLOW_UP)
    fair.acts(ActKind.RELABEL, "q", label=Label.QUESTION)
    assert fair.states == {"q": "answered"}
