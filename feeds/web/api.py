"""The HTTP side of a platform: requests go out, answers or feed errors come back.

What a platform's refusal means, and what its user should do, is said by status in
`refusals`; see feeds/web/refusal.py.
"""

import ssl
from collections.abc import AsyncGenerator, AsyncIterator, Collection, Generator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, Self

import httpx

from feeds.backoff import Trouble
from feeds.base import FeedError, FeedGone, FeedLost
from feeds.clock import Clock
from feeds.formats.times import from_http
from feeds.formats.wire import Json, record
from feeds.said import said
from feeds.secret import Secret
from feeds.web.proxies import usable
from feeds.web.refusal import Refusals, parsed
from feeds.web.skew import wrong
from feeds.web.trust import trust

LONGEST_ANSWER = 1 << 25
AGENT = "moderator (a moderator's desk for online job fairs)"
TIMES = httpx.Timeout(30.0, connect=10.0)
ENDLESS = httpx.Timeout(10.0, read=None)
WRONG_CLOCK = timedelta(seconds=30)
"""So far from the platform's this computer's clock is wrong; an answer may take some seconds."""

WRONG_DATE = timedelta(days=3650)
"""So far from this computer's clock it is the platform's word on the time that is wrong."""

AHEAD = timedelta(minutes=10)
"""An id of so much later than now, by the platform's clock, is of no post that there is."""


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


class Signed(httpx.Auth):
    """Puts a token on a request only as it goes out."""

    def __init__(self, token: Secret, scheme: str = "Bearer") -> None:
        self._token, self._scheme = token, scheme

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """The request, with the token on it."""
        request.headers["Authorization"] = f"{self._scheme} {self._token.reveal()}"
        yield request


class Api:
    """One platform's HTTP API; to be opened with `async with`.

    `scheme` is the word before the token in the header `Authorization`.
    """

    def __init__(
        self,
        platform: str,
        address: str,
        *,
        clock: Clock,
        token: Secret | None = None,
        scheme: str = "Bearer",
        refusals: Mapping[int, str] | None = None,
    ) -> None:
        self.platform = platform
        self._address = address
        self._clock = clock
        self._auth = Signed(token, scheme) if token else None
        self._refusals = Refusals(platform, refusals or {})
        self._client: httpx.AsyncClient | None = None
        self._unusable: Exception = RuntimeError("the API is not open")
        self._ahead = timedelta()

    def now(self) -> datetime:
        """This moment by the platform's clock, as its last answer tells that."""
        return self._clock.now() - self._ahead

    def notes(self) -> list[str]:
        """That this computer's clock is wrong, where the platform's last answer tells so.

        How long somebody waits, and what comes after what, is told by this clock.
        """
        if abs(self._ahead) <= WRONG_CLOCK:
            return []
        what = wrong(self._ahead, self.platform)
        return [said("{what}; set it by the network", what=what)]

    async def __aenter__(self) -> Self:
        try:
            with usable():
                self._client = httpx.AsyncClient(
                    base_url=self._address,
                    auth=self._auth,
                    headers={"User-Agent": AGENT},
                    timeout=TIMES,
                    verify=trust(),
                )
        except FeedGone as gone:
            self._unusable = gone
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
            answer = Answer(response.status_code, parsed(body), response.headers)
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
            raise self._unusable
        try:
            async with self._client.stream(
                method, path, params=params, json=json, timeout=times
            ) as response:
                self._compare(response.headers)
                yield response
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ssl.SSLError) as error:
            raise FeedLost(self._why(error)) from error

    def _compare(self, headers: Mapping[str, str]) -> None:
        """Look at the platform's clock, unless a cache answers, whose answer may be old."""
        there = from_http(headers.get("date", ""))
        if there and "age" not in headers:
            ahead = self._clock.now() - there
            self._ahead = ahead if abs(ahead) < WRONG_DATE else timedelta()

    async def _read(self, response: httpx.Response) -> bytes:
        body = bytearray()
        async for chunk in response.aiter_bytes():
            body += chunk
            if len(body) > LONGEST_ANSWER:
                reason = said("{platform} sends too much", platform=self.platform)
                raise FeedLost(reason, trouble=Trouble.SERVER)
        return bytes(body)

    def _why(self, error: Exception) -> str:
        """What went wrong below HTTP, in words; those of the libraries may hold anything."""
        name = self.platform
        if "CERTIFICATE_VERIFY_FAILED" in str(error):
            return said(
                "the certificate of {platform} cannot be trusted: check clock and network",
                platform=name,
            )
        match error:
            case httpx.TimeoutException():
                return said("{platform} does not answer", platform=name)
            case httpx.ConnectError() | httpx.ProxyError():
                return said(
                    "no connection to {platform}: check this machine's network", platform=name
                )
            case _:
                return said("the connection to {platform} broke", platform=name)

    def _stranger(self, headers: httpx.Headers) -> FeedLost:
        kind = headers.get("content-type", said("no content type")).partition(";")[0][:40]
        reason = said(
            "the reply is not from {platform}'s API ({kind})", platform=self.platform, kind=kind
        )
        return FeedLost(reason, trouble=Trouble.SERVER)

    def failure(self, status: int, headers: Mapping[str, str], body: bytes) -> FeedError:
        """The feed error for an answer that is none."""
        return self._refusals.failure(status, headers, body, now=self._clock.now())
