"""Which certificates are trusted: one context for all connections, since it takes long to make."""

import os
import ssl
from functools import lru_cache

import httpx

from feeds.base import FeedGone
from feeds.said import said


def trust() -> ssl.SSLContext:
    """The authorities that httpx ships with, or those that the environment names instead.

    Raises FeedGone where those cannot be read.
    """
    return _context(os.environ.get("SSL_CERT_FILE", ""), os.environ.get("SSL_CERT_DIR", ""))


@lru_cache(maxsize=4)
def _context(file: str, folder: str) -> ssl.SSLContext:  # noqa: ARG001 - httpx reads them itself
    try:
        return httpx.create_ssl_context()
    except OSError as error:
        why = said(
            "no certificates are at SSL_CERT_FILE or SSL_CERT_DIR: name a file that has some"
        )
        raise FeedGone(why) from error
