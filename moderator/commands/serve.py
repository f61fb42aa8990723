"""`serve`: the desk in a browser, of a live fair or of a recording."""

import asyncio
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from feeds.said import said
from feeds.secret import Secret
from moderator.commands.setup import Exit, Overrides, complain
from moderator.commands.signals import on_signals

if TYPE_CHECKING:
    from moderator.desk.web.gate import Gate
    from moderator.desk.web.server import SharedDay

VARIABLE = "MODERATOR_TOKEN"
SHORTEST = 16
"""Characters of a token: fewer can be guessed."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where the desk is to be served, and the file of the token that lets one in."""

    host: str
    port: int
    token_file: Path | None = None


@dataclass(frozen=True, slots=True)
class Arguments:
    """Which fair: the live one, where there is no recording."""

    recording: str | None = None
    speed: str = "1"
    fresh: bool = False


def run(address: Address, arguments: Arguments, overrides: Overrides) -> int:
    """Serve the fair until a signal ends it; the exit code."""
    os.environ["TEXTUAL_COLOR_SYSTEM"] = "truecolor"
    from moderator.commands import live, play

    try:
        gate = _gate(address)
    except ValueError as wrong:
        complain(str(wrong))
        return Exit.USAGE
    audience = partial(_serve, gate=gate, port=address.port)
    if arguments.recording is None:
        return live.run(live.Arguments(audience=audience), overrides)
    return play.run(
        arguments.recording,
        play.Arguments(speed=arguments.speed, fresh=arguments.fresh, audience=audience),
        overrides,
    )


def _gate(address: Address) -> "Gate":
    from moderator.desk.web.gate import Gate

    token = _token(address.token_file)
    try:
        return Gate(address.host, token)
    except ValueError as wrong:
        how = said("set {variable} in the environment, or give --token-file", variable=VARIABLE)
        raise ValueError(f"--host {address.host}: {wrong}: {how}") from wrong


def _token(file: Path | None) -> Secret | None:
    """The token from its file, else from the environment. Raises ValueError for a poor one."""
    if file is None and VARIABLE not in os.environ:
        return None
    try:
        found = file.read_text("utf-8").strip() if file else os.environ[VARIABLE].strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"--token-file {file}: {said('cannot be read')}") from error
    if len(found) < SHORTEST or not found.isascii() or not found.isalnum():
        where = f"--token-file {file}" if file else VARIABLE
        raise ValueError(
            said(
                "{place}: a token has at least {number} letters and digits",
                place=where,
                number=SHORTEST,
            )
        )
    return Secret(found)


async def _serve(day: "SharedDay", *, gate: "Gate", port: int) -> None:
    from moderator.desk.web.server import served

    async with served(day, gate, port=port) as taken:
        with _until_signalled() as ended:
            _say_where(gate, taken)
            await ended.wait()


def _say_where(gate: "Gate", port: int) -> None:
    host = f"[{gate.host}]" if ":" in gate.host else gate.host
    key = "/?token=…" if gate.token else "/"
    complain(said("the desk is at {address}", address=f"http://{host}:{port}{key}"))
    complain(said("add watch to the address to look on, ?as=NAME to moderate as NAME; Ctrl-C ends"))


@contextmanager
def _until_signalled() -> Iterator[asyncio.Event]:
    """An event that a signal to end sets, where the system knows such signals."""
    ended = asyncio.Event()
    with on_signals((signal.SIGINT, signal.SIGTERM), ended.set):
        yield ended
