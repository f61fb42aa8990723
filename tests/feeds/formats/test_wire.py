"""Real payloads, where they are at hand: they are other people's posts, and never copied here."""

import os
import re
import unicodedata
from datetime import datetime
from pathlib import Path

import orjson
import pytest

from feeds.formats.sniff import events
from feeds.post import Deleted, Ignored, Kind, Post, Unreadable
from feeds.recordings.recording import open_recording

ROOT = Path(__file__).parents[3]
WIRE = Path(os.environ.get("MODERATOR_SHARED", ROOT.parent / "shared")) / "data" / "wire"
EXPECTED = WIRE / "expected.json"
CASES = orjson.loads(EXPECTED.read_bytes())["cases"] if EXPECTED.exists() else []

pytestmark = pytest.mark.skipif(not CASES, reason="the shared recordings are not on this machine")


def recorded(case):
    with open_recording(WIRE / case["file"]) as recording:
        return list(recording)


def found(case):
    posts = [e for e in recorded(case) if isinstance(e, Post)]
    return next(post for post in posts if post.id == case["id"])


def as_set(tags):
    return {unicodedata.normalize("NFC", tag).casefold() for tag in tags}


def named(case):
    return f"{case['file']} {case['at']}"


POSTS = [case for case in CASES if "expect" not in case]


@pytest.mark.parametrize("case", POSTS, ids=named)
def test_a_recorded_post_normalises_as_expected(case):
    post = found(case)
    assert post.author.handle == (case.get("handle") or case["author"])
    if "text" in case:
        assert post.text.rstrip() == case["text"].rstrip()
    assert all(part in post.text for part in case.get("text_contains", ()))
    assert post.created_at == datetime.fromisoformat(case["created_at"])
    assert post.kind is Kind(case["kind"])
    assert post.in_reply_to == case["in_reply_to"]
    assert post.conversation == case["conversation"]
    assert post.quoted == case["quoted"]
    assert post.repost_of == case["reposted"]
    assert list(post.links) == case["urls"]
    assert as_set(post.hashtags) == as_set(case["hashtags"])
    assert list(post.mentions) == case["mentions"]
    lang = case["lang"]
    assert post.lang == (next(iter(lang), None) if isinstance(lang, list) else lang)
    if "versions" in case:
        assert list(post.versions) == case["versions"]
    if "edited_at" in case:
        assert post.edited_at == datetime.fromisoformat(case["edited_at"])
    if "cursor" in case and post.received_at:
        assert round(post.received_at.timestamp() * 1_000_000) == case["cursor"]


@pytest.mark.parametrize("case", [c for c in CASES if c.get("expect") == "delete"], ids=named)
def test_recorded_deletions_are_deletions(case):
    assert [e.id for e in recorded(case) if isinstance(e, Deleted)] == case["ids"]


@pytest.mark.parametrize("case", [c for c in CASES if c.get("expect") == "reject"], ids=named)
def test_a_cut_off_line_costs_just_itself(case):
    line = int(re.search(r"\d+", case["at"])[0])
    *whole, last = recorded(case)
    assert all(isinstance(event, Post) for event in whole)
    assert len(whole) == line - 1
    assert isinstance(last, Unreadable)
    assert last.line == line


@pytest.mark.parametrize("case", [c for c in CASES if c.get("expect") == "ignore"], ids=named)
def test_what_is_no_post_is_ignored(case):
    rows = (WIRE / case["file"]).read_bytes().splitlines()
    for number in map(int, re.findall(r"\d+", case["at"])):
        assert [type(e) for e in events(orjson.loads(rows[number - 1]), number)] == [Ignored]
