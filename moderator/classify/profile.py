"""What a name and a profile say of an account: a firm, an agency, a feed; nothing of a person.

Who never spoke before is on no side yet, and "glazier wanted, van licence" and "glazier,
van licence" differ by a word. Only words of organisations and of work in their name are
looked for; what only a name can tell is not looked for in the text that a person wrote about
themselves. Age, origin, health, faith and family stand there, too: they must not weigh in
what a post is taken for.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from feeds.post import Author
from moderator.core.parties.profiles import has_task, seeks_work

_LONGEST = 500
"""Characters of a profile that are looked at."""

_IN_NAMES = {
    "agency": r"flex|interim",
    "firm": (
        r"\b(?:b\.?v\.?|nv|vof|ltd|llp|plc|inc|& zn|& sons|holding|group|groep|stichting|trust|"
        r"council|ministerie|waterschap)\b|(?:^|\| )(?:gemeente|provincie) \w"
    ),
    "trade": (
        r"bedrij[fv]|installati|schilder(?:s|werken)|loonwerk|garage|bakker|slager|restaurant|hotel|"
        r"camping|winkel|school|scholen|college|ziekenhui|hospital|zorg(?:groep|centrum)|thuiszorg|"
        r"kinderopvang|logisti|transport|builders|bouw\b|roofing|plumbing|\bfarm|care home|nursery|"
        r"brewery|brouwerij|schoonmaak|cleaning|beveiliging|security|techniek|metaal|engineering"
    ),
}
"""What is looked for in the handle and the name."""

_ANYWHERE = {
    "feed": r"\b(?:feeds?|automati\w{1,9}|automated|auto|rss|bot)\b",
    "news": r"nieuws|krant|\b(?:news|radio|tv|journalist|redactie|editor|reporter|gazette)\b",
    "work": (
        r"banen|jobs|vacatur|vacanc|career|carri[eè]re|recruit|werk(?:en)?(?:bij|voor|at)|werving|"
        r"hiring|staffing|personeel|personnel|talent|\b(?:hrm?|p&o)\b"
    ),
    "agency": r"uitzend|detach|bemiddel|intercedent|recruitment|staffing|payroll|\bagency\b",
    "firm": (
        r"\b(?:anno|est\.?) ?(?:1[5-9]|20)\d\d\b|\b(?:ma t/m vr|ma-(?:vr|za)|mon-fri|webcare|"
        r"offici\w{2,6} account|(?:onze|our) (?:team|vacatures|vacancies|jobs|klanten|clients|"
        r"customers|medewerkers|staff))\b"
    ),
}
"""What is looked for there, and in the text of the profile."""


@lru_cache(maxsize=4_096)
def profiled(author: Author, role: str) -> tuple[str, ...]:
    """What the author's name, handle and profile tell, by itself and in that place."""
    kinds = dict.fromkeys(_kinds(author))
    return (
        *(f"p:profile:{kind}" for kind in kinds),
        *(f"p:profile:{kind}:{role}" for kind in kinds),
    )


def _kinds(author: Author) -> Iterator[str]:
    names = f"{author.handle} | {author.name}"
    yield from _found(_IN_NAMES, names)
    yield from _found(_ANYWHERE, f"{names} | {author.bio[:_LONGEST]}")
    if seeks_work(author):
        yield "seeks"
    elif has_task(author):
        yield "task"


def _found(patterns: dict[str, str], text: str) -> Iterator[str]:
    return (kind for kind, each in patterns.items() if re.search(each, text, re.IGNORECASE))
