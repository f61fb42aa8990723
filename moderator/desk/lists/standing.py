"""How an employer stands, in words: what it offered, what it owes, how fast it answers."""

from moderator.core.case import State
from moderator.desk.lists.employers import Employer
from moderator.desk.words import phrases, signs, times
from moderator.words.language import _
from moderator.words.spelling import many, number, span


def short(one: Employer) -> str:
    """Give what a party offered, and how fast it is: 3 vacancies · first word after 12 min."""
    told = [phrases.vacancies(len(one.vacancies))]
    if one.cases:
        told.append(many(len(one.cases), "{number} case", "{number} cases"))
    if (middle := one.median) is not None:
        told.append(_("first word after {time}").format(time=span(middle)))
    return signs.SEPARATOR.join(told)


def shorter(one: Employer) -> str:
    """Give the same in few characters: 3 vac. · 2 cases · word in 12m."""
    told = [
        _("{number} vac.").format(number=number(len(one.vacancies))),
        many(len(one.cases), "{number} case", "{number} cases"),
    ]
    if (middle := one.median) is not None:
        told.append(_("word in {time}").format(time=times.brief(middle)))
    elif one.cases:
        told.append(_("no word"))
    return signs.SEPARATOR.join(told)


def waits(one: Employer) -> str:
    """Give how many of a party's cases wait; nothing where none does."""
    return many(one.waiting, "{number} waits", "{number} wait") if one.waiting else ""


def lacking(one: Employer) -> str:
    """Give the same, with how many are set aside."""
    aside = _("{number} set aside").format(number=number(one.aside)) if one.aside else ""
    return ", ".join(filter(None, (waits(one), aside)))


def title(one: Employer) -> str:
    """Give a party's name, and whether it owes anything."""
    if not one.lacking:
        return one.name
    owed = many(one.lacking, "{number} case lacks a follow-up", "{number} cases lack a follow-up")
    if one.aside:
        owed = _("{owed}, of which {number} set aside").format(owed=owed, number=number(one.aside))
    return f"{one.name} · {owed}"


def title_short(one: Employer) -> str:
    """Give the same in a few words, for where there is no room."""
    return signs.SEPARATOR.join(filter(None, (one.name, lacking(one))))


def figures(one: Employer) -> str:
    """Give what became of what a party was asked."""
    parts = (
        (one.in_state(State.OPEN), _("{number} open")),
        (one.in_state(State.PROMISED), _("{number} promised")),
        (one.in_state(State.ANSWERED), _("{number} answered")),
        (one.in_state(State.RESOLVED), _("{number} resolved")),
        (one.in_state(State.WITHDRAWN), _("{number} withdrawn")),
    )
    return signs.SEPARATOR.join(said.format(number=number(n)) for n, said in parts if n)
