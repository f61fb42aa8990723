"""The signals that ask a program to end, for as long as a block lasts."""

import asyncio
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial


@contextmanager
def unhurried() -> Iterator[Callable[[], object]]:
    """Gives what makes Ctrl-C do nothing any more, until the block is left and all is closed."""
    before = signal.getsignal(signal.SIGINT)
    try:
        yield partial(signal.signal, signal.SIGINT, signal.SIG_IGN)
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def on_signals(names: Sequence[signal.Signals], end: Callable[[], object]) -> Iterator[None]:
    """Have these signals call that, where the system knows them."""
    loop = asyncio.get_running_loop()
    with suppress(NotImplementedError):  # Windows has none for an event loop
        for name in names:
            loop.add_signal_handler(name, end)
    try:
        yield
    finally:
        with suppress(NotImplementedError):
            for name in names:
                loop.remove_signal_handler(name)
