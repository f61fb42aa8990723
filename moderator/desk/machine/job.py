"""This program as a job of a shell, which can be stopped and taken up again."""

import os
import signal


def has_a_shell() -> bool:
    """Give whether a shell takes the terminal while the job stands still: only it can go on.

    Such a shell gives each job a group of its own.
    """
    return hasattr(os, "getsid") and os.getsid(0) != os.getpgrp()


def stop() -> None:
    """Stop the whole job, with a `make` that started it: else the shell would not know of it."""
    os.killpg(os.getpgrp(), signal.SIGTSTP)
