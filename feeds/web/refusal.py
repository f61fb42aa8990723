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
from feeds.said import said

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
            return FeedLost(
                said("{platform} fails ({status})", platform=self.platform, status=status),
                trouble=Trouble.SERVER,
            )
        is_page = "html" in headers.get("content-type", "")
        if status < 400 or (status in REFUSING and is_page):
            reason = said(
                "something between here and {platform} answers ({status})",
                platform=self.platform,
                status=status,
            )
            return FeedLost(reason, trouble=Trouble.SERVER)
        if status in self.told:
            return FeedGone(self.told[status])
        detail = _detail(parsed(body))
        return FeedGone(
            said(
                "{platform} does not take the request ({status}): {detail}",
                platform=self.platform,
                status=status,
                detail=detail,
            )
        )

    def _later(self, headers: Mapping[str, str], body: bytes, now: datetime) -> FeedLost:
        if b"TooManyConnections" in body:
            reason = said(
                "{platform} believes that another connection is still open", platform=self.platform
            )
            return FeedLost(reason, trouble=Trouble.CROWDED)
        wait = wait_seconds(headers, now)
        reason = said("{platform} asks to come back later", platform=self.platform)
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
            if why := string(place.get(key)):
                return why[:160]
    return said("it does not say why")
