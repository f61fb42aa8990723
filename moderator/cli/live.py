"""The commands of a fair that happens now."""

from pathlib import Path
from typing import Annotated

import typer

from moderator.cli.app import app
from moderator.cli.options import ConfigFile, Hashtag, Organiser, Plain, overrides

To = Annotated[
    Path | None,
    typer.Option(
        "--to",
        metavar="FOLDER",
        help="Where to record; by default among the fair's files in your data folder.",
        show_default=False,
    ),
]


@app.command()
def run(  # noqa: PLR0913 - each is an option of the command line
    config: ConfigFile = None,
    hashtag: Hashtag = None,
    organiser: Organiser = None,
    to: To = None,
    *,
    plain: Plain = False,
    headless: Annotated[
        bool, typer.Option("--headless", help="No desk: feeds, journal and recording only.")
    ] = False,
    record: Annotated[
        bool, typer.Option("--record", help="Record the feeds as well; started again, it goes on.")
    ] = False,
) -> None:
    """Moderate a live fair: the feeds of the configuration. Started again, it goes on."""
    from moderator.commands import live

    wish = live.Wish(plain=plain, headless=headless, record=record, to=to)
    raise typer.Exit(live.run(wish, overrides(config, hashtag, organiser)))


@app.command()
def record(
    config: ConfigFile = None,
    hashtag: Hashtag = None,
    organiser: Organiser = None,
    to: To = None,
) -> None:
    """Record the feeds of the configuration, without a screen. Started again, it goes on."""
    from moderator.commands import live

    raise typer.Exit(live.record(to, overrides(config, hashtag, organiser)))
