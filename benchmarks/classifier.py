"""Verdicts per second of the fast classifier on one core, beside fastText on the same posts.

The peer is fastText with runs of three to six letters, trained on the words and labels
of the same posts: its prediction is C++. It takes part where `fasttext-predict` is
installed and FASTTEXT_MODEL names a model; benchmarks/peer_fasttext.py makes one.
"""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from subprocess import run

from benchmarks.figure import Figure, seconds
from moderator.classify.learned import LearnedClassifier
from moderator.core.context import Reading
from moderator.core.fair import Fair
from moderator.learning.corpus import corpus_in
from moderator.learning.readings import readings

BATCH = 64
POSTS = 1_024
_BARE = "import numpy"
_LOADED = "from moderator.classify.learned import shipped_model; shipped_model()"


def figures() -> Iterator[Figure]:
    """All figures of the classifier; ratios are to the peer, else to splitting the words."""
    read = _readings()
    texts = [" ".join(each.post.text.lower().split()) for each in read]
    classifier = LearnedClassifier(Fair(name="benchmark"))
    peer = _peer()
    against = "fastText, runs of letters" if peer else "str.split"
    for size in (1, BATCH):
        floor = seconds(lambda size=size: _peered(peer, texts, size))
        for explained in (False, True):
            taken = seconds(
                lambda size=size, explained=explained: _judged(
                    classifier, read, size, explained=explained
                )
            )
            how = "with reasons" if explained else "without reasons"
            yield Figure(
                f"verdicts in batches of {size}, {how}",
                POSTS / taken,
                "posts/s",
                against,
                floor / taken,
                POSTS,
                f"{taken / POSTS * 1e6:.0f} us a post",
            )
    yield _loading()


def _readings() -> list[Reading]:
    found: list[Reading] = []
    for path in corpus_in(Path("corpus")).test:
        found += (each.reading for each in readings(path) if not each.reading.bare)
    return (found * (POSTS // len(found) + 1))[:POSTS]


def _judged(
    classifier: LearnedClassifier, read: Sequence[Reading], size: int, *, explained: bool
) -> None:
    for start in range(0, len(read), size):
        classifier.verdicts(read[start : start + size], explained=explained)


def _peer() -> Callable[[list[str]], object] | None:
    model = os.environ.get("FASTTEXT_MODEL")
    if model is None or find_spec("fasttext") is None:
        return None
    from fasttext import load_model  # noqa: PLC0415 - a peer that may be missing

    loaded = load_model(model)
    return lambda some: [loaded.predict(text) for text in some]


def _peered(peer: Callable[[list[str]], object] | None, texts: Sequence[str], size: int) -> None:
    for start in range(0, len(texts), size):
        some = list(texts[start : start + size])
        if peer:
            peer(some)
        else:
            for text in some:
                text.split()


def _loading() -> Figure:
    def started(code: str) -> float:
        return seconds(lambda: run([sys.executable, "-c", code], check=True))

    bare, loaded = started(_BARE), started(_LOADED)
    return Figure(
        "import and load",
        loaded - bare,
        "s",
        "Python with numpy",
        loaded / bare,
        1,
        f"{bare:.2f} s bare",
    )
