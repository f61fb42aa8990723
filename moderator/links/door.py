"""The guard against SSRF: which web addresses are let through to be visited. Pure.

An address is taken apart once; what is asked for is made of the parts that were
checked, so that nothing can be read in two ways.
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from moderator.links.addresses import is_public
from moderator.links.names import Refused, plain_host
from moderator.links.reasons import Refusal

_PORTS = {"http": 80, "https": 443}
_LONGEST = 4_000
_PATH = "/%:@!$&'()*+,;=~-._"
_QUERY = f"{_PATH}?[]|"


@dataclass(frozen=True, slots=True)
class Rules:
    """Which ports and IP addresses may be visited."""

    ports: frozenset[int] = frozenset(_PORTS.values())
    may_connect: Callable[[str], bool] = is_public


@dataclass(frozen=True, slots=True)
class Admitted:
    """An address that passed: what to connect to, and what to ask for there."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def url(self) -> str:
        """The address, written in its one way."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.target}"


def admit(url: str, rules: Rules) -> Admitted:
    """The address, checked; raises Refused."""
    if len(url) > _LONGEST:
        raise Refused(Refusal.LONG)
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as error:
        raise Refused(Refusal.HOST) from error
    if parts.scheme not in _PORTS:
        raise Refused(Refusal.SCHEME)
    if "@" in parts.netloc:
        raise Refused(Refusal.USER)
    host = plain_host(parts.hostname or "")
    if (":" in host or host[-1:].isdigit()) and not rules.may_connect(host):
        raise Refused(Refusal.PRIVATE)
    port = _PORTS[parts.scheme] if port is None else port
    if port not in rules.ports:
        raise Refused(Refusal.PORT)
    query = f"?{quote(parts.query, safe=_QUERY)}" if parts.query else ""
    return Admitted(parts.scheme, host, port, (quote(parts.path, safe=_PATH) or "/") + query)


def led_to(url: str, location: str) -> str:
    """The address that a redirect from `url` leads to; empty where it leads nowhere."""
    try:
        target = urljoin(url, location.strip())
        return target if urlsplit(target).netloc else ""
    except ValueError:
        return ""
