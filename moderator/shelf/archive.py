"""What a public body has to keep of a fair: its own posts and what its moderators did.

It goes into a file of its own before a journal is removed, since it is kept by another
law, and for longer, than the words of people. Nobody else's post is in it: mentions of
people are masked, and of a nudge the words that it quotes are left out.
"""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from feeds.post import Post
from moderator.core.facts import Acted, Fact, PostDeleted, PostSeen
from moderator.core.fair import Fair
from moderator.core.posts.node import account, key_of
from moderator.store.private import make_folder
from moderator.store.whole import write_whole
from moderator.words import mentions
from moderator.words.moments import utc

VERSION = 1
_QUOTED = re.compile(r"“[^”]*”")


def kept_apart(facts: Iterable[Fact], fair: Fair) -> dict[str, Any]:
    """The organiser's own posts and the moderators' acts, as a document."""
    own = {account(handle) for handle in fair.organiser}
    known = own.union(*(map(account, handles) for handles in fair.employers.values()))
    posts, acts, gone = dict[str, Post](), dict[str, Acted](), set[str]()
    for fact in facts:
        match fact:
            case PostSeen(post=post, carried=False) if account(post.author.handle) in own:
                posts[key_of(post.source, post.id)] = post
            case PostDeleted():
                gone.add(key_of(fact.source, fact.id))
            case Acted():
                acts[fact.id] = fact
    return {
        "v": VERSION,
        "fair": {"name": fair.name, "hashtags": list(fair.hashtags)},
        "posts": [_post(post, known) for key, post in posts.items() if key not in gone],
        "acts": [_act(act, known) for act in acts.values()],
    }


def archive(document: dict[str, Any], path: Path) -> Path | None:
    """Write it there, beside what earlier times wrote; None where nothing is to be kept.

    What stands there already, of a journal that could not be removed then, is not written twice.
    """
    if not document["posts"] and not document["acts"]:
        return None
    written = (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode()
    make_folder(path.parent)
    number, place = 1, path
    while place.exists():
        if place.read_bytes() == written:
            return place
        number += 1
        place = path.with_stem(f"{path.stem}-{number}")
    write_whole(place, written)
    return place


def _post(post: Post, known: set[str]) -> dict[str, Any]:
    return {
        "id": post.id,
        "source": post.source,
        "author": post.author.handle,
        "at": utc(post.created_at),
        "text": _masked(post.text, known),
        "links": list(post.links),
    }


def _act(act: Acted, known: set[str]) -> dict[str, Any]:
    """An act; whom it is about, where that is an account, stays out unless it is no person's."""
    account_too = {"side": act.side} if act.side and account(act.target) in known else {}
    return {
        "id": act.id,
        "kind": act.kind,
        "by": act.by,
        "at": utc(act.at),
        "target": act.target if act.side is None or account_too else None,
        "label": act.label,
        "text": _masked(_QUOTED.sub("“…”", act.text), known),
        **account_too,
    }


def _masked(text: str, known: set[str]) -> str:
    return mentions.masked(text, lambda handle: account(handle) in known)
