"""What a fair goes by: all that an account may call it who works there.

Names are compared as in a handle, without case and spaces. A fair goes by its hashtags,
the organiser's handles, its name and how that begins; by initials ("rjd", of the Ravensmoor Jobs
Day); where somebody has a task, by what is left of its name without the words that
many fairs have ("Shannonside Jobs Afternoon"); and by the region in its name.
"""

import re
from collections.abc import Iterator

from moderator.core.fair import Fair
from moderator.core.text.generic_words import GENERIC

_OF_MANY = re.compile(
    r"\b(?:online|twitter\w*|landelijke?|national|the|de|het|jobs?|careers?|hiring|hires|employment|"
    r"fair|days?|morning|afternoon|evening|events?|werk(?:t|en)?|works|banen\w*|baan|jobdag|jobbeurs|"
    r"markt|beurs|campus|op|on|nl|uk|(?:19|20)?\d\d)\b|(?<=\w{4})(?:jobs|werkt|banen|careers|works)\b",
    re.IGNORECASE,
)
"""What is in the names of many fairs."""
_COMPOUND = re.compile(
    r"\b(werk|banen|baan|job|arbeids?|leer|zorg|techniek)(?=(?:markt|beurs|dag|middag|avond|plein|loket|punt|"
    r"centrum|dienst|service|kring|huis|haven|feest|winkel|bedrijf|net)\b)",
    re.IGNORECASE,
)
"""The first half of a word that gives a fair two initials: "Werkcentrum Dinkel" is "wcd", too."""
_SMALL = re.compile(r"\b(?:aan|and|at|by|de[nr]?|en|for|het|in|of|on|op|the|to|van|voor)\b")
"""Words that often have no letter among the initials of a name."""
_HUMPS = re.compile(r"[A-Z]{2,}(?![a-z])|[A-Z]?[a-z]+|[A-Z]|\d+")
_ACRONYM = re.compile(r"(?<![A-Za-z])[A-Z]{3,6}(?=[A-Z][a-z]|\b|_)")
_YEAR = re.compile(r"(?:19|20)?\d\d$")
_SHORTEST, _FEWEST_INITIALS = 4, 3
MARKED, FOR_A_TASK, REGION, SHORT = "#", "+", "~", "="
"""What begins a hashtag or handle, what counts with a task only, a region's name, initials."""


def goes_by(fair: Fair) -> frozenset[str]:
    """All that a fair goes by, squashed."""
    begins = re.split(r"[,:(]", fair.name)[0]
    handles = [re.split(r"[@.]", each.removeprefix("@"))[0] for each in fair.organiser]
    whole = [*fair.hashtags, *handles, *_beginnings(fair.name), *_beginnings(begins)]
    names = set(filter(_is_telling, map(squashed, whole)))
    names |= set(filter(_is_telling, [_YEAR.sub("", name) for name in names]))
    firsts = [each.partition("_")[0] for each in handles]
    bare = [
        _OF_MANY.sub(" ", each) for each in (fair.name, begins, *handles, *map(_spaced, handles))
    ]
    short = {*filter(_is_telling, map(squashed, (*bare, *firsts)))}
    spaced = (*whole, *map(_spaced, whole))
    initials = {each for name in (*spaced, *map(_parted, spaced)) for each in _initials(name)}
    initials |= {each.casefold() for name in whole for each in _ACRONYM.findall(name)}
    initials |= {each for each in map(_shortened, handles) if len(each) >= _FEWEST_INITIALS}
    short |= initials
    marked = {f"{MARKED}{squashed(each)}" for each in (*fair.hashtags, *handles)}
    regions = {f"{REGION}{word.casefold()}" for word in fair.name.split()}
    with_task = {f"{FOR_A_TASK}{name}" for name in names | short}
    return frozenset(names | with_task | marked | regions | {f"{SHORT}{each}" for each in initials})


def _beginnings(name: str) -> Iterator[str]:
    """A name, and its beginnings that tell a fair; also without "national" in front."""
    words = name.split()
    of_many = [_OF_MANY.fullmatch(word) is not None for word in words]
    for start in range(2 if all(of_many[:2]) else 1):
        yield " ".join(words[start:])
        for end in range(start + 2, len(words)):
            if any(of_many[start:end]):
                yield " ".join(words[start:end])


def _initials(name: str) -> set[str]:
    """The initials of a name, with and without its small words, and how these begin."""
    whole, large = (
        "".join(re.findall(r"\b[^\W\d_]", words))
        for words in (name.casefold(), _SMALL.sub("", name.casefold()))
    )
    ends = range(_FEWEST_INITIALS, len(large) + 1)
    return {
        each for each in (whole, *(large[:end] for end in ends)) if len(each) >= _FEWEST_INITIALS
    }


def _shortened(handle: str) -> str:
    """The capitals with which the words of a handle begin: of TBRivierenland, "tbr"."""
    humps = _HUMPS.findall(handle)
    return "".join(hump if hump.isupper() else hump[0] for hump in humps).casefold()


def _spaced(handle: str) -> str:
    return " ".join(_HUMPS.findall(handle))


def _parted(name: str) -> str:
    """A name whose compound words are two: "werk centrum"."""
    return _COMPOUND.sub(r"\1 ", name)


def squashed(name: str) -> str:
    """A name as a handle has it: letters and digits only, without case."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _is_telling(name: str) -> bool:
    return len(name) >= _SHORTEST and name not in GENERIC and not name.isdigit()
