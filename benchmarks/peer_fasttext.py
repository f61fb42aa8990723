"""Train fastText on the corpus's words and labels: `python benchmarks/peer_fasttext.py MODEL`.

For an environment of its own with the package `fasttext-wheel`: it shares its module
name with `fasttext-predict`, which the benchmark loads the model with.
"""

import json
import sys
import tomllib
from pathlib import Path
from tempfile import NamedTemporaryFile

import fasttext

HOW = {"dim": 100, "epoch": 25, "lr": 0.5, "wordNgrams": 2, "minn": 3, "maxn": 6}


def lines() -> list[str]:
    """A line a post of the part that is learned from, with its label."""
    apart = set(tomllib.loads(Path("corpus/split.toml").read_text("utf-8"))["test"])
    found = []
    for path in sorted(Path("corpus/fairs").glob("*.json")):
        posts = json.loads(path.read_text("utf-8"))["posts"] if path.stem not in apart else ()
        for post in posts:
            if not post.get("repost_of"):
                words = " ".join(post["text"].lower().split())
                found.append(f"__label__{post['label']} {words}")
    return found


def main(target: str) -> None:
    """Train, and save the model."""
    with NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write("\n".join(lines()))
        file.flush()
        fasttext.train_supervised(file.name, thread=1, verbose=0, bucket=200_000, **HOW).save_model(
            target
        )


if __name__ == "__main__":
    main(sys.argv[1])
