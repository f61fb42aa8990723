"""A fair whose journal and recording are kept."""

import sqlite3

import pytest

from feeds.base import Batch
from moderator.classify.learned import LearnedClassifier
from moderator.core.engine import Engine
from moderator.core.facts import ActKind
from moderator.core.fair import Fair
from moderator.day.live import LiveDay
from moderator.pipeline import Pipeline
from moderator.store.erasing import ErasingRecorder
from moderator.store.sqlite import open_journal
from moderator.wishes.wish import Wish
from tests.shelf.kept import HANDLE, NAME, NINE, POSTS
from tests.test_pipeline import Scripted


@pytest.fixture
async def data(tmp_path):
    """A data folder with a journal and a recording of one fair, and another program's file."""
    fair = Fair()
    folder = tmp_path / "data"
    with (
        ErasingRecorder(folder / "recordings" / "fair") as recorder,
        open_journal(folder / "fair.sqlite") as journal,
    ):
        pipeline = Pipeline(Engine(fair), LearnedClassifier(fair), journal, recorder=recorder)
        raw = tuple(f'{{"by": "{post.author.handle}"}}'.encode() for post in POSTS)
        feed = Scripted("x", Batch(POSTS, "4", raw))
        day = LiveDay(pipeline, [feed], moderator="m", now=lambda: NINE)
        await pipeline.follow([feed])
        await day.act(Wish(ActKind.NOTE, "x:2", text=f"vraag @{HANDLE} nog eens: {NAME}"))
    sqlite3.connect(folder / "other.sqlite").execute("CREATE TABLE a (n)").connection.close()
    (tmp_path / "config.toml").write_text(f'[store]\npath = "{folder}"\n')
    return folder
