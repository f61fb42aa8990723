"""How fast a replay can run, as the desk offers it."""

from math import inf

FLAT_OUT = inf
"""As fast as the machine can."""

SPEEDS = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 300.0, FLAT_OUT)


def faster(speed: float) -> float:
    """Give the next speed up; the fastest stays."""
    return next((step for step in SPEEDS if step > speed), SPEEDS[-1])


def slower(speed: float) -> float:
    """Give the next speed down; the slowest stays."""
    return next((step for step in reversed(SPEEDS) if step < speed), SPEEDS[0])


def spoken(speed: float) -> str:
    """Give the speed as it is shown: ½×, 60×, max."""
    if speed == FLAT_OUT:
        return "max"
    return "½×" if speed == 0.5 else f"{speed:g}×"


def typed(text: str) -> float | None:
    """Give the speed that was typed (60, 60x, 0.5, max), None where it is none."""
    word = text.strip().lower()
    if word == "max":
        return FLAT_OUT
    try:
        speed = float(word.rstrip("x×").replace("½", "0.5").replace(",", "."))
    except ValueError:
        return None
    return speed if 0 < speed <= 100_000 else None
