"""A classifier with a mistake in it ends no fair; once it is mended, a new start judges again."""

import logging

import pytest

from feeds.base import Batch
from moderator.classify.learned import LearnedClassifier
from moderator.core.engine import Engine
from moderator.core.facts import STOPGAP
from moderator.core.labels import Label
from moderator.pipeline import Pipeline
from moderator.store.memory import MemoryJournal
from moderator.store.sqlite import open_journal
from tests.test_pipeline import FAIR, Scripted, a_post


class Mistaken(LearnedClassifier):
    """A classifier that stumbles over vacancies."""

    async def classify(self, readings):
        if any("Vacature" in reading.post.text for reading in readings):
            return {}["typo"]
        return await super().classify(readings)


VACANCY, OTHER_WORDS = a_post(1), a_post(2, text="Goedemorgen allemaal! #banen")


@pytest.fixture(params=["memory", "file"])
def journal(request, tmp_path):
    if request.param == "memory":
        yield MemoryJournal()
        return
    with open_journal(tmp_path / "fair.sqlite") as opened:
        yield opened


async def lived(classifier, journal, *posts):
    """The pipeline of a fair that goes on from its journal, once all of it is judged."""
    going = Pipeline(Engine(FAIR), classifier, journal)
    going.restore()
    await going.follow([Scripted("x", Batch(posts))])
    return going


async def test_what_a_mistaken_classifier_failed_on_is_judged_once_it_is_mended(journal, caplog):
    first = await lived(Mistaken(FAIR), journal, VACANCY, OTHER_WORDS)
    assert first.engine.line("x:1").label is Label.OTHER
    assert first.engine.line("x:2").label is not None
    assert first.tally.work()["learned"].failed == 2
    assert any(one.exc_info for one in caplog.records if one.levelno == logging.ERROR)
    second = await lived(LearnedClassifier(FAIR), journal)
    assert second.engine.line("x:1").label is Label.VACANCY
    ranks = [fact.rank for fact in journal.facts() if getattr(fact, "key", "") == "x:1"]
    assert ranks[:2] == [STOPGAP, STOPGAP]
    assert set(ranks[2:]) == {0}


async def test_with_the_mistake_still_in_it_it_is_as_it_was(journal):
    first = await lived(Mistaken(FAIR), journal, VACANCY)
    kept = list(journal.facts())
    again = await lived(Mistaken(FAIR), journal)
    assert again.engine.unjudged == 0
    assert again.engine.line("x:1") == first.engine.line("x:1")
    assert list(journal.facts()) == kept


async def test_what_is_judged_again_is_not_judged_another_time(journal):
    await lived(Mistaken(FAIR), journal, VACANCY)
    await lived(LearnedClassifier(FAIR), journal)
    last = Pipeline(Engine(FAIR), Mistaken(FAIR), journal)
    last.restore()
    assert last.engine.unjudged == 0
    assert last.engine.line("x:1").label is Label.VACANCY


async def test_a_reader_that_knows_no_stopgaps_has_the_better_verdict(journal):
    await lived(Mistaken(FAIR), journal, VACANCY)
    await lived(LearnedClassifier(FAIR), journal)
    engine = Engine(FAIR)
    engine.absorb(journal.facts())
    assert engine.line("x:1").label is Label.VACANCY
