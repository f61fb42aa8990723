"""The debrief of an attempt, at any moment of its day: what was done, missed, and why it mattered.

It is made from the attempt's facts and its log alone, so that it can be had again.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from moderator.core.board import Waiting
from moderator.core.case import Urgency
from moderator.core.engine import Engine
from moderator.core.facts import Acted, ActKind, Fact, Judged, LinkChecked, PostSeen
from moderator.core.fair import Fair
from moderator.core.labels import Label
from moderator.core.posts.node import key_of
from moderator.practice import alarms, log
from moderator.practice.alarms import Alarm, Answer
from moderator.practice.history import History
from moderator.practice.log import Entry, What
from moderator.practice.marking import Mark, Marks, Misdeed, mark
from moderator.practice.scenario import BY_AN_ACT, Scenario, Words
from moderator.practice.score import Score, score

Facts = Callable[[], Iterable[Fact]]


@dataclass(frozen=True, slots=True)
class Sight:
    """Where a case stood on the screen at a moment: the how manieth of how many that waited.

    `place` is None where it did not stand there; `label` is then what its post was taken for.
    """

    at: datetime
    place: int | None
    of: int
    urgency: Urgency | None = None
    label: Label | None = None


@dataclass(frozen=True, slots=True)
class PostTold:
    """A post, as the debrief names it."""

    handle: str
    text: str


@dataclass(frozen=True, slots=True)
class CaseTold:
    """A case of the reference: what came of it, who asked what of whom, and what was to be seen."""

    mark: Mark
    post: PostTold
    party: str
    sight: Sight | None


@dataclass(frozen=True, slots=True)
class MisdeedTold:
    """What should not have been done, to which post, and why not, where it was a trap."""

    misdeed: Misdeed
    post: PostTold
    why: Words


@dataclass(frozen=True, slots=True)
class Debrief:
    """All that there is to say of an attempt at one moment."""

    scenario: Scenario
    fair: Fair
    clock: datetime
    trainee: str
    score: Score
    cases: tuple[CaseTold, ...]
    misdeeds: tuple[MisdeedTold, ...]
    alarms: tuple[Alarm, ...]
    entries: tuple[Entry, ...]

    @property
    def paused(self) -> timedelta:
        """How long the day was held."""
        return log.paused(self.entries)

    @property
    def observed(self) -> dict[str, float]:
        """What the trainer gave for each observed item."""
        return log.observed(self.entries)

    def count(self, *what: What) -> int:
        """How often something was done."""
        return len(log.of(self.entries, *what))


def debrief(
    scenario: Scenario, fair: Fair, facts: Facts, clock: datetime, entries: Sequence[Entry] = ()
) -> Debrief:
    """The debrief at that moment of the fair's day."""
    ordered = list(as_seen(facts()))
    engine = History(lambda: ordered, fair).engine(clock)
    marks = mark(scenario, engine, clock)
    heard = _alarms(scenario, engine, ordered, clock, entries)
    return Debrief(
        scenario=scenario,
        fair=fair,
        clock=clock,
        trainee=next((one.text for one in log.of(entries, What.BEGAN)), ""),
        score=score(marks, heard, scenario.rubric, clock),
        cases=_cases(marks, engine, History(lambda: ordered, fair), clock),
        misdeeds=tuple(_misdeed(one, scenario, engine) for one in marks.misdeeds),
        alarms=heard,
        entries=tuple(entries),
    )


def as_seen(facts: Iterable[Fact]) -> Iterator[Fact]:
    """The facts in the order in which they come at the pace of the day.

    Played flat out, posts arrive faster than they are judged, and than the scenario's dead
    links are found: what the journal has then is not what a screen showed at that time of
    the day. So each post's verdicts come right behind it, and each link check before the
    first post that is later. A verdict that came early does no harm: it holds only for the
    reading that it was given on.
    """
    facts = list(facts)
    verdicts: defaultdict[str, list[Judged]] = defaultdict(list)
    for fact in facts:
        if isinstance(fact, Judged):
            verdicts[fact.key].append(fact)
    found = (fact for fact in facts if isinstance(fact, LinkChecked))
    checks = deque(sorted(found, key=lambda check: check.at))
    for fact in facts:
        if isinstance(fact, PostSeen):
            while checks and checks[0].at < fact.post.at:
                yield checks.popleft()
        if not isinstance(fact, LinkChecked):
            yield fact
        if isinstance(fact, PostSeen):
            key = key_of(fact.post.source, fact.post.canonical_id)
            yield from verdicts.pop(key, ())
    yield from checks


def _alarms(
    scenario: Scenario,
    engine: Engine,
    facts: Sequence[Fact],
    clock: datetime,
    entries: Sequence[Entry],
) -> tuple[Alarm, ...]:
    minutes = engine.activity()
    if not minutes:
        return ()

    def silences(facts: Sequence[Fact]) -> list[alarms.Stretch]:
        return list(alarms.stretches(History(lambda: facts, engine.fair), minutes[0][0], clock))

    heard, own = silences(facts), silences([*_untouched(facts, scenario)])
    said = [Answer(one.at, one.text) for one in log.of(entries, What.ASIDE) if one.at]
    answers = [*alarms.nudges(engine.acts(ActKind.NUDGE)), *said]
    return alarms.met(heard, own, answers, scenario.rubric.megaphone_within)


def _untouched(facts: Iterable[Fact], scenario: Scenario) -> Iterator[Fact]:
    """The facts without the trainee's acts, and without the posts that these brought."""
    brought = {
        one.key for inject in scenario.injects if inject.cue.on in BY_AN_ACT for one in inject.posts
    }
    for fact in facts:
        is_brought = (
            isinstance(fact, PostSeen) and key_of(fact.post.source, fact.post.id) in brought
        )
        if not isinstance(fact, Acted) and not is_brought:
            yield fact


def _cases(marks: Marks, engine: Engine, history: History, clock: datetime) -> tuple[CaseTold, ...]:
    """The cases that have come, in order; the moments are asked for as they go forward."""
    come = [one for one in marks.cases if one.opened_at is not None]
    sights = {}
    for one in sorted(come, key=lambda each: _telling_moment(each, clock)):
        at = _telling_moment(one, clock)
        sights[one.reference.post] = _sight(one, history.engine(at - timedelta.resolution), at)
    come.sort(key=lambda each: each.opened_at or clock)
    return tuple(_told(one, engine, sights[one.reference.post]) for one in come)


def _telling_moment(one: Mark, clock: datetime) -> datetime:
    """When to look at the screen: as its time ran out, or as something was done before.

    What is told is the screen just before: an act may take the case off it.
    """
    moments = [moment for moment in (one.limit, one.noticed_at, clock) if moment]
    return min(moments)


def _sight(one: Mark, engine: Engine, at: datetime) -> Sight:
    waiting: Sequence[Waiting] = engine.board(at).waiting
    case = engine.case(one.reference.post)
    for place, row in enumerate(waiting, 1):
        if case is not None and row.case.id == case.id:
            return Sight(at, place, len(waiting), row.urgency)
    line = engine.line(one.reference.post)
    label = line.label if line else None
    return Sight(at, None, len(waiting), label=None if case else label)


def _told(one: Mark, engine: Engine, sight: Sight) -> CaseTold:
    case = engine.case(one.reference.post)
    return CaseTold(one, _post(one.reference.post, engine), case.responsible if case else "", sight)


def _post(key: str, engine: Engine) -> PostTold:
    line = engine.line(key) or engine.line(key.removeprefix("link:"))
    if line is None or line.deleted:
        return PostTold("", "")
    return PostTold(line.handle, line.post.text)


def _misdeed(one: Misdeed, scenario: Scenario, engine: Engine) -> MisdeedTold:
    whys = {each.post: each.why for each in scenario.traps}
    whys |= {each.post: each.why for each in scenario.cases}
    return MisdeedTold(one, _post(one.post, engine), whys.get(one.post, Words()))
