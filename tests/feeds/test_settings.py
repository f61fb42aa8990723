"""The settings of live feeds, as a table of config.toml has them."""

from datetime import timedelta
from traceback import format_exception

import pytest

from feeds.complaint import spell
from feeds.mastodon.server import _encrypted
from feeds.settings import BadSettings, Settings, read
from feeds.values import Amount, Duration, Server, SocketAddresses, Texts, WebAddress, Whole

FIVE_MINUTES = timedelta(minutes=5)


class Example(Settings):
    server: Server = ""
    address: WebAddress = "https://api.example"
    servers: SocketAddresses = ("wss://stream.example",)
    cap: Amount = 25.0
    most: Whole = 900
    tags: Texts = ()
    every: Duration = FIVE_MINUTES


def complaint(**table):
    with pytest.raises(BadSettings) as refused:
        read(Example, table)
    return {spell(place): what for place, what in refused.value.complaints}


def test_an_empty_table_is_a_feed_that_is_not_used():
    assert read(Example, {}) == Example()
    assert not Example().enabled


def test_values_are_read_as_a_person_writes_them():
    table = {"enabled": True, "server": "https://Social.Example/", "cap": 3, "every": "1h 30m"}
    found = read(Example, table | {"tags": ["one", " two ", ""]})

    assert found.enabled
    assert found.server == "https://social.example"
    assert found.cap == 3.0
    assert found.every == timedelta(minutes=90)
    assert found.tags == ("one", "two")


def test_an_unknown_key_is_refused_with_the_one_that_was_meant():
    assert complaint(serv="a.example") == {"serv": 'no such key; did you mean "server"?'}
    assert "there are: token_env, token_file" in complaint(zzz=1)["zzz"]


def test_all_that_is_wrong_is_said_at_once():
    wrong = {"enabled": "yes", "server": "not a server", "address": "", "servers": []}
    found = complaint(**wrong, cap=-1, most=1.5, tags=["one", 2], every=5)

    assert found == {
        "enabled": "must be true or false",
        "server": "must be an address that begins with https://, without a password in it",
        "address": "must not be empty",
        "servers": "must not be empty",
        "cap": "must be 0 or more",
        "most": "must be a whole number",
        "tags, item 2": "must be text in quotes",
        "every": 'must be a length of time in quotes, such as "90s", "10m" or "1h30m"',
    }


def test_what_is_refused_shows_itself_to_nobody():
    secret = "-".join(["AAAA", *"0123"])
    with pytest.raises(BadSettings) as refused:
        read(Example, {"token": secret, "cap": secret})
    assert {place for place, _ in refused.value.complaints} == {("token",), ("cap",)}
    assert secret not in "".join(format_exception(refused.value))


@pytest.mark.parametrize("cap", [float("nan"), float("inf"), "ten", True])
def test_an_amount_is_a_number_that_can_be_counted_with(cap):
    assert complaint(cap=cap) == {"cap": "must be a number"}
    assert complaint(cap=1e13) == {"cap": "must be 1000000000000 or less"}


@pytest.mark.parametrize("every", ["10000h", "99999999h", "9999h1s", "9" * 99 + "s"])
def test_a_length_of_time_has_a_limit_that_is_told(every):
    assert complaint(every=every) == {"every": 'must be "9999h" or less'}
    assert read(Example, {"every": "9999h"}).every == timedelta(hours=9999)


@pytest.mark.parametrize(
    "address",
    [
        "http://api.example",
        "https://user@api.example",
        "ftp://x",
        "ftp://localhost",
        "https://",
        "https://[::1",
        "https://x.example:99999",
        "https://x..example",
        "https://x y.example",
        "https://api.example?key=1",
        1,
    ],
)
def test_a_key_travels_only_to_an_address_that_is_encrypted(address):
    assert "address" in complaint(address=address)


def test_an_address_that_is_nearly_right_is_not_taken_for_a_name():
    assert "server" in complaint(server="https:/social.example")
    assert "server" in complaint(server="me:hush@social.example")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "[::1]", "localhost"])
def test_this_machine_itself_needs_no_encryption(host):
    assert read(Example, {"address": f"http://{host}:8080/"}).address == f"http://{host}:8080"
    assert read(Example, {"servers": [f"ws://{host}:8080/"]}).servers == (f"ws://{host}:8080",)
    assert _encrypted("m", f"ws://{host}:8080") == f"ws://{host}:8080"


@pytest.mark.parametrize(
    "address", ["ws://jetstream.example", "https://x.example", "wss://", "wss://x/y", ""]
)
def test_a_stream_is_encrypted_too(address):
    words = "must be an address that begins with wss://, without a path"
    assert complaint(servers=[address]) == {"servers, item 1": words}
