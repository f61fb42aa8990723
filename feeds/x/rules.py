"""The rules of X's filtered stream: which posts it brings, and how they are kept up.

Hashtags and accounts are a rule or a few that stay. Threads come and go: so that
replies without the hashtag arrive, too, the stream also follows conversations, as many
to a rule as fit. Rules of other programs on the same key are left alone.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from feeds.base import FeedGone, Wanted
from feeds.formats.wire import Json, number, records, string, strings
from feeds.said import said
from feeds.web.api import Api

PATH = "/2/tweets/search/stream/rules"
MARK = "moderator:"
RULE_LENGTH = 1024
PER_REQUEST = 25
PER_RULE = 26
"""Conversations in a rule: `conversation_id:` and 19 digits each, joined by OR."""

CONVERSATION = "conversation_id:"

HANDLE = re.compile(r"\w{1,15}", re.ASCII)
HASHTAG = re.compile(r"\w+")


def terms(wanted: Wanted) -> list[str]:
    """What to look for, in X's own words: hashtags, and accounts that can be X's."""
    tags = [f"#{tag}" for tag in wanted.hashtags if HASHTAG.fullmatch(tag)]
    return [*tags, *(f"from:{name}" for name in wanted.accounts if HANDLE.fullmatch(name))]


def joined(parts: Iterable[str], length: int) -> list[str]:
    """The terms, any of which may hold, in as few texts of that length as they fit in."""
    texts: list[str] = []
    for part in parts:
        longer = f"{texts[-1]} OR {part}" if texts else ""
        if longer and len(longer) <= length:
            texts[-1] = longer
        else:
            texts.append(part)
    return texts


class Conversations:
    """The threads that are followed, oldest first; those that no rule is left for are let go."""

    def __init__(self, *, rules: int) -> None:
        self.dropped = 0
        self._most = max(rules, 0) * PER_RULE
        self._ids: dict[str, None] = {}
        self._new: dict[str, None] = {}

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, ident: str, *, is_new: bool = True) -> None:
        """Follow a thread from now on; a new one may have replies that no rule has brought."""
        if ident in self._ids or not self._most:
            return
        self._ids[ident] = None
        if is_new:
            self._new[ident] = None
        while len(self._ids) > self._most:
            for old in list(islice(self._ids, PER_RULE)):
                del self._ids[old]
                self._new.pop(old, None)
                self.dropped += 1

    def parts(self, *, newest: int | None = None) -> list[str]:
        """The terms for all of them, or for those that came last."""
        ids = list(self._ids)
        return [_term(ident) for ident in (ids if newest is None else ids[-newest:])]

    def newest(self, most: int) -> list[str]:
        """The terms for some of those whose first replies were not asked for yet."""
        return [_term(ident) for ident in islice(self._new, most)]

    def asked(self, terms: Iterable[str]) -> None:
        """The first replies of these were asked for."""
        for term in terms:
            self._new.pop(term.removeprefix(CONVERSATION), None)

    def rules(self) -> list[str]:
        """The rules that follow them. A thread stays in its rule, so that few change."""
        parts = iter(self.parts())
        chunks = iter(lambda: list(islice(parts, PER_RULE)), [])
        return [" OR ".join(chunk) for chunk in chunks]


def _term(ident: str) -> str:
    return f"{CONVERSATION}{ident}"


class Rules:
    """The rules as X has them, made equal to those that are wanted."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._ours: dict[str, str] = {}
        self._shared: set[str] = set()
        self._is_set = self._is_unsure = False

    async def read(self) -> int:
        """Learn which rules there are; gives how many are other programs'."""
        answer = await self._api.get(PATH)
        found = records(answer.json.get("data"))
        ours = [rule for rule in found if string(rule.get("tag")).startswith(MARK)]
        self._ours = {string(rule.get("value")): number(rule.get("id")) for rule in ours}
        return len(found) - len(ours)

    async def set(self, wanted: Sequence[str]) -> None:
        """Add what is missing, then take away what is not wanted any more."""
        await self.add(wanted)
        await self._delete([value for value in self._ours if value not in set(wanted)])

    async def ensure(self, wanted: Sequence[str]) -> None:
        """Have these, at the cost of few requests; the first time, nothing else of ours."""
        await (self.add(wanted) if self._is_set else self.set(wanted))

    async def add(self, wanted: Sequence[str]) -> None:
        """Add what is missing of these."""
        self._is_set = True
        missing = [value for value in wanted if value not in self._ours]
        for some in _few(missing):
            body = {"add": [{"value": value, "tag": f"{MARK}fair"} for value in some]}
            self._is_unsure = True
            answer = await self._api.send("POST", PATH, json=body)
            self._is_unsure = False
            self._added(answer.json)

    def _added(self, answer: Json) -> None:
        """Note which rules were added. One that another program has already will do as well."""
        for rule in records(answer.get("data")):
            self._ours[string(rule.get("value"))] = number(rule.get("id"))
        for error in records(answer.get("errors")):
            if string(error.get("title")) != "DuplicateRule":
                value, why = string(error.get("value")), "; ".join(strings(error.get("details")))
                raise FeedGone(
                    said(
                        "X does not take the rule {rule}: {why}",
                        rule=repr(value[:60]),
                        why=why[:160],
                    )
                )
            self._shared.add(number(error.get("id")))

    async def clear(self) -> None:
        """Take all of our rules away, if it was us who set them.

        X has taken in what it was told to add, also where nobody waited for its answer.
        """
        if self._is_unsure:
            await self.read()
        if self._is_set:
            await self._delete(list(self._ours))

    def brought(self, payload: Json) -> bool:
        """Whether a rule of ours brought a frame, as far as it says."""
        matched = records(payload.get("matching_rules"))
        return not matched or any(
            string(rule.get("tag")).startswith(MARK) or number(rule.get("id")) in self._shared
            for rule in matched
        )

    async def _delete(self, values: Sequence[str]) -> None:
        for some in _few(values):
            ids = [self._ours[value] for value in some if value in self._ours]
            await self._api.send("POST", PATH, json={"delete": {"ids": ids}})
            for value in some:
                self._ours.pop(value, None)


def _few(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), PER_REQUEST):
        yield values[start : start + PER_REQUEST]
