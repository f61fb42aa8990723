"""Acts that were kept while the fair was out of reach, and refused later: each is told once."""

from moderator.desk.day import Day
from moderator.desk.sentences import deeds


class Refusals:
    """Notices when an act of this desk came to nothing after all."""

    def __init__(self, day: Day) -> None:
        self._day = day
        self._told: set[str] = set()

    def news(self) -> list[str]:
        """Give a line for each that was not told before."""
        refused = self._day.refused()
        fresh = [one for one in refused if one.act.id not in self._told]
        self._told = {one.act.id for one in refused}
        return [deeds.came_to_nothing(one, self._day.case(one.act.target)) for one in fresh]
