"""Opens all that a recorded day needs, beside a screen that is drawn already, and plays it."""

import asyncio
from contextlib import ExitStack
from functools import partial
from zoneinfo import ZoneInfo

from moderator.commands.judges import judges
from moderator.commands.play import Playing
from moderator.commands.setup import user
from moderator.intake.content import look_into
from moderator.replay import Audience, Showing, Shown, Watching, replay, unwatched
from moderator.store.journal import Journal
from moderator.store.memory import MemoryJournal
from moderator.store.sqlite import open_journal


async def replayed(playing: Playing, audience: Audience) -> Shown:
    """Play a recording before an audience until that has seen enough."""
    fair = playing.config.to_fair()
    if playing.kept_at:
        await asyncio.to_thread(look_into, playing.path, ZoneInfo(fair.timezone))
    with ExitStack() as held:
        journal = held.enter_context(await asyncio.to_thread(_journal, playing))
        counted, patient = journal.tally(), playing.patience
        given = await asyncio.to_thread(
            judges, playing.config, fair, counted=counted, patient=patient
        )
        showing = Showing(
            speed=playing.speed,
            start=playing.start,
            moderator=user(),
            links=_links(playing),
            judges=given,
        )
        return await replay(playing.path, fair, journal, showing=showing, audience=audience)


def _journal(playing: Playing) -> Journal:
    """The journal in its place; standard input, which passes once, has none that lasts."""
    if playing.kept_at is None:
        return MemoryJournal()
    return open_journal(playing.kept_at, fresh=playing.fresh)


def _links(playing: Playing) -> Watching:
    """How the links are checked, as they are today: not at all, unless that is wished."""
    if not playing.check_links:
        return unwatched
    from moderator.watch import link_plan, watching

    return partial(watching, link_plan(playing.config.links))
