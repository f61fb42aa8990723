"""The command line itself: its commands register here."""

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
