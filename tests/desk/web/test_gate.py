import pytest

from feeds.address import is_loopback
from feeds.secret import Secret
from moderator.desk.web.gate import Gate, Request

TOKEN = "een-lang-geheim-1234"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.9.9.9"])
def test_an_address_of_this_computer_needs_no_token(host):
    assert is_loopback(host)
    assert not Gate(host).refuses(Request(host="localhost:8000"))


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "desk.example", ""])
def test_an_address_that_others_can_reach_is_refused_without_a_token(host):
    with pytest.raises(ValueError, match="needs a token"):
        Gate(host)
    assert Gate(host, Secret(TOKEN))


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "", "[", "10.0.0.1:8000"])
def test_another_name_for_this_computer_is_turned_away(host):
    assert Gate("127.0.0.1").refuses(Request(host=host))


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://localhost:9999", "http://[", "http://[x]"]
)
def test_a_page_of_another_site_is_turned_away(origin):
    asked = Request(host="localhost:8000", origin=origin, token=TOKEN, cookie=TOKEN)
    assert Gate("127.0.0.1").refuses(asked)
    assert Gate("127.0.0.1", Secret(TOKEN)).refuses(asked)
    own = Request(host="localhost:8000", origin="http://localhost:8000")
    assert not Gate("127.0.0.1").refuses(own)


def test_the_token_lets_one_in_by_address_or_by_cookie():
    gate = Gate("0.0.0.0", Secret(TOKEN))
    assert gate.refuses(Request(host="desk.example"))
    assert gate.refuses(Request(host="desk.example", token=TOKEN[:-1], cookie="ë"))
    assert gate.refuses(Request(host="desk.example", token="\ud800", cookie=f"{TOKEN}\udcff"))
    assert not gate.refuses(Request(host="desk.example", token=TOKEN))
    assert not gate.refuses(Request(host="desk.example", cookie=TOKEN))


def test_a_token_counts_on_this_computer_too():
    gate = Gate("127.0.0.1", Secret(TOKEN))
    assert gate.refuses(Request(host="localhost"))
    assert not gate.refuses(Request(host="anything.example", cookie=TOKEN))
