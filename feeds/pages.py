"""Long answers, page by page, with patience: what fails on the way is asked for again from there.

To begin anew would ask for all pages before it once more, which a limit may never let come
to an end. None among the pages says that something is waited for, and that there is more to
come.
"""

from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator

from feeds.api import Answer
from feeds.backoff import Backoff, Trouble
from feeds.base import FeedLost, Unfilled
from feeds.clock import Clock

PAGES = 2_500
"""More than any gap of a fair needs; an answer that never ends is none."""

TRIES = 4
"""How often a page is asked for that fails; a limit is no failure."""

A_WHILE = 60.0


async def patient(
    ask: Callable[[], Awaitable[Answer]], clock: Clock
) -> AsyncGenerator[Answer | None, None]:
    """One page, and before it None for each while that is waited. Raises FeedLost if it fails."""
    backoff, tries = Backoff(), 0
    while True:
        try:
            answer = await ask()
        except FeedLost as lost:
            tries += lost.trouble is not Trouble.LIMITED
            if tries == TRIES:
                raise
            for seconds in _whiles(_pause(lost, backoff)):
                await clock.sleep(seconds)
                yield None
        else:
            yield answer
            return


def endless(posts: int) -> Unfilled:
    """What is raised where an answer has more pages than are asked for."""
    return Unfilled(f"more was missed than {posts} posts; what came after them was not asked for")


def _pause(lost: FeedLost, backoff: Backoff) -> float:
    """A limit's own time, where it tells one; else by the ladder."""
    if lost.trouble is Trouble.LIMITED and lost.wait_seconds:
        return lost.wait_seconds
    return backoff.after(lost.trouble, at_least=lost.wait_seconds)


def _whiles(seconds: float) -> Iterator[float]:
    while seconds > 0:
        yield min(seconds, A_WHILE)
        seconds -= A_WHILE
