"""What stays of a deleted post and of the verdict on it, field by field."""

from dataclasses import fields, replace
from datetime import UTC, datetime

import pytest

from feeds.post import Author, Kind, Post
from moderator.core.labels import Because, Label, Substance, Verdict
from moderator.core.posts.tombstone import buried, emptied, unquoted, unseen
from moderator.core.text.links import link_key
from tests.core.scene import Scene

NOON = datetime(2026, 5, 12, 10, tzinfo=UTC)
LINK = "https://geheim.example/geheim"
AUTHOR = Author("lotte_v", "geheim", "7", "geheim", bot=True)
CARRIED = Post("0", "x", Kind.ORIGINAL, Author("jan"), "van een ander", NOON)
POST = Post(
    id="2",
    source="x",
    kind=Kind.REPLY,
    author=AUTHOR,
    text="geheim",
    created_at=NOON,
    received_at=NOON,
    in_reply_to="0",
    conversation="0",
    quoted="0",
    repost_of="0",
    links=(LINK,),
    hashtags=("geheim",),
    mentions=("jan",),
    lang="nl",
    versions=("1", "2"),
    edited_at=NOON,
    uri="https://x.example/2",
    carried=(CARRIED,),
)
REFERENCES = "in_reply_to conversation quoted repost_of mentions lang versions uri"
BECAUSE = Because("geheim", 2.0, 0, 6)
CONTEXT = Because("reply to a vacancy", 1.0)
VERDICT = Verdict(
    Label.FOLLOW_UP,
    0.9,
    Substance.ANSWER,
    withdrawal=True,
    because=(BECAUSE, CONTEXT),
    runner_up=Label.OTHER,
    runner_up_confidence=0.1,
)
WITHOUT = unquoted(VERDICT)


@pytest.mark.parametrize(
    ("before", "after", "blanked"),
    [
        (POST, replace(buried(POST), author=AUTHOR), {"text", "links", "hashtags"}),
        (POST, emptied(POST), {"text", "links", "hashtags"}),
        (POST, replace(unseen(POST), author=AUTHOR), {"text", "links", "hashtags", "carried"}),
        (AUTHOR, buried(POST).author, {"name", "bio"}),
        (AUTHOR, unseen(POST).author, {"name", "bio"}),
        (VERDICT, WITHOUT, {"because"}),
        (BECAUSE, WITHOUT.because[0], {"text"}),
        (CONTEXT, WITHOUT.because[1], set()),
    ],
)
def test_each_field_stays_as_it_was_or_has_no_word_of_it(before, after, blanked):
    changed = {
        each.name
        for each in fields(before)
        if getattr(before, each.name) != getattr(after, each.name)
    }
    assert changed == blanked
    assert "geheim" not in str([getattr(after, name) for name in blanked])


@pytest.mark.parametrize(
    ("whole", "kept"),
    [
        (POST, f"id source kind author created_at received_at {REFERENCES} edited_at carried"),
        (AUTHOR, "handle id bot"),
        (
            VERDICT,
            "label confidence substance withdrawal because runner_up runner_up_confidence",
        ),
        (BECAUSE, "weight start end"),
    ],
)
def test_a_new_field_is_kept_on_purpose_or_blanked(whole, kept):
    """Who adds one says here that it has no words, or sees to it that it is blanked."""
    blank = {"text", "links", "hashtags", "name", "bio"}
    assert {each.name for each in fields(whole)} - blank == set(kept.split())
    assert all(getattr(whole, each.name) != each.default for each in fields(whole))


def test_of_a_link_its_key_stays_and_of_a_text_how_long_it_was():
    assert buried(POST).links == (link_key(LINK),)
    assert buried(POST).text == "      "
    assert (unseen(POST).links, unseen(POST).text) == ((), "")


def test_a_line_of_a_deleted_post_quotes_nothing_of_it():
    fair = Scene()
    fair.asks("q1", "lotte", text="geheim", because=(BECAUSE, CONTEXT))
    assert fair.line("q1").verdict.because == (BECAUSE, CONTEXT)
    fair.deletes("q1", at=4)
    assert fair.line("q1").verdict.because == WITHOUT.because
    assert "geheim" not in str(fair.line("q1"))
