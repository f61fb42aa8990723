"""Addresses on the network: whether they can be connected to, and whether they are this machine."""

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
