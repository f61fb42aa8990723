"""Who takes part in a fair under fire: broker, engine, worker, desks and publisher, on wires."""

from contextlib import AsyncExitStack

from tests.chaos.desks import NAMES, Desk, TypedDesk
from tests.chaos.program import Program
from tests.chaos.publisher import Echo, Publisher
from tests.mqtt.mosquitto import Mosquitto
from tests.mqtt.wire import wire


class Cast:
    """All of them, from the beginning of the block to its end."""

    def __init__(self, folder, figures, dice):
        self._folder, self._figures, self._dice = folder, figures, dice
        self._held = AsyncExitStack()

    async def __aenter__(self):
        (self._folder / "broker").mkdir()
        self.broker = Mosquitto(self._folder / "broker")
        await self.broker.start()
        self._held.push_async_callback(self.broker.stop)
        names = ("engine", "worker", "typed", "publisher", *NAMES)
        laid = {name: await self._held.enter_async_context(wire(self.broker)) for name in names}
        self.wires = list(laid.values())
        where = {name: ("--config", str(self._configured(name, laid[name].port))) for name in names}
        self.engine = Program("run", "--headless", *where["engine"])
        self.worker = Program("worker", *where["worker"])
        self.typed = TypedDesk("dora", self._folder / "data", *where["typed"])
        for program in (self.engine, self.worker, self.typed):
            await program.start()
            self._held.push_async_callback(program.kill)
        self.desks = [Desk(laid[name].address, self._folder, name) for name in NAMES]
        for desk in self.desks:
            self._held.push_async_callback(desk.drop)
        self.publisher = Publisher(laid["publisher"].address, self._figures, self._dice)
        self.echo = Echo(laid["publisher"].address, self._dice)
        return self

    async def __aexit__(self, *_):
        await self._held.aclose()

    def acting(self):
        """What the moderators do, each for as long as it is let."""
        return [desk.act_on_and_on(self._dice) for desk in (*self.desks, self.typed)]

    def _configured(self, name, port):
        path = self._folder / f"{name}.toml"
        path.write_text(
            f'[fair]\nname = "Chaos"\nhashtag = "#chaos"\n[links]\nenabled = false\n'
            f'[store]\npath = "{self._folder}/data"\n[feeds.mqtt]\nenabled = true\nport = {port}\n'
            f'topics = ["moderator/chaos/posts/+"]\n[mqtt]\nenabled = true\nport = {port}\n'
        )
        return path
