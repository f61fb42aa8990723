"""Two desks that claim a case at the same instant, again and again."""

import asyncio
from pathlib import Path
from time import perf_counter

from moderator.core.facts import ActKind
from moderator.publish.attached import AttachedDay
from moderator.store.memory import MemoryJournal
from tests.mqtt.fair import EngineSide, a_desk, running, same, until
from tests.mqtt.mosquitto import Mosquitto


async def contended(broker: Mosquitto, folder: Path, times: int) -> tuple[float, dict[str, int]]:
    """How long so many contended claims take, and how many each desk won; one owner each time."""
    side = EngineSide(broker, MemoryJournal())
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
        return perf_counter() - start, won


async def _contended(case: str, desks: list[AttachedDay]) -> str:
    """Who has a case that both claim at once; given back afterwards."""
    asked = (desk.act(ActKind.CLAIM, case) for desk in desks)
    answers = await asyncio.gather(*asked, return_exceptions=True)
    (owner,) = [one.by for one in answers if not isinstance(one, BaseException)]
    await until(lambda: all(_owner(desk, case) == owner for desk in desks))
    (winner,) = [desk for desk in desks if desk.moderator == owner]
    await winner.act(ActKind.RELEASE, case)
    return owner


def _owner(desk: AttachedDay, case_id: str) -> str:
    case = desk.case(case_id)
    return case.claim.by if case and case.claim else ""
