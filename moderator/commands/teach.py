"""`train` and `evaluate`: the classifier from a corpus, and how good it is."""

import json
import os
import sys
from collections.abc import Iterable, Sequence
from errno import EACCES, ENOTDIR
from importlib.util import find_spec
from pathlib import Path

from platformdirs import user_cache_path

from feeds.said import said
from moderator.classify.corrections import corrections
from moderator.classify.corrections import labelled as examples
from moderator.classify.encoder import is_usable
from moderator.classify.model import save
from moderator.classify.semantic import save as save_meaning
from moderator.commands.setup import Exit, complain, complaints
from moderator.config.models import ConfigError
from moderator.core.fair import Fair
from moderator.learning import evaluating, figures
from moderator.learning.corpus import CorpusError, corpus_in, labelled, taught
from moderator.learning.readings import Labelled
from moderator.learning.score import NothingToScore, score
from moderator.store.file import is_journal
from moderator.store.sqlite import read_journal
from moderator.study import recall
from moderator.words.reasons import told

SHIPPED = Path(__file__).parents[1] / "data"
MOST_NAMES = 5
"""How many fairs are named in a line."""


def train(folder: Path, target: Path | None, *, second: bool, journals: Sequence[Path] = ()) -> int:
    """Fit the classifier to the corpus in a folder; the exit code."""
    if find_spec("sklearn") is None:
        complain(said("training needs scikit-learn: install the extra `learn`"))
        return Exit.USAGE
    from moderator.learning.training import second_opinion
    from moderator.learning.training import train as fit
    from moderator.learning.vectors import KeptVectors

    target = target or SHIPPED
    with complaints():
        more = [each for path in journals for each in _corrected(path)]
        if target.exists() and not target.is_dir():
            raise ConfigError(f"--to {target}: {os.strerror(ENOTDIR).lower()}")
    target.mkdir(parents=True, exist_ok=True)
    if not os.access(target, os.W_OK):
        complain(f"{target}: {os.strerror(EACCES).lower()}")
        return Exit.WRONG_INPUT
    try:
        trained = fit(corpus_in(folder).taught, more, tell=_tell)
    except CorpusError as error:
        complain(str(error))
        return Exit.USAGE
    save(target / "model.npz", trained.model)
    if not second:
        return Exit.DONE
    if is_usable():
        cache = user_cache_path("moderator", appauthor=False) / "vectors.npz"
        vectors = KeptVectors(cache, tell=_tell)
        save_meaning(target / "semantic.npz", second_opinion(trained, vectors))
        vectors.keep()
    else:
        _tell(said("no encoder here (the extra `semantic`): the second opinion stays as it is"))
    return Exit.DONE


def evaluate(paths: Sequence[Path], *, second: bool, as_json: bool) -> int:
    """Score the classifier on labelled posts; the exit code."""
    if second and not is_usable():
        complain(said("no encoder here (the extra `semantic`): the fast verdicts alone are scored"))
        second = False
    judges = evaluating.with_second if second else evaluating.first_only
    try:
        found = list(evaluating.judged(_each_once(labelled(paths)), judges))
        scored = score(found)
    except CorpusError as error:
        complain(str(error))
        return Exit.USAGE
    except NothingToScore as error:
        complain(str(error))
        return Exit.WRONG_INPUT
    if as_json:
        sys.stdout.write(json.dumps(figures.document(scored), ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(line + "\n" for line in figures.lines(scored, found))
    return Exit.DONE


def _each_once(paths: Iterable[Path]) -> list[Path]:
    """The files, each once; tells which came again, and which the classifier learns from."""
    files = dict[Path, Path]()
    for path in paths:
        if path.resolve() in files:
            twice = said("{path}: named more than once; it counts once", path=path)
            complain(said("note: {note}", note=twice))
        files.setdefault(path.resolve(), path)
    learned = [path.stem for path in taught(files.values())]
    if learned:
        names = ", ".join([*learned[:MOST_NAMES], *(["…"] if learned[MOST_NAMES:] else [])])
        note = said("the classifier learns from {names}: at a new fair it does worse", names=names)
        complain(said("note: {note}", note=note))
    return list(files.values())


def _corrected(path: Path) -> list[Labelled]:
    """The readings of a journal that moderators corrected, with what they said; tells how many."""
    if not is_journal(path):
        raise ConfigError(f"--corrections {path}: {said('there is no journal here')}")
    with read_journal(path) as journal:
        fair = journal.fair() or Fair()
        engine = recall(journal, fair).engine
    given = examples(corrections(engine))
    found = [Labelled(reading, fair, verdict, path.stem) for reading, verdict in given]
    learned = said("corrections to learn from: {number}", number=len(found))
    _tell(f"{path}: {learned}")
    return found


def _tell(line: str) -> None:
    print(told(line), file=sys.stderr, flush=True)
