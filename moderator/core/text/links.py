"""Links compared by where they lead, not by how they are written."""

from hashlib import blake2b
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

_TRACKING = frozenset(
    """fbclid gclid dclid gbraid wbraid msclkid yclid twclid ttclid igshid igsh li_fat_id mc_cid
    mc_eid _hsenc _hsmi mkt_tok vero_id wt_mc s_kwcid ref_src ref_url""".split()  # noqa: SIM905
)
_FROM = frozenset(("ref", "source", "src", "via"))
_PREFIX = "link:"
_PORTS = {"http": 80, "https": 443}
_BEHIND = ",.;:!?'\"”’»)]}…"
"""Marks that belong to the sentence, where a link was taken from its text a mark too far."""


def same_link(url: str) -> str:
    """A key that is equal for links to the same page; never raises.

    Left out: scheme, `www.`, default port, user, fragment, trailing slash,
    tracking parameters, and the marks of a sentence behind it. The host is
    lower-cased, the query sorted. What is no link at all is its own key, stripped.
    """
    link = url.strip()
    try:
        parts = urlsplit(link.rstrip(_BEHIND))
        host = _host(parts)
        query = _query(parts.query)
    except ValueError:
        return link
    if not host:
        return link
    return urlunsplit(("", "", host + parts.path.rstrip("/"), query, ""))


def link_key(link: str) -> str:
    """A key that is equal for links to the same target, and does not tell the link.

    Of a deleted post only these keys are kept; the key of a key is itself.
    """
    if link.startswith(_PREFIX):
        return link
    return _PREFIX + blake2b(same_link(link).encode("utf-8", "replace"), digest_size=12).hexdigest()


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".").removeprefix("www.")
    if parts.port is None or parts.port == _PORTS.get(parts.scheme):
        return host
    return f"{host}:{parts.port}"


def _query(query: str) -> str:
    pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=200)
    return urlencode(sorted(pair for pair in pairs if not _is_tracking(*pair)))


def _is_tracking(name: str, value: str) -> bool:
    """Whether a parameter tells where a reader came from; of "ref=2231" the page may depend."""
    known = name.lower().startswith(("utm_", "pk_", "mtm_")) or name.lower() in _TRACKING
    return known or (name.lower() in _FROM and value.isalpha())
