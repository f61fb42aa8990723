"""A fair over a broker under fire: broker, engine, worker and desks killed, the network cut.

    python -m tests.chaos --seconds 60 --rate 10

Posts are published to a real mosquitto and taken by `moderator run --headless`, judged by
`moderator worker`, and moderated at `moderator desk`, each a process of its own that is killed
without warning. Other desks act on the cases and are dropped in the middle. Each of them
is connected by a wire of its own, which is cut, or held up for seconds; some posts, acts and
answers are given twice, some of them late. At the end every post has to be in the journal
once, every act has to be done or refused once, and every desk has to show the board that
the journal gives. A broker that is killed forgets what it confirmed: the publisher gives it
the posts of the last half minute again, as one should. Prints figures as JSON; the exit code
is 1 where anything is wrong. All posts are invented.
"""

import argparse
import asyncio
import json
import random
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.chaos.cast import Cast
from tests.chaos.figures import Figures, judge, settled

KINDS = ("broker", "broker without memory", "engine", "worker", "desk", "program", "cut", "hold")
"""What goes wrong; the program is a desk as a process of its own."""

LAST_SECONDS = 10.0
"""How long everything is left in peace, at the least, before it is judged."""


async def fire(seconds, rate, folder, dice):
    figures = Figures()
    async with Cast(folder, figures, dice) as cast, asyncio.TaskGroup() as tasks:
        publishing = tasks.create_task(cast.publisher.run(rate))
        others = [tasks.create_task(one) for one in (cast.echo.run(), *cast.acting())]
        begin, kinds = time.monotonic(), []
        while time.monotonic() - begin < seconds:
            await asyncio.sleep(dice.uniform(2, 5))
            kinds = kinds or dice.sample(KINDS, k=len(KINDS))
            await _fault(kinds.pop(), figures, dice, cast)
        for task in others:
            task.cancel()
        await asyncio.sleep(LAST_SECONDS)
        publishing.cancel()
        settling = time.monotonic()
        await settled(folder, cast)
        figures.settling_seconds = time.monotonic() - settling
        figures.seconds = seconds
        judge(figures, folder, cast)
    return figures


async def _fault(kind, figures, dice, cast):
    figures.faults[kind] += 1
    match kind:
        case "broker" | "broker without memory":
            await cast.broker.kill()
            if kind != "broker":
                (cast.broker.folder / "mosquitto.db").unlink(missing_ok=True)
            await asyncio.sleep(dice.uniform(0, 2))
            await cast.broker.start()
        case "desk":
            desk = dice.choice(cast.desks)
            await desk.drop()
            desk.open()
        case "cut":
            dice.choice(cast.wires).cut()
        case "hold":
            wire = dice.choice(cast.wires)
            wire.hold()
            await asyncio.sleep(dice.uniform(1, 4))
            wire.let_go()
        case _:
            program = {"engine": cast.engine, "worker": cast.worker, "program": cast.typed}[kind]
            await program.kill()
            await program.start()


def main():
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--seconds", type=float, default=60)
    asked.add_argument("--rate", type=float, default=10)
    asked.add_argument("--seed", type=int, default=1)
    asked = asked.parse_args()
    with TemporaryDirectory() as folder:
        dice = random.Random(asked.seed)
        figures = asyncio.run(fire(asked.seconds, asked.rate, Path(folder), dice))
    print(json.dumps(vars(figures), indent=2))
    return 0 if figures.is_right else 1


if __name__ == "__main__":
    sys.exit(main())
