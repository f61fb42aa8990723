"""`report`: a fair in figures, in the terminal, as a page, as tables, or as JSON."""

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from shlex import quote

from feeds.said import said
from moderator.commands.setup import Overrides, complain, complaints, configured
from moderator.commands.studies import account_for, read
from moderator.commands.written import check_stdout, write_page, write_tables
from moderator.config.models import Config, ConfigError
from moderator.recordings import locate
from moderator.report import document, spreadsheet, terminal
from moderator.report.build import build
from moderator.report.figures import Intake, Report, ReportOptions
from moderator.report.html import as_html
from moderator.report.part import NoSuchEmployer, part_of
from moderator.report.provenance import Provenance, provenance
from moderator.shelf.places import journal_of, recording_of
from moderator.store.file import is_journal
from moderator.store.sqlite import read_journal
from moderator.study import Study, recall


@dataclass(frozen=True, slots=True)
class Arguments:
    """What is to be made: in the terminal, unless something else is asked for."""

    as_json: bool = False
    html: Path | None = None
    csv: Path | None = None
    bom: bool = False
    employer: str | None = None
    handles: bool = False


def run(source: str, arguments: Arguments, overrides: Overrides) -> int:
    """Make the report of a recording or a journal; the exit code."""
    _check(arguments)
    studied, config, made_from = (_recalled if is_journal(Path(source)) else _read)(
        source, overrides
    )
    with complaints():
        report = replace(_report(studied, config, arguments), provenance=made_from)
        _give(_part(report, arguments), arguments)
    return account_for(studied)


def _check(arguments: Arguments) -> None:
    with complaints():
        if arguments.bom and arguments.csv is None:
            raise ConfigError(said("--bom: it marks tables, so say --csv FOLDER as well"))
        check_stdout(arguments.html, as_json=arguments.as_json)


def _read(recording: str, overrides: Overrides) -> tuple[Study, Config, Provenance]:
    studied, config = read(recording, overrides)
    journal = _journal_beside(recording, config)
    if recording != "-" and journal.is_file():
        complain(
            said(
                "of the recording, judged anew; with what you did: moderator report {journal}",
                journal=quote(str(journal)),
            )
        )
    return studied, config, provenance(locate(recording)[0], config)


def _journal_beside(recording: str, config: Config) -> Path:
    """The journal of what was done with a recording, or of the live fair that it was made of."""
    is_live = Path(recording).resolve() == recording_of(config).resolve()
    return journal_of(config, "" if is_live else recording)


def _recalled(path: str, overrides: Overrides) -> tuple[Study, Config, Provenance]:
    with complaints():
        _, config = configured(path, overrides, journal_too=True)
        with read_journal(Path(path)) as journal:
            kept = None if overrides != Overrides() else journal.fair()
            studied = recall(journal, kept or config.to_fair())
            return studied, config, provenance(path, config, journal.facts())


def _report(studied: Study, config: Config, arguments: Arguments) -> Report:
    engine = studied.engine
    return build(
        studied.lines(),
        engine.cases(),
        fair=engine.fair,
        clock=studied.clock,
        intake=Intake(
            studied.accounting,
            studied.gaps,
            studied.feeds,
            engine.activity(),
            engine.counts().sources,
        ),
        options=ReportOptions(config.report.terms, handles=arguments.handles),
    )


def _part(report: Report, arguments: Arguments) -> Report:
    if arguments.employer is None:
        return report
    try:
        return part_of(report, arguments.employer)
    except NoSuchEmployer as error:
        raise ConfigError(f"--employer: {error}") from error


def _give(report: Report, arguments: Arguments) -> None:
    if arguments.html is not None:
        write_page(as_html(report), arguments.html)
    if arguments.csv is not None:
        encoding = "utf-8-sig" if arguments.bom else "utf-8"
        write_tables(spreadsheet.tables(report), arguments.csv, encoding=encoding)
    if arguments.as_json:
        sys.stdout.write(document.as_json(report) + "\n")
    elif arguments.html is None and arguments.csv is None:
        terminal.show(report, sys.stdout)
