"""What was kept of a fair is read back beside everything else, and left off where one leaves."""

import asyncio
from datetime import UTC, datetime
from threading import Event

import pytest

from feeds.post import Author, Kind, Post
from moderator.commands import live as command
from moderator.commands import opening
from moderator.commands.opening import opened_before
from moderator.config.models import Config
from moderator.core.facts import PostSeen
from moderator.core.fair import Fair
from moderator.intake.read_back import read_back
from moderator.recordings import locate
from moderator.replay import Showing, replay
from moderator.run import Setting, attend
from moderator.store.memory import MemoryJournal
from tests.clocks import settle, until

NINE = datetime(2026, 5, 12, 7, tzinfo=UTC)
FAIR = Fair(hashtags=("banen",))
PATIENCE_SECONDS = 10
ALL = 100_000


def seen(number):
    post = Post(str(number), "x", Kind.ORIGINAL, Author(f"kok{number}"), "Kok #banen", NINE)
    return PostSeen(post)


class Held(MemoryJournal):
    """A journal that is read once somebody else lets it."""

    def __init__(self):
        super().__init__()
        self.begun, self.go = Event(), Event()

    def facts(self):
        self.begun.set()
        assert self.go.wait(PATIENCE_SECONDS), "nobody else had a turn"
        yield from super().facts()


class Endless(MemoryJournal):
    """A journal that is too long to wait for its end; it says when it is left."""

    def __init__(self):
        super().__init__()
        self.begun, self.left = Event(), Event()

    def facts(self):
        try:
            for number in range(ALL):
                yield seen(number)
                self.begun.set()
        finally:
            self.left.set()


def live(journal, audience):
    setting = Setting("m", lambda: NINE)
    return attend((), FAIR, journal, setting=setting, audience=audience)


def recorded(journal, audience):
    return replay(locate("demo")[0], FAIR, journal, showing=Showing(), audience=audience)


either = pytest.mark.parametrize("opened", [live, recorded])


@either
async def test_others_have_their_turn_while_a_journal_is_read(opened):
    journal, posts = Held(), []
    journal.append([seen(1), seen(2)])

    async def audience(day):
        posts.append(day.stream_length())

    fair = asyncio.create_task(opened(journal, audience))
    await until(journal.begun.is_set)
    journal.go.set()
    await fair
    assert posts == [2]


@either
async def test_who_leaves_meanwhile_has_it_left_off_and_nothing_written(opened):
    journal, shown = Endless(), []

    async def audience(day):
        shown.append(day)

    fair = asyncio.create_task(opened(journal, audience))
    await until(journal.begun.is_set)
    fair.cancel()
    with pytest.raises(asyncio.CancelledError):
        await fair
    assert journal.left.is_set()
    assert journal.fair() is None
    assert shown == []


async def test_who_is_called_off_twice_waits_all_the_same():
    begun, go, left = Event(), Event(), Event()

    def read(_wanted):
        begun.set()
        assert go.wait(PATIENCE_SECONDS)
        left.set()
        raise LookupError("nobody fetches it")

    reading = asyncio.create_task(read_back(read))
    await until(begun.is_set)
    for _ in range(3):
        reading.cancel()
        await asyncio.sleep(0)
        assert not reading.done()
    go.set()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert left.is_set()


async def test_whoever_has_no_screen_hears_that_a_long_journal_is_read(monkeypatch, capsys):
    monkeypatch.setattr(opening, "LONG_SECONDS", 0)
    journal, heard, seen = Held(), [], []
    followed = command._Followed(Config(), (), journal, Setting("m", lambda: NINE))

    async def audience(day):
        seen.append(day)

    def is_told():
        heard.append(capsys.readouterr().err)
        return any(heard)

    arguments = command.Arguments(audience=audience)
    shown = asyncio.create_task(command._shown(arguments, followed))
    await until(is_told)
    journal.go.set()
    await shown
    assert "moderator: the fair is being opened, which takes a while" in "".join(heard)
    assert len(seen) == 1


async def test_a_fair_that_is_open_at_once_needs_no_word(monkeypatch, capsys):
    monkeypatch.setattr(opening, "LONG_SECONDS", 0)

    async def audience(_day):
        await settle()

    async def at_once(audience):
        await audience("a day")
        return "seen"

    assert await opened_before(audience, at_once) == "seen"
    assert capsys.readouterr().err == ""
