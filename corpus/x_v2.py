"""Posts as the filtered stream of X API v2 sends them: one frame a delivery."""

from datetime import UTC, datetime
from typing import Any

from corpus.wording import TODAY, Entity, Wording, cut, shortened, wording
from moderator.learning.fair import Account, LabelledFair, LabelledPost, Removal

Record = dict[str, Any]
LONGEST = 280
LONGEST_REPOST = 140
NOT_FOUND = "https://api.twitter.com/2/problems/resource-not-found"


def delivery(fair: LabelledFair, post: LabelledPost) -> Record:
    """The frame with which the stream delivers a post.

    What it refers to is included, unless that has not arrived yet or is gone:
    X then tells so in `errors` beside `data`.
    """
    referred = [fair.posts[key] for _, key in _references(post)]
    included = [other for other in referred if fair.visible(other.id, post.delivered)]
    missing = [_missing(other) for other in referred if other not in included]
    return {
        "data": tweet(fair, post),
        "includes": _includes(fair, post, included),
        **({"errors": missing} if missing else {}),
        "matching_rules": [{"id": "1", "tag": fair.hashtag}],
    }


def tweet(fair: LabelledFair, post: LabelledPost) -> Record:
    """The tweet object. A post over 280 characters has its whole text in `note_tweet`."""
    repeated = fair.posts[post.repost_of] if post.repost_of and not post.by_hand else None
    text = f"RT @{repeated.author}: {repeated.text}" if repeated else post.text
    worded = wording(text, TODAY, length=LONGEST_REPOST if repeated else LONGEST)
    references = [_reference(fair, kind, key) for kind, key in _references(post)]
    return {
        "id": str(post.number),
        "edit_history_tweet_ids": [str(version.number) for version in fair.versions(post)],
        "text": worded.text,
        "author_id": str(fair.author(post).number),
        "created_at": _iso(post.at),
        "conversation_id": str(fair.root(post).number),
        "lang": post.lang or fair.language,
        **({"entities": found} if (found := _entities(fair, worded)) else {}),
        **({"referenced_tweets": references} if references else {}),
        **_replied(fair, post),
        **({} if repeated else _note(fair, text)),
    }


def removal(fair: LabelledFair, gone: Removal) -> Record:
    """The notice that a post was deleted."""
    post = fair.posts[gone.id]
    deleted = {"id": str(post.number), "author_id": str(fair.author(post).number)}
    return {"data": {"delete": {"tweet": deleted, "event_at": _iso(gone.at)}}}


def _references(post: LabelledPost) -> list[tuple[str, str]]:
    repeated = None if post.by_hand else post.repost_of
    kinds = (("retweeted", repeated), ("quoted", post.quote), ("replied_to", post.reply_to))
    return [(kind, key) for kind, key in kinds if key]


def _reference(fair: LabelledFair, kind: str, key: str) -> Record:
    return {"type": kind, "id": str(fair.posts[key].number)}


def _includes(fair: LabelledFair, post: LabelledPost, included: list[LabelledPost]) -> Record:
    accounts = dict.fromkeys(fair.author(other) for other in (post, *included))
    tweets = [tweet(fair, other) for other in included]
    users = [_user(account) for account in accounts]
    return {"users": users, **({"tweets": tweets} if tweets else {})}


def _missing(post: LabelledPost) -> Record:
    return {
        "resource_type": "tweet",
        "resource_id": str(post.number),
        "parameter": "referenced_tweets.id",
        "title": "Not Found Error",
        "type": NOT_FOUND,
    }


def _replied(fair: LabelledFair, post: LabelledPost) -> Record:
    if not post.reply_to:
        return {}
    return {"in_reply_to_user_id": str(fair.author(fair.posts[post.reply_to]).number)}


def _note(fair: LabelledFair, text: str) -> Record:
    if len(shortened(text, TODAY)) <= LONGEST:
        return {}
    worded = wording(text, TODAY)
    return {"note_tweet": {"text": worded.text, "entities": _entities(fair, worded)}}


def _user(account: Account) -> Record:
    return {
        "id": str(account.number),
        "username": account.handle,
        "name": account.name,
        "description": account.bio,
        "public_metrics": {"followers_count": account.followers},
    }


def _entities(fair: LabelledFair, worded: Wording) -> Record:
    known = [found for found in worded.mentions if found.value.lower() in fair.accounts]
    found = {
        "hashtags": [{**_span(tag), "tag": tag.value} for tag in worded.tags],
        "mentions": [_mention(fair, mention) for mention in known],
        "urls": [_link(worded.text, link) for link in worded.links],
    }
    return {kind: entities for kind, entities in found.items() if entities}


def _mention(fair: LabelledFair, mention: Entity) -> Record:
    account = fair.accounts[mention.value.lower()]
    return {**_span(mention), "username": account.handle, "id": str(account.number)}


def _link(text: str, link: Entity) -> Record:
    return {
        **_span(link),
        "url": text[link.start : link.end],
        "expanded_url": link.value,
        "display_url": cut(link.value.split("//", 1)[1], 30),
    }


def _span(found: Entity) -> Record:
    return {"start": found.start, "end": found.end}


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
