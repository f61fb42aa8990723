"""What the command line says of itself, in the language that is spoken.

Help stands in English where a command or an option is declared, and is put into
the language where it is shown: when the modules are read, none is chosen yet.
Typer words its headings and errors in English, and lets nobody translate them;
here they are known again, and told on the same stream, with the same exit code.
"""

import re
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import typer
from typer import _click as click
from typer._click.exceptions import MissingParameter, NoArgsIsHelpError, UsageError
from typer._click.shell_completion import CompletionItem
from typer._click.utils import make_default_short_help
from typer.core import TyperArgument, TyperCommand, TyperGroup

from moderator.cli.completion import translate
from moderator.words.language import N_, _

USAGE = (N_("OPTIONS"), N_("COMMAND"), N_("ARGS"))
"""What Typer writes for all that may stand behind a command."""

VALUES = (
    *(N_("CORPUS"), N_("FAIR"), N_("FILE"), N_("FOLDER"), N_("HANDLE"), N_("HH:MM"), N_("HOST")),
    *(N_("ITEM"), N_("JOURNAL"), N_("LABELLED"), N_("NAME"), N_("POINTS"), N_("PORT")),
    *(N_("RECORDING"), N_("SCENARIO"), N_("TAG")),
)
"""What commands and options call the values that they take."""

PLACES = re.compile(r"\b(CORPUS|FILE|FOLDER|JOURNAL|LABELLED|RECORDING|SCENARIO)\b")
"""Values that name a file or a folder: an empty one would be the folder that one is in."""

_TYPE = re.compile(r" <[\w\[\]]+>$")
"""What Typer writes behind an argument: of which of Python's types it is."""

_CAPITALS = re.compile(rf"\b({'|'.join((*USAGE, *VALUES))})\b")

HEADINGS = (N_("Options"), N_("Arguments"), N_("Commands"))
BRACKETED = (N_("default"), N_("required"))
"""What Typer writes in brackets after the help of an option or an argument."""


class Page(click.HelpFormatter):
    """A page of help."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how a command is called."""
        super().write_usage(prog, _called(args), _("Usage: ") if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """Write what stands over a list."""
        super().write_heading(_(heading))

    def write_text(self, text: str) -> None:
        """Write what a command is for."""
        super().write_text(_(text))

    def write_dl(
        self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write options, arguments or commands, each with its help."""
        said = [(_TYPE.sub("", _called(name)), _helped(text)) for name, text in rows]
        super().write_dl(said, col_max, col_spacing)


class Context(typer.Context):
    """A command with what was typed after it."""

    formatter_class = Page


class _Spoken(click.Command):
    context_class = Context

    def get_short_help_str(self, limit: int = 45) -> str:
        """Give the first sentence of its help."""
        return make_default_short_help(_(self.help), limit) if self.help else ""

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Give what can be typed here, each with its help."""
        found = super().shell_complete(ctx, incomplete)
        for each in found:
            each.help = each.help and _(each.help)
        return found


class Command(_Spoken, TyperCommand):
    """A command that speaks the language."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take what was typed apart. Raises UsageError where the name of a file is empty."""
        typed, *_others = self.make_parser(ctx).parse_args(args=list(args))
        rest = super().parse_args(ctx, args)
        for each in self.params:
            given = typed.get(each.name)
            values = given if isinstance(given, list | tuple) else [given]
            if "" in values and PLACES.search(each.metavar or ""):
                raise _lacking(each, ctx)
        return rest


def _lacking(param: click.Parameter, ctx: click.Context) -> UsageError:
    from feeds.said import said

    if isinstance(param, TyperArgument):
        return MissingParameter(ctx=ctx, param=param)
    return UsageError(said("Option {name} requires an argument.", name=repr(param.opts[0])), ctx)


class Group(_Spoken, TyperGroup):
    """Commands under one name that speaks the language; the outermost one is the program."""

    def main(self, *args: Any, **how: Any) -> NoReturn:  # noqa: ANN401 - as Typer has it
        """Run what was typed, and end with its exit code."""
        for option in self.params:
            translate(option)
        try:
            code = super().main(*args, **how | {"standalone_mode": False})
        except NoArgsIsHelpError as asked:
            asked.show()
            code = asked.exit_code
        except UsageError as error:
            _refuse(error)
            code = error.exit_code
        except typer.Abort:
            typer.echo(_("Aborted!"), err=True)
            code = 1
        sys.exit(code)


def _refuse(error: UsageError) -> None:
    """Say what is wrong with what was typed, and where the help is."""
    from moderator.words.reasons import told

    if error.ctx is not None:
        asking = f"{error.ctx.command_path} {error.ctx.help_option_names[0]}"
        typer.echo(error.ctx.get_usage(), err=True)
        typer.echo(_("Try '{asking}' for help.").format(asking=asking) + "\n", err=True)
    why = error.format_message()
    said = told(_called(why) if isinstance(error, MissingParameter) else why)
    typer.echo(_("Error: {why}").format(why=said), err=True)


def _called(names: str) -> str:
    """Names of options and arguments, with the values that they take in the language spoken."""
    return _CAPITALS.sub(lambda word: _(word[0]), names)


def _helped(text: str) -> str:
    """The help of a row, with what stands in brackets after it."""
    words, bracket, rest = text.partition("  [")
    pairs = (each.partition(": ") for each in rest.removesuffix("]").split("; "))
    bracketed = "; ".join(_(name) + colon + value for name, colon, value in pairs)
    return _(words) + (f"{bracket}{bracketed}]" if bracket else "")
