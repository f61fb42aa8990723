"""Features as numbers: the same for a reading alone and among others."""

from hypothesis import given
from hypothesis import strategies as st

from moderator.classify.codes import coded
from moderator.classify.phrases import shipped
from moderator.classify.sketch import number, sketch
from moderator.core.labels import Label
from tests.classify.voices import FAIR, reading, said

TEXTS = st.lists(st.text(max_size=80), min_size=1, max_size=6)


def sketched(text):
    return sketch(reading(text, ancestors=(said(Label.VACANCY, "Kok gezocht"),)), FAIR, shipped())


def own(found, place):
    start = int(found.ends[place - 1]) if place else 0
    part = slice(start, int(found.ends[place]))
    return sorted(zip(found.codes[part].tolist(), found.values[part].tolist(), strict=True))


@given(TEXTS)
def test_a_reading_has_the_same_features_alone_and_among_others(texts):
    sketches = [sketched(text) for text in texts]
    together = coded(sketches)
    for place, each in enumerate(sketches):
        assert own(together, place) == own(coded([each]), 0)


def test_a_name_has_the_same_number_in_every_process():
    assert number("?") == 16_840_983_125_765_003_981


def test_the_words_of_two_posts_make_no_pair():
    one, other = sketched("goede"), sketched("morgen")
    apart = set(coded([one]).codes.tolist()) | set(coded([other]).codes.tolist())
    assert set(coded([one, other]).codes.tolist()) == apart
