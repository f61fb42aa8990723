"""Addresses on the network: whether they can be connected to, and whether they are this machine.

That is decided here alone: a secret goes to nobody else without encryption.
"""

from ipaddress import ip_address
from urllib.parse import urlsplit


def host_of(address: str) -> str:
    """The host in an address, in lower case; empty where that can be no address of one."""
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname or "", parts.port
        host.encode("idna")
    except ValueError:
        return ""
    is_plain = address.isprintable() and " " not in address and "@" not in parts.netloc
    return host if is_plain else ""


def is_loopback(host: str) -> bool:
    """Whether a host is this machine itself."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


def is_everywhere(host: str) -> bool:
    """Whether a host to listen on is every address of this machine, and none to connect to."""
    try:
        return ip_address(host.strip("[]")).is_unspecified
    except ValueError:
        return not host


def is_safe(address: str, *, scheme: str) -> bool:
    """Whether it is an address of that encrypted scheme, or one without it of this machine."""
    host, said = host_of(address), address.partition("://")[0]
    is_open = said == scheme.removesuffix("s") and is_loopback(host)
    return bool(host) and (said == scheme or is_open)
