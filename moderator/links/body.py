"""A body's bytes as text: unpacked and decoded, never longer than allowed. Pure."""

import re
import zlib

MOST_BYTES = 256 * 1024
"""What is read of a body, packed and unpacked."""

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_KNOWN = re.compile(
    r"utf-8|utf-16(?:le|be)?|(?:us-)?ascii|latin-?1|iso-8859-(?:[1-9]|1[013456])"
    r"|(?:windows-|cp)125[0-8]|koi8-[ru]|gbk|gb2312|gb18030|big5|shift_jis|euc-(?:jp|kr)"
)
"""Only these: some codecs of Python cost far more than the length of what they decode."""

_HEAD = 2_048
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def unpacked(raw: bytes, encoding: str) -> bytes:
    """The bytes that were packed so, as far as they go; empty for an encoding that is not known."""
    match encoding.strip().lower():
        case "" | "identity":
            return raw[:MOST_BYTES]
        case "gzip" | "x-gzip":
            return _inflated(raw, zlib.MAX_WBITS | 16)
        case "deflate":
            return _inflated(raw, zlib.MAX_WBITS) or _inflated(raw, -zlib.MAX_WBITS)
        case _:
            return b""


def decoded(body: bytes, content_type: str) -> str:
    """The text of a body, in the charset that it is said to have, or that it looks like."""
    for charset in _charsets(body, content_type):
        try:
            return body.decode(charset, "strict" if charset == "utf-8" else "replace")
        except UnicodeDecodeError as error:
            if len(body) >= MOST_BYTES and error.start >= len(body) - 4:
                return body.decode("utf-8", "ignore")
    return body.decode("cp1252", "replace")


def _charsets(body: bytes, content_type: str) -> list[str]:
    marked = [charset for mark, charset in _MARKS.items() if body.startswith(mark)]
    said = _CHARSET.search(content_type)
    written = _CHARSET.search(body[:_HEAD].decode("ascii", "replace"))
    named = [found[1].lower().replace("utf8", "utf-8") for found in (said, written) if found]
    return [*marked, *filter(_KNOWN.fullmatch, named), "utf-8"]


def _inflated(raw: bytes, window: int) -> bytes:
    try:
        return zlib.decompressobj(wbits=window).decompress(raw, MOST_BYTES)
    except zlib.error:
        return b""
