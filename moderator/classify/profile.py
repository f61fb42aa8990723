"""What a profile says that an account is: a firm, an agency, a feed; never what a person is like.

Who never spoke before is on no side yet, and "glazier wanted, van licence" and "glazier,
van licence" differ by a word. Only words of organisations and of the tasks done in
their name are looked for. Age, origin, health, faith and family stand in profiles, too:
they must not weigh in what a post is taken for.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from feeds.post import Author
from moderator.core.parties.profiles import has_task, seeks_work

_LONGEST = 500
"""Characters of a profile that are looked at."""

_KINDS = {
    "feed": r"\b(?:feeds?|automati\w{1,9}|automated|auto|rss|bot)\b",
    "news": r"nieuws|krant|\b(?:news|radio|tv|journalist|redactie|editor|reporter|gazette)\b",
    "work": (
        r"banen|jobs|vacatur|vacanc|career|carri[eè]re|recruit|werk(?:en)?(?:bij|voor|at)|werving|"
        r"hiring|staffing|personeel|personnel|talent|\b(?:hrm?|p&o)\b"
    ),
    "agency": (
        r"uitzend|flex|detach|bemiddel|interim|intercedent|recruitment|staffing|payroll|\bagency\b"
    ),
    "us": r"\b(?:wij|we|onze|ons|our|us)\b",
    "firm": (
        r"\b(?:(?:sinds|since|est\.?|anno) ?(?:1[5-9]|20)\d\d|b\.?v\.?|nv|vof|ltd|llp|plc|inc|& zn|"
        r"& sons|holding|group|groep|stichting|trust|council|gemeente|provincie|ministerie|"
        r"waterschap|ma t/m vr|ma-(?:vr|za)|mon-fri|webcare|offici\w{2,6}|account (?:van|of))\b"
    ),
    "trade": (
        r"bedrij[fv]|installati|schilder(?:s|werken)|loonwerk|garage|bakker|slager|restaurant|hotel|"
        r"camping|winkel|school|scholen|college|ziekenhui|hospital|zorg(?:groep|centrum)|thuiszorg|"
        r"kinderopvang|logisti|transport|builders|bouw\b|roofing|plumbing|\bfarm|care home|nursery|"
        r"brewery|brouwerij|schoonmaak|cleaning|beveiliging|security|techniek|metaal|engineering"
    ),
}
_PATTERNS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _KINDS.items()}


@lru_cache(maxsize=4_096)
def profiled(author: Author, role: str) -> tuple[str, ...]:
    """What the author's name, handle and profile tell, by itself and in that place."""
    kinds = [*_kinds(author)]
    return (
        *(f"p:profile:{kind}" for kind in kinds),
        *(f"p:profile:{kind}:{role}" for kind in kinds),
    )


def _kinds(author: Author) -> Iterable[str]:
    whole = f"{author.handle} | {author.name} | {author.bio[:_LONGEST]}"
    yield from (name for name, pattern in _PATTERNS.items() if pattern.search(whole))
    if seeks_work(author):
        yield "seeks"
    elif has_task(author):
        yield "task"
