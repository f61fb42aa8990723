"""`scenario check` and `scenario new`: what a trainer writes, and what it is made from."""

import asyncio
import os
import sys
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from feeds.post import Post
from feeds.recordings.recording import open_recording
from feeds.recordings.replay import moment_of
from feeds.said import said
from moderator.classify.judges import alone
from moderator.commands.setup import (
    Exit,
    Overrides,
    complain,
    complaints,
    configured,
    ended,
    loaded,
)
from moderator.commands.written import STDOUT
from moderator.config.models import Config, ConfigError
from moderator.core.fair import Fair
from moderator.intake.content import look_into
from moderator.intake.progress import Progress
from moderator.practice import file, overview
from moderator.practice.checking import Recorded
from moderator.practice.checking import check as checked
from moderator.practice.debrief import Debrief, debrief
from moderator.practice.draft import reference, written
from moderator.practice.scenario import Scenario, worded
from moderator.practice.staging import Staging
from moderator.recordings import bundled as bundled_recordings
from moderator.recordings import locate
from moderator.study import Study, study
from moderator.words.language import _
from moderator.words.safe import safe


@dataclass(frozen=True, slots=True)
class Prepared:
    """A scenario with where its recording is, and the configuration to play it with."""

    scenario: Scenario
    path: str
    config: Config

    @property
    def fair(self) -> Fair:
        """The fair, as the core knows it."""
        return self.config.to_fair()


def prepared(name: str, overrides: Overrides) -> Prepared:
    """A scenario of that name or file; of a recording, one that has no cases yet.

    Raises ConfigError (of a scenario, too), and FeedGone where there is no such recording.
    """
    path = file.locate(name)
    if not is_known(name):
        loaded(overrides)  # it is said in the fair's language
        raise ConfigError(
            said(
                "there is no scenario {name}; bundled are {names}",
                name=repr(name),
                names=", ".join(file.bundled()),
            )
        )
    scenario = file.read(path) if path else Scenario(Path(name).name, name, reviewed=False)
    if overrides.config is None and scenario.config:
        overrides = replace(overrides, config=Path(scenario.config))
    recording, config = configured(scenario.recording, overrides)
    return Prepared(scenario, recording, config)


def is_known(name: str) -> bool:
    """Whether there is a scenario, or a recording, of that name or file."""
    return name == "-" or file.locate(name) is not None or Path(locate(name)[0]).exists()


def offer(unknown: str | None) -> int:
    """Tell which scenarios there are, where none or an unknown one was named; the exit code."""
    if unknown is not None:
        complain(said("there is no scenario or recording {name}", name=repr(unknown)))
    width = max(map(len, file.bundled()))
    told = [
        _("Scenarios to practise on, by the name to give:"),
        *(f"  {one.name:<{width}}  {worded(one.title)}" for one in file.shelf()),
        _("A recording will do, too; its cases are then what the program finds."),
    ]
    print("\n".join(told), file=sys.stderr if unknown else sys.stdout)
    return Exit.USAGE


def with_reference(ready: Prepared) -> Prepared:
    """The same; where it has no cases, with those that the program finds in the recording."""
    if ready.scenario.cases or ready.path == "-":
        return ready
    studied = _studied(ready)
    cases = tuple(reference(studied.engine, studied.clock))
    return replace(ready, scenario=replace(ready.scenario, cases=cases))


def check(name: str, overrides: Overrides) -> int:
    """Print a scenario's cases with their words, and what is wrong with it; the exit code."""
    with complaints():
        ready = prepared(name, overrides)
        studied = _studied(ready)
        code = ended(studied.problems, studied.notes)
        untouched = _untouched(ready, studied)
        found = checked(ready.scenario, studied.engine, untouched, _recorded(ready))
    for line in overview.lines(untouched):
        print(safe(line))
    for note in found.notes:
        complain(said("note: {note}", note=note))
    for problem in found.problems:
        complain(problem)
    return Exit.WRONG_INPUT if found.problems else code


def new(recording: str, target: Path | None, overrides: Overrides) -> int:
    """Write a scenario made from a recording, for a trainer to review; the exit code."""
    with complaints():
        if recording == "-":
            raise ConfigError(
                said("a scenario wants a recording that can be played again: name a file")
            )
        path, config = configured(recording, overrides)
        target = target or Path(f"{Path(recording).name.partition('.')[0]}{file.ENDING}")
        named = (
            recording if recording in bundled_recordings() else os.path.relpath(path, target.parent)
        )
        ready = Prepared(Scenario(target.stem, named, reviewed=False), path, config)
        studied = _studied(ready)
        code = ended(studied.problems, studied.notes)
        cases = tuple(reference(studied.engine, studied.clock))
        ready = replace(ready, scenario=replace(ready.scenario, cases=cases))
        nothing = _untouched(ready, studied).score.total or 0
        set_up = overrides.config and os.path.relpath(overrides.config, target.parent)
        text = written(
            named, _recorded(ready).digest, cases, nothing=nothing, config=str(set_up or "")
        )
        _write(target, text)
    return code


def _write(target: Path, text: str) -> None:
    """Write a new file, and tell its name; or write to standard output. Raises ConfigError."""
    if target == STDOUT:
        sys.stdout.write(text)
        return
    try:
        with target.open("x", encoding="utf-8") as new_file:
            new_file.write(text)
    except FileExistsError as error:
        raise ConfigError(
            said("{path} is there already; name another with --to", path=target)
        ) from error
    except OSError as error:
        raise ConfigError(
            f"{target}: {(error.strerror or said('cannot be written')).lower()}"
        ) from error
    sys.stdout.write(f"{target}\n")


def _studied(ready: Prepared) -> Study:
    """What the day comes to. Raises NothingRead, with the reasons, where no post is in it."""
    if ready.path != "-":
        look_into(ready.path, ZoneInfo(ready.fair.timezone))
    staging = Staging(ready.scenario, ready.fair.timezone)
    given = alone(ready.fair)
    return asyncio.run(study(ready.path, ready.fair, given, staging=staging))


def _untouched(ready: Prepared, studied: Study) -> Debrief:
    """The debrief of one who does nothing all day."""
    return debrief(ready.scenario, ready.fair, studied.facts, studied.clock)


def _recorded(ready: Prepared) -> Recorded:
    """What the recording has of its own, whatever the scenario adds to it."""
    progress, moments, handles = Progress(), list[datetime](), set[str]()
    with open_recording(ready.path, timezone=ZoneInfo(ready.fair.timezone)) as opened:
        for event in opened:
            progress.note(event)
            if (at := moment_of(event)) is not None:
                moments.append(at)
            if isinstance(event, Post):
                handles.add(event.author.handle.casefold())
    return Recorded(progress.position, tuple(moments), frozenset(handles))
