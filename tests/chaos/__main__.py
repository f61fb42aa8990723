"""A fair over a broker under fire: broker, engine, worker and desks killed, messages doubled.

    python -m tests.chaos --seconds 60 --rate 10

Posts are published to a real mosquitto and taken by `moderator run --headless`, judged by
`moderator worker`, each a process of its own that is killed without warning. Desks act on
the cases and are dropped in the middle. At the end every post has to be in the journal
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

from tests.chaos.cast import Desk, Program, Publisher
from tests.chaos.figures import Figures, judge, settled
from tests.mqtt.mosquitto import Mosquitto


async def fire(seconds, rate, folder, dice):
    figures = Figures()
    broker = Mosquitto(_made(folder / "broker"))
    (folder / "config.toml").write_text(
        f'[fair]\nname = "Chaos"\nhashtag = "#chaos"\n[links]\nenabled = false\n'
        f'[store]\npath = "{folder}/data"\n[feeds.mqtt]\nenabled = true\nport = {broker.port}\n'
        f'topics = ["moderator/chaos/posts/+"]\n[mqtt]\nenabled = true\nport = {broker.port}\n'
    )
    where = ("--config", str(folder / "config.toml"))
    engine, worker = Program("run", "--headless", *where), Program("worker", *where)
    await broker.start()
    await asyncio.gather(engine.start(), worker.start())
    desks = [Desk(broker, folder, name) for name in ("anna", "bram", "cleo")]
    publisher = Publisher(broker, figures, dice)
    publishing = asyncio.create_task(publisher.run(rate))
    begin = time.monotonic()
    try:
        acting = asyncio.gather(*(_acting(desk, dice) for desk in desks))
        while time.monotonic() - begin < seconds:
            await asyncio.sleep(dice.uniform(2, 5))
            await _fault(figures, dice, broker, engine, worker, desks)
        acting.cancel()
        await asyncio.gather(acting, return_exceptions=True)
        await asyncio.sleep(10)
        publishing.cancel()
        settling = time.monotonic()
        await settled(folder, publisher, desks)
        figures.settling_seconds = time.monotonic() - settling
        figures.seconds, figures.published = seconds, len(publisher.ids)
        judge(figures, folder, publisher, desks)
    finally:
        for task in (acting, publishing):
            task.cancel()
        for desk in desks:
            await desk.drop()
        await asyncio.gather(engine.kill(), worker.kill())
        await broker.stop()
    return figures


async def _acting(desk, dice):
    while True:
        await desk.act(dice)
        await asyncio.sleep(0.1)


async def _fault(figures, dice, broker, engine, worker, desks):
    kind = dice.choice(("broker", "broker without memory", "engine", "worker", "desk"))
    figures.faults[kind] += 1
    match kind:
        case "broker" | "broker without memory":
            await broker.kill()
            if kind != "broker":
                (broker.folder / "mosquitto.db").unlink(missing_ok=True)
            await asyncio.sleep(dice.uniform(0, 2))
            await broker.start()
        case "desk":
            desk = dice.choice(desks)
            await desk.drop()
            desk.open()
        case _:
            program = engine if kind == "engine" else worker
            await program.kill()
            await program.start()


def _made(folder: Path):
    folder.mkdir(parents=True)
    return folder


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
