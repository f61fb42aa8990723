"""Why a verdict is what it is: the words, and the place in the conversation, that decided."""

import re
from collections.abc import Iterator, Sequence

import numpy as np

from moderator.classify.model import Kept, Model
from moderator.classify.sketch import Sketch
from moderator.core.context import Reading
from moderator.core.labels import Because
from moderator.words.language import N_

MOST = 6
"""How many reasons are told."""

_LEAST = 0.15
"""What a reason has to weigh to be told."""

_LOOKED_AT = 16

IN_WORDS = {
    "p:host_reply": N_("an employer or the organiser replies"),
    "p:host_open": N_("an employer or the organiser, to everybody"),
    "p:guest_reply": N_("a visitor replies"),
    "p:guest_call": N_("a visitor addresses somebody"),
    "p:guest_open": N_("a job seeker, to everybody"),
    "p:open": N_("to everybody"),
    "p:side:employer": N_("by an employer"),
    "p:side:organiser": N_("by the organiser"),
    "p:side:seeker": N_("by a job seeker"),
    "p:below:vacancy": N_("below a vacancy"),
    "p:below:question": N_("below a question"),
    "p:below:broken_link": N_("below a report"),
    "p:below:follow_up": N_("below a follow-up"),
    "p:below:candidate": N_("below a profile"),
    "p:below:promotion": N_("below promotion"),
    "p:below:reaction": N_("below a reaction"),
    "p:asked before:True": N_("by somebody who asked above"),
    "p:mentions an asker": N_("to somebody who asked"),
    "p:mentions:employer": N_("mentions an employer"),
    "p:mentions:organiser": N_("mentions the organiser"),
    "p:calls in": N_("calls somebody else in"),
    "p:quote": N_("quotes another post"),
    "p:names itself": N_("names its author"),
    "p:profile:work": N_("the profile is about jobs"),
    "p:profile:agency": N_("the profile is an agency's"),
    "p:profile:firm": N_("the profile is an organisation's"),
    "p:profile:task": N_("the profile names a task for an employer"),
    "p:profile:feed": N_("the profile is a feed's"),
    "p:profile:seeks": N_("the profile says to seek work"),
    "p:shares a link": N_("has a link that another gave before"),
    "s:link": N_("has a link"),
    "s:many_tags": N_("many hashtags"),
}
"""What a reason from the place in the conversation is called; others go untold."""

_TELLING = re.compile(r"(?<![#@\w])[^\W_]|\?")
"""Words and question marks are reasons that a reader can follow; tags and dots are not."""

Span = tuple[int, int]


def reasons(
    readings: Sequence[Reading],
    sketches: Sequence[Sketch],
    kept: Kept,
    best: Sequence[int],
    model: Model,
) -> list[tuple[Because, ...]]:
    """The strongest reasons for each verdict: words of the text, each once, and its place."""
    tokens = sum(len(each.tokens) for each in sketches)
    told, first_token, first_name = [], 0, 0
    for reading, seen, strongest in zip(
        readings, sketches, _strongest(kept, best, model), strict=True
    ):
        named = (
            (weight, *_named(place, seen, tokens, first_token, first_name))
            for weight, place in strongest
        )
        told.append(tuple(_told(reading.post.text, named)))
        first_token += len(seen.tokens)
        first_name += len(seen.names)
    return told


def _strongest(kept: Kept, best: Sequence[int], model: Model) -> Iterator[list[tuple[float, int]]]:
    """What speaks most for each verdict: how much, and from which place; the strongest first."""
    counts = np.diff(kept.ends, prepend=0)
    outcomes = np.repeat(np.array(best, np.intp), counts)
    speaking = model.speaking_for(outcomes, kept.rows) * kept.values
    strong = (speaking >= _LEAST).nonzero()[0]
    owner = kept.ends.searchsorted(strong, "right")
    order = strong[np.lexsort((-speaking[strong], owner))]
    weights, places = speaking[order].tolist(), kept.places[order].tolist()
    start = 0
    for end in owner.searchsorted(np.arange(len(best)), "right").tolist():
        last = min(end, start + _LOOKED_AT)
        yield list(zip(weights[start:last], places[start:last], strict=True))
        start = end


def _named(
    place: int, seen: Sketch, tokens: int, first_token: int, first_name: int
) -> tuple[str, Span | None]:
    """What a feature is called, if it has a name, and the span of the text that it is about."""
    if place == -1:
        return "", None
    if place < -1:
        name = seen.names[-2 - place - first_name]
        signal = seen.signals.noticed.get(name.rpartition(":")[2])
        if name.startswith("s:") and signal is not None and signal.start is not None:
            return name, (signal.start, signal.end or signal.start)
        return name, None
    pair = place >= tokens
    word = place - (tokens if pair else 0) - first_token - 1
    inside = [at for at in range(word, word + 1 + pair) if 0 <= at < len(seen.words)]
    if not inside:
        return "", None
    return "", (seen.words[inside[0]].start, seen.words[inside[-1]].end)


def _told(text: str, strongest: Iterator[tuple[float, str, Span | None]]) -> Iterator[Because]:
    taken: list[Span] = []
    for weight, name, span in strongest:
        if len(taken) >= MOST:
            return
        if span is None and (words := IN_WORDS.get(name)):
            taken.append((-1, -1))
            yield Because(words, round(weight, 2))
        elif span is not None and _TELLING.search(text, *span) and not _covered(span, taken):
            taken.append(span)
            yield Because(text[slice(*span)], round(weight, 2), *span)


def _covered(span: Span, taken: Sequence[Span]) -> bool:
    return any(span[0] < other[1] and other[0] < span[1] for other in taken)
