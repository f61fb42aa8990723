"""What is wrong with a scenario, once its recording has been taken in."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from feeds.said import said
from moderator.core.engine import Engine
from moderator.practice.debrief import Debrief
from moderator.practice.scenario import Scenario, Want
from moderator.words.moments import that_day

OF_CASE = said("a case names {post}, which is neither in the recording nor injected")
OF_TRAP = said("a trap names {post}, which is neither in the recording nor injected")
OF_REPLY = said("inject {name} replies to {post}, which is neither in the recording nor injected")
OF_INJECT = said("inject {name} names {post}, which is neither in the recording nor injected")


@dataclass(frozen=True, slots=True)
class Checked:
    """What has to be mended, and what a trainer should know besides."""

    problems: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a recording has of its own: its digest, its moments, and the handles that post in it.

    `handles` are casefolded.
    """

    digest: str
    moments: tuple[datetime, ...]
    handles: frozenset[str]


def check(scenario: Scenario, engine: Engine, untouched: Debrief, recorded: Recorded) -> Checked:
    """How a scenario fits its recording; `untouched` is the debrief of one who does nothing."""
    problems = [
        *_of_recording(scenario, recorded.digest),
        *_of_posts(scenario, engine),
        *_of_times(scenario, recorded, ZoneInfo(untouched.fair.timezone)),
        *_of_silences(scenario, recorded),
        *_of_score(scenario, untouched),
    ]
    return Checked(tuple(problems), tuple(_notes(scenario, engine, untouched)))


def _of_recording(scenario: Scenario, digest: str) -> Iterator[str]:
    if scenario.digest and scenario.digest != digest:
        yield said(
            "digest: this is not the recording that was meant; it has {digest}", digest=digest
        )


def _of_posts(scenario: Scenario, engine: Engine) -> Iterator[str]:
    if not scenario.cases:
        yield said("there are no cases: nothing can be scored")
    known = _injected(scenario)
    named = [
        *((OF_CASE, "", one.post) for one in scenario.cases),
        *((OF_TRAP, "", one.post) for one in scenario.traps),
        *((OF_INJECT, one.name, one.cue.post) for one in scenario.injects if one.cue.post),
        *((OF_REPLY, name, above) for name, above in _replied_to(scenario)),
    ]
    for wrong, name, post in named:
        if not _is_there(post, engine, known):
            yield wrong.format(name=name, post=post)


def _is_there(post: str, engine: Engine, injected: Collection[str]) -> bool:
    return engine.line(post.removeprefix("link:")) is not None or post in injected


def _injected(scenario: Scenario) -> set[str]:
    return {one.key for inject in scenario.injects for one in inject.posts}


def _replied_to(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """Which inject replies to which post."""
    for inject in scenario.injects:
        for post in inject.posts:
            if post.above:
                yield inject.name, post.above


def _of_times(scenario: Scenario, recorded: Recorded, zone: ZoneInfo) -> Iterator[str]:
    if not recorded.moments:
        yield said("there are no posts in the recording")
        return
    start, end = min(recorded.moments).replace(second=0, microsecond=0), max(recorded.moments)
    day = start.astimezone(zone)
    for inject in scenario.injects:
        at = inject.cue.at and that_day(inject.cue.at, day)
        if at and not start <= at <= end:
            yield said(
                "inject {name}: {time} is not within the recorded day",
                name=inject.name,
                time=f"{inject.cue.at:%H:%M}",
            )


def _of_silences(scenario: Scenario, recorded: Recorded) -> Iterator[str]:
    injected = {
        one.post.author.handle.casefold() for inject in scenario.injects for one in inject.posts
    }
    for inject in scenario.injects:
        for handle in inject.held_back.accounts if inject.held_back else ():
            if handle.casefold() not in recorded.handles | injected:
                yield said(
                    "inject {name} silences {handle}, who posts nothing",
                    name=inject.name,
                    handle=handle,
                )


def _of_score(scenario: Scenario, untouched: Debrief) -> Iterator[str]:
    total = untouched.score.total
    if total is None:  # as is said elsewhere, or noted
        return
    if scenario.nothing is None:
        yield said("nothing: say what whoever does nothing scores; it is {total}", total=total)
    elif scenario.nothing != total:
        yield said(
            "nothing = {nothing}: whoever does nothing scores {total}",
            nothing=scenario.nothing,
            total=total,
        )


def _notes(scenario: Scenario, engine: Engine, untouched: Debrief) -> Iterator[str]:
    if not scenario.reviewed:
        yield said("reviewed = false: nobody has looked at these cases yet")
    if scenario.cases and untouched.score.total is None:
        yield said("nothing is due before the recording ends: whoever does nothing has no score")
    for one in scenario.cases:
        if engine.line(one.post) and one.want is not Want.DISMISS and not engine.case(one.post):
            yield said(
                "{post}: the program misses it; the trainee has to label it first", post=one.post
            )
