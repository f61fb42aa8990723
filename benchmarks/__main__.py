"""`python -m benchmarks [NAME]`: all figures, or the one of that name."""

import sys

from benchmarks.pipeline import NOTES, figures


def main() -> int:
    """Print the figures that were asked for; 2 where there is none of that name."""
    only = sys.argv[1] if len(sys.argv) > 1 else ""
    if only and only not in NOTES:
        print(f"no benchmark {only!r}; there are: {', '.join(NOTES)}", file=sys.stderr)
        return 2
    for figure in figures(only):
        print(figure.line(), flush=True)
    return 0


sys.exit(main())
