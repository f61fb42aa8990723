"""Who a DID is: handles, names and descriptions, asked for in batches and kept."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace

from feeds.base import FeedError
from feeds.clock import Clock
from feeds.formats.wire import Json, records, string
from feeds.latest import Latest
from feeds.post import Author, Post
from feeds.web.api import Api

PATH = "/xrpc/app.bsky.actor.getProfiles"
PER_CALL = 25
MOST = 20_000
ANSWER_SECONDS = 5.0
"""For names no post waits longer."""


class People:
    """The accounts that were asked for; of too many, the oldest are let go."""

    def __init__(self, api: Api, clock: Clock) -> None:
        self._api = api
        self._clock = clock
        self._known: dict[str, Author] = Latest(MOST)

    def unknown(self, dids: Iterable[str]) -> list[str]:
        """Those of whom nothing is known yet, each once."""
        return [did for did in dict.fromkeys(dids) if did not in self._known]

    def forget(self, did: str) -> None:
        """Ask anew the next time: the account changed."""
        self._known.pop(did, None)

    async def named(self, posts: Sequence[Post]) -> list[Post]:
        """The posts with their authors' handles; with the DID where there is no answer now."""
        with suppress(FeedError, TimeoutError):
            await self._ask(self.unknown(post.author.id for post in posts))
        return [
            replace(post, author=self._known.get(post.author.id, post.author)) for post in posts
        ]

    async def dids(self, handles: Sequence[str]) -> dict[str, str]:
        """The DIDs of these handles, as far as there are such accounts, each with its handle.

        Raises FeedError, or TimeoutError, where there is no answer now.
        """
        wanted = {handle.casefold() for handle in handles}
        await self._ask(list(handles))
        known = {did: author.handle.casefold() for did, author in self._known.items()}
        return {did: handle for did, handle in known.items() if handle in wanted}

    async def _ask(self, actors: Sequence[str]) -> None:
        for start in range(0, len(actors), PER_CALL):
            await self._ask_for(actors[start : start + PER_CALL])

    async def _ask_for(self, some: Sequence[str]) -> None:
        """One call: or two, and so on, where a name among them is none and spoils it for all."""
        async with self._clock.deadline(ANSWER_SECONDS):
            answer = await self._api.get(PATH, params={"actors": some}, allow=(400,))
        for profile in records(answer.json.get("profiles")):
            self._note(profile)
        if answer.status == 400 and (half := len(some) // 2):
            await self._ask_for(some[:half])
            await self._ask_for(some[half:])

    def _note(self, profile: Json) -> None:
        did, handle = string(profile.get("did")), string(profile.get("handle"))
        if not did:
            return
        shown = handle if handle and handle != "handle.invalid" else did
        name, bio = string(profile.get("displayName")), string(profile.get("description"))
        self._known[did] = Author(shown, name, did, bio)
