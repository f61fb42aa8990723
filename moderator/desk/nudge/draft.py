"""The draft of a nudge: a template of the fair's language, filled from the case.

It speaks to who owes the word; of a question to everybody, to all employers and the organiser.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files

from feeds.post import Post
from moderator.core.board import Line
from moderator.core.case import Case, CaseKind, Regrouping, State, Subject
from moderator.core.fair import Fair
from moderator.core.labels import Label
from moderator.core.text.links import same_link
from moderator.desk.nudge import platforms
from moderator.desk.words import phrases, times
from moderator.words.language import _, speaking
from moderator.words.safe import safe

_FIELD = re.compile(r"\{(\w+)\}")
_SHORTEST_QUOTE = 20
_LONGEST_QUOTE = 200
_SPARED = ("others", "link", "hashtag")
"""What a draft that is too long goes without, the first first."""

_BY_LABEL: dict[Label | None, str] = {
    Label.QUESTION: CaseKind.QUESTION.value,
    Label.BROKEN_LINK: CaseKind.BROKEN_LINK.value,
}
THE_FAIR = Subject()


@dataclass(frozen=True, slots=True)
class Draft:
    """A text to be edited, and the post that it answers; None where that never arrived.

    `quoted` are the words of the post with the key `quotes` in it; the nudge is done to that
    post, so that its words go with it.
    """

    text: str
    above: Post | None
    quotes: str = ""
    quoted: str = ""

    @property
    def source(self) -> str:
        """The platform on which it would be sent."""
        return self.above.source if self.above else ""

    @property
    def is_too_long(self) -> bool:
        """Whether its platform would not take it."""
        return platforms.length(self.text, self.source) > platforms.limit(self.source)

    def told_length(self) -> str:
        """Give how long it is, of how much there is room for."""
        length, most = platforms.length(self.text, self.source), platforms.limit(self.source)
        long = _("{length} of {most} characters, too long")
        said = long if self.is_too_long else _("{length} of {most} characters")
        return said.format(length=length, most=most)


@cache
def templates(language: str) -> Mapping[str, str]:
    """Give the templates of a language, by kind of case."""
    name = f"templates/nudge.{language}.toml"
    text = (files("moderator.data") / name).read_text(encoding="utf-8")
    return {key: str(value).strip() for key, value in tomllib.loads(text).items()}


def draft(case: Case, thread: Sequence[Line], *, fair: Fair, clock: datetime) -> Draft:
    """Give a draft to who may answer; a long question is cut so that the draft fits."""
    lines = {line.key: line for line in thread}
    opening, subject = _opening(case, lines), lines.get(case.subject.post or "")
    above = opening or subject
    source = above.post.source if above else ""
    with speaking(fair.language):
        fields = _fields(case, opening, fair=fair, clock=clock)
    fields["employer"] = safe(_addressed(case, lines, fair))
    fails = _link_fails(case, lines, subject)
    fields["link"] = safe(_link(opening, subject, fails=fails))
    worded = templates(fair.language)
    if fails and opening is not None and opening.label is not Label.BROKEN_LINK:
        fields["besides"] = worded["besides"]
    fields["others"] = _others(case, lines, opening, worded)
    template = worded[_template(case, opening)]
    text, quoted = _fitting(template, fields, source)
    return Draft(text, above.post if above else None, opening.key if opening else "", quoted)


def _fitting(template: str, fields: Mapping[str, str], source: str) -> tuple[str, str]:
    """The template filled to fit its platform, and the quote in it.

    With a shorter one, no others, no link, no hashtag, where it must be.
    """
    question, text, quoted = fields["question"], "", ""
    for left_out in range(len(_SPARED) + 1):
        kept = dict(fields) | dict.fromkeys(_SPARED[:left_out], "")
        for room in range(_LONGEST_QUOTE, _SHORTEST_QUOTE - 1, -1):
            quoted = _cut(question, room)
            text = filled(template, kept | {"question": quoted, "stop": _stop(quoted)})
            if platforms.length(text, source) <= platforms.limit(source):
                return text, quoted
    return text, quoted


def _opening(case: Case, lines: Mapping[str, Line]) -> Line | None:
    """What was asked or reported since posts, or a link check, last opened the case.

    None where that was a link check, and nobody wrote of it since. What was taken back is
    passed over where another post stands; of cases that were merged a question comes first.
    """
    standing = _standing(case, lines)
    if any(done.how is Regrouping.MERGE for done in case.regrouped):
        standing.sort(key=lambda line: line.label is not Label.QUESTION)
    asked = lines.get(case.asks) if case.kind is CaseKind.QUESTION else None
    return next(iter(standing), asked)


def _standing(case: Case, lines: Mapping[str, Line]) -> list[Line]:
    """The posts since the case last opened by itself that their authors did not take back."""
    opened = [one.at for one in case.history if one.state is State.OPEN and not one.act]
    since = opened[-1] or case.opened_at
    taken_back = {
        line.handle: line.post.at
        for line in sorted(lines.values(), key=lambda line: line.post.at)
        if line.verdict and line.verdict.withdrawal and not line.deleted
    }
    own = (lines[key] for key in case.posts if key in lines)
    return [
        line
        for line in own
        if line.post.at >= max(since, taken_back.get(line.handle, since)) and not line.deleted
    ]


def _link_fails(case: Case, lines: Mapping[str, Line], subject: Line | None) -> bool:
    """Whether a report of the link stands, or a case about it has a check that says so."""
    if any(line.label is Label.BROKEN_LINK for line in _standing(case, lines)):
        return True
    return case.kind is not CaseKind.QUESTION and bool(_broken(subject))


def _others(
    case: Case, lines: Mapping[str, Line], opening: Line | None, worded: Mapping[str, str]
) -> str:
    """How many reported the link besides who is quoted, and not who they are."""
    reports = (line for line in _standing(case, lines) if line.label is Label.BROKEN_LINK)
    count = len({line.handle for line in reports} - {opening.handle if opening else ""})
    said = worded["others"] if count > 1 else worded["other"] if count else ""
    return filled(said, {"count": str(count)})


def _broken(subject: Line | None) -> str:
    """The link of a vacancy that the link checker found broken, as the post has it."""
    found = subject.link if subject else None
    if subject is None or found is None or not found.state.is_broken:
        return ""
    return _first(subject.post.links, (found.link, found.target))


def _first(links: Iterable[str], meant: Iterable[str]) -> str:
    """The first of these links that leads to one of those meant; nothing where none does."""
    targets = set(map(same_link, meant))
    return next((link for link in links if same_link(link) in targets), "")


def _template(case: Case, opening: Line | None) -> str:
    promised = case.state is State.PROMISED
    if opening is None and case.kind is not CaseKind.QUESTION:
        return "promised_link" if promised else "dead_link"
    if case.waits_for_anybody:
        return "everybody"
    label = opening.label if opening else None
    return "promised" if promised else _BY_LABEL.get(label, case.kind.value)


def _fields(case: Case, opening: Line | None, *, fair: Fair, clock: datetime) -> dict[str, str]:
    asker = opening.post.author.handle if opening and case.reporters else ""
    return {
        "asker": safe(f"@{asker}") if asker else "",
        "question": safe(_question(opening, fair)) if opening and not opening.deleted else "",
        "waited": times.long(max(case.waited(clock), timedelta(minutes=1))),
        "hashtag": f"#{safe(fair.hashtags[0])}" if fair.hashtags else "",
    }


def _link(opening: Line | None, subject: Line | None, *, fails: bool) -> str:
    """The vacancy's link that is meant: the one that a post names or that `fails`, else a first."""
    links = subject.post.links if subject else ()
    named = _first(links, opening.post.links) if opening else ""
    return named or (_broken(subject) if fails else "") or "".join(links[:1])


def _question(opening: Line, fair: Fair) -> str:
    """What was asked, without the fair's hashtags at its end: the draft ends with one itself."""
    asked = phrases.quote(opening).split()
    tags = {f"#{tag}".casefold() for tag in fair.hashtags}
    while len(asked) > 1 and asked[-1].casefold() in tags:
        asked.pop()
    return " ".join(asked)


def _addressed(case: Case, lines: Mapping[str, Line], fair: Fair) -> str:
    """Whom the draft speaks to: an account of who owes the word, else their name."""
    account = next(_accounts(case, lines, fair), None)
    return f"@{account}" if account else case.party


def _accounts(case: Case, lines: Mapping[str, Line], fair: Fair) -> Iterator[str]:
    """Their accounts, the nearest first: whose promise or vacancy it is, the listed, the rest.

    A case that was regrouped may be about a party by its name: that is no account.
    """
    promise = case.history[-1].post if case.state is State.PROMISED else None
    near = (lines.get(key or "") for key in (promise, case.subject.post))
    yield from (line.post.author.handle for line in near if line)
    yield from fair.employers.get(case.party, ())
    if case.subject == THE_FAIR and not case.taken_up_by:
        yield from fair.organiser
    if case.subject.party and not case.regrouped:
        yield case.subject.party
    theirs = (line for line in lines.values() if line.party == case.party)
    yield from (line.post.author.handle for line in theirs if line.side.owes_answers)


def filled(template: str, fields: Mapping[str, str]) -> str:
    """Give the template with its fields; lines of which every field is empty are left out."""
    lines = (
        _FIELD.sub(lambda field: fields.get(field[1], ""), line)
        for line in template.splitlines()
        if not (names := _FIELD.findall(line)) or any(fields.get(name) for name in names)
    )
    return "\n".join(" ".join(line.split()) for line in lines if line.strip())


def _stop(quoted: str) -> str:
    """The full stop behind a quote that ends as no sentence does."""
    return "." if quoted[-1:].isalnum() else ""


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else text[: room - 1].rstrip() + "…"
