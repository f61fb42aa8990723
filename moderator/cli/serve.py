"""The command that serves the desk to browsers."""

from pathlib import Path
from typing import Annotated

import typer

from moderator.cli.app import app
from moderator.cli.help import Command
from moderator.cli.options import (
    ConfigFile,
    Fresh,
    Hashtag,
    Organiser,
    Speed,
    complete_recording,
    overrides,
)

Recording = Annotated[
    str | None,
    typer.Argument(
        metavar="[RECORDING]",
        help="A recording (file or bundled name); without one, the live fair.",
        autocompletion=complete_recording,
        show_default=False,
    ),
]


@app.command(cls=Command)
def serve(  # noqa: PLR0913, PLR0917 - each is an option of the command line
    recording: Recording = None,
    host: Annotated[
        str, typer.Option("--host", metavar="HOST", help="The address to listen on.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", metavar="PORT", min=0, max=65535, help="And its port.")
    ] = 8000,
    token_file: Annotated[
        Path | None,
        typer.Option(
            "--token-file",
            metavar="FILE",
            help="The token that lets one in; else MODERATOR_TOKEN of the environment.",
            show_default=False,
        ),
    ] = None,
    speed: Speed = "1",
    config: ConfigFile = None,
    hashtag: Hashtag = None,
    organiser: Organiser = None,
    *,
    fresh: Fresh = False,
) -> None:
    """Serve the desk of a fair to browsers, to moderate or to look on."""
    from moderator.commands import serve as command

    address = command.Address(host, port, token_file)
    arguments = command.Arguments(recording, speed, fresh)
    raise typer.Exit(command.run(address, arguments, overrides(config, hashtag, organiser)))
