"""Who helps the organiser of a fair, as far as names, handles and profiles tell.

"Wilma (Kade 26)", "Rik van Banendag Midden", "behind @VeenmarktWerk today", "jo_tarnside",
coordinator: such an account speaks for the organiser. What an account says and what a fair
goes by are compared as in a handle, without case and spaces. Where a profile tells
of a task, a fair also goes by what is left of its name without the words that many fairs
have ("Shannonside Jobs Afternoon"), and by the region in its name. Behind a first
name in a handle its initials are enough ("bridie_rjd", of the Ravensmoor Jobs Day), and behind
one anywhere what employment services are called ("milan_werkpunt", "Omar | Werkplein"). So is
the fair's whole name anywhere in a profile, but for those who visit it ("vandaag op #banenmarkt").
"""

import re
from collections.abc import Iterator

from feeds.post import Author
from moderator.core.parties.fair_names import FOR_A_TASK, MARKED, REGION, SHORT, squashed
from moderator.core.parties.profiles import first_and_rest, has_task, seeks_work
from moderator.core.text.hosts import is_everybodys

_TASK = re.compile(
    r"\b(?:organi[sz]\w+|initiati\w+|mod(?:erat\w+)?|host|gast(?:vrouw|heer)|webcare|(?:help)?desk|"
    r"co(?:ö|o)rdinat\w+|project(?:leid|mede|manag)\w+|programmaleid\w+|vraagbaak|(?:dag)?voorzitter|"
    r"redactie|knoppen|workforce|onthaal|productie)\b",
    re.IGNORECASE,
)
"""A task that one has at a fair, and hardly elsewhere."""
_TASK_AT = re.compile(
    rf"{_TASK.pattern}|\b(?:help(?:t|s|ing)|vrijwillig\w+|volunteer\w*|team|community|events|half|"
    r"\w*advis[eo]\w*|\w*consulent\w*|\w*coach|medewerk\w+|answer\w*|beantwoord\w*|"
    r"run(?:s|ning)?|lead)\b",
    re.IGNORECASE,
)
"""The same, and what many do elsewhere: it counts with the fair's whole name behind it."""
_ON_BEHALF = re.compile(
    r"\b(?:achter|namens|behind|on behalf of|redactie|"
    r"(?:twittert?|tweets?|posts?|praat|moderates?|answers|speaks|manned) (?:voor|van|for|by))"
    r"\s+([@#]\w+)",
    re.IGNORECASE,
)
_TEAM_OF = re.compile(r"(#\w+)[\s-]+(?:team|desk|webcare|crew)\b", re.IGNORECASE)
_TEAM = re.compile(r"\b(?:help)?(?:team|desk|webcare|crew)\b", re.IGNORECASE)
_NOT_AT = re.compile(
    r"is|was|zijn|are|vandaag|today|ook|also|en|and|aan|to|with|met", re.IGNORECASE
)
"""Between a task and a name: the task is not at what has the name."""
_VISITS = re.compile(
    r"\b(?:op|at|aan|on|to|voor|for|vandaag|today|here|hier|tijdens|during)(?: (?:de|het|the))?$|"
    r"\b(?:bezoek\w*|visit\w*|sta|staat|staan|kom|komt|komen)\b",
    re.IGNORECASE,
)
"""Before a name, in the same clause: who says so is a guest there."""
_CLAUSE_END = re.compile(r"[|,.;:!?()\n]")
_BEHIND_A_NAME = re.compile(
    r"[^\W\d_][\w.'-]*"
    r"(?:\s*\(([^)]+)\)|\s*[,|/·–-]\s+(.+)|\s+(?:(?:coach|van|of|from|at|bij)\s+)+(.+)|\s+([A-Z]{3,6}))"
)
"""A person's name, and that of something else behind it: "Jo (Town Team)", "Rik van Banendag"."""
_DESK = re.compile(
    r"(.{2,40}?)[\s_-]*(?:help\s?desk|help|webcare|support|info|(?:web\s?)?team)", re.IGNORECASE
)
_SERVICE = re.compile(
    r"\b(?i:werk(?:plein|loket|punt|centrum|winkel)|(?:leerwerk|banen|arbeids)loket|werkgeversservicepunt|"
    r"wsp|uwv|vdab|jobpunt|jobcent(?:re|er)(?:\splus)?|(?:jobs?|employment|skills|careers?)\s"
    r"(?:service|hub|office|partnership))\s+(?:(?i:regio|in|for)\s+)?([A-Z][\w-]{3,})"
)
"""An employment service with the name of its region."""
_AT_A_SERVICE = re.compile(
    r"werk(?:plein|loket|punt|centrum|winkel|huis)|(?:(?:leer)?werk|banen|jongeren)?loket|wsp|uwv|vdab|"
    r"forem|actiris|jobpunt|jobcent(?:re|er)(?:plus)?"
)
"""What stands behind a first name, in name or handle, of who works at an employment service."""
_LONGEST_BIO, _LONGEST_NAME = 500, 100
_BETWEEN, _MOST_WORDS, _WHOLE = 4, 7, 6


def helps(author: Author, names: frozenset[str]) -> bool:
    """Whether an account says that it helps at the fair that goes by these names."""
    if seeks_work(author):
        return False
    bio, name = author.bio[:_LONGEST_BIO], author.name[:_LONGEST_NAME]
    behind, desks = [*_behind(name)], [*_with_a_desk(name, author.handle)]
    said = [*_ON_BEHALF.findall(bio), *_TEAM_OF.findall(bio), *_named_behind_a_task(bio)]
    said += [*_named_before_a_team(bio), *_named_anywhere(bio)]
    found = {*map(squashed, behind), *map(_said, said), *map(_with_task, desks)}
    account, _, server = author.handle.partition("@")
    last, first = _around_the_first(account, name)
    if any(_AT_A_SERVICE.fullmatch(each) for each in {*last, *map(squashed, behind)}):
        return True
    found |= {f"{SHORT}{each}" for each in last | first}
    if _TASK.search(f"{name} | {bio}"):
        named = (*behind, *_parts(account), *_named_behind_a_task(bio))
        found |= {*map(_with_task, named)}
        found.add(server.partition(".")[0].casefold())
    services = _SERVICE.findall(f"{name} | {bio}" if has_task(author) else name)
    found |= {f"{REGION}{each.casefold()}" for each in services}
    return not found.isdisjoint(names)


def _named_behind_a_task(bio: str) -> Iterator[str]:
    """What may be a name, up to four words behind a task, in the same clause."""
    for mark in _TASK_AT.finditer(bio):
        words = _CLAUSE_END.split(bio[mark.end() : mark.end() + 120], maxsplit=1)[0].split()
        for start in range(min(_BETWEEN + 1, len(words))):
            if start and _NOT_AT.fullmatch(words[start - 1]):
                break
            ends = range(start + 1, min(start + _MOST_WORDS, len(words)) + 1)
            yield from (" ".join(words[start:end]) for end in ends)


def _named_before_a_team(bio: str) -> Iterator[str]:
    """What may be a name right before its team, in the same clause: "Tarn Jobs Day team"."""
    for mark in _TEAM.finditer(bio):
        words = _CLAUSE_END.split(bio[: mark.start()])[-1].split()
        for many in range(1, min(_MOST_WORDS, len(words)) + 1):
            yield " ".join(words[-many:])


def _named_anywhere(bio: str) -> Iterator[str]:
    """What may be the fair's name or hashtag, but for what its account says to visit."""
    for clause in _CLAUSE_END.split(bio):
        words = clause.split()
        for start in range(len(words)):
            if _VISITS.search(" ".join(words[:start])):
                continue
            for end in range(start + 1, min(start + _MOST_WORDS, len(words)) + 1):
                name = " ".join(words[start:end])
                if len(squashed(name)) >= _WHOLE:
                    yield name


def _behind(name: str) -> Iterator[str]:
    found = _BEHIND_A_NAME.fullmatch(name.strip())
    yield from filter(None, found.groups() if found else ())


def _with_a_desk(*names: str) -> Iterator[str]:
    """What has a desk of its own: "NJS Help desk", @NWS_Helpdesk."""
    for name in names:
        if found := _DESK.fullmatch(name.strip().partition("@")[0]):
            yield found.group(1)


def _parts(account: str) -> list[str]:
    """What a handle may have behind a person's name."""
    parts = re.split(r"[_.-]", _without_host(account))[1:]
    return [*parts, "".join(parts)]


def _around_the_first(account: str, name: str) -> tuple[set[str], set[str]]:
    """What stands in a handle behind and before a first name, squashed: of @rwbjoost, "rwb"."""
    first, whole = squashed(first_and_rest(name)[0]), squashed(_without_host(account))
    behind, before = {whole.removeprefix(first)}, {whole.removesuffix(first)}
    return (behind - {whole}).union(map(squashed, _parts(account))), before - {whole}


def _without_host(account: str) -> str:
    """A handle without a host on which anybody may have one."""
    first, _, host = account.partition(".")
    return first if is_everybodys(host) else account


def _with_task(name: str) -> str:
    return f"{FOR_A_TASK}{squashed(name)}"


def _said(name: str) -> str:
    return f"{MARKED if name[0] in '@#' else ''}{squashed(name)}"
