"""The commands that teach the classifier, and measure it."""

from pathlib import Path
from typing import Annotated

import typer

from moderator.cli.app import app
from moderator.cli.help import Command
from moderator.cli.options import AsJson


@app.command(cls=Command)
def train(
    corpus: Annotated[
        Path,
        typer.Argument(
            metavar="CORPUS", help="A folder with fairs/*.json and split.toml.", show_default=False
        ),
    ],
    target: Annotated[
        Path | None,
        typer.Option(
            "--to",
            metavar="FOLDER",
            help="Where the model goes; by default where the program finds it.",
            show_default=False,
        ),
    ] = None,
    corrections: Annotated[
        list[Path] | None,
        typer.Option(
            "--corrections",
            metavar="JOURNAL",
            help="A journal whose corrections are learned from too; may be given several times.",
            show_default=False,
        ),
    ] = None,
    *,
    first: Annotated[
        bool, typer.Option("--first", help="The fast model alone, not the second opinion.")
    ] = False,
) -> None:
    """Fit the classifier to a corpus of labelled fairs."""
    from moderator.commands import teach

    raise typer.Exit(teach.train(corpus, target, second=not first, journals=corrections or ()))


@app.command(cls=Command)
def evaluate(
    labelled: Annotated[
        list[Path],
        typer.Argument(
            metavar="LABELLED",
            help="Labelled fairs (.json), labelled posts (.jsonl), or a corpus: its test part.",
            show_default=False,
        ),
    ],
    *,
    first: Annotated[
        bool, typer.Option("--first", help="The fast verdicts alone, with no second opinion.")
    ] = False,
    json: AsJson = False,
) -> None:
    """Score the classifier on labelled posts, label by label."""
    from moderator.commands import teach

    raise typer.Exit(teach.evaluate(labelled, second=not first, as_json=json))
