"""`debrief`: the last attempt at a scenario once more, at any moment of its day."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from feeds.said import said
from moderator.commands.practice import home, unwritable
from moderator.commands.scenarios import Prepared, prepared, with_reference
from moderator.commands.setup import Exit, Overrides, complaints, user
from moderator.commands.written import check_stdout, write_lines, write_page
from moderator.config.models import ConfigError
from moderator.core.facts import Fact
from moderator.practice import document, html, kept, telling
from moderator.practice.debrief import Debrief, debrief
from moderator.practice.history import arrivals
from moderator.practice.kept import AttemptFolder, Result
from moderator.practice.log import Entry, Log, What, of
from moderator.practice.scenario import MOST_POINTS
from moderator.store.sqlite import read_journal
from moderator.words.moments import HALF_A_DAY


@dataclass(frozen=True, slots=True)
class Arguments:
    """Which moment is asked for, in which form, and what the trainer observed: `item=points`."""

    at: str | None = None
    as_json: bool = False
    page: Path | None = None
    observed: tuple[str, ...] = ()


def run(name: str, arguments: Arguments, overrides: Overrides) -> int:
    """Tell the debrief of the trainee's own last attempt; the exit code."""
    with complaints():
        check_stdout(arguments.page, as_json=arguments.as_json)
        ready = with_reference(prepared(name, overrides))
        attempts = _until_played(kept.attempts(home(ready.config, name), user()))
        if not attempts:
            raise ConfigError(
                said(
                    "you have no attempt at {name} yet: `moderator practice {again}`",
                    name=name,
                    again=name,
                )
            )
        last, earlier = attempts[-1], kept.results(attempts[:-1])
        _observe(last, arguments.observed, ready)
        made = _made(ready, last, arguments.at)
        _tell(made, earlier, arguments)
    return Exit.DONE


def _until_played(attempts: list[AttemptFolder]) -> list[AttemptFolder]:
    """The attempts up to the last one of which any of the day was played."""
    while attempts and not _was_played(attempts[-1]):
        attempts = attempts[:-1]
    return attempts


def _was_played(attempt: AttemptFolder) -> bool:
    if not attempt.journal.exists():
        return False
    with read_journal(attempt.journal) as journal:
        return next(journal.facts(), None) is not None


def _tell(made: Debrief, earlier: list[Result], arguments: Arguments) -> None:
    if arguments.page is not None:
        write_page(html.as_page(made, earlier), arguments.page)
    if arguments.as_json:
        sys.stdout.write(document.as_json(made, earlier) + "\n")
    elif arguments.page is None:
        write_lines(telling.lines(made, earlier))


def _made(ready: Prepared, attempt: AttemptFolder, at: str | None) -> Debrief:
    with read_journal(attempt.journal) as journal:
        facts = list(journal.facts())
        fair = journal.fair() or ready.fair
    end = _end(attempt, facts)
    clock = _moment(at, end, ZoneInfo(fair.timezone))
    entries = [one for one in Log(attempt.log).entries if _is_past(one, clock)]
    return debrief(ready.scenario, fair, lambda: facts, clock, entries)


def _is_past(entry: Entry, clock: datetime) -> bool:
    """Whether it had happened by then; what the trainer observed stands at every moment."""
    return entry.at is None or entry.at <= clock or entry.what is What.OBSERVED


def _end(attempt: AttemptFolder, facts: list[Fact]) -> datetime:
    """Until when the day was played: as its log says, else the last that is known of it."""
    entries = Log(attempt.log).entries
    ended = [one.at for one in of(entries, What.ENDED) if one.at]
    if ended:
        return ended[-1]
    known = [*(at for at, _fact in arrivals(facts)), *(one.at for one in entries if one.at)]
    return max(known, default=datetime.now(UTC))


def _moment(typed: str | None, end: datetime, zone: ZoneInfo) -> datetime:
    if typed is None:
        return end
    try:
        wished = datetime.combine(end.astimezone(zone), time.fromisoformat(typed), zone)
    except ValueError as error:
        wrong = said("{option}: give a time of day such as 11:00", option=f"--at {typed}")
        raise ConfigError(wrong) from error
    eve = wished - timedelta(days=1)
    return eve if end - eve < HALF_A_DAY else min(wished, end)


def _observe(attempt: AttemptFolder, observed: Iterable[str], ready: Prepared) -> None:
    """Keep what the trainer observed.

    Raises ConfigError for what the rubric does not have, and where it cannot be written.
    """
    log = Log(attempt.log)
    for text in observed:
        item, _equals, points = text.partition("=")
        if item not in ready.scenario.rubric.observed or points not in map(
            str, range(MOST_POINTS + 1)
        ):
            known = ", ".join(ready.scenario.rubric.observed) or said("none")
            raise ConfigError(
                said(
                    "--observed {text}: give ITEM=0 to {most}; items: {items}",
                    text=text,
                    most=MOST_POINTS,
                    items=known,
                )
            )
        log.add(Entry(what=What.OBSERVED, wall=datetime.now(UTC), text=item, value=float(points)))
    with unwritable(attempt.log):
        log.write()
