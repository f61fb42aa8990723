"""How often the desk looks at its day: soon where things move, less at rest, never all the time."""

PICTURES = 120
"""At most so many a second: what a key does waits for the next one, 8 ms at the most."""

LOOK_SECONDS = 0.1
"""After so long it looks again, where the last look found something new."""

REST_SECONDS = 0.2
"""After so long, where it found nothing."""

SHARE = 0.25
"""The part of the time that looking may take: with thousands of cases it happens less often."""


def pause(took: float, *, new: bool) -> float:
    """Give the seconds until the next look, after one that took so many and found something new."""
    period = LOOK_SECONDS if new else REST_SECONDS
    return max(period, took / SHARE) - took
