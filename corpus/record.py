"""Make a recording of a labelled fair: `python -m corpus.record FAIR x_v1|x_v2 RECORDING`.

A recording has one JSON record a line, in the order of arrival. The same fair
gives the same bytes; a name that ends in .gz is compressed.
"""

import argparse
import gzip
import json
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

from corpus import x_v1, x_v2
from moderator.learning.fair import LabelledFair, read

FORMATS: dict[str, ModuleType] = {"x_v1": x_v1, "x_v2": x_v2}
SECOND_DELIVERY = timedelta(seconds=2)


def records(fair: LabelledFair, form: str) -> list[dict[str, Any]]:
    """The records of a recording, in the order in which they were delivered."""
    timed = sorted(_timed(fair, FORMATS[form]), key=lambda delivery: delivery[0])
    return [record for _, record in timed]


def lines(fair: LabelledFair, form: str) -> bytes:
    """The recording, as the bytes of its lines."""
    dumped = (json.dumps(record, ensure_ascii=False) + "\n" for record in records(fair, form))
    return "".join(dumped).encode()


def write(recording: bytes, path: Path) -> None:
    """Put the recording in that file, compressed when its name ends in .gz."""
    packed = gzip.compress(recording, mtime=0) if path.suffix == ".gz" else recording
    path.write_bytes(packed)


def _timed(fair: LabelledFair, form: ModuleType) -> Iterator[tuple[datetime, dict[str, Any]]]:
    for post in fair.posts.values():
        record = form.delivery(fair, post)
        yield post.delivered, record
        if post.twice:
            yield post.delivered + SECOND_DELIVERY, record
    for gone in fair.removals:
        yield gone.at, form.removal(fair, gone)


def main() -> int:
    """Make the recording that the command line asks for."""
    parser = argparse.ArgumentParser(prog="corpus.record", description=__doc__)
    parser.add_argument("fair", type=Path)
    parser.add_argument("form", choices=sorted(FORMATS))
    parser.add_argument("recording", type=Path)
    asked = parser.parse_args()
    try:
        fair = read(asked.fair)
        write(lines(fair, asked.form), asked.recording)
    except (OSError, ValueError, KeyError) as error:
        print(f"{asked.fair}: no recording made: {error!r}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
