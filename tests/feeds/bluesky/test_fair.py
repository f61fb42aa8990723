"""Which of all posts on Bluesky belong to a fair."""

from feeds.bluesky.fair import Belonging
from feeds.bluesky.wire import JetstreamEvent
from feeds.post import Author, Kind, Post
from tests.clocks import NOON

ELS, JAN = (Author(name, id=f"did:plc:{name}") for name in ("els", "jan"))


def uri(author, key):
    return f"at://{author.id}/app.bsky.feed.post/{key}"


def a_post(author, key, text, **about):
    kind = Kind.QUOTE if "quoted" in about else Kind.ORIGINAL
    return Post(uri(author, key), "bluesky", kind, author, text, NOON, **about)


def happens(author, key, operation, text=""):
    """What Jetstream tells of a post."""
    record = {"text": text, "createdAt": "2026-05-12T08:01:00Z"}
    body = {"operation": operation, "collection": "app.bsky.feed.post", "rkey": key}
    return JetstreamEvent("commit", author.id, NOON, body | {"record": record}, {})


def test_of_a_post_that_was_merely_quoted_the_deletion_is_ours_and_no_edit():
    quoted = a_post(ELS, "q", "My holiday")
    ours = a_post(JAN, "k", "Look #fair", quoted=quoted.id, carried=(quoted,))
    fair = Belonging(["fair"])
    fair.add([ours], with_threads=True)
    assert not fair.is_ours(happens(ELS, "q", "update", "My holiday: where do I find work?"))
    assert fair.is_ours(happens(ELS, "q", "update", "My holiday #fair"))
    assert fair.is_ours(happens(ELS, "q", "delete"))
    assert fair.is_ours(happens(JAN, "k", "update", "Look"))


def test_a_post_of_ours_stays_so_when_another_quotes_it():
    one = a_post(ELS, "q", "Is there work? #fair")
    two = a_post(JAN, "k", "Look #fair", quoted=one.id, carried=(one,))
    fair = Belonging(["fair"])
    fair.add([one, two], with_threads=True)
    assert fair.is_ours(happens(ELS, "q", "update", "Is there still work?"))
    fair.forget(ELS.id)
    assert not fair.is_ours(happens(ELS, "q", "update", "Is there still work?"))
