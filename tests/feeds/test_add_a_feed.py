"""The page on adding a feed, followed to the letter: its example is run as it stands there."""

import json
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from feeds.base import FeedGone
from feeds.catalog import Given, live_feeds, settings
from feeds.lines import Line
from feeds.post import Deleted, Gap, Post, Unreadable
from feeds.secret import Secret
from feeds.settings import BadSettings
from feeds.status import FeedState
from tests.clocks import NOON, HandClock, until
from tests.feeds.faults.server import FaultServer
from tests.feeds.faults.wire import Stream
from tests.feeds.live import WANTED, Taken, follow_feed

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "add-a-feed.md"
KINDS = {"noticeboard": "noticeboard_of_the_page"}


@pytest.fixture(autouse=True)
def module(monkeypatch):
    """The module that the page gives."""
    (code,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    made = ModuleType(KINDS["noticeboard"])
    monkeypatch.setitem(sys.modules, made.__name__, made)
    exec(compile(code, str(PAGE), "exec"), made.__dict__)
    return made


class Board(FaultServer):
    """The noticeboard."""

    def __init__(self):
        super().__init__()
        self.notices = []

    def post(self, words, **more):
        return self.pin({"by": "asker", "words": words, "at": NOON.isoformat(), **more})

    def pin(self, notice):
        self.notices.append({"number": len(self.notices) + 1, **notice})
        return self.notices[-1]

    async def route(self, request, wire):
        if request.headers.get("authorization") != "Board board-token":
            await wire.answer({"error": "unknown token"}, status=401)
        elif request.path == "/stream":
            await wire.begin(kind="application/json")
            stream = Stream(wire, request, framed=_line, beat=b"\n")
            self.streams.append(stream)
            await stream.until_gone()
        else:
            after = int(request.one("after"))
            found = [one for one in self.notices if one["number"] > after]
            await wire.answer(found[:100])


def _line(notice):
    return notice if isinstance(notice, bytes) else json.dumps(notice).encode() + b"\n"


def feed_of(board, token="board-token", clock=None):
    table = {"enabled": True, "address": board.address}
    (feed,) = live_feeds(
        {"noticeboard": table}, WANTED, lambda *_: Secret(token), clock=clock, kinds=KINDS
    )
    return Taken(feed)


async def test_its_posts_come_and_come_again_after_a_lost_connection():
    clock = HandClock()
    async with Board() as board, follow_feed(feed_of(board, clock=clock)) as taken:
        stream = await board.connected()
        await board.broadcast(board.post("A job #fair"))
        await board.broadcast(board.post("Nothing to do with it"))
        await board.broadcast(b"not json\n")
        await taken.until_texts("A job #fair")
        await until(lambda: taken.status.unreadable and taken.position)
        assert taken.status.filtered == 1
        stream.wire.abort()
        board.post("Meanwhile #fair")
        await until(lambda: taken.status.state is FeedState.RETRYING)
        await clock.turn(1)
        await taken.until_texts("A job #fair", "Meanwhile #fair")
        await until(lambda: taken.gaps)
        assert [gap.filled for gap in taken.of(Gap)] == [True]


async def test_replies_and_deletions_come_through_and_a_long_gap_page_by_page():
    clock = HandClock()
    async with Board() as board, follow_feed(feed_of(board, clock=clock)) as taken:
        stream = await board.connected()
        await board.broadcast(board.post("A job #fair"))
        await board.broadcast(board.post("Open? #fair.", below=1, shown="A. Sker"))
        await taken.until_texts("A job #fair", "Open? #fair.")
        assert taken.of(Post)[-1].in_reply_to == "1"
        assert taken.of(Post)[-1].author.name == "A. Sker"
        stream.wire.abort()
        missed = [board.post(f"Notice {number} #fair")["words"] for number in range(230)]
        board.pin({"gone": 1})
        await until(lambda: taken.status.state is FeedState.RETRYING)
        await clock.turn(1)
        await taken.until_texts("A job #fair", "Open? #fair.", *missed)
        await until(lambda: taken.of(Deleted))
        assert [one.id for one in taken.of(Deleted)] == ["1"]


async def test_a_line_without_an_end_is_a_lost_connection():
    async with Board() as board, follow_feed(feed_of(board)) as taken:
        stream = await board.connected()
        for _ in range(5):
            await stream.raw(b"x" * (1 << 20))
        await until(lambda: taken.status.state is FeedState.RETRYING)
        assert taken.status.reason == "a line has no end"


def test_a_line_that_is_too_long_is_no_sign_of_life(module):
    given = Given("board", module.Options(), None, WANTED, HandClock())
    (board,) = module.sources([given])
    assert board._read(Line(1, b"", "too long")).events == (Unreadable(0, "too long"),)
    assert board._read(Line(1, b"")).events == ()


async def test_without_a_token_it_says_where_to_put_one():
    async with Board() as board, follow_feed(feed_of(board, token="")) as taken:
        await taken.task
        assert "NOTICEBOARD_TOKEN" in taken.status.reason


async def test_its_refusal_stops_it_and_says_what_to_do():
    async with Board() as board, follow_feed(feed_of(board, token="old")) as taken:
        await taken.task
        assert taken.status.reason == (
            "the noticeboard refuses the token: make a new one under Account"
        )


async def test_who_tries_it_out_hears_of_a_refusal_before_the_day():
    async with Board() as board:
        assert await feed_of(board).feed.check() == []
        with pytest.raises(FeedGone, match="make a new one under Account"):
            await feed_of(board, token="old").feed.check()


def test_its_settings_are_checked():
    with pytest.raises(BadSettings, match='did you mean "address"'):
        settings("noticeboard", {"adress": "https://board.example"}, kinds=KINDS)
    with pytest.raises(BadSettings, match='did you mean "noticeboard"'):
        settings("notisboard", {}, kinds=KINDS)
