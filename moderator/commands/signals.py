"""The signals that ask a program to end, and what they find when they come."""

import asyncio
import signal
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any


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


def until_ended(running: Coroutine[Any, Any, None]) -> bool:
    """Run it until it returns, or is asked to end: then it puts everything in order.

    Whoever asks once more does not hurry that. Gives whether it was Ctrl-C that ended it.
    """
    asked: list[signal.Signals] = []
    try:
        asyncio.run(_ended_by_signal(running, asked))
    except asyncio.CancelledError:
        return asked[:1] == [signal.SIGINT]
    except KeyboardInterrupt:  # where the system has no signals for an event loop
        return True
    return False


async def _ended_by_signal(running: Coroutine[Any, Any, None], asked: list[signal.Signals]) -> None:
    """Run it; that it was called off is said also where a screen ended as if by itself.

    The signals are listened to until the event loop is closed: that takes a moment, too.
    """
    here = asyncio.current_task()
    assert here is not None  # noqa: S101 - a coroutine that runs is in a task

    def end(name: signal.Signals) -> None:
        if not asked:
            here.cancel()
        asked.append(name)

    with suppress(NotImplementedError):  # Windows has none for an event loop
        for name in _ending():
            asyncio.get_running_loop().add_signal_handler(name, end, name)
    await running
    if here.cancelling():
        raise asyncio.CancelledError


def _ending() -> list[signal.Signals]:
    hung_up = [signal.SIGHUP] if hasattr(signal, "SIGHUP") else []
    return [signal.SIGINT, signal.SIGTERM, *hung_up]
