"""The command line itself: its commands register here."""

from typing import Annotated

import typer

from moderator.cli.help import Group

app = typer.Typer(
    name="moderator",
    cls=Group,
    help="Shows the moderator of an online job fair which questions and broken links"
    " still lack an employer's follow-up.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _tell_version(wanted: bool) -> None:  # noqa: FBT001 - Typer calls it so
    if wanted:
        from importlib.metadata import version

        typer.echo(f"moderator {version('moderator')}")
        raise typer.Exit


@app.callback()
def whole(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Show the version and exit.", callback=_tell_version, is_eager=True
        ),
    ] = False,
) -> None:
    """What stands before any command."""
