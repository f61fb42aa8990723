"""Where the bars of a chart stand: pure geometry, drawn as SVG by `data/page/chart.html`.

A chart is drawn at one size, in units of its own, and has its figures as a table,
too: for who cannot see it, and for who wants the numbers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil

from moderator.words import spelling

WIDTH = 720.0
HEIGHT = 240.0
LEFT, RIGHT, TOP, BOTTOM = 44.0, 8.0, 10.0, 26.0
_GAP = 0.18
_LETTER = 6.5
"""How wide a letter on an axis is, with some room."""

_NICE = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Series:
    """One sort of things that is counted, a figure a step; `style` is its class in the page."""

    name: str
    style: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle, and what it says when it is pointed at."""

    x: float
    y: float
    width: float
    height: float
    style: str
    told: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A text at a place on an axis."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart ready to be drawn; `zero` is where its bars begin."""

    id: str
    title: str
    description: str
    bars: tuple[Bar, ...]
    across: tuple[Mark, ...]
    up: tuple[Mark, ...]
    zero: float
    series: tuple[Series, ...]
    steps: tuple[str, ...]
    step_name: str
    width: float = WIDTH
    height: float = HEIGHT

    @property
    def rows(self) -> Iterator[tuple[str, tuple[int, ...]]]:
        """The table: a row a step."""
        for number, step in enumerate(self.steps):
            yield step, tuple(each.counts[number] for each in self.series)


@dataclass(frozen=True, slots=True)
class Axis:
    """The steps of a chart, in words, and what a step is called."""

    steps: tuple[str, ...]
    name: str

    @property
    def width(self) -> float:
        """How wide one step is."""
        return (WIDTH - LEFT - RIGHT) / max(len(self.steps), 1)

    def marks(self) -> Iterator[Mark]:
        """As many of the steps as there is room for, each within the chart."""
        longest = max(map(len, self.steps), default=0)
        every = ceil((longest + 1) * _LETTER / self.width)
        for number, step in enumerate(self.steps):
            if number % every == 0:
                middle, half = LEFT + (number + 0.5) * self.width, len(step) * _LETTER / 2
                yield Mark(min(middle, WIDTH - half), step)


@dataclass(frozen=True, slots=True)
class Caption:
    """What a chart is called, and what it shows in a sentence."""

    id: str
    title: str
    description: str


def stacked(
    caption: Caption, axis: Axis, above: Sequence[Series], below: Sequence[Series] = ()
) -> Chart:
    """The series on top of each other, those of `below` hanging from the same line."""
    most, least = _most(above), _most(below)
    step = _step(most + least)
    top, bottom = _whole(most, step) or step, _whole(least, step)
    scale = (HEIGHT - TOP - BOTTOM) / (top + bottom)
    zero = TOP + top * scale
    bars = (*_pile(above, axis, zero, scale), *_pile(below, axis, zero, -scale))
    return Chart(
        id=caption.id,
        title=caption.title,
        description=caption.description,
        bars=bars,
        across=tuple(axis.marks()),
        up=tuple(
            Mark(zero - value * scale, spelling.number(abs(value)))
            for value in range(-bottom, top + 1, step)
        ),
        zero=zero,
        series=(*above, *below),
        steps=axis.steps,
        step_name=axis.name,
    )


def _pile(series: Sequence[Series], axis: Axis, zero: float, scale: float) -> Iterator[Bar]:
    """The bars of each step, from the line upwards; downwards where the scale is below nil."""
    for number, step in enumerate(axis.steps):
        counts = [each.counts[number] for each in series]
        under = [0, *accumulate(counts)]
        for each, count, start in zip(series, counts, under, strict=False):
            if count:
                y = zero - (start + count) * scale if scale > 0 else zero - start * scale
                yield Bar(
                    x=LEFT + (number + _GAP / 2) * axis.width,
                    y=y,
                    width=axis.width * (1 - _GAP),
                    height=count * abs(scale),
                    style=each.style,
                    told=f"{step}: {spelling.number(count)} {each.name}",
                )


def _most(series: Sequence[Series]) -> int:
    return max(map(sum, zip(*(each.counts for each in series), strict=True)), default=0)


def _step(most: int) -> int:
    """The distance of two lines of the grid, some five of them: 1, 2 or 5, or with noughts."""
    power = 1
    while True:
        for nice in _NICE:
            if nice * power * 5 >= most:
                return nice * power
        power *= 10


def _whole(most: int, step: int) -> int:
    return -(-most // step) * step
