"""What is kept of fairs: the journals and recordings in the data folder."""

from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from feeds.post import Deleted, Post
from feeds.recordings.parts import parts
from feeds.recordings.recorder import Recorder
from feeds.recordings.revise import rows
from moderator.config.models import Config
from moderator.core.facts import Fact, PostDeleted, PostSeen
from moderator.core.fair import Fair
from moderator.core.posts.node import key_of
from moderator.shelf.exports import KeptExport, fleeting
from moderator.shelf.places import (
    data_folder,
    desk_of,
    failures_of,
    journal_of,
    live_journal,
    practice_folder,
    put_aside,
    recordings_folder,
)
from moderator.store.erasing import decoded, deleted_in, erasure
from moderator.store.file import StoreError, is_ours
from moderator.store.forgetting import Account
from moderator.store.sqlite import open_journal, read_journal
from moderator.store.sqlite_file import remove
from moderator.store.tombstone import held_by


@dataclass(frozen=True, slots=True)
class KeptJournal:
    """A fair's journal; that of a trainee is of no fair that was held."""

    path: Path
    of_practice: bool = False

    @property
    def written_at(self) -> datetime:
        """When anything was last added to it: whoever reads it leaves an empty log behind."""
        log = self.path.with_name(f"{self.path.name}-wal")
        written = [self.path, *([log] if log.exists() and log.stat().st_size else [])]
        return max(map(_written, written))

    def facts(self) -> Iterator[Fact]:
        """What it keeps of the fair. Raises StoreError."""
        with read_journal(self.path) as journal:
            yield from journal.facts()

    def gone(self) -> Iterator[str]:
        """The keys of the posts that were deleted; no fact is looked at. Raises StoreError."""
        with read_journal(self.path) as journal:
            yield from journal.gone()

    def fair(self) -> Fair | None:
        """The fair as it was set up; None if that was never said. Raises StoreError."""
        with read_journal(self.path) as journal:
            return journal.fair()

    def forget(self, account: Account) -> int:
        """Take an account out; gives how many posts it had. Raises StoreError."""
        with open_journal(self.path) as journal:
            gone = {each for fact in journal.facts() for each in account.deletions(fact)}
            in_order: list[PostDeleted] = sorted(gone, key=_by_id)
            journal.append(in_order)
            journal.reword(account.masked)
        return len(gone)

    def remove(self) -> None:
        """Remove it, what its desk kept beside it, and a trainee's words. Raises StoreError.

        The figures of an attempt stay, to compare later ones with.
        """
        remove(self.path)
        failures = failures_of(desk_of(self.path))
        for beside in (desk_of(self.path), failures, put_aside(failures)):
            beside.unlink(missing_ok=True)
        if self.of_practice:
            self.path.with_name("log.jsonl").unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class KeptRecording:
    """A recording of live feeds."""

    path: Path

    @property
    def written_at(self) -> datetime:
        """When anything was last added to it."""
        return max(_written(path) for path in parts(self.path))

    def facts(self) -> Iterator[Fact]:
        """The posts and deletions in it. Raises FeedError."""
        return (fact for path in parts(self.path) for fact in _facts(path))

    def gone(self) -> Iterator[str]:
        """The keys of the posts that it says were deleted. Raises FeedError."""
        deleted = (fact for fact in self.facts() if isinstance(fact, PostDeleted))
        return (key_of(each.source, each.id) for each in deleted)

    def fair(self) -> Fair | None:
        """None: a recording does not know whose it is."""
        return None

    def forget(self, account: Account) -> int:
        """Take an account out; gives how many posts it had. Raises FeedError."""
        with Recorder(self.path) as recorder:
            complete = parts(self.path)
            gone = {each for fact in self.facts() for each in account.deletions(fact)}
            keys = {key_of(each.source, each.id) for each in gone} | deleted_in(complete)
            recorder.revise(erasure(keys, account.masked))
        return len(gone)

    def erase(self, gone: Collection[str]) -> bool:
        """Take the words of posts that were deleted out; gives whether it had any.

        `gone` are the keys of posts of which that is known; others it knows of itself. Raises
        FeedError, and OSError where it cannot be written.
        """
        with Recorder(self.path) as recorder:
            complete = parts(self.path)
            held = {key for fact in self.facts() for key in held_by(fact)}
            keys = deleted_in(complete, held.intersection(gone))
            return bool(keys) and recorder.revise(erasure(keys)) > 0

    def remove(self) -> None:
        """Remove its parts, and the folder where nothing else is in it. Raises FeedError."""
        with Recorder(self.path):
            for path in parts(self.path):
                path.unlink()
        (self.path / "lock").unlink(missing_ok=True)
        if not any(self.path.iterdir()):
            self.path.rmdir()


Kept = KeptJournal | KeptRecording


def kept(config: Config) -> list[Kept]:
    """Every journal and recording in the data folder, by name."""
    recordings = recordings_folder(config)
    held = sorted(data_folder(config).glob("*.sqlite"))
    practised = sorted(practice_folder(config).rglob("*.sqlite"))
    journals = [KeptJournal(path) for path in held if is_ours(path)]
    journals += [KeptJournal(path, of_practice=True) for path in practised if is_ours(path)]
    found = sorted(recordings.iterdir()) if recordings.is_dir() else []
    return [*journals, *(KeptRecording(path) for path in found if parts(path))]


def outdated(config: Config, now: datetime) -> list[Kept | KeptExport]:
    """What was last written longer ago than the configuration lets it be kept."""
    days = config.store.keep_days
    return [
        each for each in (*kept(config), *fleeting(config)) if (now - each.written_at).days >= days
    ]


def left(config: Config, now: datetime) -> list[str]:
    """The live fairs of the last day that this one is not, for want of a name or a hashtag.

    None where this one has its journal already.
    """
    if journal_of(config).exists():
        return []
    journals = (KeptJournal(path) for path in data_folder(config).glob("*.sqlite") if is_ours(path))
    recent = (each for each in journals if now - each.written_at < timedelta(days=1))
    return sorted(filter(None, (_alike(each, config) for each in recent)))


def _alike(kept: KeptJournal, config: Config) -> str:
    """The name and hashtag of a live fair that has one of them in common; else nothing."""
    with suppress(StoreError):
        if (fair := kept.fair()) and fair.hashtags:
            name, tag = fair.name, fair.hashtags[0]
            is_live = kept.path == live_journal(config, name, tag)
            if is_live and (tag == config.fair.hashtag or (name and name == config.fair.name)):
                return f"{name} #{tag}".strip()
    return ""


def _by_id(deleted: PostDeleted) -> tuple[str, str]:
    return deleted.source, deleted.id


def _facts(path: Path) -> Iterator[Fact]:
    for row in rows(path):
        match decoded(row):
            case Post() as post:
                yield PostSeen(post)
            case Deleted() as gone:
                yield PostDeleted(gone.id, gone.source, gone.at)


def _written(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
