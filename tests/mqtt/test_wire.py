"""What is said over the broker, read as if a stranger had written it."""

import json

import pytest

from feeds.formats.wire import LONGEST_ID, LONGEST_SOURCE
from feeds.status import FeedState, Status
from moderator.core.board import Accounting, Counts
from moderator.core.facts import ActKind
from moderator.intake.tally import FeedStatus
from moderator.publish.standing import Figures
from moderator.publish.wire import (
    LARGEST,
    LONGEST_TEXT,
    ActSaid,
    AnswerSaid,
    PostSaid,
    Presence,
    StatusSaid,
    Unusable,
    decode,
    encode,
)
from tests.fakes import a_line, at

ACT = ActSaid(id="0" * 32, kind=ActKind.NOTE, target="x:1", made_at=at("11:00"), text="hier 👋")


def with_(**more):
    return json.dumps(json.loads(encode(ACT)) | more).encode()


def test_a_message_is_ascii_and_comes_back_as_it_was():
    assert encode(ACT).isascii()
    assert decode(ActSaid, encode(ACT)) == ACT


def test_a_post_with_half_an_emoji_comes_back_as_it_was():
    said = PostSaid(epoch="e", position=0, line=a_line("x:1", "11:00", "anna", "hoi \ud83d"))
    assert encode(said).isascii()
    assert decode(PostSaid, encode(said)) == said


def test_the_longest_key_of_a_post_fits():
    longest = f"link:{'x' * LONGEST_SOURCE}:{'9' * LONGEST_ID}@{'h' * 253}"
    assert StatusSaid(presence=Presence.HERE, looks_at=longest).looks_at == longest
    assert decode(ActSaid, with_(target=longest)).target == longest


def test_a_key_that_a_newer_program_added_is_no_hindrance():
    assert decode(ActSaid, with_(colour="red")) == ACT


@pytest.mark.parametrize(
    ("payload", "why"),
    [
        (with_(v=2), "another version"),
        (with_(v="1"), "another version"),
        (b'{"kind": "note"}', "another version"),
        (with_(text="a" * (LONGEST_TEXT + 1)), "text"),
        (with_(target="a" * 501), "target"),
        (with_(id="../../etc"), "id"),
        (with_(kind="destroy"), "kind"),
        (with_(made_at="yesterday"), "made_at"),
        (b"x" * (LARGEST + 1), "too large"),
        (b"[" * 100_000, "not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b"", "not JSON"),
        (b"[]", "not as expected"),
    ],
)
def test_anything_else_is_refused_with_the_reason(payload, why):
    with pytest.raises(Unusable, match=why):
        decode(ActSaid, payload)


def test_reasons_and_notes_of_feeds_are_cut_where_they_come_in_and_where_they_go_out():
    now = Status("x", FeedState.RETRYING, reason="a" * 9000, notes=("b" * 9000, "kort"))
    figures = Figures(
        counts=Counts(0, 0, 0, {}),
        accounting=Accounting(),
        feeds=(FeedStatus(now, Accounting()),),
    )
    payload = encode(StatusSaid(presence=Presence.HERE, figures=figures))
    assert len(payload) < 3000
    longer = payload.replace(b"aaaa", b"a" * 40)
    heard = decode(StatusSaid, longer).figures.feeds[0].now
    assert (heard.reason, heard.notes) == ("a" * 500, ("b" * 500, "kort"))


def test_an_answer_says_nothing_of_its_own():
    assert decode(AnswerSaid, b'{"v":1,"id":"a"}') == AnswerSaid(id="a")
