"""Labelled posts as the posts that a feed would give."""

import re

from feeds.post import Author, Kind, Post
from moderator.learning.fair import LabelledFair, LabelledPost

SOURCE = "fair"
LINK = re.compile(r"(?:https?://|(?<![\w@/.-])(?=(?:[\w-]++\.)++[a-z]{2,24}/))\S*[^\s.,;:!?)\"']")
"""A link, also one without https:// as people see it on Bluesky."""

TAG = re.compile(r"(?<![\w&])#(\w*[^\W\d]\w*)")
HANDLE = r"\w[\w.-]*@[\w.-]*\w|\w[\w.-]*\.example\b|\w{1,15}"
"""An account of Mastodon (name@server), of Bluesky (name.server), or of X."""

MENTION = re.compile(rf"(?<!\w)@({HANDLE})")


def as_sent(fair: LabelledFair, post: LabelledPost) -> Post:
    """The post as a feed gives it; its id is that of the labelled fair."""
    account = fair.author(post)
    kind = Kind.REPLY if post.reply_to else Kind.QUOTE if post.quote else Kind.ORIGINAL
    return Post(
        id=post.id,
        source=SOURCE,
        kind=kind,
        author=Author(account.handle, account.name, id=str(account.number), bio=account.bio),
        text=post.text,
        created_at=post.at,
        in_reply_to=post.reply_to,
        conversation=fair.root(post).id,
        quoted=post.quote,
        links=tuple(dict.fromkeys(map(whole, LINK.findall(post.text)))),
        hashtags=tuple(TAG.findall(post.text)),
        mentions=tuple(dict.fromkeys(MENTION.findall(post.text))),
        lang=post.lang or fair.language,
        versions=tuple(version.id for version in fair.versions(post)),
    )


def whole(link: str) -> str:
    """A link as a feed gives it, with https:// in front."""
    return link if "://" in link else f"https://{link}"
