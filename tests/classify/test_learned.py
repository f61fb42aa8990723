from hypothesis import given
from hypothesis import strategies as st

from moderator.classify.learned import LearnedClassifier
from moderator.core.labels import Label
from tests.classify.voices import FAIR, reading, said, voices

CLASSIFIER = LearnedClassifier(FAIR)


def test_voices_that_it_never_learned_from_are_mostly_understood():
    pairs = [(voice.label, CLASSIFIER.verdict(voice.reading).label) for voice in voices()]
    right = sum(gold is given for gold, given in pairs)
    assert right / len(pairs) > 0.85


@given(st.text(), st.sampled_from(Label), st.booleans())
def test_any_text_gets_a_verdict_with_reasons_inside_it(text, above, bare):
    one = reading(text, ancestors=(said(above, "Kok gezocht in Assen"),), bare=bare)
    verdict = CLASSIFIER.verdict(one)
    assert verdict == CLASSIFIER.verdict(one)
    assert 0 <= verdict.confidence <= 1
    for because in verdict.because:
        if because.start is not None:
            assert 0 <= because.start < because.end <= len(text)
