"""The commands of a fair that happens now."""

from pathlib import Path
from typing import Annotated

import typer

from moderator.cli.app import app
from moderator.cli.help import Command
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


@app.command(cls=Command)
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

    arguments = live.Arguments(plain=plain, headless=headless, record=record, to=to)
    raise typer.Exit(live.run(arguments, overrides(config, hashtag, organiser)))


@app.command(cls=Command)
def record(
    config: ConfigFile = None,
    hashtag: Hashtag = None,
    organiser: Organiser = None,
    to: To = None,
) -> None:
    """Record the feeds of the configuration, without a screen. Started again, it goes on."""
    from moderator.commands import live

    raise typer.Exit(live.record(to, overrides(config, hashtag, organiser)))


@app.command(cls=Command)
def doctor(
    config: ConfigFile = None,
    hashtag: Hashtag = None,
    organiser: Organiser = None,
) -> None:
    """Look whether all is ready for a live fair, and say what to mend."""
    from moderator.commands import doctor as command

    raise typer.Exit(command.run(overrides(config, hashtag, organiser)))


Sure = Annotated[bool, typer.Option("--yes", help="Do it without asking.")]


@app.command(cls=Command)
def forget(
    handle: Annotated[
        str,
        typer.Argument(metavar="HANDLE", help="name, or name@server.", show_default=False),
    ],
    config: ConfigFile = None,
    *,
    yes: Sure = False,
) -> None:
    """Take an account, handle and all, out of journals and recordings."""
    from moderator.commands import shelf

    raise typer.Exit(shelf.forget(handle, overrides(config, None, None), sure=yes))


@app.command(cls=Command)
def purge(config: ConfigFile = None, *, yes: Sure = False) -> None:
    """Remove journals and recordings that are older than keep_days."""
    from moderator.commands import shelf

    raise typer.Exit(shelf.purge(overrides(config, None, None), sure=yes))
