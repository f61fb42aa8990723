"""The written classifier: rulings of the guide as minimal pairs, and what holds for any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderator.classify.text import LIMIT
from moderator.classify.written import WrittenClassifier
from moderator.core.labels import Label, Side, Substance
from tests.classify.voices import FAIR, reading, said, voices

CLASSIFIER = WrittenClassifier(FAIR)
SEEKER, EMPLOYER, UNKNOWN = Side.SEEKER, Side.EMPLOYER, Side.UNKNOWN
VACANCY = said(Label.VACANCY, "Monteur gezocht, Assen")
QUESTION = said(Label.QUESTION, "@bouwhof kan dit parttime?")
REPORT = said(Label.BROKEN_LINK, "link doet het niet")
ANSWER = said(Label.FOLLOW_UP, "Link is hersteld")
PROFILE = said(Label.CANDIDATE, "Lasser zoekt werk in Sneek")


def label(text, side=UNKNOWN, above=None):
    ancestors = () if above is None else (above,)
    return CLASSIFIER.verdict(reading(text, side=side, ancestors=ancestors)).label.value


@pytest.mark.parametrize(
    ("text", "side", "above", "expected"),
    [
        # Whose question is it?
        ("Wie komt ons team versterken? Bouwhof zoekt een timmerman", EMPLOYER, None, "vacancy"),
        ("Heb je een rijbewijs?", EMPLOYER, QUESTION, "follow_up"),
        ("@banenplein hoe laat begint het?", EMPLOYER, None, "question"),
        # Rhetorical and social questions.
        ("Mooi initiatief, toch? #banenplein", UNKNOWN, None, "other"),
        ("@lisa, is dit niks voor jou?", SEEKER, VACANCY, "reaction"),
        ("Hoe leuk is dit!", SEEKER, VACANCY, "reaction"),
        # Asking for work.
        ("Ik zoek werk als kok in Leeuwarden #banenplein", SEEKER, None, "candidate"),
        ("Welke bedrijven zoeken een kok in Leeuwarden? #banenplein", SEEKER, None, "question"),
        # A vacancy that says how to respond.
        ("Gezocht: kok. Link werkt niet? Mail ons", EMPLOYER, None, "vacancy"),
        ("De link werkt niet", SEEKER, VACANCY, "broken_link"),
        ("The link doesn't work", SEEKER, VACANCY, "broken_link"),
        # A complaint about the network is none about the fair.
        ("Twitter is traag vandaag #banenplein", UNKNOWN, None, "other"),
        # Taking back.
        ("laat maar, gevonden", SEEKER, ANSWER, "reaction"),
        ("hij doet het weer", SEEKER, ANSWER, "reaction"),
        ("hij doet het nog steeds niet", SEEKER, ANSWER, "broken_link"),
        # Reposts by hand.
        ("RT @bouwhof: Vacature timmerman, 40 uur, Almelo", UNKNOWN, None, "vacancy"),
        ("Is dit ook parttime? RT @bouwhof: Vacature timmerman", SEEKER, None, "question"),
        # Irony.
        ("Fijn, weer een link naar niks. Goed bezig", SEEKER, VACANCY, "broken_link"),
        # Sides.
        ("Volgens mij wel, mijn broer werkt er", SEEKER, QUESTION, "reaction"),
        ("Dat kan, vanaf 24 uur", EMPLOYER, QUESTION, "follow_up"),
        ("Kom gerust eens praten, wij zoeken lassers", EMPLOYER, PROFILE, "follow_up"),
        # Doubts about the fair, and calls to join it.
        ("Benieuwd of dit wat wordt #banenplein", UNKNOWN, None, "other"),
        ("Wij doen mee! #banenplein", EMPLOYER, None, "promotion"),
        # Bumps.
        ("hallo?", SEEKER, QUESTION, "reaction"),
        ("iemand?", SEEKER, QUESTION, "reaction"),
        # Any way in that fails.
        ("werkt de link?", SEEKER, VACANCY, "broken_link"),
        ("hier ook", SEEKER, REPORT, "broken_link"),
        ("same here", SEEKER, REPORT, "broken_link"),
        ("Is deze nog open?", SEEKER, VACANCY, "question"),
        # Scams.
        ("Hiring! No interview, no skills, 900 USD daily", UNKNOWN, None, "spam"),
        # One word.
        ("salaris?", SEEKER, VACANCY, "question"),
        ("visa?", UNKNOWN, VACANCY, "question"),
    ],
)
def test_rulings_of_the_guide(text, side, above, expected):
    assert label(text, side, above) == expected


def test_a_question_to_an_employer_that_answers_unknown_accounts_is_followed_up():
    above = (said(Label.QUESTION, "@mij kan dit ook parttime?"), said(Label.VACANCY, author="mij"))
    verdict = CLASSIFIER.verdict(reading("Ja hoor, dat kan", ancestors=above))
    assert verdict.label is Label.FOLLOW_UP


@pytest.mark.parametrize(
    ("text", "above", "substance"),
    [
        ("Nee, dat kan helaas niet", QUESTION, Substance.ANSWER),
        ("Dat weten wij niet", QUESTION, Substance.ANSWER),
        ("Link is hersteld, excuus!", REPORT, Substance.ANSWER),
        ("Mail je cv naar werk@bouwhof.example", REPORT, Substance.ANSWER),
        ("We zoeken het uit en komen erop terug", QUESTION, Substance.PROMISE),
        ("Let me check with the team", QUESTION, Substance.PROMISE),
        ("Heb je een rijbewijs?", QUESTION, Substance.PROMISE),
        ("Stuur ons even een DM", QUESTION, Substance.PROMISE),
    ],
)
def test_what_a_follow_up_gives(text, above, substance):
    verdict = CLASSIFIER.verdict(reading(text, side=EMPLOYER, ancestors=(above,)))
    assert (verdict.label, verdict.substance) == (Label.FOLLOW_UP, substance)


def test_a_withdrawal_needs_something_of_ones_own_to_take_back():
    own = said(Label.QUESTION, "hoe laat?", author="mij")
    other = said(Label.QUESTION, "hoe laat?")
    verdicts = [
        CLASSIFIER.verdict(reading("laat maar, gevonden", side=SEEKER, ancestors=(above,)))
        for above in (own, other)
    ]
    assert [verdict.withdrawal for verdict in verdicts] == [True, False]


def test_the_voices_are_mostly_understood():
    pairs = [(voice.label, CLASSIFIER.verdict(voice.reading).label) for voice in voices()]
    right = sum(gold is given for gold, given in pairs)
    both = sum(gold.is_need and given.is_need for gold, given in pairs)
    either = sum(gold.is_need or given.is_need for gold, given in pairs)
    assert right / len(pairs) > 0.95
    assert both / either > 0.95


def test_the_voices_substance_and_withdrawals_are_understood():
    told = [(voice, CLASSIFIER.verdict(voice.reading)) for voice in voices()]
    right = [v.substance is g.substance for v, g in told if v.substance and g.substance]
    assert sum(right) / len(right) > 0.95
    assert all(voice.withdrawal == given.withdrawal for voice, given in told)


@given(
    st.text() | st.lists(st.sampled_from(["de", "link", "werkt", "niet", "?", "kan", "dit", "ook", "wij", "zoeken", "een", "kok"])).map(" ".join),  # noqa: E501
    st.sampled_from(Side),
    st.none() | st.sampled_from([VACANCY, QUESTION, REPORT, ANSWER, PROFILE]),
    st.booleans(),
)  # fmt: skip
def test_any_text_gets_a_verdict_with_reasons_inside_it(text, side, above, bare):
    ancestors = () if above is None else (above,)
    one = reading(text, side=side, ancestors=ancestors, bare=bare)
    verdict = CLASSIFIER.verdict(one)
    assert verdict == WrittenClassifier(FAIR).verdict(one)
    assert 0 <= verdict.confidence <= 1
    assert (verdict.substance is not None) == (verdict.label is Label.FOLLOW_UP)
    weights = [because.weight for because in verdict.because]
    assert weights == sorted(weights, reverse=True)
    for because in verdict.because:
        if because.start is not None:
            assert 0 <= because.start < because.end <= len(text)


@pytest.mark.parametrize(
    "piece",
    [
        "a", "1.", "@", "@a.", "#", "RT @a ", "link ", "is ", "geen link naar ", " -", "?!", "€",
        "e\u0301", "a" * 60 + "@", "\u202e", "\x00", "https://", "kan niet werkt niet de link ",
    ],
)  # fmt: skip
def test_what_lies_beyond_the_limit_is_not_read(piece):
    text = (piece * LIMIT)[: 4 * LIMIT]
    long = CLASSIFIER.verdict(reading(text, side=SEEKER, ancestors=(VACANCY,)))
    cut = CLASSIFIER.verdict(reading(text[:LIMIT], side=SEEKER, ancestors=(VACANCY,)))
    assert (long.label, long.confidence) == (cut.label, cut.confidence)
