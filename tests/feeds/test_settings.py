"""The settings of live feeds, as a table of config.toml has them."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from feeds import settings
from feeds.mastodon.server import _encrypted
from feeds.settings import BadSettings, Settings, read, setting, socket_addresses

FIVE_MINUTES = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example(Settings):
    server: str = setting("", settings.server)
    address: str = setting("https://api.example", settings.web_address)
    cap: float = setting(25.0, settings.amount)
    tags: tuple[str, ...] = setting((), settings.texts)
    every: timedelta = setting(FIVE_MINUTES, settings.duration)


def complaint(**table):
    with pytest.raises(BadSettings) as refused:
        read(Example, table)
    return dict(refused.value.complaints)


def test_an_empty_table_is_a_feed_that_is_not_used():
    assert read(Example, {}) == Example()
    assert not Example().enabled


def test_values_are_read_as_a_person_writes_them():
    table = {"enabled": True, "server": "https://Social.Example/", "cap": 3, "every": "1h 30m"}
    read_as = read(Example, table | {"tags": ["one", " two "]})

    assert read_as == Example(
        enabled=True,
        server="https://social.example",
        cap=3.0,
        every=timedelta(minutes=90),
        tags=("one", "two"),
    )


def test_an_unknown_key_is_refused_with_the_one_that_was_meant():
    assert complaint(serv="a.example") == {"serv": 'no such key; did you mean "server"?'}
    assert "there are: enabled, kind" in complaint(zzz=1)["zzz"]


def test_all_that_is_wrong_is_said_at_once():
    found = complaint(enabled="yes", server="not a server", cap=-1, tags="one", every=5)

    assert found == {
        "enabled": "must be true or false",
        "server": "must be an address that begins with https://",
        "cap": "must be a number of 0 or more",
        "tags": 'must be a list of texts, such as ["one", "two"]',
        "every": 'must be a length of time in quotes, such as "90s", "10m" or "1h30m"',
    }


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
        1,
    ],
)
def test_a_key_travels_only_to_an_address_that_is_encrypted(address):
    assert "address" in complaint(address=address)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "[::1]", "localhost"])
def test_this_machine_itself_needs_no_encryption(host):
    assert read(Example, {"address": f"http://{host}:8080/"}).address == f"http://{host}:8080"
    assert socket_addresses([f"ws://{host}:8080/"]) == (f"ws://{host}:8080",)
    assert _encrypted("m", f"ws://{host}:8080") == f"ws://{host}:8080"


@pytest.mark.parametrize(
    "address", ["ws://jetstream.example", "https://x.example", "wss://", "wss://x/y", ""]
)
def test_a_stream_is_encrypted_too(address):
    with pytest.raises(ValueError, match="wss://"):
        socket_addresses([address])
