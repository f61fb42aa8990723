"""The commands that train a moderator."""

from pathlib import Path
from typing import Annotated

import typer

from moderator.cli.app import app
from moderator.cli.help import Command, Group
from moderator.cli.options import (
    AsJson,
    ConfigFile,
    Hashtag,
    Organiser,
    Page,
    Plain,
    Speed,
    complete_recording,
    overrides,
)

scenarios = typer.Typer(
    name="scenario",
    cls=Group,
    help="Make and check scenarios: recorded days to practise on.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(scenarios)


def complete_scenario(incomplete: str) -> list[str]:
    """The bundled scenarios that begin so."""
    from moderator.practice.file import bundled

    return [name for name in bundled() if name.startswith(incomplete)]


Scenario = Annotated[
    str,
    typer.Argument(
        metavar="SCENARIO",
        help="A scenario's file, or the name of a bundled one.",
        autocompletion=complete_scenario,
        show_default=False,
    ),
]
At = Annotated[
    str | None,
    typer.Option(
        "--at", metavar="HH:MM", help="As it stood at this time of the fair.", show_default=False
    ),
]
Observed = Annotated[
    list[str] | None,
    typer.Option(
        "--observed",
        metavar="ITEM=POINTS",
        help="What the trainer gives, 0 to 4, for an item; may be given several times.",
        show_default=False,
    ),
]


@app.command(cls=Command)
def practice(  # noqa: PLR0913 - each is an option of the command line
    scenario: Annotated[
        str | None,
        typer.Argument(
            metavar="SCENARIO|RECORDING",
            help="A scenario (file or bundled name), or a recording, which nobody has reviewed;"
            " without one, the bundled scenarios are listed.",
            autocompletion=complete_scenario,
            show_default=False,
        ),
    ] = None,
    speed: Speed = "1",
    config: ConfigFile = None,
    hashtag: Hashtag = None,
    organiser: Organiser = None,
    *,
    plain: Plain = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with the last attempt, if it has not ended.")
    ] = False,
) -> None:
    """Practise on a recorded day; it ends in a debrief. Started again, it is a new attempt."""
    from moderator.commands import practice as command

    arguments = command.Arguments(speed=speed, plain=plain, resume=resume)
    raise typer.Exit(command.run(scenario, arguments, overrides(config, hashtag, organiser)))


@app.command(cls=Command)
def debrief(  # noqa: PLR0913, PLR0917 - each is an option of the command line
    scenario: Annotated[
        str,
        typer.Argument(
            metavar="SCENARIO|RECORDING",
            help="What was practised on.",
            autocompletion=complete_scenario,
            show_default=False,
        ),
    ],
    at: At = None,
    page: Page = None,
    observed: Observed = None,
    config: ConfigFile = None,
    hashtag: Hashtag = None,
    organiser: Organiser = None,
    *,
    json: AsJson = False,
) -> None:
    """Tell the debrief of your last attempt, beside those before it."""
    from moderator.commands import debrief as command

    arguments = command.Arguments(at, json, page, tuple(observed or ()))
    raise typer.Exit(command.run(scenario, arguments, overrides(config, hashtag, organiser)))


@scenarios.command(cls=Command)
def check(
    scenario: Scenario,
    config: ConfigFile = None,
    hashtag: Hashtag = None,
    organiser: Organiser = None,
) -> None:
    """Print a scenario's cases with their words. Exit code 1 when something has to be mended."""
    from moderator.commands import scenarios as command

    raise typer.Exit(command.check(scenario, overrides(config, hashtag, organiser)))


@scenarios.command(cls=Command)
def new(
    recording: Annotated[
        str,
        typer.Argument(
            metavar="RECORDING",
            help="A file, or the name of a bundled recording.",
            autocompletion=complete_recording,
            show_default=False,
        ),
    ],
    to: Annotated[
        Path | None,
        typer.Option(
            "--to",
            metavar="FILE",
            help="Where it is written; by default here, by the recording's name;"
            " - for standard output.",
            show_default=False,
        ),
    ] = None,
    config: ConfigFile = None,
    hashtag: Hashtag = None,
    organiser: Organiser = None,
) -> None:
    """Write a scenario from a recording, for a trainer to review. It holds no posts."""
    from moderator.commands import scenarios as command

    raise typer.Exit(command.new(recording, to, overrides(config, hashtag, organiser)))
