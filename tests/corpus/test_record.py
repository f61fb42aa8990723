"""The builder makes records that say what X would have said."""

import gzip
import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.record import lines, records, write
from corpus.wording import IN_2012, TODAY, cut, wording
from moderator.learning.fair import parse

AUTHORS = [
    {"handle": "Zorg_Es", "name": "Zorg Es", "side": "employer", "org": "Es", "bio": "Zorg & zo"},
    {"handle": "roos", "name": "Roos", "side": "seeker"},
]
VACANCY = "Vacature kok & meer: http://es.example.nl/kok?x=1. #TBNN"


def post(key, text="Moi #TBNN", *, at="10:00:00", author="roos", **more):
    said = {"id": key, "at": f"2012-07-03T{at}Z", "author": author, "text": text}
    return {**said, "label": "other", **more}


def fair(*posts, deletes=()):
    head = {"hashtag": "#TBNN", "language": "nl"}
    return parse({"fair": head, "authors": AUTHORS, "posts": posts, "deletes": deletes})


def only(form, *posts):
    return records(fair(*posts), form)[-1]


def test_a_v1_post_has_the_time_and_the_id_of_its_moment():
    status = only("x_v1", post("a", at="08:01:12"))
    assert status["created_at"] == "Tue Jul 03 08:01:12 +0000 2012"
    assert ((status["id"] >> 22) + 1288834974657) // 1000 == 1341302472
    assert status["id_str"] == str(status["id"])


def test_v1_indices_count_in_the_escaped_text():
    status = only("x_v1", post("a", VACANCY))
    link, tag = status["entities"]["urls"][0], status["entities"]["hashtags"][0]
    assert "kok &amp; meer" in status["text"]
    assert status["text"][slice(*link["indices"])] == link["url"]
    assert link["expanded_url"] == "http://es.example.nl/kok?x=1"
    assert status["text"][slice(*tag["indices"])] == "#TBNN"


def test_a_v1_reply_names_whom_it_answers():
    status = only("x_v1", post("a", author="Zorg_Es"), post("b", "@zorg_es ja", reply_to="a"))
    assert status["in_reply_to_screen_name"] == "Zorg_Es"
    assert status["entities"]["user_mentions"][0]["screen_name"] == "Zorg_Es"
    assert status["in_reply_to_status_id_str"] == str(status["in_reply_to_status_id"])


def test_a_long_native_v1_repost_is_cut_and_carries_the_whole_post():
    status = only("x_v1", post("a", "w" * 135), post("b", author="Zorg_Es", repost_of="a"))
    assert (len(status["text"]), status["truncated"]) == (140, True)
    assert status["retweeted_status"]["text"] == "w" * 135


def test_a_repost_by_hand_is_a_plain_post():
    typed = post("b", "RT @roos: Moi #TBNN", author="Zorg_Es", repost_of="a", by_hand=True)
    assert "retweeted_status" not in only("x_v1", post("a"), typed)
    assert "referenced_tweets" not in only("x_v2", post("a"), typed)["data"]


def test_a_v1_quote_carries_the_quoted_post():
    status = only("x_v1", post("a"), post("b", "Kijk", quote="a"))
    assert status["quoted_status"]["text"] == "Moi #TBNN"


def test_deletions_come_at_their_time():
    gone = fair(
        post("a"), post("b", at="12:00:00"), deletes=[{"id": "a", "at": "2012-07-03T11:00:00Z"}]
    )
    first, delete, _ = records(gone, "x_v1")
    assert delete["delete"]["status"]["id"] == first["id"]
    first, delete, _ = records(gone, "x_v2")
    assert delete["data"]["delete"]["tweet"]["id"] == first["data"]["id"]


def test_a_v2_frame_includes_what_it_refers_to():
    frame = only("x_v2", post("a", author="Zorg_Es"), post("b", at="10:01:00", reply_to="a"))
    (parent,) = frame["includes"]["tweets"]
    assert frame["data"]["referenced_tweets"] == [{"type": "replied_to", "id": parent["id"]}]
    assert frame["data"]["conversation_id"] == parent["id"]
    assert [user["username"] for user in frame["includes"]["users"]] == ["roos", "Zorg_Es"]


def test_a_late_post_is_missing_from_the_frame_of_its_reply():
    late = post("a", author="Zorg_Es", late_seconds=120)
    reply, parent = records(fair(late, post("b", at="10:01:00", reply_to="a")), "x_v2")
    assert reply["errors"][0]["resource_id"] == parent["data"]["id"]
    assert "tweets" not in reply["includes"]


def test_a_post_delivered_twice_comes_twice_and_is_the_same():
    first, again = records(fair(post("a", twice=True)), "x_v2")
    assert first == again


def test_an_edit_lists_all_versions_oldest_first():
    frames = records(fair(post("a"), post("b", at="10:05:00", edit_of="a")), "x_v2")
    first, second = (frame["data"] for frame in frames)
    assert second["edit_history_tweet_ids"] == [first["id"], second["id"]]
    assert first["edit_history_tweet_ids"] == [first["id"]]


def test_a_long_v2_post_has_its_whole_text_in_a_note():
    text = "Lang verhaal. " * 40 + "http://es.example.nl/slot"
    data = only("x_v2", post("a", text))["data"]
    assert (len(data["text"]), data["text"][-1]) == (280, "…")
    assert data["note_tweet"]["entities"]["urls"][0]["expanded_url"] == "http://es.example.nl/slot"


def test_the_bytes_are_the_same_every_time(tmp_path):
    made = lines(fair(post("a", VACANCY)), "x_v1")
    for name in ("one.jsonl.gz", "two.jsonl.gz"):
        write(made, tmp_path / name)
    one, two = ((tmp_path / name).read_bytes() for name in ("one.jsonl.gz", "two.jsonl.gz"))
    assert one == two
    assert gzip.decompress(one) == made == lines(fair(post("a", VACANCY)), "x_v1")


def test_a_file_that_is_no_fair_gives_one_line_and_no_traceback(tmp_path):
    (tmp_path / "fair.json").write_text("{}")
    command = [
        sys.executable,
        "-m",
        "corpus.record",
        tmp_path / "fair.json",
        "x_v2",
        tmp_path / "o",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)


@pytest.mark.parametrize("shortener", [IN_2012, TODAY])
@given(text=st.text(alphabet="ab &<>#@1é.\n") | st.just(VACANCY), length=st.integers(1, 60))
def test_every_entity_is_found_where_it_says(shortener, text, length):
    worded = wording(text, shortener, length=length)
    for tag in worded.tags:
        assert worded.text[tag.start : tag.end] == f"#{tag.value}"
    for mention in worded.mentions:
        assert worded.text[mention.start : mention.end] == f"@{mention.value}"
    for link in worded.links:
        assert worded.text[link.start : link.end] == shortener.short(link.value)


@given(text=st.text(), length=st.integers(1, 50))
def test_a_cut_text_is_never_too_long(text, length):
    assert len(cut(text, length)) <= length


def test_records_are_json_of_one_line_each():
    made = lines(fair(post("a", "regel\nen nog een"), post("b")), "x_v2")
    assert len([json.loads(line) for line in made.splitlines()]) == 2
