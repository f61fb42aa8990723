"""Scripted trainees: each gives the acts and the words aside of a whole day."""

import asyncio
import random
from dataclasses import dataclass, field
from datetime import timedelta

from moderator.commands.scenarios import prepared
from moderator.commands.setup import Overrides
from moderator.core.engine import Engine
from moderator.core.facts import Acted, ActKind
from moderator.core.labels import Label
from moderator.practice import alarms
from moderator.practice.debrief import as_seen, debrief
from moderator.practice.history import History, arrivals
from moderator.practice.log import Entry, What
from moderator.practice.marking import opened_at
from moderator.practice.scenario import Scenario, Want
from moderator.practice.staging import Staging
from moderator.study import study

MINUTE = timedelta(minutes=1)
KIND = {
    Want.NUDGE: ActKind.NUDGE,
    Want.RESOLVE: ActKind.RESOLVE,
    Want.DISMISS: ActKind.DISMISS,
}


@dataclass
class Day:
    """A scenario's whole day, as it goes where nobody does anything."""

    scenario: Scenario
    engine: Engine
    facts: list
    clock: object
    heard: list = field(default_factory=list)

    @property
    def fair(self):
        return self.engine.fair

    def come(self):
        """The reference cases that come by themselves, with the moments of their posts."""
        for one in self.scenario.cases:
            if opened := opened_at(one.post, self.engine):
                yield one, opened

    def debrief(self, acts=(), asides=(), clock=None):
        """The debrief of one who did that."""
        timed = [*arrivals(self.facts), *((act.at, act) for act in acts)]
        facts = [fact for _at, fact in sorted(timed, key=lambda one: one[0])]
        return debrief(self.scenario, self.fair, lambda: facts, clock or self.clock, asides)


def day_of(name):
    ready = prepared(name, Overrides())
    staging = Staging(ready.scenario, ready.fair.timezone)
    studied = asyncio.run(study(ready.path, ready.fair, staging=staging))
    facts = list(studied.facts())
    start = studied.engine.activity()[0][0]
    ordered = list(as_seen(facts))
    heard = list(alarms.stretches(History(lambda: ordered, ready.fair), start, studied.clock))
    return Day(ready.scenario, studied.engine, facts, studied.clock, heard)


class Hand:
    """Writes down acts, one after the other."""

    def __init__(self):
        self.acts = []

    def do(self, kind, target, at, **more):
        serial = len(self.acts) + 1
        self.acts.append(Acted(f"trainee:{serial}", kind, target, "trainee", at, serial, **more))


def aside(at, text="ik stel zelf een vraag"):
    return Entry(what=What.ASIDE, at=at, wall=at, text=text)


def perfect(day):
    """Sees everything at once, and does what is wanted in a quarter of its time."""
    hand = Hand()
    for one, opened in day.come():
        if one.want is Want.WAIT:
            continue
        if day.engine.case(one.post) is None:
            hand.do(ActKind.RELABEL, one.post, opened + MINUTE, label=Label.QUESTION)
        hand.do(ActKind.CLAIM, one.post, opened + MINUTE)
        hand.do(KIND[one.want], one.post, opened + one.within / 4)
    return hand.acts, [aside(one.start + MINUTE) for one in day.heard]


def asleep(_day):
    """Does nothing."""
    return [], []


def sleepy(day):
    """Does every other thing, and that too late; hears no alarm."""
    hand = Hand()
    wanted = [pair for pair in day.come() if pair[0].want is not Want.WAIT]
    for one, opened in wanted[::2]:
        hand.do(KIND[one.want], one.post, opened + one.within * 1.5)
    return hand.acts, []


def over_eager(day):
    """Nudges about all that waits, the moment it comes, and makes questions of what is none."""
    hand = Hand()
    for case in day.engine.cases():
        hand.do(ActKind.NUDGE, case.id, case.opened_at + MINUTE)
    lines = day.engine.stream(0, day.engine.stream_length())
    for line in [one for one in lines if one.verdict.label is Label.OTHER][:5]:
        hand.do(ActKind.RELABEL, line.key, line.post.at + MINUTE, label=Label.QUESTION)
    return hand.acts, [aside(one.start + MINUTE) for one in day.heard]


def livening(day):
    """Makes talk of what comes shortly before each alarm, and meets the first one with a word."""
    hand = Hand()
    lines = day.engine.stream(0, day.engine.stream_length())
    for one in day.heard:
        quiet = [line for line in lines if line.post.at < one.start and line.label is Label.OTHER]
        for line in quiet[-3:]:
            hand.do(ActKind.RELABEL, line.key, one.start + 2 * MINUTE, label=Label.REACTION)
    return hand.acts, [aside(one.start + MINUTE) for one in day.heard[:1]]


def careless(day):
    """Closes every case as a false alarm, quickly and with certainty."""
    hand = Hand()
    for case in day.engine.cases():
        hand.do(ActKind.DISMISS, case.id, case.opened_at + MINUTE)
    return hand.acts, []


def at_random(day, seed):
    """Does anything to anything."""
    chance, hand = random.Random(seed), Hand()
    kinds = [ActKind.NUDGE, ActKind.DISMISS, ActKind.RESOLVE, ActKind.CLAIM, ActKind.NOTE]
    lines = day.engine.stream(0, day.engine.stream_length())
    for _ in range(40):
        kind = chance.choice(kinds)
        line = chance.choice(lines)
        late = timedelta(minutes=chance.randrange(60))
        if chance.random() < 0.3:
            label = chance.choice(list(Label))
            hand.do(ActKind.RELABEL, line.key, line.post.at + late, label=label)
        elif cases := day.engine.cases():
            case = chance.choice(cases)
            hand.do(kind, case.id, case.opened_at + late, text="x")
    return hand.acts, []
