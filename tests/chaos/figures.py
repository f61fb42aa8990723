"""What a run came to: what is lost, doubled, or shown otherwise than the journal has it."""

import asyncio
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field

from moderator.config.models import load
from moderator.core.facts import Acted, PostSeen
from moderator.shelf.places import journal_of
from moderator.store.sqlite import read_journal
from moderator.study import recall

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
    acts_done_though_refused: int = 0
    given_twice: int = 0
    notes_typed: int = 0
    notes_done: int = 0
    notes_lost: int = 0
    notes_doubled: int = 0
    cases: int = 0
    boards_that_differ: int = 0
    settling_seconds: float = 0.0

    @property
    def is_right(self):
        wrong = (
            *(self.posts_lost, self.posts_doubled, self.acts_lost, self.acts_doubled),
            *(self.acts_done_though_refused, self.notes_lost, self.notes_doubled),
        )
        return not any(wrong) and not self.boards_that_differ and self.cases > 0


async def settled(folder, cast):
    """Return once the journal has every post, and no act waits; or patience is at its end."""
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE_SECONDS):
            desks = (*cast.desks, cast.typed)
            while any(desk.waits for desk in desks) or not _has_all(folder, cast.publisher):
                await asyncio.sleep(1)
            while any(_differs(desk, _engine(folder)) for desk in cast.desks):
                await asyncio.sleep(1)


def _engine(folder):
    config = load(folder / "engine.toml")
    with read_journal(journal_of(config)) as journal:
        return recall(journal, config.to_fair()).engine


def _facts(folder):
    with read_journal(journal_of(load(folder / "engine.toml"))) as journal:
        return list(journal.facts())


def _has_all(folder, publisher):
    there = {fact.post.id for fact in _facts(folder) if isinstance(fact, PostSeen)}
    return there >= set(publisher.ids)


def _differs(desk, engine):
    return list(desk.day.cases()) != engine.cases()


def judge(figures, folder, cast):
    facts = _facts(folder)
    engine, done = _engine(folder), [fact for fact in facts if isinstance(fact, Acted)]
    _judge_posts(figures, facts, cast.publisher, engine)
    _judge_acts(figures, Counter(fact.id for fact in done), cast.desks)
    _judge_notes(figures, Counter(fact.text for fact in done), cast.typed)
    figures.given_twice = cast.echo.times
    figures.cases = len(engine.cases())
    figures.boards_that_differ = sum(_differs(desk, engine) for desk in cast.desks)


def _judge_posts(figures, facts, publisher, engine):
    posts = Counter(fact.post.id for fact in facts if isinstance(fact, PostSeen))
    figures.published = len(publisher.ids)
    figures.posts_lost = len(set(publisher.ids) - posts.keys())
    figures.posts_doubled = engine.stream_length() - len(posts)


def _judge_acts(figures, acts, desks):
    asked = set().union(*(desk.asked for desk in desks))
    refused = set().union(*(desk.refused for desk in desks))
    figures.acts, figures.acts_done = len(asked), len(asked & acts.keys())
    figures.acts_refused = len(refused)
    figures.acts_lost = len(asked - acts.keys() - refused)
    figures.acts_doubled = sum(times - 1 for times in acts.values())
    figures.acts_done_though_refused = len(acts.keys() & refused)


def _judge_notes(figures, texts, typed):
    notes = {text: texts[text] for text in typed.typed if text in texts}
    figures.notes_typed, figures.notes_done = len(typed.typed), len(notes)
    figures.notes_lost = len(typed.done - notes.keys()) + typed.waits
    figures.notes_doubled = sum(times - 1 for times in notes.values())
