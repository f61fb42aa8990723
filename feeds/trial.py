"""A source, tried out once: what its user should know of it before the day begins."""

from collections.abc import Sequence

from feeds.base import Source, Trying


async def tried(source: Source) -> Sequence[str]:
    """What its `check` says, once it was connected to where that alone tells too little."""
    notes = await source.check()
    if isinstance(source, Trying):
        await source.reach()
    return notes
