"""Why a link has its state, and how that is said in Dutch and in English."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from moderator.core.facts import LinkState

LONGEST = 120
"""Characters of what a page says that a reason repeats."""


class Why(StrEnum):
    """What decided; the words for each are in data/links/reasons.toml."""

    WORKS = "works"
    WORKS_ELSEWHERE = "works_elsewhere"
    WORKS_AS_FILE = "works_as_file"
    WORKS_BY_SCRIPT = "works_by_script"
    NO_PAGE = "no_page"
    TAKEN_AWAY = "taken_away"
    NO_NAME = "no_name"
    RESERVED_NAME = "reserved_name"
    NOT_LISTENING = "not_listening"
    NOT_TWICE = "not_twice"
    SAYS_GONE = "says_gone"
    SAYS_MISSING = "says_missing"
    EXPIRED = "expired"
    FRONT_PAGE = "front_page"
    LIST_PAGE = "list_page"
    OTHER_JOB = "other_job"
    PARKED = "parked"
    ASKS_LOGIN = "asks_login"
    REFUSES = "refuses"
    WALLED = "walled"
    TOO_OFTEN = "too_often"
    SERVER_FAILS = "server_fails"
    ODD_ANSWER = "odd_answer"
    AWAY_FOR_NOW = "away_for_now"
    EMPTY = "empty"
    LOOKUP_FAILED = "lookup_failed"
    UNREACHABLE = "unreachable"
    CUT_OFF = "cut_off"
    TOO_SLOW = "too_slow"
    CERTIFICATE_EXPIRED = "certificate_expired"
    CERTIFICATE_OF_ANOTHER = "certificate_of_another"
    CERTIFICATE = "certificate"
    NO_HTTP = "no_http"
    REDIRECT_LOOP = "redirect_loop"
    REDIRECT_NOWHERE = "redirect_nowhere"
    NOT_VISITED = "not_visited"
    RESTING = "resting"
    OWN_NETWORK = "own_network"
    CHECK_FAILED = "check_failed"


class Refusal(StrEnum):
    """Why an address is not visited at all."""

    SCHEME = "scheme"
    USER = "user"
    PORT = "port"
    HOST = "host"
    NUMBER = "number"
    PRIVATE = "private"
    LOOKALIKE = "lookalike"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of a link: its state, why, and what the reason is about."""

    state: LinkState
    why: Why
    about: str = ""

    def words(self, language: str) -> str:
        """The reason as a moderator can pass it on, in Dutch ("nl") or English ("en")."""
        table = _reasons()
        about = " ".join(self.about.split())
        if self.why is Why.NOT_VISITED:
            about = table["refusal"][language].get(about, about)
        if len(about) > LONGEST:
            about = about[: LONGEST - 1] + "…"
        return str(table[self.why][language]).replace("{about}", about)


@cache
def _reasons() -> dict[str, dict[str, Any]]:
    source = resources.files("moderator.data").joinpath("links", "reasons.toml")
    return tomllib.loads(source.read_text("utf-8"))
