"""The figures of the model card, on the test part: `python -m benchmarks.card`.

Both classifiers by language and by platform, beside two peers that learned from the words
and labels of the same posts: TF-IDF with logistic regression (needs the extra `learn`), and
fastText (FASTTEXT_MODEL names its model; see peer_fasttext.py).
"""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

from moderator.classify.encoder import is_usable
from moderator.core.labels import Label, Verdict
from moderator.learning.corpus import corpus_in
from moderator.learning.evaluating import Judges, first_only, judged, with_second
from moderator.learning.fair import read
from moderator.learning.score import JudgedReading, score

Found = Sequence[tuple[str, JudgedReading]]
"""Judged posts, each with the name of its fair."""

Guess = Callable[[Sequence[str]], Sequence[str]]
GROUPS = ("all", "Dutch", "English", "of 2012", "X", "Mastodon", "Bluesky")


def main() -> None:
    """Print a line for each group of posts, and for each peer."""
    corpus = corpus_in(Path("corpus"))
    first = _by_fair(corpus.test, first_only)
    second = _by_fair(corpus.test, with_second) if is_usable() else ()
    for group in GROUPS:
        print(f"{group}: fast {_figures(first, group)}; second {_figures(second, group)}")
    taught = [post for path in corpus.taught for post in _posts(path)]
    for name, guess in _peers([text for text, _ in taught], [label for _, label in taught]):
        print(f"{name}: {_figures(_guessed(first, guess), 'all')}")


def _by_fair(paths: Sequence[Path], judges: Judges) -> Found:
    return [(path.stem, each) for path in paths for each in judged([path], judges)]


def _posts(path: Path) -> Iterator[tuple[str, str]]:
    posts = read(path).posts.values()
    return ((post.text, post.label) for post in posts if not post.repost_of)


def _groups(fair: str, each: JudgedReading) -> set[str]:
    """What a post belongs to; its platform would be that of its author's handle."""
    handle = each.reading.post.author.handle
    platform = "Mastodon" if "@" in handle else "Bluesky" if "." in handle else "X"
    language = "English" if fair.startswith("en") else "Dutch"
    return {"all", language, platform} | ({"of 2012"} if fair.startswith("nl12") else set())


def _figures(found: Found, group: str) -> str:
    some = [each for fair, each in found if group in _groups(fair, each)]
    if not some:
        return "-"
    figures = score(some)
    return (
        f"{figures.n} posts, accuracy {figures.accuracy:.3f}, "
        f"macro-F1 {figures.macro_f1:.3f}, need-F1 {figures.need.f1:.3f}"
    )


def _guessed(found: Found, guess: Guess) -> Found:
    """The same posts with a peer's labels."""
    labels = guess([each.reading.post.text for _, each in found])
    return [
        (fair, replace(each, given=Verdict(Label(label), 1.0)))
        for (fair, each), label in zip(found, labels, strict=True)
    ]


def _peers(texts: Sequence[str], labels: Sequence[str]) -> Iterator[tuple[str, Guess]]:
    if find_spec("sklearn") is not None:
        yield "TF-IDF and logistic regression", _tf_idf(texts, labels)
    if (model := os.environ.get("FASTTEXT_MODEL")) and find_spec("fasttext") is not None:
        yield "fastText", _fasttext(model)


def _tf_idf(texts: Sequence[str], labels: Sequence[str]) -> Guess:
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - may be missing
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415
    from sklearn.pipeline import make_pipeline, make_union  # noqa: PLC0415

    words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=3, sublinear_tf=True)
    model = make_pipeline(make_union(words, letters), LogisticRegression(C=10, max_iter=300))
    model.fit(texts, labels)
    return lambda some: [str(label) for label in model.predict(some)]


def _fasttext(model: str) -> Guess:
    from fasttext import load_model  # noqa: PLC0415 - may be missing

    loaded = load_model(model)

    def guess(texts: Sequence[str]) -> Sequence[str]:
        lines = (" ".join(text.lower().split()) for text in texts)
        return [loaded.predict(line)[0][0].removeprefix("__label__") for line in lines]

    return guess


if __name__ == "__main__":
    main()
