"""What a profile says of whom an account works for.

"Recruiter bij Zorggroep Noord", "Petra | Banenloket", "namens @bakkerbolt", "HR Bolt":
an account that says so speaks for the account of that name. Only profiles that
also name a task in recruiting or organising count: a nurse who mentions her
ward does not answer for it, unless her own name or handle has the name of it. Who
says to look for work speaks for nobody.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from feeds.post import Author
from moderator.core.text.generic_words import GENERIC
from moderator.core.text.hosts import is_everybodys

_TASK = re.compile(
    r"\b(?>\w*?recruit\w*|resourc(?:er|ing)\w*|consultants?\b|arbeidsmarkt\w*|hr\b|hrm\b|p&o|"
    r"personeel\w*|personnel|werving\w*|talent\w*|intercedent\w*|\w*?consulent\w*|\w*?advis\w+|"
    r"webcare|communicati\w+|corporate|campus\w*|vacature\w*|vacanc\w+|hiring|namens|on behalf|"
    r"people (?:team|partner|manager)|social media|community|organis\w+|co(?:ö|o)rdinat\w+|"
    r"vestigings\w+|branch manager|jobcoach|matchmaker|loopbaan\w*|careers?|staffing|"
    r"werk(?:t|zaam) (?:bij|voor) @|work(?:s|ing) (?:at|for) @)",
    re.IGNORECASE,
)
_WORKS_FOR = re.compile(
    r"(?:\b(?:bij|van|voor|namens|at|for|from|of|with)\s|[|/·•@]|\s[-–]\s)", re.IGNORECASE
)
_TASK_OF = re.compile(
    rf"{_TASK.pattern}(?:\s+|(?:\s\w{{1,20}}){{0,2}},\s)(?-i:(?=[A-Z]))", re.IGNORECASE
)
"""A task with the employer's name behind it: "Recruiter Zorggroep Noord", "HR team, Bolt"."""
_WORKS_AT = re.compile(r"(?:\b(?:bij|at|namens|on behalf of)\s|@\s?)", re.IGNORECASE)
_SEEKS = re.compile(
    r"\b(?:werkzoekende?\b"
    r"|(?<!mensen )op zoek naar (?!mensen|talent|kandidaten|iemand|collega|jou\b)"
    r"(?:\w+ ){0,3}(?:baan|job|werk|functie|uitdaging)"
    r"|zoekt? (?!naar )(?:nu |weer )?(?:een )?(?:\w+ )?(?:baan|job|werk)\b|job ?seek(?:er|ing)\b"
    r"|open to work|between jobs"
    r"|(?<!people )(?:looking|searching) for (?!people|talent|candidates|someone|you\b)"
    r"(?:\w+ ){0,3}(?:job|work|role|position))",
    re.IGNORECASE,
)
_ORGANISED_BY = re.compile(
    r"(?:\b(?:(?:ge)?organi[sz]\w+|initiati\w+|mogelijk gemaakt|powered|hosted|run)"
    r"(?:\s+(?:door|van|by|of|from))?\s*:?|\b(?:namens|on behalf of)"
    r"|(?:beurs|markt|dag|uur|ochtend|middag|avond|event|fair|day|morning|afternoon|evening)\s+"
    r"(?:door|van|by|from|of))\s",
    re.IGNORECASE,
)
_AND = re.compile(r" (?:and|en|und|et) (?:(?:de|het|the) )?")
_ARTICLE = re.compile(r"\s*(?:de|het|the)\s", re.IGNORECASE)
_FIRST_ARTICLE = re.compile(r"^(?:de|het|the) ")
_PHRASE_END = re.compile(r"[,.;:!?|()\n/·•]|\s[-–]\s|$")
_ADDRESS = re.compile(r"(?<![^\s@])@?[^\s@]+@\S+")
"""Of mail, or with a server: no employer stands behind such an @."""

_ITS_VACANCIES = re.compile(
    r"^(?:werken|working|jobs|careers|vacatures) (?:bij|at|for|van) "
    r"|\s(?:vacatures?|vacancies|jobs|careers|werkt|recruitment|hrm?|p&o|personeel|werving|talent)$"
)
"""What an employer's account for vacancies has around the employer's name."""

_HANDLE = re.compile(r"@([\w.@-]*\w)")
_FIRST_NAME = re.compile(r"[\W_]*([^\W\d_][\w.-]*\w)")
_AROUND = " ,.!|"
_INSTITUTION = re.compile(
    r"\b(?:authority|council|partnership|college|university|chamber|hub|agency|foundation|network|"
    r"forum|centre|center|service|gemeente|provincie|stichting|hogeschool|kamer|netwerk|dienst|"
    r"werk(?:plein|punt|kring|bedrijf|service|centrum|loket)|\w*loket)\b",
    re.IGNORECASE,
)
"""What an organisation may be that gives a fair; an employer may be called anything."""

WITHIN = "^"
"""What begins a name that counts only where the organiser's own profile has it, too."""

CARRIED = "~"
"""What begins a name that is just a telling word, carried by an account's own name or handle."""

_SHORTEST = 4
_LONGEST = 6
_PHRASE = 200
"""Characters that six words take at the most."""


def seeks_work(author: Author) -> bool:
    """Whether an account says to look for work: then it speaks for nobody."""
    return _SEEKS.search(author.bio) is not None


def has_task(author: Author) -> bool:
    """Whether a profile names a task in recruiting or organising."""
    return _TASK.search(f"{author.name} | {author.bio}") is not None


def names_of(author: Author) -> frozenset[str]:
    """The names by which others may call this account in their profiles."""
    name = plain(author.name)
    names = {name, author.handle.partition("@")[0].casefold()} | _employer_in(name)
    names |= {f"{CARRIED}{telling}" for telling in _telling(_phrase(author.name))}
    return frozenset(name for name in names if len(name) >= _SHORTEST)


def organisations_in(author: Author) -> frozenset[str]:
    """The organisations that an organiser's own profile names ("Organisatie: …"), and its own name.

    Also without what stands in front: of "Skerryport Employment Hub" people say "Employment Hub".
    """
    phrases = [*_phrases_after(_ORGANISED_BY, author.bio)]
    named = _begun(chain(phrases, *map(_AND.split, phrases)))
    tails = {" ".join(name.split()[cut:]) for name in named for cut in (1, 2)}
    named |= {tail for tail in tails if len(tail) >= _SHORTEST}
    within = {*named, plain(author.name)}
    return named | {f"{WITHIN}{name}" for name in within if " " in name}


def works_for(author: Author) -> frozenset[str]:
    """The names, of accounts or organisations, for which the profile speaks.

    With them the domain that a handle is part of: who has "werkkompas.example" gave out
    "femke.werkkompas.example". Of "kim_bolt", baker at Bolt, it is whoever has that as the
    telling word of a name (behind CARRIED).
    """
    if seeks_work(author):
        return frozenset()
    profile = f"{author.name} | {author.bio}"
    names = _domain(author) | _carried(author) | _employer_in(plain(author.name))
    names |= {f"{WITHIN}{name}" for name in _institutions(profile)}
    if has_task(author):
        names |= {handle.casefold() for handle in _HANDLE.findall(author.bio)}
        names |= _named_after(_WORKS_FOR, profile) | _named_after(_TASK_OF, profile)
    return frozenset(names)


def _institutions(profile: str) -> Iterator[str]:
    """What stands between the marks of a profile and may be an organisation that gives a fair."""
    for phrase in _PHRASE_END.split(profile):
        name = _FIRST_ARTICLE.sub("", plain(phrase[:_PHRASE]))
        for each in (name, *_AND.split(name)):
            if " " in each and _INSTITUTION.search(each):
                yield each


def _employer_in(name: str) -> set[str]:
    """The employer whose account for vacancies goes by that (plain) name."""
    employer = _ITS_VACANCIES.sub("", name)
    return {employer} if employer != name and any(_telling(employer)) else set()


def _carried(author: Author) -> set[str]:
    """The telling words of where an account says to work that its own name or handle has, too.

    Not the first name: who gives another handle of her own is no namesake's.
    """
    profile = _ADDRESS.sub(" ", f"{author.name} | {author.bio}")
    marks = chain(_WORKS_AT.finditer(profile), _TASK_OF.finditer(profile))
    phrases = (_phrase(profile, mark.end()) for mark in marks)
    own = "".join(re.findall(r"[^\W_]+", f"{author.handle} {author.name}".casefold()))
    words = {word for phrase in phrases for word in _telling(phrase) if word in own}
    return {CARRIED + word for word in words - {first_and_rest(author.name)[0]}}


def _telling(name: str) -> Iterator[str]:
    """The first word of a name that not many others have, unless it is a short one."""
    words = re.findall(r"[^\W_]+", name.casefold())
    first = next((word for word in words if word not in GENERIC), "")
    if len(first) >= _SHORTEST:
        yield first


def _domain(author: Author) -> set[str]:
    """The domain above a handle that is one itself, unless anybody may have a handle there."""
    above = author.handle.casefold().partition(".")[2]
    own = "." in above and "@" not in above and not is_everybodys(above)
    return {above} if own else set()


def plain(name: str) -> str:
    """A name without case, emoji and punctuation around it, to compare with others."""
    return " ".join(re.findall(r"[\w&']+", name.casefold()))


def first_and_rest(name: str) -> tuple[str, str]:
    """A person's first name and the rest of the name, as far as there are such."""
    found = _FIRST_NAME.match(name)
    first, rest = (found.group(1), name[found.end() :]) if found else ("", "")
    return first.casefold(), rest.strip(_AROUND).casefold()


def _named_after(marker: re.Pattern[str], text: str) -> frozenset[str]:
    """The first one to six words after each marker, to the end of the phrase."""
    return _begun(_phrases_after(marker, text))


def _phrases_after(marker: re.Pattern[str], text: str) -> Iterator[str]:
    """What stands after each marker, and its article, to the end of the phrase."""
    for mark in marker.finditer(text):
        article = _ARTICLE.match(text, mark.end())
        yield _phrase(text, article.end() if article else mark.end())


def _begun(phrases: Iterable[str]) -> frozenset[str]:
    """The first one to six words of phrases."""
    words = [plain(phrase).split()[:_LONGEST] for phrase in phrases]
    names = (" ".join(each[:count]) for each in words for count in range(1, len(each) + 1))
    return frozenset(name for name in names if len(name) >= _SHORTEST)


def _phrase(text: str, start: int = 0) -> str:
    """What stands there, to the end of the phrase."""
    return _PHRASE_END.split(text[start : start + _PHRASE], maxsplit=1)[0]
