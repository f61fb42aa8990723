"""What moderators wrote, where it is told: it goes with the post that it is about."""

from moderator.core.case import LINK
from moderator.desk.day import Day


class Quoted:
    """Knows what was told with somebody's words, and about which post these are."""

    def __init__(self, day: Day) -> None:
        self._day = day
        self._told: dict[str, tuple[str, str]] = {}

    def told(self, said: str, words: str, about: str) -> str:
        """Give what is told, with words about a post (or the case that it opened), if any."""
        if not words or self._is_gone(about):
            return said
        whole = f"{said}: {words}"
        self._told[whole] = (said, about)
        return whole

    def bare(self) -> dict[str, str]:
        """Give what was told about posts that were deleted since, each without the words; once."""
        bare = {whole: said for whole, (said, about) in self._told.items() if self._is_gone(about)}
        for whole in bare:
            del self._told[whole]
        return bare

    def _is_gone(self, about: str) -> bool:
        return self._day.is_deleted(about.removeprefix(LINK))
