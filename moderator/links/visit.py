"""A visit to a link: which addresses it went over, and what came of it."""

from dataclasses import dataclass, field
from enum import StrEnum

from moderator.links.page import Page


class Trouble(StrEnum):
    """Why a visit ended without an answer."""

    NO_NAME = "no_name"
    RESERVED_NAME = "reserved_name"
    LOOKUP_FAILED = "lookup_failed"
    NOT_LISTENING = "not_listening"
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

    @property
    def is_of_network(self) -> bool:
        """Whether our own network may as well be the cause."""
        return self in _OF_NETWORK


_OF_NETWORK = frozenset({
    Trouble.NO_NAME,
    Trouble.LOOKUP_FAILED,
    Trouble.NOT_LISTENING,
    Trouble.UNREACHABLE,
    Trouble.CUT_OFF,
    Trouble.TOO_SLOW,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Visit:
    """One try at a link.

    `hops` are the addresses asked, the link itself first. `start` is where the
    link began to be what it stands for: after the shorteners, if it came over
    any. `status` is None where there was `trouble` instead of an answer; `about`
    then tells more of it, such as a host. `media` is the answer's media type;
    `walled` says that its headers tell of a wall against robots.
    """

    hops: tuple[str, ...]
    start: int = 0
    status: int | None = None
    media: str = ""
    page: Page = field(default_factory=Page)
    walled: bool = False
    trouble: Trouble | None = None
    about: str = ""

    @property
    def asked(self) -> str:
        """The address that the link stands for."""
        return self.hops[min(self.start, len(self.hops) - 1)]

    @property
    def final(self) -> str:
        """The address that the visit ended at."""
        return self.hops[-1]
