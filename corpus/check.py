"""Find what is wrong in labelled fairs: `python -m corpus.check corpus/fairs/*.json`."""

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from corpus.wording import IN_2012, shortened
from moderator.core.labels import Label, Substance
from moderator.learning.fair import LabelledFair, LabelledPost, parse
from moderator.learning.posts import HANDLE, LINK, MENTION, whole

SIDES = {"employer", "organiser", "seeker", "unknown", "other", "bot"}
LONGER_SINCE = datetime(2017, 11, 7, tzinfo=UTC)
LONGEST = 140
RESERVED = re.compile(
    r"https?://([\w-]+\.)*example(\.(nl|com|net|org))?(?=[/:?#]|$)", re.IGNORECASE
)


def findings(fair: LabelledFair) -> list[str]:
    """Give everything that is wrong, one line each; an empty list is a good fair."""
    return [line for rule in RULES for line in rule(fair)]


def doubles(raw: dict[str, list[dict[str, object]]]) -> list[str]:
    """Give the ids and handles that occur more than once in the decoded JSON."""
    ids = Counter(str(post["id"]) for post in raw["posts"])
    handles = Counter(str(author["handle"]).lower() for author in raw["authors"])
    return [f"{name}: occurs {n} times" for name, n in (ids + handles).items() if n > 1]


def counts(fair: LabelledFair) -> str:
    """Give one line with the number of posts by label, reposts apart."""
    own = Counter(post.label for post in fair.posts.values() if not post.repost_of)
    parts = [f"{n} {label}" for label, n in own.most_common()]
    reposts = len(fair.posts) - own.total()
    return f"{len(fair.posts)} posts: {reposts} reposts, {', '.join(parts)}"


def _accounts(fair: LabelledFair) -> Iterator[str]:
    for account in fair.accounts.values():
        if account.side not in SIDES:
            yield f"{account.handle}: no such side: {account.side}"
        if not re.fullmatch(HANDLE, account.handle):
            yield f"{account.handle}: no handle of X, Mastodon or Bluesky"
    if len({account.number for account in fair.accounts.values()}) < len(fair.accounts):
        yield "two accounts have the same number"


def _labels(fair: LabelledFair) -> Iterator[str]:
    for post in fair.posts.values():
        if post.label not in set(Label):
            yield f"{post.id}: no such label: {post.label}"
        given = post.substance in set(Substance)
        if not post.repost_of and given != (post.label == Label.FOLLOW_UP):
            yield f"{post.id}: a substance belongs to follow-ups, and to each of them"


def _order(fair: LabelledFair) -> Iterator[str]:
    for before, after in pairwise(fair.posts.values()):
        if after.at < before.at:
            yield f"{after.id}: stands after a later post"


def _references(fair: LabelledFair) -> Iterator[str]:
    for post in fair.posts.values():
        if post.author.lower() not in fair.accounts:
            yield f"{post.id}: no such author: {post.author}"
        for key in _referred(post):
            if key not in fair.posts:
                yield f"{post.id}: no such post: {key}"
            elif fair.posts[key].at >= post.at:
                yield f"{post.id}: refers to a post that came no earlier: {key}"
    for removal in fair.removals:
        if removal.id not in fair.posts:
            yield f"no such post to delete: {removal.id}"


def _reposts(fair: LabelledFair) -> Iterator[str]:
    for post in fair.posts.values():
        original = fair.posts.get(post.repost_of or "")
        if original is None:
            continue
        if post.text != f"RT @{original.author}: {original.text}":
            yield f"{post.id}: a repost repeats the words of {original.id}, and no others"
        if post.label != original.label:
            yield f"{post.id}: a repost has the label of {original.id}"


def _lengths(fair: LabelledFair) -> Iterator[str]:
    for post in fair.posts.values():
        typed = post.by_hand or not post.repost_of
        length = len(shortened(post.text, IN_2012))
        if typed and post.at < LONGER_SINCE and length > LONGEST:
            yield f"{post.id}: {length} characters, {LONGEST} was the limit"


def _texts(fair: LabelledFair) -> Iterator[str]:
    seen: dict[str, str] = {}
    for post in fair.posts.values():
        first = seen.setdefault(" ".join(post.text.lower().split()), post.id)
        if first != post.id and not post.repost_of:
            yield f"{post.id}: has the words of {first}"


def _inventions(fair: LabelledFair) -> Iterator[str]:
    for post in fair.posts.values():
        for url in LINK.findall(post.text):
            if not RESERVED.match(whole(url)):
                yield f"{post.id}: a link outside the reserved domains: {url}"
        for handle in MENTION.findall(post.text):
            if handle.lower() not in fair.accounts:
                yield f"{post.id}: @{handle} is nobody of this fair, and might be somebody"


def _referred(post: LabelledPost) -> Iterable[str]:
    return filter(None, (post.reply_to, post.quote, post.repost_of, post.edit_of))


RULES: tuple[Callable[[LabelledFair], Iterable[str]], ...] = (
    _accounts,
    _labels,
    _order,
    _references,
    _reposts,
    _lengths,
    _texts,
    _inventions,
)


def check(path: Path) -> list[str]:
    """Print the counts of that fair, and give what is wrong with it."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        fair = parse(raw)
        wrong = [*doubles(raw), *findings(fair)]
    except (OSError, ValueError, KeyError, TypeError) as error:
        return [f"{path.name}: cannot be read as a fair: {error!r}"]
    print(f"{path.name}: {counts(fair)}")
    return [f"{path.name}: {line}" for line in wrong]


def main(names: list[str]) -> int:
    """Check the named files; 1 when something is wrong."""
    wrong = [line for name in names for line in check(Path(name))]
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
