"""A fair that is looked at afterwards: whatever came first in its recording."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import orjson

from feeds.base import Batch
from feeds.codec import encode
from feeds.post import Author, Deleted, Kind, Post
from feeds.recordings.recorder import Recorder
from moderator.core.case import State
from moderator.core.fair import Fair
from moderator.intake.tally import Tally
from moderator.store.erasing import ErasingRecorder
from moderator.study import study

NOON = datetime(2026, 5, 12, 10, tzinfo=UTC)


def test_a_recording_counts_what_its_feeds_passed_over_as_they_did(tmp_path):
    passed = Batch(filtered=1, duplicates=3, dropped=2)
    with Recorder(tmp_path / "day") as recorder:
        recorder.append([("bluesky", passed)])
    studied = asyncio.run(study(str(tmp_path / "day"), Fair(hashtags=("fair",))))
    followed = Tally()
    followed.count([("bluesky", passed)], lambda _post: False)
    assert studied.accounting == followed.accounting()


def test_what_a_recording_has_no_words_of_any_more_is_not_judged(tmp_path):
    gone = Post("1", "x", Kind.ORIGINAL, Author("lotte"), "Kan dit ook parttime? #fair", NOON)
    picture = replace(gone, id="2", text="")
    with ErasingRecorder(tmp_path / "day") as recorder:
        for event in (gone, picture, Deleted("1", "x", NOON.replace(minute=9))):
            recorder.append([("x", Batch((event,)))])
    studied = asyncio.run(study(str(tmp_path / "day"), Fair(hashtags=("fair",))))
    lines = {line.key: line for line in studied.lines()}
    assert lines["x:1"].deleted
    assert lines["x:1"].verdict is None
    assert lines["x:2"].verdict is not None


def test_what_was_deleted_before_it_came_is_a_case_that_was_withdrawn(tmp_path):
    vacancy = "Vacature: bakker in Assen, 32 uur. Solliciteer bij ons! #fair"
    events = [
        Post("1", "x", Kind.ORIGINAL, Author("bakkerij_bolt", "Bakkerij Bolt"), vacancy, NOON),
        Post(
            "2",
            "x",
            Kind.REPLY,
            Author("lotte"),
            "@bakkerij_bolt Kan dit ook parttime?",
            NOON.replace(minute=5),
            in_reply_to="1",
        ),
        Deleted("2", "x", NOON.replace(minute=9)),
    ]
    found = []
    for number, order in enumerate(((0, 1, 2), (2, 0, 1), (2, 1, 0))):
        path = tmp_path / f"{number}.jsonl"
        path.write_bytes(b"".join(orjson.dumps(encode(events[at])) + b"\n" for at in order))
        studied = asyncio.run(study(str(path), Fair(hashtags=("fair",))))
        found.append(studied.engine.cases())
    (case,) = found[0]
    assert case.state is State.WITHDRAWN
    assert found == [found[0]] * 3
