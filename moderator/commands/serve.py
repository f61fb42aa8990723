"""`serve`: the desk in a browser, of a live fair or of a recording."""

import asyncio
import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from feeds.address import is_everywhere
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
    desk, named, watch = addresses(gate, port)
    complain(said("the desk is at {address}", address=desk))
    complain(said("to moderate as NAME: {address}", address=named))
    complain(said("to look on: {address}", address=watch))
    complain(said("Ctrl-C ends"))


def addresses(gate: "Gate", port: int) -> tuple[str, str, str]:
    """Where a desk is, one in another's name, and one to look on: each whole, to be copied."""
    host = socket.gethostname() if is_everywhere(gate.host) else gate.host
    place = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    first, more = ("?token=…", "&token=…") if gate.token else ("", "")
    return f"{place}/{first}", f"{place}/?as=NAME{more}", f"{place}/watch{first}"


@contextmanager
def _until_signalled() -> Iterator[asyncio.Event]:
    """An event that a signal to end sets, where the system knows such signals."""
    ended = asyncio.Event()
    with on_signals((signal.SIGINT, signal.SIGTERM), ended.set):
        yield ended
