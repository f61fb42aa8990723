"""`moderator`, and `python -m moderator`: from the first moment Ctrl-C ends it without a word."""

import sys


def main() -> None:
    """Read the program, and run it."""
    try:
        from moderator.cli import main as run  # noqa: PLC0415 - reading it takes a while

        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
