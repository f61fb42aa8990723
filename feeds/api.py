"""The HTTP side of a platform: requests go out, answers or feed errors come back.

What a platform's refusal means, and what its user should do, is said by status in
`refusals`. A refusal counts as the platform's own only where it comes in JSON: a
web page with that status is from something in between, and another try may do.
"""

import ssl
from collections.abc import AsyncGenerator, AsyncIterator, Collection, Generator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Any, Self

import httpx
import orjson

from feeds.backoff import Trouble
from feeds.base import FeedError, FeedGone, FeedLost
from feeds.clock import Clock
from feeds.formats.wire import Json, record, records, string, time_or_none
from feeds.secret import Secret
from feeds.trust import trust

LONGEST_ANSWER = 1 << 25
AGENT = "moderator (a moderator's desk for online job fairs)"
TIMES = httpx.Timeout(30.0, connect=10.0)
ENDLESS = httpx.Timeout(10.0, read=None)
REFUSALS = (401, 402, 403)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a platform answered: JSON, and the headers beside it."""

    status: int
    body: object
    headers: httpx.Headers

    @property
    def json(self) -> Json:
        """The answer as an object; an empty one where it is none."""
        return record(self.body)


class Bearer(httpx.Auth):
    """Puts a token on a request only as it goes out."""

    def __init__(self, token: Secret) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """The request, with the token on it."""
        request.headers["Authorization"] = f"Bearer {self._token.reveal()}"
        yield request


class Api:
    """One platform's HTTP API; to be opened with `async with`."""

    def __init__(
        self,
        platform: str,
        address: str,
        *,
        clock: Clock,
        token: Secret | None = None,
        refusals: Mapping[int, str] | None = None,
    ) -> None:
        self.platform = platform
        self._address = address
        self._clock = clock
        self._token = token
        self._refusals = refusals or {}
        self._client: httpx.AsyncClient | None = None

    async def __aenter__(self) -> Self:
        self._client = httpx.AsyncClient(
            base_url=self._address,
            auth=Bearer(self._token) if self._token else None,
            headers={"User-Agent": AGENT},
            timeout=TIMES,
            verify=trust(),
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._client:
            await self._client.aclose()
            self._client = None

    async def get(
        self, path: str, *, params: Mapping[str, Any] | None = None, allow: Collection[int] = ()
    ) -> Answer:
        """The answer to a question; `allow` are refusals that the asker can deal with."""
        return await self.send("GET", path, params=params, allow=allow)

    async def send(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, Any] | None = None,
        json: object = None,
        allow: Collection[int] = (),
    ) -> Answer:
        """The answer to a request. Raises FeedLost and FeedGone."""
        async with self._sent(method, path, params=params, json=json) as response:
            body = await self._read(response)
            answer = Answer(response.status_code, _parsed(body), response.headers)
            if not response.is_success and response.status_code not in allow:
                raise self.failure(response.status_code, response.headers, body)
            if answer.body is None and body.strip():
                raise self._stranger(response.headers)
            return answer

    async def download(self, path: str) -> bytes:
        """The bytes of an answer that is no JSON."""
        async with self._sent("GET", path) as response:
            body = await self._read(response)
            if not response.is_success:
                raise self.failure(response.status_code, response.headers, body)
            return body

    @asynccontextmanager
    async def stream(
        self, path: str, *, params: Mapping[str, Any] | None = None, kind: str = "json"
    ) -> AsyncGenerator[AsyncIterator[bytes], None]:
        """The bytes of an answer that does not end, which has to be of that content type."""
        async with self._sent("GET", path, params=params, times=ENDLESS) as response:
            if not response.is_success:
                body = await self._read(response)
                raise self.failure(response.status_code, response.headers, body)
            if kind not in response.headers.get("content-type", ""):
                raise self._stranger(response.headers)
            yield response.aiter_bytes()

    @asynccontextmanager
    async def _sent(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, Any] | None = None,
        json: object = None,
        times: httpx.Timeout = TIMES,
    ) -> AsyncGenerator[httpx.Response, None]:
        if self._client is None:
            raise RuntimeError("the API is not open")
        try:
            async with self._client.stream(
                method, path, params=params, json=json, timeout=times
            ) as response:
                yield response
        except (httpx.HTTPError, httpx.StreamError, ssl.SSLError) as error:
            raise FeedLost(self._why(error)) from error

    async def _read(self, response: httpx.Response) -> bytes:
        body = bytearray()
        async for chunk in response.aiter_bytes():
            body += chunk
            if len(body) > LONGEST_ANSWER:
                raise FeedLost(f"{self.platform} sends too much", trouble=Trouble.SERVER)
        return bytes(body)

    def _why(self, error: Exception) -> str:
        """What went wrong below HTTP, in words; those of the libraries may hold anything."""
        if "CERTIFICATE_VERIFY_FAILED" in str(error):
            return f"the certificate of {self.platform} cannot be trusted: check clock and network"
        match error:
            case httpx.TimeoutException():
                return f"{self.platform} does not answer"
            case httpx.ConnectError() | httpx.ProxyError():
                return f"no connection to {self.platform}: check this machine's network"
            case _:
                return f"the connection to {self.platform} broke"

    def _stranger(self, headers: httpx.Headers) -> FeedLost:
        kind = headers.get("content-type", "no content type").partition(";")[0][:40]
        reason = f"what answers does not speak as {self.platform} does: {kind}"
        return FeedLost(reason, trouble=Trouble.SERVER)

    def failure(self, status: int, headers: Mapping[str, str], body: bytes) -> FeedError:
        """The feed error for an answer that is none."""
        detail = _detail(_parsed(body))
        if status == 429:
            if b"TooManyConnections" in body:
                reason = f"{self.platform} believes that another connection is still open"
                return FeedLost(reason, trouble=Trouble.CROWDED)
            wait = wait_seconds(headers, self._clock.now())
            reason = f"{self.platform} asks to come back later"
            return FeedLost(reason, trouble=Trouble.LIMITED, wait_seconds=wait)
        if status >= 500 or status in (408, 425):
            return FeedLost(f"{self.platform} fails ({status})", trouble=Trouble.SERVER)
        if status < 400 or (status in REFUSALS and "json" not in headers.get("content-type", "")):
            reason = f"something between here and {self.platform} answers ({status})"
            return FeedLost(reason, trouble=Trouble.SERVER)
        if status in self._refusals:
            return FeedGone(self._refusals[status])
        return FeedGone(f"{self.platform} does not take the request ({status}): {detail}")


def wait_seconds(headers: Mapping[str, str], now: datetime) -> float:
    """How long a platform asks to wait: by its own clock, where it tells that.

    `Retry-After` holds seconds or a date; `X-RateLimit-Reset` seconds since 1970, or an
    ISO date (Mastodon).
    """
    there = _date(headers.get("date")) or now
    told = headers.get("retry-after") or headers.get("x-rate-limit-reset") or ""
    told = told or headers.get("x-ratelimit-reset") or ""
    if told.isdecimal():
        seconds = float(told)
        return max(seconds - there.timestamp(), 0) if seconds > 1e8 else seconds
    until = _date(told) or time_or_none(told)
    return max((until - there).total_seconds(), 0) if until else 0.0


def _date(text: str | None) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text or "")
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _parsed(body: bytes) -> object:
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
