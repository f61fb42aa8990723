"""Long answers, page by page, with patience: what fails on the way is asked for again from there.

To begin anew would ask for all pages before it once more, which a limit may never let come
to an end.
"""

from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator, Mapping
from typing import Any

from feeds.backoff import Backoff, Trouble
from feeds.base import FeedLost, Unfilled
from feeds.clock import Clock
from feeds.said import said
from feeds.web.api import Answer

MOST_PAGES = 2_500
"""More than any gap of a fair needs; an answer that never ends is none."""

TRIES = 4
"""How often a page is asked for that fails; a limit is no failure."""

A_WHILE = 60.0

Params = Mapping[str, Any]


async def pages(
    ask: Callable[[Params], Awaitable[Answer]],
    params: Params,
    following: Callable[[Answer], Params | None],
    clock: Clock,
) -> AsyncGenerator[Answer | None, None]:
    """The pages of an answer; None among them for each while that something is waited for.

    `following` says how a page's next one is asked for; None: it was the last, as is one that
    leads to itself. Raises FeedLost where a page goes on failing, Unfilled where there is no end.
    """
    for _ in range(MOST_PAGES):
        answer: Answer | None = None
        async for answer in _patient(ask, params, clock):
            yield answer
        further = following(answer) if answer else None
        if further is None or further == params:
            return
        params = further
    raise Unfilled(
        said(
            "more was missed than {pages} pages; what came after was not asked for",
            pages=MOST_PAGES,
        )
    )


async def _patient(
    ask: Callable[[Params], Awaitable[Answer]], params: Params, clock: Clock
) -> AsyncGenerator[Answer | None, None]:
    """One page, and before it None for each while that is waited."""
    backoff, tries = Backoff(), 0
    while True:
        try:
            answer = await ask(params)
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


def _pause(lost: FeedLost, backoff: Backoff) -> float:
    """A limit's own time, where it tells one; else by the ladder."""
    if lost.trouble is Trouble.LIMITED and lost.wait_seconds:
        return lost.wait_seconds
    return backoff.after(lost.trouble, at_least=lost.wait_seconds)


def _whiles(seconds: float) -> Iterator[float]:
    while seconds > 0:
        yield min(seconds, A_WHILE)
        seconds -= A_WHILE
