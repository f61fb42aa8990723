"""The second opinion, by hand-made vectors and by the real encoder."""

import asyncio
from platform import machine

import numpy as np
import pytest

from moderator.classify.encoder import DIMENSIONS, Encoder, is_able, is_usable, plain
from moderator.classify.learned import LearnedClassifier
from moderator.classify.model import LABELS, OUTCOMES
from moderator.classify.semantic import COLUMNS, Meaning, SemanticClassifier, shipped_meaning
from moderator.core.labels import Label, Side
from tests.classify.voices import FAIR, reading, said

FIRST = LearnedClassifier(FAIR)


class Vectors:
    """A vector of ones for texts with a word in them, of zeros for all others."""

    def __init__(self, word):
        self._word = word

    def vectors(self, texts):
        return np.array([[float(self._word in text)] * DIMENSIONS for text in texts], np.float32)


def meaning(column, label, weight=100.0):
    """Weights that make one column decide for one label."""
    weights = np.zeros((COLUMNS, OUTCOMES), np.float32)
    weights[column, LABELS.index(label)] = weight
    return Meaning(weights, np.zeros(OUTCOMES, np.float32), np.zeros(DIMENSIONS, np.float32), 1.0)


def verdict(reading, word, weighed):
    return SemanticClassifier(FAIR, vectors=Vectors(word), meaning=weighed).verdicts([reading])[0]


def test_the_meaning_of_the_post_can_decide():
    given = verdict(
        reading("@zorgnoord hij hangt op"), "hangt", meaning(OUTCOMES, Label.BROKEN_LINK)
    )
    assert given.label is Label.BROKEN_LINK
    assert given.confidence > 0.99


def test_the_meaning_of_the_post_above_can_decide():
    column = OUTCOMES + 3 * DIMENSIONS
    below = reading("o", ancestors=(said(Label.VACANCY, "kok gezocht"),))
    assert verdict(below, "kok", meaning(column, Label.REACTION)).label is Label.REACTION


def test_a_hosts_words_are_weighed_apart():
    weighed = meaning(OUTCOMES + DIMENSIONS, Label.FOLLOW_UP)
    host = verdict(reading("kom maar", side=Side.EMPLOYER), "kom", weighed)
    guest = verdict(reading("kom maar"), "kom", weighed)
    assert host.confidence > guest.confidence
    assert host.label is Label.FOLLOW_UP


@pytest.mark.parametrize(
    ("label", "speaks", "is_silent"),
    [(Label.BROKEN_LINK, "werkt", "gezocht"), (Label.VACANCY, "gezocht", "werkt")],
)
def test_reasons_are_those_of_the_words_for_the_label_that_was_chosen(label, speaks, is_silent):
    text = "kok gezocht: werkt de link?"
    because = verdict(reading(text), "link", meaning(OUTCOMES, label)).because
    said = [reason for reason in because if reason.start is not None]
    assert all(text[reason.start : reason.end] == reason.text for reason in said)
    words = {word for reason in said for word in reason.text.split()}
    assert speaks in words
    assert is_silent not in words


def test_no_readings_get_no_verdicts():
    assert SemanticClassifier(FAIR, vectors=Vectors("x")).verdicts([]) == []


def test_what_is_encoded_is_what_was_said():
    text = "@zorgnoord @jan de  link https://x.example/1 doet het niet"
    assert plain(text) == "de  link link doet het niet"
    assert plain("@jan") == "@jan"
    assert len(plain("a" * 100_000)) == 400


@pytest.mark.skipif(machine() != "x86_64", reason="other processors are not asked")
def test_the_encoder_is_for_processors_that_can_run_it(tmp_path):
    able, old = tmp_path / "able", tmp_path / "old"
    able.write_text("flags\t\t: fpu sse2 avx avx2 bmi1\n", encoding="ascii")
    old.write_text("flags\t\t: fpu sse2 avx\n", encoding="ascii")
    assert is_able(able)
    assert not is_able(old)
    assert not is_able(tmp_path / "none")


@pytest.mark.skipif(not is_usable(), reason="the extra `semantic` is not installed")
def test_the_encoder_holds_the_same_for_near_whatever_the_words():
    encoder = Encoder()
    dutch, english, other = encoder.vectors(
        ["de pagina bestaat niet meer", "the page no longer exists", "wat schuift dat per uur"]
    )
    assert dutch @ english > dutch @ other
    assert np.allclose(np.linalg.norm(dutch), 1, atol=0.01)


@pytest.mark.skipif(not is_usable(), reason="the extra `semantic` is not installed")
def test_the_shipped_opinion_reads_any_text():
    second = SemanticClassifier(FAIR)
    texts = [
        "",
        "🙃",
        "\0\x1b[2J",
        "a" * 100_000,
        "您好吗",
        "@zorgnoord Klopt de url? Kom op de homepage uit",
    ]
    given = asyncio.run(second.classify([reading(text) for text in texts]))
    assert given[-1].label is Label.BROKEN_LINK
    assert all(0 <= each.confidence <= 1 for each in given)
    assert shipped_meaning().weights.shape == (COLUMNS, OUTCOMES)
