"""The words of a text that say something about a job, cut to how they begin."""

import re
from collections.abc import Iterable

_WORD = re.compile(
    r"[^\W\d_]{4,}|\b(?:kok|boa|ict|bso|ggz|wmo|cnc|php|hrm|bbl|hgv|lgv)\b", re.IGNORECASE
)
"""Words of four letters or more, and what short words jobs go by."""
_NAMES = re.compile(r"(?:https?://|[@#])\S+")
_STEM = 6
_PLURAL = re.compile(r"(?<=\w{4})(?:e?n|e?s|e)$")
"""How a plural ends, or a word of which it was cut: "nights", "nacht(en)", "nurse(s)"."""
_COMMON_WORDS = """
    deze jullie voor naar zoek zoeken zoekt gezocht vacature vacatures functie baan banen werk
    werken collega team graag heeft hebben wordt worden kunnen moet zijn over onze jouw meer nog
    uren weten iets iemand niet geen alle alleen link pagina site website doet binnen vanaf
    omgeving regio solliciteren sollicitatie reageren maar want even hier daar toch zonder tussen
    mensen waar welke wanneer hoeveel week maand maanden bent doen komt gaan mijn elke zoals alvast
    this that with have your from about which what when they role post vacancy vacancies work
    working hiring apply application looking join team page broken please does only here there
    people take also just them then into some many much need know like still would could very been
    will were where week weeks month months than over after before time term full part
    andere other more jaar jaren year years minuten minutes woon woont wonen live lives living
"""
_COMMON = frozenset(_COMMON_WORDS.split())


def stems_in(text: str, *, apart_from: str = "") -> frozenset[str]:
    """The beginnings of the words that say something about a job, but for those of a name."""
    words = _WORD.findall(_NAMES.sub(" ", text).casefold())
    named = {_PLURAL.sub("", word) for word in _WORD.findall(apart_from.casefold())}
    return frozenset(
        _PLURAL.sub("", word[:_STEM])
        for word in words
        if word not in _COMMON and _PLURAL.sub("", word) not in named
    )


def may_have(text: str, stems: Iterable[str]) -> bool:
    """Whether a text may have any of these stems: it has, wherever `stems_in` finds one."""
    folded = text.casefold()
    return any(stem in folded for stem in stems)
