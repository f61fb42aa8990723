"""Posts as X API v1.1 sent them: one status or one delete notice a record.

Nobody could edit a post in its days: each version is a post of its own.
"""

from typing import Any

from corpus.wording import IN_2012, Entity, Wording, wording
from moderator.learning.fair import Account, LabelledFair, LabelledPost, Removal

Record = dict[str, Any]
LONGEST = 140


def status(fair: LabelledFair, post: LabelledPost) -> Record:
    """The status object; a repost holds the post that it repeats."""
    original = fair.posts[post.repost_of] if post.repost_of and not post.by_hand else None
    text = _retweet(original) if original else post.text
    worded = wording(text, IN_2012, length=LONGEST if original else None)
    return {
        "created_at": post.at.strftime("%a %b %d %H:%M:%S +0000 %Y"),
        "id": post.number,
        "id_str": str(post.number),
        "text": worded.text,
        "source": "web",
        "truncated": original is not None and worded.text.endswith("…"),
        **_reply(fair, post),
        "user": _user(fair.author(post)),
        **({"retweeted_status": status(fair, original)} if original else {}),
        **_quote(fair, post),
        "entities": _entities(fair, worded),
        "lang": post.lang or fair.language,
    }


def delivery(fair: LabelledFair, post: LabelledPost) -> Record:
    """The record with which the stream delivers a post."""
    return status(fair, post)


def removal(fair: LabelledFair, gone: Removal) -> Record:
    """The notice that a post was deleted."""
    post = fair.posts[gone.id]
    user = fair.author(post).number
    deleted = {"id": post.number, "id_str": str(post.number)}
    owner = {"user_id": user, "user_id_str": str(user)}
    stamp = str(int(gone.at.timestamp() * 1000))
    return {"delete": {"status": {**deleted, **owner}, "timestamp_ms": stamp}}


def _retweet(original: LabelledPost) -> str:
    return f"RT @{original.author}: {original.text}"


def _reply(fair: LabelledFair, post: LabelledPost) -> Record:
    parent = fair.posts[post.reply_to] if post.reply_to else None
    account = fair.author(parent) if parent else None
    return {
        "in_reply_to_status_id": parent and parent.number,
        "in_reply_to_status_id_str": parent and str(parent.number),
        "in_reply_to_user_id": account and account.number,
        "in_reply_to_user_id_str": account and str(account.number),
        "in_reply_to_screen_name": account and account.handle,
    }


def _quote(fair: LabelledFair, post: LabelledPost) -> Record:
    if not post.quote:
        return {}
    quoted = fair.posts[post.quote]
    return {
        "is_quote_status": True,
        "quoted_status_id": quoted.number,
        "quoted_status_id_str": str(quoted.number),
        "quoted_status": status(fair, quoted),
    }


def _user(account: Account) -> Record:
    return {
        "id": account.number,
        "id_str": str(account.number),
        "name": account.name,
        "screen_name": account.handle,
        "description": account.bio,
        "followers_count": account.followers,
        "protected": False,
        "verified": False,
    }


def _entities(fair: LabelledFair, worded: Wording) -> Record:
    known = [found for found in worded.mentions if found.value.lower() in fair.accounts]
    return {
        "hashtags": [{"text": tag.value, "indices": _span(tag)} for tag in worded.tags],
        "urls": [_link(worded.text, link) for link in worded.links],
        "user_mentions": [
            _mention(fair.accounts[found.value.lower()], _span(found)) for found in known
        ],
    }


def _link(text: str, link: Entity) -> Record:
    return {
        "url": text[link.start : link.end],
        "expanded_url": link.value,
        "display_url": link.value.split("//", 1)[1],
        "indices": _span(link),
    }


def _mention(account: Account, span: list[int]) -> Record:
    return {
        "screen_name": account.handle,
        "name": account.name,
        "id": account.number,
        "id_str": str(account.number),
        "indices": span,
    }


def _span(found: Entity) -> list[int]:
    return [found.start, found.end]
