"""What forgetting an account takes out: its posts' words, and its handle wherever it stands.

Its posts are treated as deleted ones (`tombstone`). Their author gets a name that says
nothing; in the texts of others `@handle` becomes dots of the same length, so that
places in these texts stay what they were. Ids stay: they keep a post that comes
once more from being taken in again.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from secrets import token_hex

from feeds.post import Post
from moderator.core.facts import Fact, PostDeleted, PostSeen
from moderator.core.parties.accounts import local

_SOMEBODYS_ALONE = 10
"""Letters of a handle that is nobody's everyday word."""

_HOLD_HANDLES = frozenset(
    (
        *("author", "by", "responsible", "taken_up_by", "party", "mentions", "reporters"),
        *("target", "to", "organiser", "employers"),
    )
)
_ROSTER = "employers"
_OF_THE_AUTHOR = {"author_name": "", "author_id": "", "author_bio": "", "uri": ""}


@dataclass(frozen=True, slots=True)
class Account:
    """An account that is to be forgotten, and the name that it is given instead."""

    handle: str
    pseudonym: str = field(default_factory=lambda: f"forgotten-{token_hex(4)}")

    def wrote(self, post: Post) -> bool:
        """Whether the post is by this account."""
        return post.author.handle.casefold() == self.handle.casefold()

    def deletions(self, fact: Fact) -> Iterator[PostDeleted]:
        """A deletion for each of the account's posts that the fact holds."""
        if isinstance(fact, PostSeen):
            for post in fact.post.with_carried():
                if self.wrote(post):
                    yield PostDeleted(post.id, post.source)

    def masked(self, value: object, key: str = "") -> object:
        """A value of JSON without the handle; the same object where it does not have it."""
        if isinstance(value, dict):
            return self._masked_record(value, key)
        if isinstance(value, list):
            items = [self.masked(item, key) for item in value]
            return items if items != value else value
        if isinstance(value, str):
            return self._masked_text(value, key)
        return value

    def _masked_record(self, record: dict[str, object], key: str) -> dict[str, object]:
        """A record without the handle; in a roster each name has handles."""
        names = {name: key if key == _ROSTER else name for name in record}
        masked = {name: self.masked(value, names[name]) for name, value in record.items()}
        if str(record.get("author", "")).casefold() == self.handle.casefold():
            masked |= {name: value for name, value in _OF_THE_AUTHOR.items() if name in record}
        return masked if masked != record else record

    def _masked_text(self, text: str, key: str) -> str:
        names = {self.handle.casefold(), local(self.handle).casefold()}
        if key in _HOLD_HANDLES and text.casefold().removeprefix("@") in names:
            return self.pseudonym
        return self._mentions().sub(_dots, text)

    @property
    def stands_out(self) -> bool:
        """Whether the handle is no word that anybody might write."""
        return not self.handle.isalpha() or len(self.handle) >= _SOMEBODYS_ALONE

    def _mentions(self) -> re.Pattern[str]:
        """Finds @handle, with its server or without, and the handle in addresses of profiles.

        A handle that stands out is found by itself, too.
        """
        whole, short = re.escape(self.handle), re.escape(local(self.handle))
        found = rf"(?<=@)(?:{whole}|{short})(?![\w-])|(?<=/){whole}(?![\w.-])"
        if self.stands_out:
            found += rf"|(?<![\w.@/-]){whole}(?![\w-])"
        return re.compile(found, re.IGNORECASE)


def under_each_handle(account: Account, facts: Iterable[Fact]) -> list[Account]:
    """The account under every handle that it had, by its platform's own id; as given first."""
    handles: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for fact in facts:
        for post in fact.post.with_carried() if isinstance(fact, PostSeen) else ():
            if post.author.id:
                handles[post.source, post.author.id].add(post.author.handle.casefold())
    own = account.handle.casefold()
    others = set[str]().union(*(known for known in handles.values() if own in known)) - {own}
    return [account, *(Account(handle) for handle in sorted(others))]


def _dots(found: re.Match[str]) -> str:
    return "·" * len(found[0])
