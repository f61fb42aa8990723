"""Addresses that are not visited: no test here ever opens a connection."""

import ssl
from datetime import UTC, datetime

import pytest

from moderator.links.addresses import is_public
from moderator.links.checker import LinkChecker
from moderator.links.door import Rules, admit, led_to
from moderator.links.manners import Manners
from moderator.links.names import Refused
from moderator.links.reasons import Refusal, Why
from tests.links.fakes import FakeResolver, RecordingConnector

NOW = datetime(2026, 5, 12, 8, tzinfo=UTC)
PUBLIC, PUBLIC_6 = "93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"
TRUST = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


async def visit(url, **names):
    """Give what is found of a link, and where a connection would have been opened to."""
    connector = RecordingConnector()
    resolver = FakeResolver({name.replace("_", "."): answers for name, answers in names.items()})
    manners = Manners(again_after=0.0, spacing=0.0)
    async with LinkChecker(manners, resolver=resolver, connector=connector, trust=TRUST) as checker:
        checked = await checker.check(url, at=NOW)
    return checked.finding, connector.wanted, resolver.asked


# What the address itself says


@pytest.mark.parametrize(
    ("url", "refusal"),
    [
        ("ftp://zorg.nl/", Refusal.SCHEME),
        ("file:///etc/passwd", Refusal.SCHEME),
        ("javascript:alert(1)", Refusal.SCHEME),
        ("gopher://zorg.nl/", Refusal.SCHEME),
        ("data:text/html,hallo", Refusal.SCHEME),
        ("//zorg.nl/", Refusal.SCHEME),
        ("zorg.nl/kok", Refusal.SCHEME),
        ("", Refusal.SCHEME),
        # Who it seems to be for
        ("http://zorg.nl@127.0.0.1/", Refusal.USER),
        ("http://zorg.nl:pw@evil.nl/", Refusal.USER),
        ("http://zorg.nl%2f@evil.nl/", Refusal.USER),
        ("http://zorg.nl\\@127.0.0.1/", Refusal.USER),
        ("http://@zorg.nl/", Refusal.USER),
        # Ports
        ("http://zorg.nl:22/", Refusal.PORT),
        ("http://zorg.nl:8080/", Refusal.PORT),
        ("https://zorg.nl:6379/", Refusal.PORT),
        ("http://zorg.nl:0/", Refusal.PORT),
        ("http://zorg.nl:99999/", Refusal.HOST),
        ("http://zorg.nl:80x/", Refusal.HOST),
        # Numbers in place of names, as browsers read them
        ("http://2130706433/", Refusal.NUMBER),
        ("http://0x7f000001/", Refusal.NUMBER),
        ("http://017700000001/", Refusal.NUMBER),
        ("http://127.1/", Refusal.NUMBER),
        ("http://127.0.1/", Refusal.NUMBER),
        ("http://0x7f.0.0.1/", Refusal.NUMBER),
        ("http://0177.0.0.1/", Refusal.NUMBER),
        ("http://127.0.0.0x1/", Refusal.NUMBER),
        ("http://134744072/", Refusal.NUMBER),
        ("http://256.1.1.1/", Refusal.NUMBER),
        ("http://1.2.3.4.5/", Refusal.NUMBER),
        # Addresses
        ("http://127.0.0.1/", Refusal.PRIVATE),
        ("http://127.0.0.1./", Refusal.PRIVATE),
        ("http://１２７.０.０.１/", Refusal.PRIVATE),
        ("http://①②⑦.⓪.⓪.①/", Refusal.PRIVATE),
        ("http://127。0。0。1/", Refusal.PRIVATE),
        ("http://10.0.0.1/", Refusal.PRIVATE),
        ("http://169.254.169.254/latest/meta-data/", Refusal.PRIVATE),
        ("http://192.88.99.1/", Refusal.PRIVATE),
        ("http://0.0.0.0/", Refusal.PRIVATE),
        ("http://[::1]/", Refusal.PRIVATE),
        ("http://[::]/", Refusal.PRIVATE),
        ("http://[::ffff:127.0.0.1]/", Refusal.PRIVATE),
        ("http://[::ffff:7f00:1]/", Refusal.PRIVATE),
        ("http://[::127.0.0.1]/", Refusal.PRIVATE),
        ("http://[0:0:0:0:0:ffff:0a00:0001]/", Refusal.PRIVATE),
        ("http://[64:ff9b::10.0.0.1]/", Refusal.PRIVATE),
        ("http://[2002:7f00:1::]/", Refusal.PRIVATE),
        ("http://[2001:0:7f00:1::]/", Refusal.PRIVATE),
        ("http://[fe80::1]/", Refusal.PRIVATE),
        ("http://[fe80::1%25eth0]/", Refusal.PRIVATE),
        ("http://[fd00::1]/", Refusal.PRIVATE),
        ("http://[ff02::1]/", Refusal.PRIVATE),
        ("http://[::1/", Refusal.HOST),
        ("http://[kok]/", Refusal.HOST),
        # Names of private networks
        ("http://localhost/", Refusal.PRIVATE),
        ("http://LOCALHOST./", Refusal.PRIVATE),
        ("http://intranet/", Refusal.PRIVATE),
        ("http://kok.localhost/", Refusal.PRIVATE),
        ("http://printer.local/", Refusal.PRIVATE),
        ("http://metadata.google.internal/", Refusal.PRIVATE),
        ("http://router.home.arpa/", Refusal.PRIVATE),
        ("http://verborgen.onion/", Refusal.PRIVATE),
        # Names that are none
        ("http:///kok", Refusal.HOST),
        ("http://zorg..nl/", Refusal.HOST),
        ("http://-zorg.nl/", Refusal.HOST),
        ("http://zorg%2enl/", Refusal.HOST),
        ("http://zo rg.nl/", Refusal.HOST),
        ("http://zorg.nl\x00.evil.nl/", Refusal.HOST),
        (f"http://{'a' * 64}.nl/", Refusal.HOST),
        (f"http://{'a.' * 130}nl/", Refusal.HOST),
        (f"http://zorg.nl/{'a' * 5000}", Refusal.LONG),
        # Names that look like others
        ("http://zоrg.nl/", Refusal.LOOKALIKE),
        ("http://аррӏе.com/", Refusal.LOOKALIKE),
        ("http://xn--80ak6aa92e.com/", Refusal.LOOKALIKE),
        ("http://werk.xn--rg-nlc1b.nl/", Refusal.LOOKALIKE),
        ("http://ɡoogle.nl/", Refusal.LOOKALIKE),
        ("http://xn--zorg-.nl/", Refusal.HOST),
    ],
)
async def test_address_is_refused_before_anything_is_looked_up(url, refusal):
    with pytest.raises(Refused) as refused:
        admit(url, Rules())
    assert refused.value.refusal is refusal
    finding, wanted, asked = await visit(url)
    assert (finding.state, finding.why, finding.about) == ("unsure", Why.NOT_VISITED, refusal)
    assert (wanted, asked) == ([], [])


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://www.zorg.nl", "https://www.zorg.nl/"),
        ("HTTPS://WWW.ZORG.NL:443/Kok?b=1&a=é#boven", "https://www.zorg.nl/Kok?b=1&a=%C3%A9"),
        ("http://bücher.nl/straße 1", "http://xn--bcher-kva.nl/stra%C3%9Fe%201"),
        ("http://xn--bcher-kva.nl/", "http://xn--bcher-kva.nl/"),
        ("http://пример.рф/", "http://xn--e1afmkfd.xn--p1ai/"),
        ("http://日本語テスト.jp/", "http://xn--zckzah9945czlbtz6h.jp/"),
        ("http://werk。nl/", "http://werk.nl/"),
        ("http://8.8.8.8/", "http://8.8.8.8/"),
        ("http://[2606:2800::1]/", "http://[2606:2800::1]/"),
        ("http://a_b.zorg.nl/%41%zz", "http://a_b.zorg.nl/%41%zz"),
        ("http://zorg.nl#@127.0.0.1/", "http://zorg.nl/"),
        ("http://zorg.nl/\r\nHost: evil.nl", "http://zorg.nl/Host:%20evil.nl"),
    ],
)
def test_address_that_is_let_through_is_written_in_one_way(url, asked):
    assert admit(url, Rules()).url == asked


def test_configuration_widens_the_ports():
    assert admit("http://zorg.nl:8080/a", Rules(frozenset({80, 443, 8080}))).port == 8080


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/kok", "https://zorg.nl/kok"),
        ("kok", "https://zorg.nl/banen/kok"),
        ("//evil.nl/", "https://evil.nl/"),
        ("?a=1", "https://zorg.nl/banen/1?a=1"),
        ("javascript:alert(1)", ""),
        ("mailto:hr@zorg.nl", ""),
        ("http://[", ""),
    ],
)
def test_redirect_leads_to_a_web_address_or_nowhere(location, target):
    assert led_to("https://zorg.nl/banen/1", location) == target


# What a name resolves to

REFUSED = """
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.255 127.0.0.1 127.255.255.255
169.254.0.1 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.170 192.0.2.1 192.88.99.1
192.168.0.1 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1
255.255.255.255 :: ::1 ::ffff:10.0.0.1 ::ffff:192.88.99.1 ::ffff:0:0 ::8.8.8.8 64:ff9b::127.0.0.1
64:ff9b::192.168.1.1 64:ff9b:1::8.8.8.8 100::1 2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2
2001:2::1 2001:10::1 2001:20::1 2001:db8::1 2002:808:808::1 2002:a00:1::1 3fff::1 5f00::1 fc00::1
fd12:3456::1 fe80::1 fe80::1%eth0 febf::1 fec0::1 ff00::1 ff02::1 4000::1 kok
""".split()  # noqa: SIM905


@pytest.mark.parametrize("address", REFUSED)
async def test_name_that_leads_there_is_refused_and_not_connected_to(address):
    assert not is_public(address)
    finding, wanted, asked = await visit("http://zorg.nl/", zorg_nl=[[address]])
    assert (finding.why, finding.about) == (Why.NOT_VISITED, Refusal.PRIVATE)
    assert (wanted, asked) == ([], ["zorg.nl"])


@pytest.mark.parametrize(
    "address", [PUBLIC, PUBLIC_6, "8.8.8.8", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "192.0.1.1"]
)
async def test_name_that_leads_to_the_public_internet_is_connected_to_at_that_address(address):
    assert is_public(address)
    _, wanted, _ = await visit("https://zorg.nl/", zorg_nl=[[address]])
    assert set(wanted) == {(address, 443)}


@pytest.mark.parametrize(
    "answers", [[PUBLIC, "127.0.0.1"], ["10.0.0.1", PUBLIC], [PUBLIC_6, "::1"]]
)
async def test_one_private_answer_among_others_refuses_all(answers):
    finding, wanted, _ = await visit("http://zorg.nl/", zorg_nl=[answers])
    assert finding.why is Why.NOT_VISITED
    assert wanted == []


async def test_name_is_looked_up_once_for_a_connection_so_that_it_cannot_change_in_between():
    answers = [[PUBLIC], ["127.0.0.1"]]
    finding, wanted, asked = await visit("http://zorg.nl/", zorg_nl=answers)
    assert wanted == [(PUBLIC, 80)]
    assert asked == ["zorg.nl", "zorg.nl"]
    assert finding.why is Why.NOT_VISITED


async def test_several_addresses_are_tried_in_turn_but_not_all_of_very_many():
    answers = [f"93.184.215.{number}" for number in range(9)]
    _, wanted, _ = await visit("http://zorg.nl/", zorg_nl=[answers])
    assert [address for address, _ in wanted[:3]] == answers[:3]
    assert set(wanted) == {(address, 80) for address in answers[:3]}


async def test_name_without_an_address_does_not_exist():
    finding, wanted, _ = await visit("http://zorg.nl/")
    assert (finding.state, finding.why, wanted) == ("dead", Why.NO_NAME, [])


@pytest.mark.parametrize(
    "host", ["zorg.example", "www.zorg.test", "kok.invalid", "werken.zorg.example.nl"]
)
async def test_reserved_name_is_dead_without_being_looked_up(host):
    finding, wanted, asked = await visit(f"http://{host}/")
    assert (finding.state, finding.why, finding.about) == ("dead", Why.RESERVED_NAME, host)
    assert (wanted, asked) == ([], [])
