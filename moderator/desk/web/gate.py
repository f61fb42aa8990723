"""Who may come in to a desk that is served: pure, and asked for every request.

A page of some other site, open in the same browser, can reach what listens on this
computer. So the host and the origin of a request are looked at, token or not.
"""

from dataclasses import dataclass
from hmac import compare_digest
from urllib.parse import urlsplit

from feeds.address import is_loopback
from feeds.said import said
from feeds.secret import Secret
from moderator.words.language import N_

COOKIE = "moderator_desk"


@dataclass(frozen=True, slots=True)
class Request:
    """What is looked at of a request; what it does not have is empty."""

    host: str
    origin: str = ""
    token: str = ""
    cookie: str = ""


@dataclass(frozen=True, slots=True)
class Gate:
    """The address that is listened on, and the token that lets one in, if there is one.

    Raises ValueError where anybody could come in from elsewhere.
    """

    host: str
    token: Secret | None = None

    def __post_init__(self) -> None:
        if not is_loopback(self.host) and not self.token:
            raise ValueError(said("an address that others can reach needs a token"))

    def refuses(self, request: Request) -> str:
        """Give why a request is turned away; nothing where it is let in."""
        if is_loopback(self.host) and not self.token and not is_loopback(_name(request.host)):
            return N_("This desk is for this computer only.")
        if request.origin and _place(request.origin) != request.host:
            return N_("Another page asked for this desk.")
        if self.token and not (self.admits(request.token) or self.admits(request.cookie)):
            return N_("This desk wants its token: open the address that ends in ?token=…")
        return ""

    def admits(self, token: str) -> bool:
        """Whether that is the token."""
        expected = self.token.reveal() if self.token else ""
        given = token.encode("utf-8", "surrogatepass")
        return bool(expected) and compare_digest(given, expected.encode())


def _place(origin: str) -> str | None:
    """The host, with its port, that an Origin header names; None where it is no address."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return None


def _name(host: str) -> str:
    """The name in a Host header, without its port."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
