"""Bodies: unpacked without a bomb going off, decoded as their sender meant them."""

import gzip
import zlib

import pytest

from moderator.links.body import MOST_BYTES, decoded, unpacked


def test_bomb_is_unpacked_only_as_far_as_it_may():
    bomb = gzip.compress(bytes(50 << 20))
    assert len(bomb) < MOST_BYTES
    assert len(unpacked(bomb, "gzip")) == MOST_BYTES


@pytest.mark.parametrize("encoding", ["gzip", " GZIP", "x-gzip"])
def test_gzip_goes_as_far_as_it_came(encoding):
    assert unpacked(gzip.compress(b"kok" * 99)[:-6], encoding) == b"kok" * 99


def test_deflate_is_read_in_both_of_its_forms():
    loose = zlib.compressobj(wbits=-15)
    assert unpacked(zlib.compress(b"kok"), "deflate") == b"kok"
    assert unpacked(loose.compress(b"kok") + loose.flush(), "deflate") == b"kok"


@pytest.mark.parametrize(("raw", "encoding"), [(b"kok", "gzip"), (b"kok", "br"), (b"", "deflate")])
def test_what_cannot_be_unpacked_is_empty(raw, encoding):
    assert unpacked(raw, encoding) == b""


def test_what_is_not_packed_is_as_it_is():
    assert unpacked(b"kok", "identity") == unpacked(b"kok", "") == b"kok"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("café".encode(), "text/html"),
        ("café".encode("latin-1"), "text/html; charset=iso-8859-1"),
        ("café".encode("latin-1"), "text/html"),
        ("café".encode("utf-16"), "text/html"),
        ("\ufeffcafé".encode(), "text/html"),
        ("<meta charset=windows-1252>café".encode("cp1252"), "text/html"),
        ("café".encode(), "text/html; charset=punycode"),
        ("café".encode(), "text/html; charset=\u00e9"),
        ("café".encode("latin-1"), "text/html; charset=utf-8"),
    ],
)
def test_text_is_read_in_the_charset_that_it_has(body, said):
    assert decoded(body, said).removeprefix("<meta charset=windows-1252>") == "café"


def test_letter_that_the_limit_cut_in_two_does_not_change_the_charset():
    body = ("é" + "€" * MOST_BYTES).encode()[:MOST_BYTES]
    assert set(decoded(body, "text/html")) == {"é", "€"}
