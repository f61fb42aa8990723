"""Acts that were kept while the fair was out of reach, and refused later: each is told once."""

from moderator.desk.day import Day
from moderator.desk.news.quoted import Quoted
from moderator.desk.sentences import deeds
from moderator.wishes.sense import Refused


class Refusals:
    """Notices when an act of this desk came to nothing after all."""

    def __init__(self, day: Day) -> None:
        self._day = day
        self._told: set[str] = set()
        self._quoted = Quoted(day)
        self.bare: dict[str, str] = {}
        """What was told with words about a post that was deleted since, each without them."""

    def news(self) -> list[str]:
        """Give a line for each that was not told before."""
        self.bare = self._quoted.bare()
        refused = self._day.refused()
        fresh = [one for one in refused if one.act.id not in self._told]
        self._told = {one.act.id for one in refused}
        return [self._in_words(one) for one in fresh]

    def _in_words(self, refused: Refused) -> str:
        act = refused.act
        said = deeds.came_to_nothing(refused, self._day.case(act.target))
        return self._quoted.told(said, act.text and f"“{act.text}”", act.target)
