"""A post that is deleted or edited while a fair goes on: nothing keeps the words that are gone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from feeds.base import Batch
from feeds.post import Author, Deleted, Kind, Post
from feeds.recordings.parts import pieces
from feeds.recordings.recording import open_recording
from feeds.recordings.replay import Replay
from moderator.classify.learned import LearnedClassifier
from moderator.core.engine import Engine
from moderator.core.facts import ActKind
from moderator.core.fair import Fair
from moderator.day.live import LiveDay
from moderator.pipeline import Pipeline
from moderator.report.board import as_document
from moderator.store.erasing import ErasingRecorder
from moderator.store.memory import MemoryJournal
from moderator.store.sqlite import open_journal, read_journal
from moderator.wishes.wish import Wish
from tests.test_pipeline import Scripted

NINE = datetime(2026, 5, 12, 7, tzinfo=UTC)
WORDS = "is dit ook GEHEIM te doen?"
VACANCY = Post("1", "x", Kind.ORIGINAL, Author("bolt"), "Vacature: bakker in Assen", NINE)
QUESTION = Post(
    "2",
    "x",
    Kind.REPLY,
    Author("lotte_v", "Lotte GEHEIM", bio="GEHEIM"),
    f"@bolt {WORDS}",
    NINE + timedelta(minutes=1),
    in_reply_to="1",
    links=("https://prive.example/GEHEIM",),
)


class Fairs:
    """A live fair in a folder, gone on with as often as one likes."""

    def __init__(self, folder):
        self.folder = folder

    async def take(self, *events, act=None):
        with (
            ErasingRecorder(self.folder / "day") as recorder,
            open_journal(self.folder / "fair.sqlite") as journal,
        ):
            pipeline = Pipeline(
                Engine(Fair()), LearnedClassifier(Fair()), journal, recorder=recorder
            )
            pipeline.restore()
            raw = tuple(str(event).encode() for event in events)
            feed = Scripted("x", Batch(events, str(len(events)), raw))
            day = LiveDay(pipeline, [feed], moderator="m", now=lambda: NINE)
            await pipeline.follow([feed])
            if act:
                kind, text = act
                await day.act(Wish(kind, "x:2", text=text))
            return pipeline.engine

    def everything(self):
        """Every byte that is kept, recordings unpacked."""
        files = [path for path in self.folder.rglob("*") if path.is_file()]
        packed = [path for path in files if path.name.endswith(".zst")]
        unpacked = b"".join(piece for path in packed for piece in pieces(path, []))
        return unpacked + b"".join(path.read_bytes() for path in files if path not in packed)


@pytest.fixture
def fairs(tmp_path):
    return Fairs(tmp_path)


async def test_a_deletion_reaches_board_journal_drafts_and_recording(fairs):
    nudge = (ActKind.NUDGE, f"Dag Bolt, Lotte GEHEIM vraagt: {WORDS}")
    engine = await fairs.take(VACANCY, QUESTION, act=nudge)
    assert engine.case("x:2").lacks_follow_up
    assert b"GEHEIM" in fairs.everything()
    engine = await fairs.take(Deleted("2", "x", NINE + timedelta(minutes=2)))
    assert b"GEHEIM" not in fairs.everything()
    assert engine.line("x:2").deleted
    assert "GEHEIM" not in str(as_document(engine, NINE))
    with open_recording(fairs.folder / "day") as recording:
        assert [event.id for event in recording] == ["1", "2", "2"]


async def test_what_a_recording_deletes_is_judged_before_however_fast_it_is_played():
    replayed = Pipeline(Engine(Fair()), LearnedClassifier(Fair()), MemoryJournal())
    await replayed.run(Replay([VACANCY, QUESTION, Deleted("2", "x")], speed=float("inf")))
    assert replayed.engine.case("x:2").state == "withdrawn"


async def test_a_deleted_post_that_comes_again_brings_no_words_back(fairs):
    await fairs.take(VACANCY, QUESTION, Deleted("2", "x"))
    await fairs.take(QUESTION, replace(QUESTION, versions=("2", "3"), id="3"))
    assert b"GEHEIM" not in fairs.everything()


async def test_an_edit_is_what_the_board_shows_and_its_deletion_takes_both_versions(fairs):
    edited = replace(
        QUESTION,
        id="3",
        versions=("2", "3"),
        text="@bolt is dit ook parttime?",
        edited_at=NINE + timedelta(minutes=2),
    )
    engine = await fairs.take(VACANCY, QUESTION, edited)
    assert engine.line("x:2").post.text == "@bolt is dit ook parttime?"
    assert engine.stream_length() == 2
    await fairs.take(Deleted("3", "x"))
    kept = fairs.everything()
    assert b"GEHEIM" not in kept
    assert b"parttime" not in kept


async def test_a_recording_of_a_deletion_gives_the_board_that_the_journal_has(fairs):
    await fairs.take(VACANCY, QUESTION)
    await fairs.take(Deleted("2", "x", NINE + timedelta(minutes=2)))
    replayed = Pipeline(Engine(Fair()), LearnedClassifier(Fair()), MemoryJournal())
    with open_recording(fairs.folder / "day") as recording:
        await replayed.run(Replay(recording, speed=float("inf")))
    with read_journal(fairs.folder / "fair.sqlite") as journal:
        engine = Engine(Fair())
        engine.restore(journal.facts())
    assert replayed.engine.line("x:2").deleted
    assert engine.line("x:2").deleted
    assert replayed.engine.counts().deleted == engine.counts().deleted == 1
