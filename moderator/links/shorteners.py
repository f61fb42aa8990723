"""Hosts whose links stand for others."""

from moderator.links.places import host_of

_HOSTS = frozenset(
    """bit.do bit.ly bitly.com bl.ink buff.ly cutt.ly dlvr.it eepurl.com fb.me flip.it goo.gl
    hubs.la hubs.ly ht.ly htl.li ift.tt is.gd j.mp lnkd.in n9.cl
    on.fb.me ow.ly po.st qr.ae qr.net rb.gy rebrand.ly s.id shorte.st shorturl.at smarturl.it
    snip.ly soo.gd spr.ly su.pr t.co t.ly t2m.io tiny.cc tiny.one tinyurl.com tr.im trib.al
    url.ie urlz.fr v.gd vk.cc wp.me x.co""".split()  # noqa: SIM905
)


def is_short(url: str) -> bool:
    """Whether an address is a link shortener's, and so stands for another."""
    return host_of(url) in _HOSTS
