"""What a run came to: what is lost, doubled, or shown otherwise than the journal has it."""

import asyncio
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field

from moderator.config.models import load
from moderator.core.facts import Acted, PostSeen
from moderator.run import recall
from moderator.shelf.places import journal_of
from moderator.store.sqlite import read_journal

PATIENCE_SECONDS = 60.0


@dataclass
class Figures:
    """What a run came to."""

    seconds: float = 0.0
    published: int = 0
    faults: Counter = field(default_factory=Counter)
    posts_lost: int = 0
    posts_doubled: int = 0
    acts: int = 0
    acts_done: int = 0
    acts_refused: int = 0
    acts_lost: int = 0
    acts_doubled: int = 0
    cases: int = 0
    boards_that_differ: int = 0
    settling_seconds: float = 0.0

    @property
    def is_right(self):
        wrong = (self.posts_lost, self.posts_doubled, self.acts_lost, self.acts_doubled)
        return not any(wrong) and not self.boards_that_differ and self.cases > 0


async def settled(folder, publisher, desks):
    """Return once the journal has every post, and no act waits; or patience is at its end."""
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE_SECONDS):
            while any(desk.waits for desk in desks) or not _has_all(folder, publisher):
                await asyncio.sleep(1)
            while any(_differs(desk, _engine(folder)) for desk in desks):
                await asyncio.sleep(1)


def _engine(folder):
    config = load(folder / "config.toml")
    with read_journal(journal_of(config)) as journal:
        return recall(journal, config.to_fair()).engine


def _facts(folder):
    with read_journal(journal_of(load(folder / "config.toml"))) as journal:
        return list(journal.facts())


def _has_all(folder, publisher):
    there = {fact.post.id for fact in _facts(folder) if isinstance(fact, PostSeen)}
    return there >= set(publisher.ids)


def _differs(desk, engine):
    return list(desk.day.cases()) != engine.cases()


def judge(figures, folder, publisher, desks):
    facts = _facts(folder)
    posts = Counter(fact.post.id for fact in facts if isinstance(fact, PostSeen))
    acts = Counter(fact.id for fact in facts if isinstance(fact, Acted))
    asked = set().union(*(desk.asked for desk in desks))
    refused = set().union(*(desk.refused for desk in desks))
    figures.posts_lost = len(set(publisher.ids) - posts.keys())
    engine = _engine(folder)
    figures.posts_doubled = engine.stream_length() - len(posts)
    figures.acts, figures.acts_done = len(asked), len(asked & acts.keys())
    figures.acts_refused = len(refused)
    figures.acts_lost = len(asked - acts.keys() - refused)
    figures.acts_doubled = sum(times - 1 for times in acts.values())
    figures.cases = len(engine.cases())
    figures.boards_that_differ = sum(_differs(desk, engine) for desk in desks)
