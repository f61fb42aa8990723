"""The command line: `moderator COMMAND`, its options, its exit codes.

Standard output carries data, standard error words. Exit codes: 0 done; 1 done,
but something is wrong with the input, or the journal fails; 2 usage or
configuration; 130 interrupted. What a command needs is imported inside it, so
that help and completion come at once.
"""

import sys

from moderator.cli import day, live, serve, shared, teach, training
from moderator.cli.app import app
from moderator.cli.streams import stand, unwritable
from moderator.garbage_collector import look_seldom
from moderator.words.language import chosen, speak

__all__ = ["app", "day", "live", "main", "serve", "shared", "teach", "training"]


def main() -> None:
    """Run the command line."""
    look_seldom()
    stand()
    speak(chosen())
    failure: BaseException | None = None
    try:
        try:
            app(prog_name="moderator")
        finally:
            sys.stdout.flush()
    except* OSError as failed:
        failure = failed
    if failure is not None:
        sys.exit(unwritable(failure))
