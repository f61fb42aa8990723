"""`python -m benchmarks [NAME [POSTS ...]]`: all figures, or the ones of that name.

POSTS are the sizes of fair in which the engine, the feeds and the desk are measured.
"""

import signal
import sys
from collections.abc import Iterator, Sequence

from benchmarks import (
    broker,
    classifier,
    corrections,
    desk,
    engine,
    feeds,
    links,
    pipeline,
    workers,
)
from benchmarks.figure import Figure


def main(arguments: Sequence[str]) -> int:
    """Print the figures that were asked for; 2 where there is none of that name."""
    only, *sizes = arguments or [""]
    known = [
        *pipeline.NOTES,
        "classifier",
        "corrections",
        "engine",
        *links.NOTES,
        *broker.NOTES,
        *workers.NOTES,
        "feeds",
        "desk",
    ]
    if only and only not in known:
        print(f"no benchmark {only!r}; there are: {', '.join(known)}", file=sys.stderr)
        return 2
    for figure in _figures(only, [int(size) for size in sizes]):
        print(figure.line(), flush=True)
    return 0


def _figures(only: str, sizes: Sequence[int]) -> Iterator[Figure]:
    if only in ("", *pipeline.NOTES):
        yield from pipeline.figures(only)
    if only in ("", "classifier"):
        yield from classifier.figures()
    if only in ("", "corrections"):
        yield from corrections.figures()
    if only in ("", "engine"):
        yield from engine.figures(sizes or engine.SIZES)
    if only in ("", *links.NOTES):
        yield from links.figures(only)
    if only in ("", *broker.NOTES):
        yield from broker.figures(only)
    if only in ("", *workers.NOTES):
        yield from workers.figures(only)
    if only in ("", "feeds"):
        yield from feeds.figures(sizes)
    if only in ("", "desk"):
        yield from desk.figures(sizes)


def _end(number: int, _: object) -> None:
    """End as Ctrl+C does, so that the programs that were started end, too."""
    sys.exit(128 + number)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _end)
    sys.exit(main(sys.argv[1:]))
