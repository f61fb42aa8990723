"""What a platform's refusal means: whether to try again, when, and what its user should do.

That is said by status in `told`. A web page with such a status is not the platform's own: it is
from something in between, and another try may do.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import httpx
import orjson

from feeds.backoff import Trouble
from feeds.base import FeedError, FeedGone, FeedLost
from feeds.formats.times import from_http, retry_seconds, within_reason
from feeds.formats.wire import record, records, string, time_or_none

REFUSING = (401, 402, 403)


@dataclass(frozen=True, slots=True)
class Refusals:
    """How one platform refuses: by status, in a sentence each."""

    platform: str
    told: Mapping[int, str]

    def failure(
        self, status: int, headers: Mapping[str, str], body: bytes, *, now: datetime
    ) -> FeedError:
        """The feed error for an answer that is none."""
        headers = httpx.Headers(headers)
        if status == 429:
            return self._later(headers, body, now)
        if status >= 500 or status in (408, 425):
            return FeedLost(f"{self.platform} fails ({status})", trouble=Trouble.SERVER)
        is_page = "html" in headers.get("content-type", "")
        if status < 400 or (status in REFUSING and is_page):
            reason = f"something between here and {self.platform} answers ({status})"
            return FeedLost(reason, trouble=Trouble.SERVER)
        if status in self.told:
            return FeedGone(self.told[status])
        detail = _detail(parsed(body))
        return FeedGone(f"{self.platform} does not take the request ({status}): {detail}")

    def _later(self, headers: Mapping[str, str], body: bytes, now: datetime) -> FeedLost:
        if b"TooManyConnections" in body:
            reason = f"{self.platform} believes that another connection is still open"
            return FeedLost(reason, trouble=Trouble.CROWDED)
        wait = wait_seconds(headers, now)
        reason = f"{self.platform} asks to come back later"
        return FeedLost(reason, trouble=Trouble.LIMITED, wait_seconds=wait)


def wait_seconds(headers: Mapping[str, str], now: datetime) -> float:
    """How long a platform asks to wait, at most an hour: by its own clock, where it tells that.

    `Retry-After` holds seconds or a date; `X-RateLimit-Reset` seconds since 1970, or an
    ISO date (Mastodon).
    """
    there = from_http(headers.get("date", "")) or now
    told = headers.get("retry-after") or headers.get("x-rate-limit-reset") or ""
    told = told or headers.get("x-ratelimit-reset") or ""
    if told.isdecimal() and (since_1970 := float(told)) > 1e8:
        return within_reason(since_1970 - there.timestamp())
    if until := time_or_none(told):
        return within_reason((until - there).total_seconds())
    return retry_seconds(told, there) or 0.0


def parsed(body: bytes) -> object:
    """The JSON in a body; None where there is none."""
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        return None


def _detail(body: object) -> str:
    """What a platform says of its refusal, cut short."""
    found = record(body)
    errors = records(found.get("errors"))
    for place in (found, *errors):
        for key in ("detail", "message", "error", "title"):
            if said := string(place.get(key)):
                return said[:160]
    return "it does not say why"
