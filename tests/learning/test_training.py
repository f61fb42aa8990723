"""Learning anew from a small corpus."""

import shutil
from pathlib import Path

import pytest

from moderator.classify.learned import LearnedClassifier
from moderator.classify.model import load
from moderator.commands import teach
from tests.classify.voices import FAIR, reading

FAIRS = Path(__file__).parents[2] / "corpus" / "fairs"

pytest.importorskip("sklearn", reason="the extra `learn` is not installed")


@pytest.fixture
def corpus(tmp_path):
    (tmp_path / "corpus" / "fairs").mkdir(parents=True)
    for name in ("hard-stuk", "hard-wie", "nl12a-winkel"):
        shutil.copy(FAIRS / f"{name}.json", tmp_path / "corpus" / "fairs")
    return tmp_path / "corpus"


def test_the_same_corpus_makes_the_same_bytes(corpus, tmp_path):
    for name in ("one", "other"):
        assert teach.train(corpus, tmp_path / name, second=False) == 0
    one, other = (tmp_path / name / "model.npz" for name in ("one", "other"))
    assert one.read_bytes() == other.read_bytes()
    model = load(one)
    assert 0.5 <= model.temperature <= 2.5
    assert LearnedClassifier(FAIR, model).verdict(reading("de link doet het niet")).confidence < 1


def test_what_is_no_corpus_is_said(tmp_path, capsys):
    assert teach.train(tmp_path, tmp_path, second=False) == 2
    assert "no fairs/*.json here" in capsys.readouterr().err
