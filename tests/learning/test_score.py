"""The figures of verdicts, on examples small enough to be worked out by hand."""

import pytest

from moderator.core.labels import Label, Substance, Verdict
from moderator.learning.figures import document, lines
from moderator.learning.score import JudgedReading, NothingToScore, score, worst
from moderator.words.language import speak
from tests.classify.voices import reading
from tests.desk.test_language import latin_words, transcribe

Q, B, R, F = Label.QUESTION, Label.BROKEN_LINK, Label.REACTION, Label.FOLLOW_UP


def judged(gold, given, confidence=0.8, text="hoi", **more):
    return JudgedReading(
        reading(text), Verdict(gold, 1.0, **more), Verdict(given, confidence, **more)
    )


def test_a_need_taken_for_the_other_need_is_a_need_all_the_same():
    found = score([judged(Q, B), judged(Q, R), judged(R, Q), judged(B, B)])
    assert (found.need.precision, found.need.recall, found.need.n) == (2 / 3, 2 / 3, 3)
    assert found.accuracy == 1 / 4


def test_labels_that_nobody_gave_do_not_count():
    found = score([judged(Q, Q), judged(R, R)])
    assert set(found.labels) == {Q, R}
    assert found.macro_f1 == 1
    assert found.kappa == 1


def test_agreement_by_chance_is_no_agreement():
    found = score([judged(Q, Q), judged(Q, R), judged(R, Q), judged(R, R)])
    assert found.kappa == 0


def test_substance_is_that_of_follow_ups_found():
    right = judged(F, F, substance=Substance.ANSWER)
    wrong = JudgedReading(
        right.reading,
        Verdict(F, 1.0, substance=Substance.PROMISE),
        Verdict(F, 0.5, substance=Substance.ANSWER),
    )
    assert score([right, wrong, judged(F, R)]).substance == 1 / 2


def test_there_is_no_substance_where_nobody_gave_one():
    assert score([judged(F, F), judged(Q, Q)]).substance is None


def test_the_calibration_error_is_how_far_confidence_lies_from_what_is_right():
    found = score([judged(Q, Q, 0.9), judged(Q, R, 0.9), judged(R, R, 0.3)])
    assert found.calibration_error == pytest.approx((2 * 0.4 + 0.7) / 3)


def test_missed_needs_come_before_surer_mistakes():
    missed, sure = judged(Q, R, 0.5), judged(R, F, 0.99)
    assert worst([sure, missed, judged(Q, Q)], 5) == [missed, sure]


def test_hostile_words_of_a_mistake_are_shown_harmless():
    some = [judged(Q, R, text="\x1b[2J wat [red]nu[/]")]
    assert "\x1b" not in "".join(lines(score(some), some))
    assert document(score(some))["n"] == 1


def test_no_word_of_the_figures_stands_outside_the_catalog():
    transcribe()
    some = [judged(Q, B), judged(Q, Q), judged(F, F, substance=None)]
    told = " ".join(lines(score(some), some))
    assert latin_words(told) - {"hoi"} == latin_words(f"{Q} {B} {F}") - {"reaction"}


def test_figures_are_written_as_the_language_writes_them():
    some = [judged(Q, B), judged(Q, Q)]
    english = list(lines(score(some), some))
    assert english[0] == "2 posts: accuracy 0.500, macro-F1 0.667, kappa 0.000"
    assert english[5] == "label        precision  recall     F1  posts"
    assert english[6] == "question         1.000   0.500  0.667      2"
    speak("nl")
    dutch = list(lines(score(some), some))
    assert dutch[0] == "2 berichten: nauwkeurigheid 0,500, macro-F1 0,667, kappa 0,000"
    assert dutch[5] == "label         precisie  recall     F1 berichten"
    assert dutch[6] == "question         1,000   0,500  0,667         2"


def test_no_posts_have_no_figures():
    with pytest.raises(NothingToScore, match="no labelled posts"):
        score([])
