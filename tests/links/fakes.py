"""Names and connections that a test has in its hand."""

from collections.abc import Collection, Mapping, Sequence

import httpcore

from moderator.links.resolver import LookupLost, NoSuchName


class FakeResolver:
    """Knows the names that it is told; each answer in a list is given once, the last for ever."""

    def __init__(
        self,
        names: Mapping[str, Sequence[Sequence[str]]] | None = None,
        *,
        lost: Collection[str] = (),
    ) -> None:
        self._names = {name: list(answers) for name, answers in (names or {}).items()}
        self._lost = lost
        self.asked: list[str] = []

    async def resolve(self, host: str, port: int) -> Sequence[str]:
        self.asked.append(host)
        if host in self._lost:
            raise LookupLost(host)
        answers = self._names.get(host)
        if not answers:
            raise NoSuchName(host)
        return answers.pop(0) if len(answers) > 1 else answers[0]


class RecordingConnector(httpcore.AsyncNetworkBackend):
    """Notes where it was told to connect to, and never does."""

    def __init__(self) -> None:
        self.wanted: list[tuple[str, int]] = []

    async def connect_tcp(self, host, port, *how, **named):
        self.wanted.append((host, port))
        raise httpcore.ConnectError("never connects")

    async def sleep(self, seconds: float) -> None:
        return None


def on_loopback(address: str) -> bool:
    """Only loopback, for tests that visit a server of their own."""
    return address.startswith("127.")
