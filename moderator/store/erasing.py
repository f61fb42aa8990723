"""A recording that deletions reach: the words of a post that is gone leave every part.

A deletion is appended like anything else, and carried out within ten minutes, or on close;
after a crash, on the next open. What stays is what a journal keeps of such a post
(`tombstone`). Payloads of the post, of its deletion, and of posts that repeat or carry it go,
and any of a record that could not be read: nobody can tell whether it is that post.
"""

import asyncio
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any

from feeds import codec
from feeds.base import BadPost, Batch, FeedGone
from feeds.post import Deleted, Event, Post
from feeds.recordings.parts import parts
from feeds.recordings.recorder import PART_BYTES, Recorder
from feeds.recordings.revise import Revision, rows
from feeds.said import said
from moderator.core.facts import PostSeen
from moderator.core.posts.node import key_of
from moderator.store.tombstone import also_gone, held_by, without

EVERY_SECONDS = 600.0

_OURS = ("feed", "cursor", "times")
_WORD = re.compile(r"[\w.]+")


class ErasingRecorder(Recorder):
    """A recorder that takes deleted posts out of what was recorded before."""

    def __init__(self, folder: Path, *, part_bytes: int = PART_BYTES) -> None:
        super().__init__(folder, part_bytes=part_bytes)
        self._noting = Lock()
        self._pending = True
        self._gone: set[str] = set()

    def append(self, arrived: Sequence[tuple[str, Batch]]) -> None:
        """Put what feeds gave at the recording's end; deletions that concern it come later."""
        super().append(arrived)
        events = (event for _, batch in arrived for event in batch.events)
        if any(self._is_to_erase(event) for event in events):
            self._pending = True

    def _is_to_erase(self, event: Event) -> bool:
        """Whether it is a deletion, or a post that comes after its own was carried out."""
        if isinstance(event, Post):
            return not held_by(PostSeen(event)).isdisjoint(self._gone)
        return isinstance(event, Deleted)

    def erase(self) -> int:
        """Carry out the deletions so far; gives how many parts that altered."""
        with self._noting:
            if not self._pending:
                return 0
            self._pending = False
            try:
                self.rotate()
                self._gone = deleted_in(parts(self.folder))
                return self.revise(erasure(self._gone)) if self._gone else 0
            except (BadPost, OSError):
                self._pending = True
                raise

    def posts(self) -> list[Post]:
        """The posts that are in the recording, of each its last version; not the deleted ones."""
        known: dict[str, Post] = {}
        for row in (row for path in parts(self.folder) for row in rows(path)):
            match decoded(row):
                case Deleted(id=id_, source=source):
                    known.pop(key_of(source, id_), None)
                case Post() as post:
                    known[key_of(post.source, post.canonical_id)] = post
        return list(known.values())

    async def keep_erased(self) -> None:
        """Carry out deletions every few minutes; never returns.

        A damaged part, or a full disk, is told at the end, when it keeps nothing waiting.
        """
        while True:
            with suppress(BadPost, OSError):
                await asyncio.to_thread(self.erase)
            await asyncio.sleep(EVERY_SECONDS)

    def close(self) -> None:
        """Carry out the deletions, and end the recording. Raises FeedGone where that cannot be."""
        try:
            self.erase()
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            kept = said("deleted posts are still in it: {why}", why=why)
            raise FeedGone(f"{self.folder}: {kept}") from error
        finally:
            super().close()


def deleted_in(complete: Iterable[Path], known: Iterable[str] = ()) -> set[str]:
    """The keys of the posts that a recording says were deleted, of all their versions.

    `known` are those of posts of which that is known from elsewhere. A damaged part tells what
    can be read of it.
    """
    gone = set(known)
    versions: list[PostSeen] = []
    for row in (row for path in complete for row in _readable(path)):
        match decoded(row):
            case Deleted(id=id_, source=source):
                gone.add(key_of(source, id_))
            case Post() as post if len(post.versions) > 1 or post.carried:
                versions.append(PostSeen(post))
    while further := frozenset().union(*(also_gone(fact, gone) for fact in versions)):
        gone |= further
    return gone


def _readable(path: Path) -> Iterator[dict[str, Any]]:
    with suppress(BadPost):
        yield from rows(path)


def erasure(
    gone: Collection[str], masked: Callable[[object], object] = lambda row: row
) -> Revision:
    """The change that takes the words of those posts out of a recording's line.

    What `masked` gives otherwise than it was loses its payload, too, as does a post
    with which a deleted one came: a page of posts can be the payload of its first.
    """
    names = _naming({key.partition(":")[2].partition("@")[0] for key in gone} - {""})

    def change(row: dict[str, Any]) -> dict[str, Any]:
        event = decoded(row)
        kept = _without(row, PostSeen(event), gone) if isinstance(event, Post) else row
        bare = {key: value for key, value in kept.items() if key != "raw"}
        after = masked(bare)
        if isinstance(after, dict) and after is not bare:
            return after
        if "raw" not in kept:
            return kept
        is_other = isinstance(event, Post) and not names(str(row["raw"]))
        return kept if is_other else bare

    return change


def _naming(ids: Iterable[str]) -> Callable[[str], bool]:
    """Whether a text has one of these ids, not as a part of another; quick for however many."""
    by_word = defaultdict[str, list[str]](list)
    for id_ in ids:
        by_word[["", *_WORD.findall(id_)][-1]].append(id_)

    def names(text: str) -> bool:
        words = by_word.keys() & {"", *_WORD.findall(text)}
        likely = (id_ for word in words for id_ in by_word[word])
        return any(re.search(rf"(?<![\w.]){re.escape(id_)}(?![\w.])", text) for id_ in likely)

    return names


def _without(row: dict[str, Any], fact: PostSeen, gone: Collection[str]) -> dict[str, Any]:
    kept = without(fact, gone)
    if kept == fact or not isinstance(kept, PostSeen):
        return row
    return codec.encode(kept.post) | {key: row[key] for key in _OURS if key in row}


def decoded(row: dict[str, Any]) -> Post | Deleted | None:
    """The post or deletion in a line of a recording; None for anything else."""
    try:
        return codec.decode(row)
    except BadPost:
        return None
