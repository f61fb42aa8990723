import pytest

from moderator.classify.phrases import TABLES, PhraseError, Phrases, load
from moderator.classify.text import read

CLASSES = {"job": ["*monteur", "kok"]}


def found(phrase, text):
    """Give the piece of the text that the phrase was found in, or None."""
    words = read(text)
    hits = Phrases({"it": {phrase: 1.0}}, CLASSES).find(words)
    if not hits:
        return None
    return text[words[hits[0].start].start : words[hits[0].end].end]


@pytest.mark.parametrize(
    ("phrase", "text", "piece"),
    [
        ("ben benieuwd (of|hoe)", "Ik ben BENIEUWD of het kan", "ben BENIEUWD of"),
        ("(very|) nice", "how nice", "nice"),
        ("vacature*", "mooie vacaturetekst!", "vacaturetekst"),
        ("*monteur", "een koelmonteur", "koelmonteur"),
        ("geen .. gevonden", "geen leuke baan gevonden", "geen leuke baan gevonden"),
        ("geen .. gevonden", "geen a b c d gevonden", None),
        ("geen .. gevonden", "geen idee. Niets gevonden", None),
        ("^ is ... ?", "@bouwhof is dat ook in het weekend en in de avond?", "is dat ook in het weekend en in de avond?"),  # noqa: E501
        ("^ kan dit", "Hoi! Kan dit ook", "Kan dit"),
        ("^ kan dit", "weet je of kan dit", None),
        ("~ kan dit", "Leuke baan, kan dit", "kan dit"),
        ("visa $", "visa?", "visa"),
        ("visa $", "visa is geregeld", None),
        ("{job} gezocht", "Servicemonteur gezocht", "Servicemonteur gezocht"),
        ("{number} uur", "24-32 uur", "32 uur"),
        ("leuk", "wat leuuuuk zeg", "leuuuuk"),
        ("cafe", "naar het café", "café"),
    ],
)  # fmt: skip
def test_phrases_are_found_as_they_are_written(phrase, text, piece):
    assert found(phrase, text) == piece


@pytest.mark.parametrize("phrase", ["", "^", "kan ..", "kan (dit", "(a|(b|c))"])
def test_a_phrase_that_cannot_be_found_is_refused(phrase):
    with pytest.raises(PhraseError, match="it"):
        Phrases({"it": {phrase: 1.0}}, {})


def test_the_tables_that_ship_can_be_read():
    assert load(TABLES).find(read("Ben benieuwd of de link het doet"))


def test_a_phrase_is_found_again_after_more_words_than_are_remembered():
    phrases = Phrases(
        {"it": {"link .. kapot": 1.0} | {f"link w{n} x": 1.0 for n in range(1_200)}}, {}
    )
    for n in range(1_200):
        assert phrases.find(read(f"link w{n} kapot"))
    assert [hit.end for hit in phrases.find(read("link w1 kapot w2 x"))] == [2]


def test_a_phrase_that_begins_twice_is_found_twice():
    assert len(Phrases({"it": {"geen .. baan": 1.0}}, {}).find(read("geen geen baan"))) == 2
