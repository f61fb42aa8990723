"""What Typer's options for completion say, in the language that is spoken."""

from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO

import typer
from typer import _click as click

from moderator.words.language import SOURCE, spoken

WORDS = {"install_completion": redirect_stdout, "show_completion": redirect_stderr}
"""Where each option has its words for people; what it writes elsewhere is a script."""


def translate(option: click.Parameter) -> None:
    """Have an option speak the language, where it is one for completion."""
    if option.name in WORDS and option.callback and spoken() != SOURCE:
        option.callback = _translated(option.callback, option.name)


def _translated(callback: Callable[..., object], name: str) -> Callable[..., object]:
    """The same callback; what it says is told when it is done, or fails."""
    from moderator.words.reasons import told

    def tell(ctx: click.Context, option: click.Parameter, value: object) -> object:
        said = StringIO()
        try:
            with WORDS[name](said):
                return callback(ctx, option, value)
        finally:
            for line in said.getvalue().splitlines():
                typer.echo(told(line), err=name == "show_completion")

    return tell
