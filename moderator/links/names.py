"""The host of an address as it is asked for: ASCII, a full name, and what it looks like. Pure."""

import re
import unicodedata
from ipaddress import IPv4Address, IPv6Address

import idna

from moderator.links.reasons import Refusal

_RESERVED = ("example", "invalid", "test")
_EXAMPLES = ("example.com", "example.net", "example.org", "example.nl")
"""Names under these lead to no vacancy: by RFC 2606 and 6761, and by the registry of .nl."""

_PRIVATE = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "private")
_PRIVATE_ENDINGS = (*_PRIVATE, "home.arpa", "localdomain", "onion")
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_DOTS = re.compile("[\u3002\uff0e\uff61]")
_LONGEST = 253
_EAST_ASIAN = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "KATAKANA-HIRAGANA"})
_LATIN_TWINS = frozenset("аевԁһіјӏкмнорԛѕтԝхуѵгѡъьαβενικορτυωχγϲјոսցհօքզ")
"""Letters of other alphabets that can be taken for Latin ones."""


class Refused(Exception):
    """An address is not visited, for this reason."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


def plain_host(host: str) -> str:
    """The host in lower-case ASCII without a final dot; raises Refused.

    A number that is no ordinary dotted IPv4 address is refused: browsers read
    `2130706433`, `0x7f.1` and `127.1` as addresses, too.
    """
    spelled = _DOTS.sub(".", unicodedata.normalize("NFKC", host)).casefold().removesuffix(".")
    if ":" in spelled:
        return _ipv6(spelled)
    labels = _ascii(spelled).split(".")
    if len(".".join(labels)) > _LONGEST or not all(map(_LABEL.fullmatch, labels)):
        raise Refused(Refusal.HOST)
    if _NUMBER.fullmatch(labels[-1]):
        return _ipv4(".".join(labels))
    latin_domain = not labels[-1].startswith("xn--")
    if any(_is_lookalike(label, twins=latin_domain) for label in labels):
        raise Refused(Refusal.LOOKALIKE)
    name = ".".join(labels)
    if len(labels) == 1 or f".{name}".endswith(tuple(f".{each}" for each in _PRIVATE_ENDINGS)):
        raise Refused(Refusal.PRIVATE)
    return name


def is_reserved(host: str) -> bool:
    """Whether a name is kept for examples, and can belong to nobody."""
    name = f".{host}"
    return name.endswith(tuple(f".{each}" for each in (*_RESERVED, *_EXAMPLES)))


def _ascii(host: str) -> str:
    if host.isascii():
        return host
    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError) as error:
        raise Refused(Refusal.HOST) from error


def _ipv4(host: str) -> str:
    try:
        return str(IPv4Address(host))
    except ValueError as error:
        raise Refused(Refusal.NUMBER) from error


def _ipv6(host: str) -> str:
    try:
        address = IPv6Address(host)
    except ValueError as error:
        raise Refused(Refusal.HOST) from error
    if address.scope_id is not None:
        raise Refused(Refusal.PRIVATE)
    return str(address)


def _is_lookalike(label: str, *, twins: bool) -> bool:
    """Whether a label can be taken for another: of two alphabets, or (`twins`) like Latin."""
    if not label.startswith("xn--"):
        return False
    try:
        spelled = idna.decode(label)
    except (idna.IDNAError, UnicodeError):
        return True
    letters = [each for each in spelled if each.isalpha()]
    scripts = {unicodedata.name(each, "?").split()[0] for each in letters}
    mixed = len(scripts) > 1 and not scripts - {"LATIN"} <= _EAST_ASIAN
    phonetic = any("\u0250" <= each <= "\u02af" for each in letters)
    disguised = "LATIN" not in scripts and set(letters) <= _LATIN_TWINS
    return mixed or phonetic or (twins and disguised)
