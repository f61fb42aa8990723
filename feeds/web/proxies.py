"""Proxies, as the environment names them: what cannot be used is said, whoever stumbles on it."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
from websockets.exceptions import InvalidProxy

from feeds.base import FeedGone
from feeds.said import said

UNUSABLE = said(
    "the proxies that the environment names cannot be used: https_proxy is "
    "like http://proxy.example:8080, and no_proxy has no brackets"
)


@contextmanager
def usable() -> Iterator[None]:
    """Make a client, or connect, by the proxies of the environment. Raises FeedGone.

    The libraries' own words are left out: they may hold a password.
    """
    try:
        yield
    except ssl.SSLError:  # of a certificate it is a ValueError, too
        raise
    except (ImportError, ValueError, httpx.InvalidURL, InvalidProxy):
        raise FeedGone(UNUSABLE) from None
