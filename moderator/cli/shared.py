"""The commands of a fair that many moderate, on several machines."""

from typing import Annotated

import typer

from moderator.cli.app import app
from moderator.cli.help import Command
from moderator.cli.options import ConfigFile, Hashtag, Organiser, Plain, overrides

Fair = Annotated[
    str,
    typer.Argument(
        metavar="[FAIR]",
        help="The fair's name at the broker; by default the configured one.",
        show_default=False,
    ),
]


@app.command(cls=Command)
def desk(
    fair: Fair = "",
    config: ConfigFile = None,
    hashtag: Hashtag = None,
    organiser: Organiser = None,
    moderator: Annotated[
        str,
        typer.Option("--as", metavar="NAME", help="Who moderates here.", show_default=False),
    ] = "",
    *,
    plain: Plain = False,
) -> None:
    """Moderate a fair whose engine is elsewhere, over an MQTT broker."""
    from moderator.commands import desk as command

    arguments = command.Arguments(fair=fair, moderator=moderator, plain=plain)
    raise typer.Exit(command.run(arguments, overrides(config, hashtag, organiser)))


@app.command(cls=Command)
def worker(
    fair: Fair = "",
    config: ConfigFile = None,
    hashtag: Hashtag = None,
    organiser: Organiser = None,
) -> None:
    """Judge posts for a fair whose engine is elsewhere, over MQTT."""
    from moderator.commands import worker as command

    raise typer.Exit(command.run(fair, overrides(config, hashtag, organiser)))
