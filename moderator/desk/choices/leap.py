"""A leap to a later time of a recording, which may end before it."""

import asyncio
from datetime import datetime

from moderator.desk.day import Day, Player
from moderator.desk.sentences import answers
from moderator.desk.words import times

BREATH_SECONDS = 0.01
PATIENCE = 3000


async def leap(day: Day, player: Player, to: datetime) -> str:
    """Play at once up to that time; gives where one then is."""
    player.jump(to)
    for _breath in range(PATIENCE):
        if player.finished or day.clock >= to:
            break
        await asyncio.sleep(BREATH_SECONDS)
    if player.finished and day.clock < to:
        return answers.ends(times.hm(day.clock, day.fair))
    return answers.jumped(times.hm(to, day.fair))
