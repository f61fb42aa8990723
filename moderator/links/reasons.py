"""Why a link has its state, in words that a moderator can pass on to an employer."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from feeds.said import said
from moderator.core.facts import LinkState

LONGEST = 120
"""Characters of what a page says that a reason repeats."""


class Why(StrEnum):
    """What decided; the words for each are in `REASONS`."""

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


REASONS: Mapping[Why, str] = {
    Why.WORKS: said("the page is there"),
    Why.WORKS_ELSEWHERE: said("the page is there, now at {about}"),
    Why.WORKS_AS_FILE: said("there is a file ({about})"),
    Why.WORKS_BY_SCRIPT: said(
        "it answers; what the page shows is made in the browser and was not looked at"
    ),
    Why.NO_PAGE: said("the page does not exist ({about})"),
    Why.TAKEN_AWAY: said("the page was taken away ({about})"),
    Why.NO_NAME: said("the website {about} does not exist"),
    Why.RESERVED_NAME: said("{about} is an address for examples and leads nowhere"),
    Why.NOT_LISTENING: said("no website answers at {about}"),
    Why.NOT_TWICE: said("the link looked broken once; a second look did not make it sure"),
    Why.SAYS_GONE: said("the page itself says that the vacancy is gone: “{typed}”"),
    Why.SAYS_MISSING: said("it answers, but the page is not there: “{typed}”"),
    Why.EXPIRED: said("the vacancy was valid until {about}"),
    Why.FRONT_PAGE: said("the link ends at the front page of {about}; the vacancy is not there"),
    Why.LIST_PAGE: said("the link ends at the list of vacancies of {about}"),
    Why.OTHER_JOB: said("the page is about another job: “{typed}”"),
    Why.PARKED: said("there is no website at this address any more: “{typed}”"),
    Why.ASKS_LOGIN: said("the page can only be seen after logging in"),
    Why.REFUSES: said("the site lets no checker in ({about}); have a look yourself"),
    Why.WALLED: said("the site wants to know first whether you are human; have a look yourself"),
    Why.TOO_OFTEN: said("the site asks to try later ({about})"),
    Why.SERVER_FAILS: said("the site's server fails ({about})"),
    Why.ODD_ANSWER: said("the site gives an answer that goes with no page ({about})"),
    Why.AWAY_FOR_NOW: said("the site is away for the moment: “{typed}”"),
    Why.EMPTY: said("the page is empty"),
    Why.LOOKUP_FAILED: said("the address of {about} could not be looked up"),
    Why.UNREACHABLE: said("{about} cannot be reached"),
    Why.CUT_OFF: said("the connection with {about} was cut off"),
    Why.TOO_SLOW: said("{about} answers too slowly"),
    Why.CERTIFICATE_EXPIRED: said(
        "the certificate of {about} has expired; a browser warns of that"
    ),
    Why.CERTIFICATE_OF_ANOTHER: said(
        "the certificate of {about} belongs to another site; a browser warns of that"
    ),
    Why.CERTIFICATE: said("the secure connection with {about} fails"),
    Why.NO_HTTP: said("{about} answers, but not like a website"),
    Why.REDIRECT_LOOP: said("the link leads round in a circle"),
    Why.REDIRECT_NOWHERE: said("the link leads on to something that is no web address"),
    Why.NOT_VISITED: said("this address is not visited: {about}"),
    Why.RESTING: said("{about} asked for a rest; it will be looked at again later"),
    Why.OWN_NETWORK: said("our own network seems disturbed; nothing was found"),
    Why.CHECK_FAILED: said("the check itself failed: {typed}"),
}
"""Each in English; what somebody wrote is `typed` there, and stays as it is in any language."""

REFUSALS: Mapping[str, str] = {
    Refusal.SCHEME: said("neither http nor https"),
    Refusal.USER: said("it carries a user name"),
    Refusal.PORT: said("unusual port"),
    Refusal.HOST: said("no valid name"),
    Refusal.NUMBER: said("a number in place of a name"),
    Refusal.PRIVATE: said("leads into a private network"),
    Refusal.LOOKALIKE: said("letters of different scripts that look alike"),
    Refusal.LONG: said("too long"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of a link: its state, why, and what the reason is about."""

    state: LinkState
    why: Why
    about: str = ""

    def words(self) -> str:
        """The reason in English, as it goes around (`feeds.said`)."""
        about = " ".join(self.about.split())
        if self.why is Why.NOT_VISITED:
            about = REFUSALS.get(about, about)
        if len(about) > LONGEST:
            about = about[: LONGEST - 1] + "…"
        return REASONS[self.why].format(about=about, typed=about)
