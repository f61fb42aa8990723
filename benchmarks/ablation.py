"""What each part of the classifier adds, on the test part: `python -m benchmarks.ablation`.

Each row learns anew from the fairs that may be learned from, with less of every reading than
there is to see. Contexts hold what people said of the posts above. Needs the extra `learn`,
takes some minutes; sentence vectors are weighed as in the model that ships.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from moderator.classify.codes import coded
from moderator.classify.encoder import is_usable
from moderator.classify.learned import LearnedClassifier, Weighed
from moderator.classify.model import Model
from moderator.classify.semantic import SemanticClassifier
from moderator.classify.sketch import Sketch, number
from moderator.core.context import Reading
from moderator.core.fair import Fair
from moderator.core.labels import Verdict
from moderator.learning.corpus import corpus_in
from moderator.learning.lessons import Seen, everything, learn, lessons
from moderator.learning.readings import Labelled, readings
from moderator.learning.score import JudgedReading, score
from moderator.learning.variants import varied


def _phrases(whole: Sketch) -> Sketch:
    """What the phrase tables notice, wherever it is said."""
    kept = [at for at, name in enumerate(whole.names) if name.count(":") == 1 and name[0] == "s"]
    names = [whole.names[at] for at in kept]
    values = [whole.values[at] for at in kept]
    return replace(
        _runs(whole),
        tokens=[whole.tokens[0], whole.tokens[-1]],
        letters=b"",
        names=names,
        values=values,
    )


def _runs(whole: Sketch) -> Sketch:
    """Words, pairs of words, and runs of letters, whoever says them."""
    return replace(whole, role=number(""), above=(), names=[], values=[])


def _words(whole: Sketch) -> Sketch:
    """Both of these."""
    said = _phrases(whole)
    return replace(_runs(whole), names=said.names, values=said.values)


PARTS: dict[str, Seen] = {
    "phrases alone": _phrases,
    "words and runs of letters alone": _runs,
    "both": _words,
    "and the context (the fast model)": everything,
}


def main() -> None:
    """Print a line for each part."""
    corpus = corpus_in(Path("corpus"))
    gold = [each for path in corpus.taught for each in readings(path)]
    taught = list(varied(gold))
    fairs = [[one for one in readings(path) if not one.reading.bare] for path in corpus.test]
    for name, seen in PARTS.items():
        model = learn(lessons(taught, seen=seen))
        _tell(
            name, fairs, (_verdicts(Blinkered(fair[0].fair, model, seen), fair) for fair in fairs)
        )
    if is_usable():
        second = (_verdicts(SemanticClassifier(fair[0].fair), fair) for fair in fairs)
        _tell("and sentence vectors (the second opinion, on every post)", fairs, second)


class Blinkered(LearnedClassifier):
    """A learned classifier to whom less is shown."""

    def __init__(self, fair: Fair, model: Model, seen: Seen) -> None:
        super().__init__(fair, model)
        self._seen = seen

    def weigh(self, readings: Sequence[Reading]) -> Weighed:
        """The readings' sketches, as far as they may be seen."""
        whole = super().weigh(readings)
        shown = [self._seen(each) for each in whole.sketches]
        kept = self.model.keep(coded(shown))
        return replace(whole, sketches=shown, kept=kept, points=self.model.points(kept))


def _verdicts(
    judge: LearnedClassifier | SemanticClassifier, fair: Sequence[Labelled]
) -> list[Verdict]:
    return judge.verdicts([each.reading for each in fair], explained=False)


def _tell(
    name: str, fairs: Iterable[Sequence[Labelled]], given: Iterable[Sequence[Verdict]]
) -> None:
    pairs = zip(chain(*fairs), chain.from_iterable(given), strict=True)
    figures = score([JudgedReading(each.reading, each.gold, verdict) for each, verdict in pairs])
    print(
        f"{name}: {figures.n} posts, accuracy {figures.accuracy:.3f}, "
        f"macro-F1 {figures.macro_f1:.3f}, need-F1 {figures.need.f1:.3f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
