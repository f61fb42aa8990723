"""Posts that nothing ties to the fair ask nobody here, and make nobody an employer."""

import numpy as np
import pytest

from moderator.classify.learned import LearnedClassifier
from moderator.classify.model import LABELS, Model
from moderator.classify.phrases import shipped
from moderator.classify.sketch import sketch
from moderator.classify.ties import ASKED_OF_ALL, REPORTED, REPORTED_OTHERWISE, ruled_out
from moderator.core.labels import Label, Side
from tests.classify.voices import FAIR, reading, said

ASKED = "Hoe laat gaat de winkel open?"


def likely(label, chance):
    """The chances of all labels, where one has this and the others share the rest."""
    chances = np.full(len(LABELS), (1 - chance) / (len(LABELS) - 1))
    chances[LABELS.index(label)] = chance
    return chances


def ruled(one, label, chance):
    """The labels that a post cannot have which is as likely one."""
    out = ruled_out(one, FAIR, sketch(one, FAIR, shipped()), likely(label, chance))
    return {LABELS[place] for place in out}


def stray(one):
    out = ruled(one, Label.QUESTION, 0.8)
    return bool(out - {Label.BROKEN_LINK})


def believing(label, *, also=None):
    """A classifier that takes everything for this label, or nearly as much for another."""
    bias = np.zeros(len(LABELS) + 2, np.float32)
    bias[LABELS.index(label)] = 5
    if also:
        bias[LABELS.index(also)] = 4.9
    nothing = np.zeros(0, np.uint32), np.zeros((0, len(bias)), np.float32)
    return LearnedClassifier(FAIR, Model(*nothing, bias))


@pytest.mark.parametrize(
    "one",
    [
        reading(f"{ASKED} #banenplein"),
        reading(ASKED, side=Side.EMPLOYER),
        reading(f"@zorgnoord {ASKED}"),
        reading(ASKED, ancestors=(said(Label.PROMOTION, "Welkom!"),)),
        reading("@banenmarkt_noord ik kom er niet in"),
        reading("@banenplein_org ik kom er niet in"),
        reading("Is de vacaturesite uit de lucht?"),
        reading("@kennel is die plek nog vrij"),
        reading("@dekoning moet mijn cv er ook bij"),
        reading("Heeft iemand nog werk voor een kok?"),
        reading(f"{ASKED} RT @zuivel: Inpakkers gezocht, kort.example/1"),
        reading("Vacature: kok, Zeist", bare=True),
    ],
)
def test_a_hashtag_a_thread_an_employer_or_work_ties_a_post_to_the_fair(one):
    assert not stray(one)


@pytest.mark.parametrize(
    "text",
    [ASKED, "Vandaag van 10 tot 12 uur, 5 euro", "@iemand wat nu?", "@uitzendinggemist en nu?"],
)
def test_nothing_else_does(text):
    assert stray(reading(text))
    assert stray(reading(text, bare=True))


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("@iemand formulier blijft hangen", REPORTED),
        ("die QR geeft een menukaart", REPORTED_OTHERWISE),
    ],
)
def test_a_stray_report_has_to_be_a_sure_one(text, least):
    one = reading(text)
    assert ruled(one, Label.BROKEN_LINK, least) == {Label.QUESTION}
    assert ruled(one, Label.BROKEN_LINK, least - 0.01) == {Label.QUESTION, Label.BROKEN_LINK}


def test_what_is_asked_of_all_and_not_about_work_has_to_be_a_sure_need():
    one = reading("Wat lezen jullie?")
    assert Label.QUESTION not in ruled(one, Label.QUESTION, ASKED_OF_ALL)
    assert ruled(one, Label.QUESTION, ASKED_OF_ALL - 0.05) == {Label.QUESTION, Label.BROKEN_LINK}


def test_a_stray_report_about_work_that_tells_no_failure_has_to_be_a_sure_one():
    one = reading("Die baan is zeker alweer weg")
    assert not ruled(one, Label.BROKEN_LINK, ASKED_OF_ALL)
    assert ruled(one, Label.BROKEN_LINK, ASKED_OF_ALL - 0.05) == {Label.BROKEN_LINK}
    assert not ruled(reading("Die baan: 404"), Label.BROKEN_LINK, 0.5)


def test_a_stray_post_is_no_question():
    assert believing(Label.QUESTION).verdict(reading(ASKED)).label is not Label.QUESTION
    tied = reading(f"{ASKED} #banenplein")
    assert believing(Label.QUESTION).verdict(tied).label is Label.QUESTION


@pytest.mark.parametrize("label", [Label.VACANCY, Label.CANDIDATE])
def test_a_stray_post_puts_its_author_on_no_side(label):
    assert believing(label).verdict(reading(ASKED, bare=True)).label is not label
    assert believing(label).verdict(reading(ASKED)).label is label


def test_what_is_nearly_as_likely_a_need_is_taken_for_one():
    one = reading(f"{ASKED} #banenplein")
    verdict = believing(Label.REACTION, also=Label.BROKEN_LINK).verdict(one)
    assert verdict.label is Label.BROKEN_LINK
    assert verdict.confidence < 0.5
    assert believing(Label.REACTION).verdict(one).label is Label.REACTION
