"""Two desks that claim a case at the same instant, again and again."""

import asyncio
from time import perf_counter

from moderator.core.facts import Acted, ActKind
from moderator.store.memory import MemoryJournal
from moderator.wishes.wish import Wish
from tests.mqtt.fair import EngineSide, a_desk, running, same, until


async def contended(broker, folder, times):
    """How long so many such claims take, and how many each desk won.

    Each time one desk has the case, the other is told so, and both show its owner.
    """
    journal = MemoryJournal()
    side = EngineSide(broker, journal)
    await side.play()
    desks = [a_desk(broker, folder, name, side.now) for name in ("anna", "bram")]
    cases = [row.case.id for row in side.board().waiting]
    won = dict.fromkeys(("anna", "bram"), 0)
    async with running(side.publisher.run(), *(desk.keep() for desk in desks)):
        for desk in desks:
            await same(desk, side)
        start = perf_counter()
        for number in range(0, times, len(cases)):
            some = cases[: times - number]
            for owner in await asyncio.gather(*(_contended(case, desks) for case in some)):
                won[owner] += 1
        taken = perf_counter() - start
    done = [fact.kind for fact in journal.facts() if isinstance(fact, Acted)]
    assert [done.count(kind) for kind in (ActKind.CLAIM, ActKind.RELEASE)] == [times, times]
    return taken, won


async def _contended(case, desks):
    """Who has a case that both claim at once; given back afterwards."""
    claims = (desk.act(Wish(ActKind.CLAIM, case)) for desk in desks)
    answers = await asyncio.gather(*claims, return_exceptions=True)
    (owner,) = [one.by for one in answers if isinstance(one, Acted)]
    assert [str(one) for one in answers if not isinstance(one, Acted)] == [f"{owner} has that case"]
    await until(lambda: all(_owner(desk, case) == owner for desk in desks))
    (winner,) = [desk for desk in desks if desk.moderator == owner]
    await winner.act(Wish(ActKind.RELEASE, case))
    return owner


def _owner(desk, case_id):
    case = desk.case(case_id)
    return case.claim.by if case and case.claim else ""
