"""The language that the program speaks: English as the source has it, Dutch from a catalog.

A sentence of the screen stands in the source in English, in the call that
shows it, and is its own key in the catalog under `data/locale`. What is said at
the time a module is read is only marked there, by `N_`, and put into the
language where it is shown.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files

LANGUAGES = ("en", "nl")
SOURCE = "en"
"""The language of the source, which needs no catalog."""

OWN_VARIABLE = "MODERATOR_LANGUAGE"
VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""Where an environment says what its user reads; the first one that says anything counts."""

_ENGLISH = NullTranslations()
_speaking: ContextVar[tuple[str, NullTranslations] | None] = ContextVar("speaking", default=None)


def speak(language: str, catalog: NullTranslations | None = None) -> None:
    """Speak a language from here on, in this task and those that it starts."""
    _speaking.set((language, catalog or _read(language)))


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language for as long as a text of its own is made."""
    before = _speaking.set((language, _read(language)))
    try:
        yield
    finally:
        _speaking.reset(before)


def spoken() -> str:
    """Give the language that is spoken: nl or en."""
    return _now()[0]


def is_as_written() -> bool:
    """Whether what is said stays as the source has it."""
    return _now()[1] is _ENGLISH


def chosen(environment: Mapping[str, str] | None = None, *, configured: str | None = None) -> str:
    """Give the language to speak.

    MODERATOR_LANGUAGE counts before what was configured, that before what the
    environment says its user reads; where nobody says, it is English.
    """
    environment = os.environ if environment is None else environment
    own = _known(environment.get(OWN_VARIABLE, ""))
    said = next((value for name in VARIABLES if (value := environment.get(name))), "")
    return own or configured or _known(said) or SOURCE


def _known(preferences: str) -> str | None:
    """The first language of a list such as nl_NL.UTF-8:en that the program speaks."""
    codes = (one[:2].casefold() for one in preferences.split(":"))
    return next((code for code in codes if code in LANGUAGES), None)


def _now() -> tuple[str, NullTranslations]:
    return _speaking.get() or (SOURCE, _ENGLISH)


@cache
def _read(language: str) -> NullTranslations:
    if language == SOURCE:
        return _ENGLISH
    name = f"locale/{language}/LC_MESSAGES/moderator.mo"
    with (files("moderator.data") / name).open("rb") as compiled:
        return GNUTranslations(compiled)


def N_(sentence: str) -> str:  # noqa: N802 - what gettext's tools call it
    """Give the sentence itself; it is in the catalog, and is translated where it is shown."""
    return sentence


def _(sentence: str) -> str:
    """Give the sentence in the language that is spoken."""
    return _now()[1].gettext(sentence) if sentence else ""


def everywhere(sentence: str) -> list[str]:
    """Give the sentence in every language."""
    return [_read(language).gettext(sentence) for language in LANGUAGES if sentence]


def plural(one: str, several: str, number: int) -> str:
    """Give the sentence that goes with a number, in the language that is spoken."""
    return _now()[1].ngettext(one, several, number)
