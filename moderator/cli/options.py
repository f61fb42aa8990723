"""The options that several commands share."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from moderator.commands.setup import Overrides


def complete_recording(incomplete: str) -> list[str]:
    """The bundled recordings that begin so."""
    from moderator.recordings import bundled

    return [name for name in bundled() if name.startswith(incomplete)]


Recording = Annotated[
    str,
    typer.Argument(
        metavar="RECORDING",
        help="A file, - for standard input, or the name of a bundled recording.",
        autocompletion=complete_recording,
        show_default=False,
    ),
]
RecordingOrJournal = Annotated[
    str,
    typer.Argument(
        metavar="RECORDING|JOURNAL",
        help="A recording (file, - or bundled name), or the journal of a fair.",
        autocompletion=complete_recording,
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
Plain = Annotated[
    bool,
    typer.Option("--plain", help="Lines of text instead of a screen: for screen readers and logs."),
]
Fresh = Annotated[
    bool,
    typer.Option("--fresh", help="Forget the earlier session with this recording; begin anew."),
]
AsJson = Annotated[bool, typer.Option("--json", help="As JSON.")]
Page = Annotated[
    Path | None,
    typer.Option(
        "--html",
        metavar="FILE",
        help="A page that stands by itself, to read, print or mail; - for standard output.",
        show_default=False,
    ),
]


def overrides(config: Path | None, hashtag: str | None, organiser: list[str] | None) -> "Overrides":
    """What the options of a command say of the fair."""
    from moderator.commands.setup import Overrides

    return Overrides(config, hashtag, tuple(organiser or ()))
