"""`forget` and `purge`: what is kept of people and of fairs, taken away for good."""

import asyncio
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime

from feeds.base import FeedError
from feeds.recordings.recorder import RecordingInUse
from feeds.said import said
from moderator.commands import broker
from moderator.commands.setup import Exit, Overrides, complain, complaints, in_words, loaded
from moderator.config.models import Config, ConfigError
from moderator.core.facts import Fact
from moderator.publish.forgetting import clear
from moderator.shelf.archive import archive, kept_apart
from moderator.shelf.exports import KeptExport, exports
from moderator.shelf.fairs import Kept, KeptJournal, KeptRecording, kept, outdated
from moderator.shelf.places import archive_folder
from moderator.store.file import StoreError
from moderator.store.forgetting import Account, under_each_handle
from moderator.store.traces import Traces, traces
from moderator.words.language import _
from moderator.words.reasons import told
from moderator.words.safe import safe
from moderator.words.spelling import many


def forget(handle: str, overrides: Overrides, *, sure: bool) -> int:
    """Take an account out of everything in the data folder; the exit code.

    Handles that it had before go with it, by the platform's own id of the account.
    """
    with complaints():
        account = Account(_handle(handle))
        config = loaded(overrides)
        everything, made = kept(config), exports(config)
        accounts = under_each_handle(account, _all_facts(everything))
        places = _counted([*everything, *made], [_("the broker")] if config.mqtt.enabled else [])
        question = _("Forget @{handle} in {places}?")
        handles = ", @".join(each.handle for each in accounts)
        question = question.format(handle=handles, places=places)
        if not places or not _is_sure(question, sure=sure):
            return Exit.DONE
        known = [traces(each, _all_facts(everything), also=accounts) for each in accounts]
        failed: list[Kept | KeptExport] = [each for each in made if not _taken_out(each, known)]
        failed += [each for each in everything if not _forgotten(each, accounts)]
        _remind(config, accounts)
        # An engine that still has the account in its journal would tell the broker of it again.
        cleared = bool(failed) or not config.mqtt.enabled or _out_of_broker(config, known)
    return Exit.WRONG_INPUT if failed or not cleared else Exit.DONE


def purge(overrides: Overrides, *, sure: bool) -> int:
    """Remove what is older than the configuration lets it be kept; the exit code."""
    with complaints():
        config = loaded(overrides)
        erased = take_deleted_out(config, _say, of_recordings=True)
        old = outdated(config, datetime.now(UTC))
        for each in old:
            last = said("last written {day}", day=f"{each.written_at:%Y-%m-%d}")
            _say(f"{each.path}: {last}")
        days = many(config.store.keep_days, "{number} day", "{number} days")
        if not old:
            _say(_("nothing is older than {days}").format(days=days))
            return Exit.DONE if erased else Exit.WRONG_INPUT
        question = _("Remove {what} older than {days}?").format(what=_counted(old), days=days)
        if not _is_sure(question, sure=sure):
            return Exit.DONE
        failed = [each for each in old if not (_archived(each, config) and _removed(each))]
    return Exit.WRONG_INPUT if failed or not erased else Exit.DONE


def _handle(text: str) -> str:
    handle = text.strip().removeprefix("@")
    if not handle or any(character.isspace() for character in handle):
        raise ConfigError(
            said("{handle} is no handle: give one account, such as @lotte_v", handle=repr(text))
        )
    return handle


def _is_sure(question: str, *, sure: bool) -> bool:
    """Whether it is meant; asked on a terminal, else to be said with --yes."""
    if sure:
        return True
    if not sys.stdin.isatty():
        raise ConfigError(
            said("{question} It cannot be undone: say so with --yes", question=question)
        )
    asked = _("{question} It cannot be undone. [y/N]").format(question=question)
    print(f"{safe(asked)} ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().casefold() in ("y", "yes", "j", "ja")


def _all_facts(everything: Sequence[Kept]) -> Iterator[Fact]:
    """What can be read; what cannot is told when the account is to be taken out of it."""
    for each in everything:
        with suppress(StoreError, FeedError, OSError):
            yield from each.facts()


def take_deleted_out(
    config: Config, tell: Callable[[str], None], *, of_recordings: bool = False
) -> bool:
    """Take posts that were deleted since out of the reports; whether all could be written.

    Of recordings, those that no program is making now: that one does it itself. What they say
    of deletions counts only then; else no more is read than the journals' lists of them.
    """
    everything = [each for each in kept(config) if of_recordings or isinstance(each, KeptJournal)]
    recordings = [each for each in everything if isinstance(each, KeptRecording)]
    gone = set(_all_gone(everything))
    failed = False
    for each in [*(exports(config) if gone else ()), *recordings]:
        try:
            if each.erase(gone):
                tell(f"{each.path}: {said('posts that were deleted taken out')}")
        except RecordingInUse:
            continue
        except (FeedError, OSError) as error:
            complain(in_words(error, each.path))
            failed = True
    return not failed


def _all_gone(everything: Sequence[Kept]) -> Iterator[str]:
    """The keys of posts that were deleted, as far as that can be read."""
    for each in everything:
        with suppress(StoreError, FeedError, OSError):
            yield from each.gone()


def _taken_out(each: KeptExport, known: Sequence[Traces]) -> bool:
    try:
        had_any = sum(each.forget(one) for one in known)
    except OSError as error:
        complain(in_words(error, each.path))
        return False
    if had_any:
        _say(f"{each.path}: {said('taken out')}")
    return True


def _out_of_broker(config: Config, known: Sequence[Traces]) -> bool:
    """Clear what the broker keeps of the account; whether that went well."""
    address, topics = broker.address(config), broker.topics(config)
    try:
        count = sum(asyncio.run(clear(address, topics, one)) for one in known)
    except FeedError as error:
        why = said("{why}; what it keeps stays until the fair is run again", why=error)
        complain(f"{address}: {why}")
        return False
    cleared = many(count, "{number} message", "{number} messages")
    _say(f"{address}: {cleared}")
    return True


def _forgotten(each: Kept, accounts: Sequence[Account]) -> bool:
    try:
        count = sum(each.forget(account) for account in accounts)
    except (StoreError, FeedError, OSError) as error:
        complain(in_words(error, each.path))
        return False
    posts = many(count, "{number} post", "{number} posts")
    _say(f"{each.path}: {posts}")
    return True


def _archived(each: Kept | KeptExport, config: Config) -> bool:
    """Keep the organiser's own posts and acts apart; whether the rest may go."""
    if isinstance(each, KeptExport) or (isinstance(each, KeptJournal) and each.of_practice):
        return True
    try:
        document = kept_apart(each.facts(), each.fair() or config.to_fair())
        place = archive(document, archive_folder(config) / f"{each.path.stem}.json")
    except (StoreError, FeedError, OSError) as error:
        complain(in_words(error, each.path))
        return False
    if place:
        _say(f"{place}: {said('own posts and acts, for the archive')}")
    return True


def _removed(each: Kept | KeptExport) -> bool:
    try:
        each.remove()
    except (StoreError, FeedError, OSError) as error:
        complain(in_words(error, each.path))
        return False
    return True


def _remind(config: Config, accounts: Sequence[Account]) -> None:
    """Say what is out of the program's reach."""
    listed = {*config.fair.organiser}.union(*config.employers.values())
    if {account.handle.casefold() for account in accounts} & set(map(str.casefold, listed)):
        note = said("config.toml lists this account; take it out there, too")
        complain(said("note: {note}", note=note))
    note = said("reports and recordings that lie elsewhere are yours to see to")
    complain(said("note: {note}", note=note))


def _counted(several: Sequence[Kept | KeptExport], besides: Sequence[str] = ()) -> str:
    made = sum(isinstance(each, KeptExport) for each in several)
    others = len(several) - made
    journals = many(others, "{number} journal or recording", "{number} journals and recordings")
    exported = many(made, "{number} other file", "{number} other files")
    counts = [*([journals] if others else []), *([exported] if made else [])]
    return _(" and ").join([*counts, *besides])


def _say(line: str) -> None:
    sys.stdout.write(f"{safe(told(line))}\n")
