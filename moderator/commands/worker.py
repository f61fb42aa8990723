"""`worker`: judges posts for a fair whose engine is elsewhere."""

import asyncio
from typing import TYPE_CHECKING

from feeds.said import said
from moderator.commands import broker
from moderator.commands.setup import Exit, Overrides, complain, complaints, loaded
from moderator.commands.signals import until_ended

if TYPE_CHECKING:
    from moderator.publish.worker import Worker

LOOK_SECONDS = 1.0


def run(fair: str, overrides: Overrides) -> int:
    """Judge until a signal ends it; the exit code."""
    from moderator.publish.worker import Worker

    with complaints():
        config = loaded(overrides)
        worker = Worker(broker.address(config), broker.topics(config, fair))
        interrupted = until_ended(_told(worker))
    complain(said("readings judged: {number}", number=worker.judged))
    return Exit.INTERRUPTED if interrupted else Exit.DONE


async def _told(worker: "Worker") -> None:
    """Have it work, and tell on standard error how the connection is."""
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(worker.run(), name="work")
        tasks.create_task(_tell(worker), name="tell")


async def _tell(worker: "Worker") -> None:
    said = ""
    while True:
        now = worker.status()
        told = f"{now.name}: {now.state}" + (f": {now.reason}" if now.reason else "")
        if told != said:
            complain(told)
            said = told
        await asyncio.sleep(LOOK_SECONDS)
