"""The command line: `moderator COMMAND`, its options, its exit codes.

Standard output carries data, standard error words. Exit codes: 0 done; 1 done,
but something is wrong with the input, or the journal fails; 2 usage or
configuration; 130 interrupted. What a command needs is imported inside it, so
that help and completion come at once.
"""

import os
import sys
from io import TextIOWrapper

from moderator.cli import day, live, serve, shared, teach, training
from moderator.cli.app import app
from moderator.collector import look_seldom
from moderator.words.language import chosen, speak

__all__ = ["app", "day", "live", "main", "serve", "shared", "teach", "training"]


def main() -> None:
    """Run the command line; what the terminal cannot spell becomes a question mark."""
    look_seldom()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    speak(chosen())
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
        from moderator.words.reasons import told

        print(f"moderator: {told(str(failure))}", file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
