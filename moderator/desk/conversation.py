"""A case, or one post, told as lines of content: who said what, and what became of it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from textual.content import Content

from moderator.core.board import Line
from moderator.core.case import Case, State
from moderator.core.fair import Fair
from moderator.core.labels import Label
from moderator.desk import deeds, phrases, times, words
from moderator.desk.day import Day
from moderator.desk.evidence import evidence, post_evidence
from moderator.desk.ink import ink, marked, wrapped
from moderator.desk.story import Step, story
from moderator.equal_treatment import hints_of
from moderator.words.language import _

DEEPEST = 4
"""Replies below this depth are indented no further: the text needs the room."""

WIDE = 48
"""From this width on there is room to say for which side an author speaks."""

LABEL_STYLES = {
    Label.QUESTION: "$warning bold",
    Label.BROKEN_LINK: "$error bold",
    Label.FOLLOW_UP: "$success",
    Label.VACANCY: "$primary",
    Label.SPAM: "$muted",
    Label.OTHER: "$muted",
}
STEP_STYLES = {
    State.ANSWERED: "$success",
    State.PROMISED: "$success",
    State.RESOLVED: "$success",
}


def label_style(line: Line) -> str:
    """Give the style of a post's label; the label itself is always said in words."""
    return LABEL_STYLES.get(line.verdict.label, "") if line.verdict else "$muted"


def conversation(case: Case, thread: Sequence[Line], *, day: Day, width: int) -> list[Content]:
    """Give the whole case: its thread, what decided, and its history."""
    fair, clock = day.fair, day.clock
    lines: list[Content] = []
    for line in thread:
        lines += _post(line, case=case, fair=fair, width=width)
        if line.key == case.subject.post:
            lines += _link(line, note=case.link_note, width=width, clock=clock)
            lines += _wording(line, width)
    why = evidence(case, thread, width=width)
    went = _history(story(case, fair, clock), fair=fair, width=width)
    return [*lines, ink(""), *why, ink(""), *went]


def alone(line: Line, *, day: Day, width: int) -> list[Content]:
    """Give one post by itself, with what decided its label."""
    top = replace(line, depth=0)
    post = _post(top, case=None, fair=day.fair, width=width)
    post += _link(top, note="", width=width, clock=day.clock)
    post += _wording(top, width)
    return [*post, ink(""), *post_evidence(line, width=width)]


def _post(line: Line, *, case: Case | None, fair: Fair, width: int) -> list[Content]:
    depth = min(line.depth, DEEPEST)
    indent = max(depth - 1, 0) * 2
    branch = "└ " if depth else ""
    asks = case is None or line.key in case.posts
    head = _head(line, case=case, fair=fair, wide=width >= WIDE)
    lines = wrapped(ink(branch) + head, width, indent=indent)
    lines += wrapped(_text(line, asks=asks), width, indent=depth * 2)
    return lines


def _head(line: Line, *, case: Case | None, fair: Fair, wide: bool) -> Content:
    """Give the line above a post: who, when, what it is, and its marks."""
    parts = [
        ink(line.handle, "bold"),
        ink(words.side(line.side) if wide else "", "$muted"),
        ink(times.hm(line.post.at, fair), "$muted"),
        ink(phrases.verdict(line), label_style(line)),
    ]
    if line.reposts:
        parts.append(ink(f"{words.REPOSTS}{line.reposts}", "$muted"))
    if case and line.key in case.bystanders:
        parts.append(ink(_("bystander"), "italic"))
    return Content("  " if wide else " ").join(part for part in parts if part)


def _text(line: Line, *, asks: bool) -> Content:
    if line.deleted:
        return ink(_("(deleted)"), "italic $muted")
    because = line.verdict.because if line.verdict else ()
    return marked(line.post.text, because, "" if asks else "$muted")


def _link(line: Line, *, note: str, width: int, clock: datetime) -> list[Content]:
    """Give where a post's link leads, and what the link checker found there, how long ago."""
    if not line.post.links or line.deleted:
        return []
    target = line.post.links[0].removeprefix("https://").removeprefix("http://")
    if line.link is not None:
        broken = line.link.state.is_broken
        said = phrases.link(line.link, clock)
        found = ink(f" · {said}", "$error bold" if broken else "$success")
    else:
        found = ink(f" · {note}", "$error bold") if note else ink("")
    return wrapped(ink(f"→ {target}", "$muted") + found, width, indent=2 * min(line.depth, DEEPEST))


def _wording(line: Line, width: int) -> Iterator[Content]:
    """Give what the employer may be asked about its vacancy's wording, and what would be better."""
    for hint in hints_of(line):
        asked = ink(phrases.to_ask(hint), "italic $muted")
        yield from wrapped(asked, width, indent=2 * min(line.depth, DEEPEST))


def _history(steps: Sequence[Step], *, fair: Fair, width: int) -> Iterator[Content]:
    yield ink(_("History"), "bold")
    for step in steps:
        style = STEP_STYLES.get(step.what, "") if isinstance(step.what, State) else ""
        told = ink(f"{times.hm(step.at, fair)}  ", "$muted") + ink(deeds.step(step, fair), style)
        yield from wrapped(told, width)
