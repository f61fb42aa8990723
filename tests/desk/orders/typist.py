"""Somebody who types orders, for tests: one line after the other, each with its answer."""

from moderator.desk.orders.table import Orders
from moderator.desk.telling.teller import Teller


class Typist:
    """Somebody who types to a day, one line at a time, after hearing who waits."""

    def __init__(self, day):
        self.day = day
        self.opened = []
        self.teller = Teller(day)
        self.orders = Orders(day, self.teller, browse=lambda link: not self.opened.append(link))
        self.teller.news()

    async def types(self, *lines):
        """Give what the last line was answered with."""
        for line in lines:
            said = await self.orders.carry_out(line)
        return said

    @property
    def acts(self):
        return [act.kind for act in self.day.acts]
