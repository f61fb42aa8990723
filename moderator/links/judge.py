"""What a visit to a link says of it: alive, dead, closed, blocked or unsure, and why. Pure.

Whatever is not sure is unsure: no vacancy is called dead for a slow server, a
wall against robots, or our own network. Dead is what failed twice (`confirmed`).
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone

from moderator.core.board import Line
from moderator.core.facts import LinkState
from moderator.links import phrases
from moderator.links.page import Page, Posting
from moderator.links.places import host_of, is_door, is_front, is_list, is_within, same_place
from moderator.links.reasons import Finding, Why
from moderator.links.visit import Trouble, Visit

_ANYWHERE = timezone(timedelta(hours=-12))
"""A day that is named without a zone is over when it is over everywhere."""

_WORD = re.compile(r"[^\W\d_]{4,}")
_NAMES = re.compile(r"(?:https?://|[@#])\S+")
_STEM = 6
_COMMON = frozenset(
    """vacature vacatures functie baan banen werk werken gezocht zoek zoekt zoeken collega team
    graag voor jouw onze naar hebben heeft wordt worden deze meer uren omgeving regio solliciteer
    solliciteren reageer vanaf bijbaan fulltime parttime medior junior senior
    vacancy vacancies work working hiring apply join looking role with your from this that have
    team full time part hours week""".split()  # noqa: SIM905
)
_ROOM = 20
"""Characters of text below which a page says nothing by itself."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the posts say that carry the link, and in which language; none where they differ."""

    text: str = ""
    language: str = ""

    @classmethod
    def by(cls, lines: Collection[Line]) -> "Wanted":
        """What these posts say."""
        languages = {line.post.lang or "" for line in lines}
        text = "\n".join(line.post.text for line in lines)
        return cls(text, languages.pop() if len(languages) == 1 else "")


def judge(visit: Visit, wanted: Wanted, at: datetime) -> Finding:
    """What one visit says of a link at that time; of a dead one see `confirmed`."""
    if visit.trouble is not None:
        return _of_trouble(visit.trouble, visit.about or host_of(visit.final))
    status = visit.status or 0
    if not 200 <= status < 300:
        return _of_status(status, visit)
    if visit.media and visit.media not in ("text/html", "application/xhtml+xml", "text/plain"):
        return Finding(LinkState.ALIVE, Why.WORKS_AS_FILE, visit.media)
    return next(_of_page(visit, wanted, at), None) or _alive(visit)


def confirmed(first: Finding, second: Finding) -> Finding:
    """What two visits, one some time after the other, say together: dead only what failed twice."""
    if second.state is not LinkState.DEAD or first.state is LinkState.DEAD:
        return second
    return Finding(LinkState.UNSURE, Why.NOT_TWICE)


def _of_trouble(trouble: Trouble, about: str) -> Finding:
    why = Why(trouble.value)
    broken = trouble in (Trouble.NO_NAME, Trouble.RESERVED_NAME, Trouble.NOT_LISTENING)
    return Finding(LinkState.DEAD if broken else LinkState.UNSURE, why, about)


def _of_status(status: int, visit: Visit) -> Finding:
    said = str(status)
    if status in (429, 999) or status in (401, 403, 407):
        walled = visit.walled or phrases.begins(visit.page, "wall") != ""
        why = Why.TOO_OFTEN if status == 429 else Why.WALLED if walled else Why.REFUSES
        return Finding(LinkState.BLOCKED, why, said)
    if status in (404, 410):
        return Finding(LinkState.DEAD, Why.NO_PAGE if status == 404 else Why.TAKEN_AWAY, said)
    if visit.walled or phrases.heads(visit.page, "wall"):
        return Finding(LinkState.BLOCKED, Why.WALLED, said)
    return Finding(LinkState.UNSURE, Why.SERVER_FAILS if status >= 500 else Why.ODD_ANSWER, said)


def _of_page(visit: Visit, wanted: Wanted, at: datetime) -> Iterator[Finding]:
    """What a page that answers has against it, the weightiest first."""
    page = visit.page
    if visit.walled or phrases.begins(page, "wall"):
        yield Finding(LinkState.BLOCKED, Why.WALLED)
    if _asks_login(visit):
        yield Finding(LinkState.BLOCKED, Why.ASKS_LOGIN)
    for state, why, look in _TELLTALES:
        if told := look(page):
            yield Finding(state, why, told)
    yield from _of_postings(page.postings, at)
    if told := phrases.gone(page):
        yield Finding(LinkState.CLOSED, Why.SAYS_GONE, told)
    yield from _of_place(visit)
    if title := _other_job(page, wanted):
        yield Finding(LinkState.CLOSED, Why.OTHER_JOB, title)
    if not (page.title or page.text or page.has_script):
        yield Finding(LinkState.UNSURE, Why.EMPTY)


_TELLTALES: tuple[tuple[LinkState, Why, Callable[[Page], str]], ...] = (
    (LinkState.CLOSED, Why.SAYS_MISSING, phrases.missing),
    (LinkState.CLOSED, Why.PARKED, lambda page: phrases.begins(page, "parked")),
    (LinkState.UNSURE, Why.AWAY_FOR_NOW, lambda page: phrases.begins(page, "away")),
)


def _asks_login(visit: Visit) -> bool:
    if same_place(visit.asked, visit.final) and not visit.page.has_password:
        return False
    return is_door(visit.final) or (visit.page.has_password and phrases.heads(visit.page, "login"))


def _of_postings(postings: tuple[Posting, ...], at: datetime) -> Iterator[Finding]:
    ends = [_end(posting.valid_through) for posting in postings]
    past = [end for end in ends if end is not None and end <= at]
    if past and len(past) == len(postings):
        yield Finding(LinkState.CLOSED, Why.EXPIRED, postings[0].valid_through[:10])


def _end(said: str) -> datetime | None:
    """When a posting's last day, or moment, is over; None where it is no date."""
    try:
        moment = datetime.fromisoformat(said.strip())
    except ValueError:
        return None
    if moment.time() == time():
        zone = moment.tzinfo or _ANYWHERE
        return moment.replace(tzinfo=zone) + timedelta(days=1) if moment.year < 9999 else None
    return moment.replace(tzinfo=moment.tzinfo or _ANYWHERE)


def _of_place(visit: Visit) -> Iterator[Finding]:
    """Where a link ends that was led away from what it stands for."""
    asked, final = visit.asked, visit.final
    if same_place(asked, final) or len(visit.page.postings) == 1:
        return
    if is_front(final) and not is_front(asked):
        yield Finding(LinkState.CLOSED, Why.FRONT_PAGE, host_of(final))
    if (is_list(final) and not is_list(asked)) or is_within(asked, final):
        yield Finding(LinkState.CLOSED, Why.LIST_PAGE, host_of(final))


def _other_job(page: Page, wanted: Wanted) -> str:
    """The one job that a page is about, where the post speaks of none of it; else empty."""
    if len(page.postings) != 1 or not page.postings[0].title:
        return ""
    if page.language and wanted.language and page.language != wanted.language:
        return ""
    posting, title = page.postings[0], page.postings[0].title
    said, own = _stems(wanted.text) - _stems(posting.around), _stems(title)
    if not said or not own or own & said:
        return ""
    return title if not said & _stems(f"{page.title}\n{page.text}") else ""


def _alive(visit: Visit) -> Finding:
    page, host = visit.page, host_of(visit.final)
    if page.has_script and len(page.text) < _ROOM:
        return Finding(LinkState.ALIVE, Why.WORKS_BY_SCRIPT)
    if host != host_of(visit.asked):
        return Finding(LinkState.ALIVE, Why.WORKS_ELSEWHERE, host)
    return Finding(LinkState.ALIVE, Why.WORKS)


def _stems(text: str) -> frozenset[str]:
    """The beginnings of the words that may name a job."""
    words = _WORD.findall(_NAMES.sub(" ", phrases.fold(text)))
    return frozenset(word[:_STEM] for word in words if word not in _COMMON)
