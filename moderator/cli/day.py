"""The commands that read a recorded day."""

from pathlib import Path
from typing import Annotated

import typer

from moderator.cli.app import app
from moderator.cli.help import Command
from moderator.cli.options import (
    AsJson,
    ConfigFile,
    Fresh,
    Hashtag,
    Organiser,
    Page,
    Plain,
    Recording,
    RecordingOrJournal,
    Speed,
    overrides,
)

Start = Annotated[
    str | None,
    typer.Option(
        "--from", metavar="HH:MM", help="Begin at this time of the fair.", show_default=False
    ),
]
Resume = Annotated[bool, typer.Option("--resume", help="Go on where the last session stopped.")]
Tables = Annotated[
    Path | None,
    typer.Option("--csv", metavar="FOLDER", help="As tables (CSV).", show_default=False),
]
Marked = Annotated[
    bool,
    typer.Option("--bom", help="Mark the tables as UTF-8, for spreadsheets that need it."),
]
Employer = Annotated[
    str | None,
    typer.Option(
        "--employer", metavar="NAME", help="The part of one employer.", show_default=False
    ),
]
Handles = Annotated[
    bool, typer.Option("--handles", help="With the handles of people; without it, none.")
]


@app.command(cls=Command)
def demo(speed: Speed = "60", *, plain: Plain = False, resume: Resume = False) -> None:
    """Moderate the bundled day: the first thing to try."""
    from moderator.commands import play

    raise typer.Exit(play.run("demo", play.Arguments(speed=speed, plain=plain, fresh=not resume)))


@app.command(cls=Command)
def replay(  # noqa: PLR0913 - each is an option of the command line
    recording: Recording,
    speed: Speed = "1",
    start: Start = None,
    config: ConfigFile = None,
    hashtag: Hashtag = None,
    organiser: Organiser = None,
    *,
    plain: Plain = False,
    fresh: Fresh = False,
    check_links: Annotated[
        bool, typer.Option("--check-links", help="Check the vacancies' links, as they are today.")
    ] = False,
) -> None:
    """Moderate a recorded day. Started again, it goes on where it was."""
    from moderator.commands import play

    arguments = play.Arguments(
        speed=speed, start=start, plain=plain, fresh=fresh, check_links=check_links
    )
    raise typer.Exit(play.run(recording, arguments, overrides(config, hashtag, organiser)))


@app.command(cls=Command)
def posts(
    recording: RecordingOrJournal,
    config: ConfigFile = None,
    hashtag: Hashtag = None,
    organiser: Organiser = None,
) -> None:
    """Print what came in, normalised: a post or deletion a JSON line."""
    from moderator.commands import posts as command

    raise typer.Exit(command.run(recording, overrides(config, hashtag, organiser)))


@app.command(cls=Command)
def classify(
    recording: Recording,
    config: ConfigFile = None,
    hashtag: Hashtag = None,
    organiser: Organiser = None,
) -> None:
    """Print one JSON line a post: what it is, and why."""
    from moderator.commands import studies

    raise typer.Exit(studies.classify(recording, overrides(config, hashtag, organiser)))


@app.command(cls=Command)
def cases(
    recording: Recording,
    config: ConfigFile = None,
    hashtag: Hashtag = None,
    organiser: Organiser = None,
) -> None:
    """Print the final board as JSON: every case, and how it went."""
    from moderator.commands import studies

    raise typer.Exit(studies.cases(recording, overrides(config, hashtag, organiser)))


@app.command(cls=Command)
def report(  # noqa: PLR0913 - each is an option of the command line
    recording: RecordingOrJournal,
    config: ConfigFile = None,
    hashtag: Hashtag = None,
    organiser: Organiser = None,
    *,
    json: AsJson = False,
    html: Page = None,
    csv: Tables = None,
    bom: Marked = False,
    employer: Employer = None,
    handles: Handles = False,
) -> None:
    """Show the day in figures: here, as a page, as tables or as JSON."""
    from moderator.commands import report as command

    arguments = command.Arguments(
        as_json=json, html=html, csv=csv, bom=bom, employer=employer, handles=handles
    )
    raise typer.Exit(command.run(recording, arguments, overrides(config, hashtag, organiser)))


@app.command(cls=Command)
def links(
    recording: Recording,
    config: ConfigFile = None,
    hashtag: Hashtag = None,
    organiser: Organiser = None,
    *,
    json: AsJson = False,
) -> None:
    """Check every link of the vacancies, as it is today. Exit code 1 when anything is dead."""
    from moderator.commands import links as command

    said = overrides(config, hashtag, organiser)
    raise typer.Exit(command.run(recording, said, as_json=json))
