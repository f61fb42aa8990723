"""The command line: `moderator COMMAND`, its options, its exit codes.

Standard output carries data, standard error words. Exit codes: 0 done; 1 done,
but something is wrong with the input, or the journal fails; 2 usage or
configuration; 130 interrupted. What a command needs is imported inside it, so
that help and completion come at once.
"""

import os
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from moderator.commands.setup import Overrides

app = typer.Typer(
    name="moderator",
    help="Shows the moderator of an online job fair which questions and broken links"
    " still lack an employer's follow-up.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _complete_recording(incomplete: str) -> list[str]:
    from moderator.recordings import bundled

    return [name for name in bundled() if name.startswith(incomplete)]


Recording = Annotated[
    str,
    typer.Argument(
        metavar="RECORDING",
        help="A file, - for standard input, or the name of a bundled recording.",
        autocompletion=_complete_recording,
        show_default=False,
    ),
]
ConfigFile = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help="The configuration; by default config.toml here, else in the user's own folder.",
        show_default=False,
    ),
]
Hashtag = Annotated[
    str | None,
    typer.Option("--hashtag", metavar="TAG", help="The fair's hashtag.", show_default=False),
]
Organiser = Annotated[
    list[str] | None,
    typer.Option(
        "--organiser",
        metavar="HANDLE",
        help="An account of the organiser; may be given several times.",
        show_default=False,
    ),
]
Speed = Annotated[
    str,
    typer.Option("--speed", metavar="N", help="How many times faster than it went; max: at once."),
]
Start = Annotated[
    str | None,
    typer.Option(
        "--from", metavar="HH:MM", help="Begin at this time of the fair.", show_default=False
    ),
]
Plain = Annotated[
    bool,
    typer.Option("--plain", help="Lines of text instead of a screen: for screen readers and logs."),
]
Fresh = Annotated[
    bool,
    typer.Option("--fresh", help="Forget the earlier session with this recording; begin anew."),
]
Resume = Annotated[bool, typer.Option("--resume", help="Go on where the last session stopped.")]


@app.command()
def demo(speed: Speed = "60", *, plain: Plain = False, resume: Resume = False) -> None:
    """Moderate the bundled day: the first thing to try."""
    from moderator.commands import play

    raise typer.Exit(play.run("demo", play.Wish(speed=speed, plain=plain, fresh=not resume)))


@app.command()
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
) -> None:
    """Moderate a recorded day. Started again, it goes on where it was."""
    from moderator.commands import play

    wish = play.Wish(speed=speed, start=start, plain=plain, fresh=fresh)
    raise typer.Exit(play.run(recording, wish, _overrides(config, hashtag, organiser)))


@app.command()
def posts(
    recording: Recording,
    config: ConfigFile = None,
    hashtag: Hashtag = None,
    organiser: Organiser = None,
) -> None:
    """Print the recording normalised: one JSON line a post or deletion."""
    from moderator.commands import posts as command

    raise typer.Exit(command.run(recording, _overrides(config, hashtag, organiser)))


@app.command()
def classify(
    recording: Recording,
    config: ConfigFile = None,
    hashtag: Hashtag = None,
    organiser: Organiser = None,
) -> None:
    """Print one JSON line a post: what it is, and why."""
    from moderator.commands import studies

    raise typer.Exit(studies.classify(recording, _overrides(config, hashtag, organiser)))


@app.command()
def cases(
    recording: Recording,
    config: ConfigFile = None,
    hashtag: Hashtag = None,
    organiser: Organiser = None,
) -> None:
    """Print the final board as JSON: every case, its state, and how it came to it."""
    from moderator.commands import studies

    raise typer.Exit(studies.cases(recording, _overrides(config, hashtag, organiser)))


@app.command()
def report(
    recording: Annotated[
        str,
        typer.Argument(
            metavar="RECORDING|JOURNAL",
            help="A recording (file, - or bundled name), or the journal of a fair.",
            autocompletion=_complete_recording,
            show_default=False,
        ),
    ],
    config: ConfigFile = None,
    hashtag: Hashtag = None,
    organiser: Organiser = None,
    *,
    json: Annotated[bool, typer.Option("--json", help="The figures as JSON.")] = False,
) -> None:
    """Show the day in figures."""
    from moderator.commands import studies

    overrides = _overrides(config, hashtag, organiser)
    raise typer.Exit(studies.report(recording, overrides, as_json=json))


def _overrides(
    config: Path | None, hashtag: str | None, organiser: list[str] | None
) -> "Overrides":
    from moderator.commands.setup import Overrides

    return Overrides(config, hashtag, tuple(organiser or ()))


def main() -> None:
    """Run the command line; what the terminal cannot spell becomes a question mark."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    failure: BaseException | None = None
    try:
        try:
            app(prog_name="moderator")
        finally:
            sys.stdout.flush()
    except* OSError as failed:
        failure = failed
    while isinstance(failure, BaseExceptionGroup):
        failure = failure.exceptions[0]
    if failure is not None:
        print(f"moderator: {failure}", file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
