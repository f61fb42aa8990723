"""What very many payloads tell alike is kept once: an account, a language, a fair's hashtags."""

from pathlib import Path

import orjson
import pytest

from feeds import codec
from feeds.formats.wire import word
from feeds.post import Post
from feeds.recordings.recording import open_recording

RECORDINGS = sorted((Path(__file__).parents[3] / "moderator/data/recordings").glob("*.gz"))


def test_posts_of_an_account_have_one_author_until_it_describes_itself_otherwise():
    row = {"author": "lotte", "author_name": "Lotte", "text": "hoi", "source": "x", "kind": "reply"}
    row |= {"created_at": "2026-05-12T08:00:00Z", "hashtags": ["fair"], "lang": "nl"}
    one, other = (codec.decode(orjson.loads(orjson.dumps(row | {"id": id_}))) for id_ in "12")
    changed = codec.decode(row | {"id": "3", "author_bio": "zoekt"})
    assert one.author is other.author
    assert one.hashtags is other.hashtags
    assert changed.author == type(one.author)("lotte", "Lotte", bio="zoekt")


def test_equal_words_are_the_same_and_what_is_none_is_none():
    assert len({id(word(text)) for text in ("nl-nl"[:2], "nl-nl"[3:], "ennl"[2:])}) == 1
    assert [word(value) for value in ("", None, 7)] == [None] * 3


@pytest.mark.parametrize("path", RECORDINGS, ids=lambda path: path.name)
def test_in_a_recording_equal_authors_and_equal_words_are_the_same(path):
    with open_recording(path) as recording:
        posts = [event for event in recording if isinstance(event, Post)]
    for told in ([post.author for post in posts], [post.lang for post in posts]):
        assert len(set(map(id, told))) == len(set(told)) < len(posts)
