"""Hosts whose links stand for others."""

from moderator.core.text.hosts import SHORTENERS
from moderator.links.places import host_of


def is_short(url: str) -> bool:
    """Whether an address is a link shortener's, and so stands for another."""
    return host_of(url) in SHORTENERS
