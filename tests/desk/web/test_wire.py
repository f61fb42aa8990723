import asyncio

import pytest

from moderator.desk.web.wire import LONGEST, Wire


class Page:
    """The browser's end: what it was sent."""

    def __init__(self):
        self.drawn = b""
        self.asked = []

    async def send_bytes(self, data):
        self.drawn += data

    async def send_str(self, data):
        self.asked.append(data)


class Desk:
    """The desk's end: what it was told."""

    def __init__(self):
        self.heard = []

    def typed(self, text):
        self.heard.append(text)

    def resized(self, width, height):
        self.heard.append((width, height))


async def carried(wire):
    page = Page()
    carrying = asyncio.create_task(wire.carry(page))
    while not page.drawn and not page.asked:
        await asyncio.sleep(0)
    carrying.cancel()
    return page


async def test_what_was_drawn_arrives_in_order_and_in_one_piece():
    wire = Wire((80, 24))
    wire.draw("één ")
    wire.draw("twee\udcff")
    assert (await carried(wire)).drawn == "één twee?".encode()


async def test_a_request_arrives_beside_it():
    wire = Wire((80, 24))
    wire.ask("open_url", {"url": "https://a.example"})
    assert (await carried(wire)).asked == ['["open_url", {"url": "https://a.example"}]']


async def test_a_browser_that_does_not_keep_up_is_let_go():
    wire = Wire((80, 24))
    wire.draw("x" * LONGEST)
    assert not wire.broken.is_set()
    wire.draw("x")
    assert wire.broken.is_set()


async def test_keys_sizes_and_pings_are_understood():
    wire = Wire((80, 24))
    wire.listener = Desk()
    wire.hear('["stdin", "c"]')
    wire.hear('["resize", {"width": 100, "height": 30}]')
    wire.hear('["ping", "123"]')
    assert wire.listener.heard == ["c", (100, 30)]
    assert (await carried(wire)).asked == ['["pong", "123"]']


@pytest.mark.parametrize(
    "said",
    ["", "{", "[]", "7", '"stdin"', '["stdin"]', '["stdin", 7]', '["resize", {"width": "x"}]',
     '["resize", {"width": null, "height": 1}]', '["eval", "1"]', "[" * 100_000, "null"],
    ids=lambda said: said[:20],
)  # fmt: skip
async def test_anything_else_is_nothing(said):
    wire = Wire((80, 24))
    wire.listener = Desk()
    wire.hear(said)
    assert wire.listener.heard == []
