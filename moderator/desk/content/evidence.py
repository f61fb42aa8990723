"""Why the desk believes what it shows, and which key says otherwise."""

from collections.abc import Iterator, Sequence

from textual.content import Content

from moderator.core.board import Line
from moderator.core.case import Case
from moderator.core.labels import Ground
from moderator.desk.content.ink import ink, wrapped
from moderator.desk.words import phrases, words
from moderator.words.language import _
from moderator.words.spelling import number


def evidence(case: Case, thread: Sequence[Line], *, width: int) -> list[Content]:
    """Give why a case is one: what its post is, who asks, what it is about, who owes the word."""
    lines = {line.key: line for line in thread}
    told = [ink(_("Why"), "bold")]
    if opening := lines.get(case.opened_by):
        told += _about_post(opening, width)
    told += _point(_("about"), _subject(case, lines.get(case.subject.post or "")), "m", width)
    return told


def post_evidence(line: Line, *, width: int) -> list[Content]:
    """Give why a post is taken for what it is, and its author for whom."""
    return [ink(_("Why"), "bold"), *_about_post(line, width)]


def _about_post(line: Line, width: int) -> Iterator[Content]:
    said = phrases.verdict_in_words(line)
    if reasons := _reasons(line):
        said += ": " + ", ".join(reasons)
    yield from _point(_("post"), said, "l", width)
    yield from _point(_("author"), _author(line), "p", width)


def _reasons(line: Line) -> list[str]:
    """What speaks for the label, each once: the underlined words, and what is in no text."""
    because = line.verdict.because if line.verdict and not line.corrected else ()
    spoke = [one for one in because if one.weight > 0 and one.text]
    told = (_(one.text) if one.start is None else f"“{one.text}”" for one in spoke)
    return list(dict.fromkeys(told))


def _author(line: Line) -> str:
    """Whom the author is taken for, and why."""
    whom = words.side_name(line.side)
    if line.side.owes_answers and line.party not in ("", line.handle):
        whom = _("{side}, {party}").format(side=whom, party=line.party)
    ground = "" if line.ground is Ground.NOTHING else f": {words.ground(line.ground)}"
    return f"{line.handle}, {whom}{ground}"


def _subject(case: Case, subject: Line | None) -> str:
    if subject is not None:
        what = _("the vacancy of {author}").format(author=subject.handle)
    elif case.subject.party:
        what = phrases.asked(case)
    else:
        what = _("the fair itself")
    sure = words.sureness(case.confidence)
    return f"{what} {number(case.confidence, 2)}, {sure}; {phrases.owes(case)}"


def _point(name: str, said: str, key: str, width: int) -> list[Content]:
    """One point with its name before it, and the key that corrects it behind, never broken off."""
    lines = wrapped(ink(f"{name}  ", "$muted") + ink(said), width)
    corrects = ink(key, "bold") + ink(" " + _("corrects"), "$muted")
    last = lines[-1] + ink("  ") + corrects
    return [*lines[:-1], last] if last.cell_length <= width else [*lines, corrects]
