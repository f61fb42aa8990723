"""What stays of a deleted post and of the verdict on it: never its words.

Ids, times and who was addressed stay. A post's words are its text, links and hashtags, and its
author's name and bio; a verdict quotes them. Of a link its key stays, which tells that two links
are the same, and not which. Of a bare repeat by hand stays that it is one, and of whom.
"""

from dataclasses import replace

from feeds.post import Post
from moderator.core.labels import Verdict
from moderator.core.text.links import link_key
from moderator.core.text.repeats import without_words


def buried(post: Post) -> Post:
    """What stays of a deleted post; what it carried is as it was."""
    return replace(emptied(post), author=replace(post.author, name="", bio=""))


def emptied(post: Post) -> Post:
    """What stays of a post with a deleted one's words: its author is somebody else."""
    links = tuple(map(link_key, post.links))
    return replace(post, text=without_words(post.text), links=links, hashtags=())


def unseen(post: Post) -> Post:
    """What is shown of a deleted post: not even how long it was, nor what it carried."""
    return replace(buried(post), text="", links=(), carried=())


def unquoted(verdict: Verdict) -> Verdict:
    """What stays of the verdict on it: its reasons' places, without the words there."""
    because = (each if each.start is None else replace(each, text="") for each in verdict.because)
    return replace(verdict, because=tuple(because))
