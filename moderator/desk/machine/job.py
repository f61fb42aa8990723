"""This program as a job of a shell, which can be stopped and taken up again."""

import os
import signal
import time

BREATH_SECONDS = 0.01


def has_a_shell() -> bool:
    """Give whether a shell takes the terminal while the job stands still: only it can go on.

    Such a shell gives each job a group of its own.
    """
    return hasattr(os, "getsid") and os.getsid(0) != os.getpgrp()


def stop() -> None:
    """Stop the whole job, with a `make` that started it, until the shell has it go on.

    The terminal has to be as the shell wants it by now: it takes it at once. A thread may run on
    for a moment after the signal, so that this one waits until it is told to go on.
    """
    told: list[int] = []
    before = signal.signal(signal.SIGCONT, lambda number, _frame: told.append(number))
    os.killpg(os.getpgrp(), signal.SIGSTOP)
    while not told:
        time.sleep(BREATH_SECONDS)
    signal.signal(signal.SIGCONT, before)
