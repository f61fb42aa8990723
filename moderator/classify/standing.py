"""Where a post stands, as names: who speaks, to whom, and below what."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from moderator.classify.place import called_in
from moderator.classify.text import asks
from moderator.core.context import Context, Reading, Said
from moderator.core.labels import Label, Side


class _Thread(NamedTuple):
    """What is above a post: the nearest, what its author said before, and what is above that.

    `calls` are the sides of those whom the post calls in from outside.
    """

    label: Label | None
    side: Side
    own: bool
    asked: bool
    asks: bool
    depth: int
    asked_before: bool
    spoke_before: bool
    further: Label | None
    further_own: bool
    calls: frozenset[Side]


class Standing(NamedTuple):
    """Where a post stands: of few kinds, so that what it tells has to be made seldom."""

    side: Side
    report_above: bool
    mentions_asker: bool
    mentioned: frozenset[Side]
    mentions: bool
    begins: bool
    shares_link: bool
    names_itself: bool
    thread: _Thread | None


def standing(reading: Reading, context: Context, *, itself: bool) -> Standing:
    """Where a reading stands; `itself`: it names its own author."""
    post, parent = reading.post, context.parent
    return Standing(
        context.side,
        context.report_above,
        context.mentions_asker,
        frozenset(context.mentions),
        bool(post.mentions),
        post.text.startswith("@"),
        reading.shares_link,
        itself,
        None if parent is None else _thread(reading, parent),
    )


def _thread(reading: Reading, parent: Said) -> _Thread:
    context = reading.context
    mine = [above for above in context.ancestors if above.author == context.author]
    above = context.ancestors[1] if len(context.ancestors) > 1 else None
    return _Thread(
        label=parent.label,
        side=parent.side,
        own=parent.author == context.author,
        asked=asks(parent.text),
        asks=asks(reading.post.text),
        depth=min(3, len(context.ancestors)),
        asked_before=any(each.label is not None and each.label.is_need for each in mine),
        spoke_before=bool(mine),
        further=above.label if above is not None else None,
        further_own=above is not None and above.author == context.author,
        calls=called_in(reading),
    )


@lru_cache(maxsize=4_096)
def placed(standing: Standing, *, bare: bool) -> tuple[str, ...]:
    """What the place in the conversation tells."""
    names = ["p:bare"] if bare else []
    names.append(f"p:side:{standing.side}")
    if standing.shares_link:
        names += ["p:shares a link", f"p:shares a link:{standing.side}"]
    if standing.names_itself:
        names += ["p:names itself", f"p:names itself:{standing.side}"]
    if standing.report_above:
        names.append(f"p:report above:{standing.side}")
    if standing.mentions_asker:
        names.append("p:mentions an asker")
    if standing.thread is None:
        return (*names, *_unthreaded(standing))
    return (*names, *_threaded(standing.side, standing.thread))


def _unthreaded(standing: Standing) -> Iterator[str]:
    yield "p:unthreaded"
    for side in sorted(standing.mentioned):
        yield f"p:mentions:{side}"
    if standing.mentions:
        yield "p:mentions"
    if standing.begins:
        yield "p:begins with a mention"


def _threaded(side: Side, above: _Thread) -> Iterator[str]:
    yield f"p:below:{above.label}"
    yield f"p:below side:{above.side}"
    yield f"p:below:{above.label}:{above.side}:{side}"
    yield f"p:below own:{above.own}:{above.label}"
    yield f"p:below asks:{above.asks}:{above.label}:{side}"
    yield f"p:below asked:{above.asked}:{above.asks}:{above.label}"
    yield f"p:depth:{above.depth}"
    if not above.depth:
        yield "p:quote"
    for called in sorted(above.calls):
        yield "p:calls in"
        yield f"p:calls in:{called}:{above.label}:{side}"
        yield f"p:calls in:{called}:{above.asks}:{side}"
    yield f"p:asked before:{above.asked_before}"
    yield f"p:spoke before:{above.spoke_before}:{above.label}:{side}"
    if above.depth > 1:
        yield f"p:two above:{above.label}:{above.further}"
        yield f"p:two above own:{above.further_own}"
