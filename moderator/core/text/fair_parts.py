"""What a fair shows on its own pages, as people call it: its list of employers, its programme."""

import re
from collections.abc import Iterable

_PARTS = {
    "list": (
        r"(?<!vacature)(?<!banen)lijst(?! met (?:alle |de )?(?:vacatures|banen))|deelnemer|"
        r"participant|exhibitor|taking part|\blist\b(?! of (?:jobs|vacancies))|standhouder"
    ),
    "programme": r"programma|programme|schedule|timetable|\brooster\b|dagindeling",
    "map": r"plattegrond|\bkaart\b|\bmap\b|floor ?plan",
    "signing up": r"inschrijf|inschrijv|aanmeld|sign(?:ing)?[ -]?up|registration|\bregister\b",
    "consultation": r"\bcv[ -]?(?:check|gesprek|review)|speeddate|spreekuur|clinic",
}
_LIST_IN_A_LINK = r"/(?:employers|exhibitors|werkgevers|bedrijven|companies)\b"
_FOUND = {part: re.compile(words, re.IGNORECASE) for part, words in _PARTS.items()}
OVERVIEWS = frozenset({"list", "programme", "map"})
"""What shows all employers: who reports one of these may name an employer as an example."""

_NAMES = re.compile(r"(?:https?://|[@#])\S+")


_HOST = re.compile(r"^https?://[^/]*")


def pages_of_fair(text: str, links: Iterable[str]) -> frozenset[str]:
    """The parts of a fair's pages that a text speaks of, or to which its links lead."""
    paths = " ".join(_HOST.sub(" ", link) for link in links).replace("-", " ").replace("_", " ")
    listed = re.search(_LIST_IN_A_LINK, paths, re.IGNORECASE) is not None
    return fair_parts(f"{text} {paths}") | ({"list"} if listed else set())


def fair_parts(text: str) -> frozenset[str]:
    """The parts of a fair's pages that a text speaks of."""
    said = _NAMES.sub(" ", text)
    return frozenset(part for part, words in _FOUND.items() if words.search(said))
