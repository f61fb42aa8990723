"""What can be chosen from where an act asks: moments, vacancies, parties, cases, posts, sides."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from moderator.core.board import Line
from moderator.core.case import EVERYBODY, Case
from moderator.core.facts import same_moderator
from moderator.core.labels import Side
from moderator.desk.choices.choice import Choice
from moderator.desk.day import Day
from moderator.desk.sentences import hands
from moderator.desk.words import phrases, signs, times, words
from moderator.wishes.sense import LONGEST_NAME
from moderator.words.language import _

NEWEST = 3000
"""Newest posts among which vacancies are looked for: older ones are found by the filter."""

RESTS = (5, 15, 30, 60)
"""Minutes for which a case is offered to be set aside."""


@dataclass(frozen=True, slots=True)
class Until:
    """When a case comes back by itself: at a moment, or (None) with the next post."""

    at: datetime | None


@dataclass(frozen=True, slots=True)
class Belongs:
    """Whom an account speaks for: a side, and perhaps the party of which it is one account."""

    side: Side
    party: str = ""


@dataclass(frozen=True, slots=True)
class Heir:
    """The moderator who is to have a case, and what they should know."""

    name: str
    note: str = ""


def rests(day: Day) -> list[Choice[Until]]:
    """Give for how long a case can be set aside."""
    moments = [(minutes, day.clock + timedelta(minutes=minutes)) for minutes in RESTS]
    at_a_moment = [
        Choice(
            Until(moment),
            _("until {time}").format(time=times.dated(moment, day.clock, day.fair)),
            times.long(timedelta(minutes=minutes)),
        )
        for minutes, moment in moments
    ]
    return [
        Choice(Until(None), _("until somebody writes"), _("in this conversation")),
        *at_a_moment,
    ]


def until(typed: str, day: Day) -> Until | None:
    """Give the moment that was typed; None where it is none, or over."""
    moment = times.moment(typed, day.clock, day.fair)
    return Until(moment) if moment and moment > day.clock else None


def no_until(typed: str, day: Day) -> str:
    """Give why what was typed is no moment until which a case can be set aside."""
    if times.moment(typed, day.clock, day.fair) is None:
        return _("That is no time: try 11:42 or +15.")
    said = _("It is {time} already: try a later time, or +15.")
    return said.format(time=times.hm(day.clock, day.fair))


def subjects(case: Case, day: Day) -> list[Choice[str]]:
    """Give what a case could be about, what it is about now first: a party, a vacancy, the fair."""
    found = filter(None, (_vacancy_of(case, day), *_vacancies(day)))
    offers = {line.key: line for line in found}.values()
    parties = [Choice(to, name, _("in general")) for name, to in sorted(_employers(day).items())]
    vacancies = [Choice(line.key, line.handle, phrases.quote(line)) for line in offers]
    own = [choice for choice in vacancies if _by(case, choice, day)]
    rest = [choice for choice in vacancies if choice not in own]
    fair = [Choice("", _("the fair itself"), _("a matter of the organiser"))]
    if case.to_all:
        fair.insert(0, Choice(EVERYBODY, _("everybody"), _("any employer, or the organiser")))
    now = subject_now(case, day)
    choices = [_as_now(one) if one.gives == now else one for one in (*own, *fair, *parties, *rest)]
    return sorted(choices, key=lambda one: one.gives != now)


def subject_now(case: Case, day: Day) -> str:
    """Give what a case is about, as the choice that changes nothing gives it."""
    if case.to_all:
        return EVERYBODY
    if case.subject.post or not case.subject.party:
        return case.subject.post or ""
    return _employers(day).get(case.responsible, case.subject.party)


def moves(case: Case, to: str, day: Day) -> bool:
    """Whether a choice makes a case be about something else; nothing is put to everybody anew."""
    return to not in (EVERYBODY, subject_now(case, day))


def _as_now(choice: Choice[str]) -> Choice[str]:
    return replace(choice, note=_("now: {what}").format(what=choice.note))


def _employers(day: Day) -> dict[str, str]:
    """Give every employer that is known by name, each with an account of theirs.

    An account stays theirs whatever the roster calls them in another run, and without a roster.
    """
    found = {name: next(iter(handles), name) for name, handles in day.fair.employers.items()}
    for case in day.cases():
        line = _vacancy_of(case, day)
        account = line.handle if line else case.subject.party
        if account:
            found.setdefault(case.responsible, account)
    for line in _vacancies(day):
        found.setdefault(line.party, line.handle)
    found.pop("", None)
    return found


def _by(case: Case, choice: Choice[str], day: Day) -> bool:
    """Whether a vacancy is by the account that the case's own vacancy is by."""
    vacancy = _vacancy_of(case, day)
    return vacancy is not None and vacancy.handle == choice.name


def _vacancy_of(case: Case, day: Day) -> Line | None:
    return day.line(case.subject.post) if case.subject.post else None


def _vacancies(day: Day) -> Iterator[Line]:
    length = day.stream_length()
    for line in reversed(day.stream(max(length - NEWEST, 0), length)):
        if line.offers_work:
            yield line


def others(case: Case, day: Day) -> list[Choice[str]]:
    """Give the cases that a case could be one with: those of the same party first.

    Of one that waits no more, how it ended is told.
    """
    cases = [other for other in day.cases() if other.id != case.id]
    cases.sort(key=lambda other: (other.responsible != case.responsible, not other.lacks_follow_up))
    return [Choice(other.id, phrases.case_name(other), _ended(other, day)) for other in cases]


def _ended(case: Case, day: Day) -> str:
    quote = quote_of(case, day)
    ended = "" if case.lacks_follow_up else words.standing(case.state)
    return signs.SEPARATOR.join(filter(None, (ended, quote)))


def quote_of(case: Case, day: Day) -> str:
    """Give the words that opened a case."""
    line = day.line(case.asks)
    return phrases.quote(line) if line else ""


def colleagues(case: Case, day: Day) -> list[Choice[Heir]]:
    """Give who else moderates, and so could have a case; who looks at it first."""
    here, holder = day.company().get(case.id, ()), case.claimed_by(day.clock)
    names = [*here, *(name for name in day.colleagues() if name not in here)]
    look = _("looks at it now")
    return [
        Choice(Heir(name), name, look if name in here else "")
        for name in names
        if not same_moderator(name, holder)
    ]


def heir(typed: str, offered: Sequence[Choice[Heir]]) -> Heir | None:
    """Give who is meant by a name, or the one beginning of it, with the note behind it.

    Who is not on offer may come later. None where that is no name, or begins several.
    """
    text, names = typed.strip(), [one.name for one in offered]
    if whole := [name for name in names if _begins_with(text, name)]:
        name = max(whole, key=len)
        return Heir(name, text[len(name) :].strip())
    if len(meant := _begun(text, names)) == 1:
        return Heir(meant[0])
    name, _space, note = text.partition(" ")
    if meant := _begun(name, names):
        return Heir(meant[0], note.strip()) if len(meant) == 1 else None
    fits = 0 < len(name) <= LONGEST_NAME and name.isprintable()
    return Heir(name, note.strip()) if fits else None


def _begins_with(text: str, name: str) -> bool:
    """Whether a name stands first in a text as words of its own, whatever the capitals."""
    rest = text[len(name) :]
    return text[: len(name)].casefold() == name.casefold() and (not rest or rest[0].isspace())


def _begun(text: str, names: Sequence[str]) -> list[str]:
    return [name for name in names if name.casefold().startswith(text.casefold())]


def is_self(given: Heir, day: Day) -> bool:
    """Whether the name is that of the moderator of this desk."""
    return hands.is_own(given.name, day)


def is_stranger(given: Heir, offered: Sequence[Choice[Heir]], before: Heir | None) -> bool:
    """Whether nobody on offer is called so, and the name was not typed just before."""
    known = [one.name for one in offered] + ([before.name] if before else [])
    return given.name not in known


def members(case: Case, day: Day) -> list[Choice[str]]:
    """Give the posts that can be taken out of a case."""
    lines = [line for key in case.posts if (line := day.line(key))]
    return [Choice(line.key, line.handle, phrases.quote(line)) for line in lines]


def sides(line: Line, day: Day) -> list[Choice[Belongs]]:
    """Give whom a post's author could speak for: a side, or an employer that is known by name.

    By that name where the roster has it, else by an account of theirs.
    """
    roster, account = day.fair.employers, line.handle
    no_employers = {account, *(handle.removeprefix("@") for handle in day.fair.organiser)}
    named = {
        name: name if name in roster else to
        for name, to in sorted(_employers(day).items())
        if to not in no_employers
    }
    return [
        Choice(Belongs(Side.SEEKER), words.side_name(Side.SEEKER), _("looks for work")),
        Choice(Belongs(Side.ORGANISER), words.side_name(Side.ORGANISER), day.fair.name),
        Choice(Belongs(Side.EMPLOYER), words.side_name(Side.EMPLOYER), account),
        *(
            Choice(Belongs(Side.EMPLOYER, to), words.side_name(Side.EMPLOYER), name)
            for name, to in named.items()
        ),
    ]
