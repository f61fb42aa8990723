"""What is wrong with a scenario, once its recording has been taken in."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from moderator.core.engine import Engine
from moderator.core.posts.node import key_of
from moderator.practice.debrief import Debrief
from moderator.practice.scenario import Scenario, Want
from moderator.words.moments import that_day


@dataclass(frozen=True, slots=True)
class Checked:
    """What has to be mended, and what a trainer should know besides."""

    problems: tuple[str, ...]
    notes: tuple[str, ...]


def check(scenario: Scenario, engine: Engine, untouched: Debrief, digest: str) -> Checked:
    """How a scenario fits its recording; `untouched` is the debrief of one who does nothing."""
    problems = [
        *_of_recording(scenario, digest),
        *_of_posts(scenario, engine),
        *_of_times(scenario, engine, untouched),
        *_of_score(scenario, untouched),
    ]
    return Checked(tuple(problems), tuple(_notes(scenario, engine, untouched)))


def _of_recording(scenario: Scenario, digest: str) -> Iterator[str]:
    if scenario.digest and scenario.digest != digest:
        yield f"digest: this is not the recording that was meant; it has {digest}"


def _of_posts(scenario: Scenario, engine: Engine) -> Iterator[str]:
    if not scenario.cases:
        yield "there are no cases: nothing can be scored"
    known = _injected(scenario)
    named = [
        *(("a case", one.post) for one in scenario.cases),
        *(("a trap", one.post) for one in scenario.traps),
        *((f"inject {one.name}", one.cue.post) for one in scenario.injects if one.cue.post),
    ]
    for what, post in named:
        if not _is_there(post, engine, known):
            yield f"{what} names {post}, which is neither in the recording nor injected"


def _is_there(post: str, engine: Engine, injected: Collection[str]) -> bool:
    return engine.line(post.removeprefix("link:")) is not None or post in injected


def _injected(scenario: Scenario) -> set[str]:
    lines = [line for inject in scenario.injects for line in inject.lines]
    return {key_of(line.post.source, line.post.id) for line in lines}


def _of_times(scenario: Scenario, engine: Engine, untouched: Debrief) -> Iterator[str]:
    minutes = engine.activity()
    if not minutes:
        yield "there are no posts in the recording"
        return
    start, end = minutes[0][0], untouched.clock
    day = start.astimezone(ZoneInfo(untouched.fair.timezone))
    for inject in scenario.injects:
        at = inject.cue.at and that_day(inject.cue.at, day)
        if at and not start <= at <= end:
            yield f"inject {inject.name}: {inject.cue.at:%H:%M} is not within the recorded day"


def _of_score(scenario: Scenario, untouched: Debrief) -> Iterator[str]:
    total = untouched.score.total
    if total is None:  # as is said elsewhere, or noted
        return
    if scenario.nothing is None:
        yield f"nothing: say what whoever does nothing scores; it is {total}"
    elif scenario.nothing != total:
        yield f"nothing = {scenario.nothing}: whoever does nothing scores {total}"


def _notes(scenario: Scenario, engine: Engine, untouched: Debrief) -> Iterator[str]:
    if not scenario.reviewed:
        yield "reviewed = false: nobody has looked at these cases yet"
    if scenario.cases and untouched.score.total is None:
        yield "nothing is due before the recording ends: whoever does nothing has no score"
    for one in scenario.cases:
        if engine.line(one.post) and one.want is not Want.DISMISS and not engine.case(one.post):
            yield f"{one.post}: the program misses it; the trainee has to label it first"
