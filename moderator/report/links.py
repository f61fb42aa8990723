"""What was found of the links of a fair's vacancies: a table for the terminal, or JSON."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TextIO
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from moderator.core.board import Line
from moderator.core.facts import LinkState
from moderator.core.fair import Fair
from moderator.links.checked import Checked
from moderator.words import terms
from moderator.words.language import _, speaking
from moderator.words.reasons import told
from moderator.words.safe import safe
from moderator.words.spelling import many

_ORDER = (
    LinkState.DEAD,
    LinkState.CLOSED,
    LinkState.UNSURE,
    LinkState.BLOCKED,
    LinkState.ALIVE,
)
_STYLES = {
    LinkState.DEAD: "bold red",
    LinkState.CLOSED: "bold red",
    LinkState.UNSURE: "yellow",
    LinkState.BLOCKED: "yellow",
    LinkState.ALIVE: "green",
}
_NAMED = 3
"""Vacancies that are named beside a link; of more, their number is given."""


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link, what was found of it, and the vacancies that carry it, in order."""

    checked: Checked
    vacancies: tuple[Line, ...]


def any_broken(rows: Iterable[LinkRow]) -> bool:
    """Whether a link is dead, or leads to a vacancy that is gone."""
    return any(row.checked.finding.state.is_broken for row in rows)


def show(rows: Sequence[LinkRow], fair: Fair, stream: TextIO, *, width: int | None = None) -> None:
    """Write a table, what is worst first; in colour only where the stream has it."""
    console = Console(file=stream, width=width, highlight=False, markup=False, emoji=False)
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    table.add_column(_("state"), no_wrap=True)
    table.add_column(_("link"), overflow="fold", ratio=4)
    table.add_column(_("reason"), overflow="fold", ratio=4)
    table.add_column(_("vacancies"), overflow="fold", ratio=3)
    for row in sorted(rows, key=lambda row: _ORDER.index(row.checked.finding.state)):
        state = row.checked.finding.state
        cells = (_way(row.checked), told(row.checked.finding.words()), _carriers(row, fair))
        table.add_row(
            Text(terms.link(state), style=_STYLES[state]),
            *(Text(safe(cell, lines=True)) for cell in cells),
        )
    with console.capture() as written:
        console.print(table if rows else Text(_("No vacancy has a link.")))
        console.print(Text(f"\n{_sum(rows)}"))
    stream.writelines(f"{line.rstrip()}\n" for line in written.get().splitlines())


def as_json(rows: Sequence[LinkRow], fair: Fair, at: datetime) -> str:
    """The same as JSON."""
    counts = Counter(row.checked.finding.state for row in rows)
    document = {
        "fair": fair.name,
        "checked_at": at.isoformat(),
        "counts": {state: counts[state] for state in LinkState},
        "links": [_row(row, fair) for row in rows],
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


@contextmanager
def progress(total: int, stream: TextIO) -> Iterator[Any]:
    """A bar while links are checked, on a terminal only; gives what to call after each link."""
    console = Console(file=stream)
    columns = (TextColumn("links"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not stream.isatty()) as bar:
        task = bar.add_task("links", total=total)
        yield lambda: bar.advance(task)


def _way(checked: Checked) -> str:
    """A link, and under it the addresses that it led on to."""
    return "\n→ ".join((checked.link, *checked.hops[1:]))


def _carriers(row: LinkRow, fair: Fair) -> str:
    zone = ZoneInfo(fair.timezone)
    named = [f"{line.handle} {line.post.at.astimezone(zone):%H:%M}" for line in row.vacancies]
    more = (
        [_("and {number} more").format(number=len(named) - _NAMED)] if len(named) > _NAMED else []
    )
    return "\n".join([*named[:_NAMED], *more])


def _sum(rows: Sequence[LinkRow]) -> str:
    counts = Counter(row.checked.finding.state for row in rows)
    parts = ", ".join(f"{counts[state]} {terms.link(state)}" for state in _ORDER if counts[state])
    number = many(len(rows), "{number} link", "{number} links")
    return f"{number}: {parts}" if parts else number


def _row(row: LinkRow, fair: Fair) -> dict[str, Any]:
    checked = row.checked
    with speaking(fair.language):
        reason = told(checked.finding.words())
    return {
        "link": checked.link,
        "state": checked.finding.state,
        "why": checked.finding.why,
        "reason": reason,
        "redirects": list(checked.hops[1:]),
        "target": checked.target or None,
        "vacancies": [
            {"id": line.post.id, "source": line.post.source, "author": line.post.author.handle}
            for line in row.vacancies
        ],
    }
