"""A case, or one post, told as lines of content: who said what, and what became of it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from textual.content import Content

from moderator.core.board import Line
from moderator.core.case import Case, State
from moderator.core.labels import Label
from moderator.desk.content.evidence import evidence, post_evidence
from moderator.desk.content.ink import WHOLE, ink, marked, shortened, wrapped
from moderator.desk.day import Day
from moderator.desk.sentences import steps
from moderator.desk.sentences.story import Step, story
from moderator.desk.sentences.versions import edited, written
from moderator.desk.words import phrases, signs, times, words
from moderator.equal_treatment import hints_of
from moderator.words.language import _
from moderator.words.safe import LONGEST

DEEPEST = 4
"""Replies below this depth are indented no further: the text needs the room."""

LEAST = 3
"""Lines that what opened a case has in any room; and a post's name and link beside its text."""

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
    return LABEL_STYLES.get(line.label, "") if line.label else "$muted"


def conversation(
    case: Case, thread: Sequence[Line], *, day: Day, width: int, height: int = WHOLE
) -> list[Content]:
    """Give the whole case: its thread, what decided, and its history.

    Where the thread takes more lines than `height`, its posts are shortened, so that what
    opened the case is seen in as many, unless too many stand above it.
    """
    telling = partial(_thread, case, thread, day=day, width=width)
    told = telling(height=WHOLE) if _may_fit(thread, width * height) else []
    if not told or len(told) > height:
        told = telling(height=height)
    why = evidence(case, thread, width=width)
    went = _history(story(case, day.fair, day.clock), day=day, width=width)
    return [*told, ink(""), *why, ink(""), *went]


def _may_fit(thread: Sequence[Line], cells: int) -> bool:
    """Give whether the words alone do not take more room: then no post has to be wrapped twice."""
    return sum(len(line.post.text) for line in thread) <= cells


def _thread(
    case: Case, thread: Sequence[Line], *, day: Day, width: int, height: int
) -> list[Content]:
    lines: list[Content] = []
    above = _above(case, thread)
    few = WHOLE if height == WHOLE else max(height // 2 // max(above, 1) - LEAST, 1)
    for place, line in enumerate(thread):
        room = height - len(lines) - 1 if place == above else height - LEAST
        most = few if place < above else max(room, LEAST)
        lines += _post(line, case=case, day=day, width=width, most=most)
        if line.key == case.subject.post:
            lines += _link(
                line, note=words.link_note(case.link_note), width=width, clock=day.clock, most=few
            )
            lines += _wording(line, width, most=few // 2)
    return lines


def _above(case: Case, thread: Sequence[Line]) -> int:
    """Give how many posts stand above the one that opened the case: half of the room is theirs."""
    keys = [line.key for line in thread]
    return keys.index(case.opened_by) if case.opened_by in keys else 0


def alone(line: Line, *, day: Day, width: int, height: int = WHOLE) -> list[Content]:
    """Give one post by itself, with what decided its label; where it is long, its beginning."""
    top = replace(line, depth=0)
    post = _post(top, case=None, day=day, width=width, most=max(height - LEAST, LEAST))
    post += _link(top, note="", width=width, clock=day.clock)
    post += _wording(top, width)
    return [*post, ink(""), *post_evidence(line, width=width)]


def _post(line: Line, *, case: Case | None, day: Day, width: int, most: int) -> list[Content]:
    depth = min(line.depth, DEEPEST)
    indent = max(depth - 1, 0) * 2
    branch = "└ " if depth else ""
    asks = case is None or line.key in case.posts
    wide = width >= WIDE
    head = ink(branch) + _head(line, case=case, day=day, wide=wide)
    if head.cell_length > width - indent:
        head = ink(branch) + _head(line, case=case, day=day, wide=wide, sureness=False)
    lines = wrapped(head, width, indent=indent)
    return lines + _short(_text(line, asks=asks), width, indent=depth * 2, most=most)


def _short(content: Content, width: int, *, indent: int, most: int) -> list[Content]:
    """Give the content in as many lines as there is room for, with the key that shows all of it."""
    more = ink(_("… v: whole"), "$primary")
    return shortened(content, width, most=max(most, 1), indent=indent, more=more)


def _head(line: Line, *, case: Case | None, day: Day, wide: bool, sureness: bool = True) -> Content:
    """Give the line above a post: who, when, what it is, and its marks."""
    parts = [
        ink(line.handle, "bold"),
        ink(words.side(line.side) if wide else "", "$muted"),
        ink(times.dated(written(line, case), day.clock, day.fair), "$muted"),
        ink(edited(line, case, clock=day.clock, fair=day.fair), "$muted"),
        ink(phrases.verdict(line, sureness=sureness), label_style(line)),
    ]
    if line.reposts:
        parts.append(ink(f"{signs.REPOSTS}{line.reposts}", "$muted"))
    if case and line.key in case.bystanders:
        parts.append(ink(_("bystander"), "italic"))
    return Content("  " if wide else " ").join(part for part in parts if part)


def _text(line: Line, *, asks: bool) -> Content:
    if line.deleted:
        return ink(_("(deleted)"), "italic $muted")
    text, because = line.post.text, line.verdict.because if line.verdict else ()
    told = marked(text[:LONGEST], because, "" if asks else "$muted")
    return told + ink(f" {phrases.end_left_out(line)}", "$primary") if len(text) > LONGEST else told


def _link(
    line: Line, *, note: str, width: int, clock: datetime, most: int = WHOLE
) -> list[Content]:
    """Give where a post's link leads, and what the link checker found there, how long ago."""
    if not line.post.links or line.deleted:
        return []
    indent = 2 * min(line.depth, DEEPEST)
    target = ink(f"→ {line.post.links[0].removeprefix('https://').removeprefix('http://')}")
    if most < WHOLE:
        target = target.truncate(width - indent, ellipsis=True)
    if line.link is not None:
        broken = line.link.state.is_broken
        said = phrases.link(line.link, clock)
        found = ink(f" · {said}", "$error bold" if broken else "$success")
    else:
        found = ink(f" · {note}", "$error bold") if note else ink("")
    return _short(target.stylize("$muted") + found, width, indent=indent, most=most)


def _wording(line: Line, width: int, *, most: int = WHOLE) -> Iterator[Content]:
    """Give what the employer may be asked about its vacancy's wording, and what would be better."""
    for hint in hints_of(line):
        asked = ink(phrases.to_ask(hint), "italic $muted")
        yield from _short(asked, width, indent=2 * min(line.depth, DEEPEST), most=most)


def _history(told: Sequence[Step], *, day: Day, width: int) -> Iterator[Content]:
    yield ink(_("History"), "bold")
    for step in told:
        style = STEP_STYLES.get(step.what, "") if isinstance(step.what, State) else ""
        time = ink(f"{times.dated(step.at, day.clock, day.fair)}  ", "$muted")
        yield from wrapped(time + ink(steps.in_words(step, day), style), width)
