"""Told what each post of the demo fair is, the engine comes to the cases of the reference."""

import gzip
import json
import tomllib
from pathlib import Path

import pytest

from feeds.formats import x_v2
from feeds.post import Deleted, Post
from moderator.core.engine import Engine
from moderator.core.facts import Judged, PostDeleted, PostSeen
from moderator.core.fair import Fair
from moderator.core.labels import Label, Substance, Verdict
from moderator.learning.fair import moment, parse

ROOT = Path(__file__).parents[2]
RECORDINGS = ROOT / "moderator/data/recordings"
RAW = json.loads((ROOT / "corpus/fairs/demo.json").read_text(encoding="utf-8"))
CONFIG = tomllib.loads((RECORDINGS / "demo.toml").read_text(encoding="utf-8"))
POSTS = {post["id"]: post for post in RAW["posts"]}
NUMBERS = {str(post.number): post.id for post in parse(RAW).posts.values()}


def known_to_us(wire):
    """The reference's id for the engine's key of a post."""
    return wire and NUMBERS[wire.rpartition(":")[2]]


def named(subject):
    """A subject in the reference's words."""
    if subject.post:
        return known_to_us(subject.post)
    return f"@{subject.party}" if subject.party else "fair"


def recorded():
    """The recording's events as facts, in the order of arrival."""
    for line in gzip.decompress((RECORDINGS / "demo.jsonl.gz").read_bytes()).splitlines():
        for event in x_v2.events(json.loads(line)):
            match event:
                case Post():
                    yield PostSeen(event)
                case Deleted():
                    yield PostDeleted(event.id, event.source, event.at)


def verdict(post):
    substance = Substance(post["substance"]) if "substance" in post else None
    back = post.get("withdrawal", False)
    return Verdict(Label(post["label"]), 1.0, substance=substance, withdrawal=back)


def played(facts):
    """The engine after those facts, with the reference's verdict on every reading."""
    fair = CONFIG["fair"]
    employers = {name: tuple(handles) for name, handles in CONFIG["employers"].items()}
    engine = Engine(Fair(fair["name"], organiser=tuple(fair["organiser"]), employers=employers))
    for fact in facts:
        engine.apply(fact)
        while readings := engine.readings(50):
            for reading in readings:
                judged = verdict(POSTS[NUMBERS[reading.post.id]])
                engine.apply(Judged(reading.key, reading.mark, judged))
    return engine


@pytest.fixture(scope="module")
def engine():
    return played(recorded())


@pytest.fixture(scope="module")
def found(engine):
    return {known_to_us(case.opened_by): case for case in engine.cases()}


def test_there_are_as_many_cases_as_in_the_reference(found):
    assert set(found) == {case["opened_by"] for case in RAW["cases"]}


@pytest.mark.parametrize("case", RAW["cases"], ids=lambda case: case["id"])
def test_a_case_is_about_the_same_and_went_the_same_way(found, case):
    ours = found[case["opened_by"]]
    steps = [(known_to_us(step.post), step.state) for step in ours.history[1:]]
    expected = [(step["post"].removeprefix("delete:"), step["state"]) for step in case["events"]]
    assert (ours.kind, ours.state) == (case["kind"], case["final"])
    assert named(ours.subject).casefold() == case["subject"].casefold()
    assert list(ours.reporters) == case["reporters"]
    assert steps == expected


def test_backwards_the_day_ends_with_the_same_cases(engine):
    facts = [*recorded()]
    seen = [fact for fact in facts if isinstance(fact, PostSeen)]
    gone = [fact for fact in facts if isinstance(fact, PostDeleted)]
    assert played([*reversed(seen), *gone]).cases() == engine.cases()


def test_the_last_question_has_only_just_begun_to_wait(engine):
    board = engine.board(moment(RAW["posts"][-1]["at"]))
    assert [str(row.urgency) for row in board.waiting] == ["overdue"] * 9 + ["waiting"]
