"""What `serve` says of where its desks are: addresses that are whole as they stand."""

import socket

import pytest

from feeds.secret import Secret
from moderator.commands.serve import addresses
from moderator.desk.web.gate import Gate

TOKEN = Secret("een-lang-geheim-1234")


def test_each_address_is_whole():
    assert addresses(Gate("127.0.0.1"), 8000) == (
        "http://127.0.0.1:8000/",
        "http://127.0.0.1:8000/?as=NAME",
        "http://127.0.0.1:8000/watch",
    )
    assert addresses(Gate("::1"), 80)[2] == "http://[::1]:80/watch"


@pytest.mark.parametrize("host", ["0.0.0.0", "::", ""])
def test_one_who_listens_everywhere_is_called_by_name_and_the_token_stays_unsaid(host):
    place = f"http://{socket.gethostname()}:8000"
    assert addresses(Gate(host, TOKEN), 8000) == (
        f"{place}/?token=…",
        f"{place}/?as=NAME&token=…",
        f"{place}/watch?token=…",
    )
