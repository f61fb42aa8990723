"""Learning anew from a small corpus."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from moderator.classify.encoder import DIMENSIONS
from moderator.classify.learned import LearnedClassifier
from moderator.classify.model import OUTCOMES, chances, load
from moderator.classify.semantic import COLUMNS, Meaning
from moderator.commands import teach
from moderator.core.facts import Acted, ActKind, PostSeen
from moderator.core.labels import Label
from moderator.learning.training import TRUST, pooled
from moderator.store.sqlite import open_journal
from tests.classify.voices import FAIR, NOON, reading

FAIRS = Path(__file__).parents[2] / "corpus" / "fairs"


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


def test_it_is_said_how_many_corrections_are_learned_from(corpus, tmp_path, capsys):
    seen = PostSeen(reading("Bel ons nu!").post)
    said = Acted("m:1", ActKind.RELABEL, "x:1", "m", NOON, 1, label=Label.SPAM)
    journals = (tmp_path / "fair.sqlite", tmp_path / "nobody.sqlite")
    for path, facts in zip(journals, ([seen, said], [seen]), strict=True):
        with open_journal(path) as journal:
            journal.append(facts)
    assert teach.train(corpus, tmp_path, second=False, journals=journals) == 0
    told = capsys.readouterr().err
    assert f"{tmp_path}/fair.sqlite: corrections to learn from: 1\n" in told
    assert f"{tmp_path}/nobody.sqlite: corrections to learn from: 0\n" in told


def test_a_fair_that_cannot_be_read_is_said(corpus, tmp_path, capsys):
    (corpus / "fairs" / "hard-wie.json").write_text("{")
    assert teach.train(corpus, tmp_path, second=False) == 2
    assert "hard-wie.json: cannot be read as labelled posts" in capsys.readouterr().err


def test_where_the_model_cannot_be_written_is_said_before_anything_is_learned(
    corpus, tmp_path, capsys, monkeypatch
):
    monkeypatch.setattr("os.access", lambda *_: False)
    assert teach.train(corpus, tmp_path, second=False) == 1
    assert capsys.readouterr().err == f"moderator: {tmp_path}: permission denied\n"


def test_what_train_cannot_use_of_the_command_line_is_refused_with_exit_code_2(tmp_path, capsys):
    plain = tmp_path / "x.jsonl"
    plain.write_text("{}")
    for journal in (tmp_path / "nosuch.sqlite", plain):
        with pytest.raises(SystemExit) as ended:
            teach.train(tmp_path, tmp_path, second=False, journals=[journal])
        assert ended.value.code == 2
        assert f"--corrections {journal}: there is no journal here" in capsys.readouterr().err
    with pytest.raises(SystemExit) as ended:
        teach.train(tmp_path, plain, second=False)
    assert ended.value.code == 2
    assert f"--to {plain}: not a directory" in capsys.readouterr().err


def test_without_scikit_learn_it_is_said_what_to_install(corpus, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(teach, "find_spec", lambda _: None)
    assert teach.train(corpus, tmp_path, second=False) == 2
    assert "install the extra `learn`" in capsys.readouterr().err


def test_the_second_opinion_pools_what_it_learned_and_the_first_one():
    chance = np.random.default_rng(1)
    weights = chance.normal(size=(COLUMNS, OUTCOMES)).astype("f4")
    bias, middle = weights[0], np.zeros(DIMENSIONS, "f4")
    learned = Meaning(weights, bias, middle, spread=1.0)
    rows = chance.normal(size=(5, COLUMNS))
    together = pooled(learned, 1.3, of_points=1.6)
    found = chances(rows @ together.weights + together.bias, 1.0)
    first = chances(rows[:, :OUTCOMES], 1.6)
    second = chances(rows @ weights + bias, 1.3)
    expected = first**TRUST * second ** (1 - TRUST)
    assert found == pytest.approx(expected / expected.sum(axis=1, keepdims=True), abs=1e-4)
