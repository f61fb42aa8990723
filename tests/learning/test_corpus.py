"""Which fairs are learned from, and which are only measured on."""

from pathlib import Path

import pytest

from moderator.learning.corpus import CorpusError, corpus_in, labelled

CORPUS = Path(__file__).parents[2] / "corpus"


def test_no_fair_is_both_learned_from_and_measured_on():
    corpus = corpus_in(CORPUS)
    assert not set(corpus.taught) & set(corpus.test)
    assert len(corpus.taught) + len(corpus.test) == len(list((CORPUS / "fairs").glob("*.json")))


def test_the_test_part_has_every_kind_of_fair():
    kinds = {path.stem[:4] for path in corpus_in(CORPUS).test}
    assert {"nl12", "nl26", "en26", "hard"} <= kinds


def test_a_split_that_names_no_fair_is_refused(tmp_path):
    (tmp_path / "fairs").mkdir()
    (tmp_path / "fairs" / "one.json").write_text("{}")
    (tmp_path / "split.toml").write_text('test = ["two"]')
    with pytest.raises(CorpusError, match="there is no fair 'two'"):
        corpus_in(tmp_path)


def test_a_split_that_is_no_toml_is_refused(tmp_path):
    (tmp_path / "fairs").mkdir()
    (tmp_path / "fairs" / "one.json").write_text("{}")
    (tmp_path / "split.toml").write_text("test = [")
    with pytest.raises(CorpusError, match="must be TOML"):
        corpus_in(tmp_path)


def test_a_folder_with_no_fairs_is_no_corpus(tmp_path):
    with pytest.raises(CorpusError, match="no fairs"):
        corpus_in(tmp_path)


def test_a_folder_stands_for_its_test_part(tmp_path):
    assert list(labelled([CORPUS])) == list(corpus_in(CORPUS).test)
    with pytest.raises(CorpusError, match="no such file"):
        list(labelled([tmp_path / "nothing.json"]))
