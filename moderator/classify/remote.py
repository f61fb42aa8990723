"""A language model behind an address as a classifier: OpenAI's chat completions, spoken by many.

    Refused     it turns us away (token, address, model): not asked again in this run
    Unheard     no use could be made of an answer, or there was none: asked less and less

It is asked within a budget and a time limit, never led elsewhere, and never believed
beyond one label: what is not exactly the answer that was asked for is a failure.
"""

import secrets
import ssl
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from types import TracebackType
from typing import Self

import httpx
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from feeds.backoff import Backoff, Trouble
from feeds.clock import Clock
from feeds.formats.times import retry_seconds
from feeds.said import said
from feeds.secret import Secret
from feeds.web.api import AGENT, Signed
from feeds.web.proxies import usable
from moderator.classify import prompt
from moderator.classify.protocol import NotJudged, NotNow
from moderator.core.context import Reading
from moderator.core.labels import Verdict

LARGEST = 1 << 16
"""Bytes of an answer; a verdict takes a few hundred."""

TOKENS = 200
_HOUR = 3600.0
_REFUSALS = (401, 402, 403, 404)


class Unheard(NotJudged):
    """No use could be made of an answer, or there was none; another time it may do."""

    def __init__(self, problem: str, trouble: Trouble = Trouble.SERVER, pause: float = 0.0) -> None:
        super().__init__(problem)
        self.trouble = trouble
        self.pause = pause


class Refused(NotJudged):
    """The server turns us away; somebody has to mend the configuration."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the model is: an address, the model's name, a token or none, how long to wait."""

    url: str
    model: str
    token: Secret | None = None
    timeout_seconds: float = 20.0


class Budget:
    """How many posts may be asked about: in any hour, and in all, `spent` ones included."""

    def __init__(self, per_hour: int, in_all: int, *, spent: int = 0) -> None:
        self._per_hour = per_hour
        self._left = in_all - spent
        self._lately: deque[float] = deque()

    def spend(self, now: float) -> bool:
        """Take one off, at that second; False where the budget does not allow it."""
        while self._lately and self._lately[0] <= now - _HOUR:
            self._lately.popleft()
        if self._left <= 0 or len(self._lately) >= self._per_hour:
            return False
        self._left -= 1
        self._lately.append(now)
        return True


class RemoteClassifier:
    """Verdicts of a language model; a context manager, open for as long as it is asked.

    Raises NotNow where the budget is spent or the server is left in peace, Unheard and
    Refused where asking failed.
    """

    name = "remote"
    rank = 2

    def __init__(self, endpoint: Endpoint, budget: Budget, *, clock: Clock | None = None) -> None:
        self._endpoint = endpoint
        self._budget = budget
        self._clock = clock or Clock()
        self._key = secrets.token_hex(8)
        self._backoff = Backoff()
        self._resumes_at = 0.0
        self._refusal = ""
        self._client: httpx.AsyncClient | None = None

    async def __aenter__(self) -> Self:
        with usable():
            self._client = httpx.AsyncClient(
                auth=Signed(self._endpoint.token) if self._endpoint.token else None,
                headers={"Accept-Encoding": "identity", "User-Agent": AGENT},
                follow_redirects=False,
                timeout=None,  # noqa: S113 - the deadline is around the whole exchange
                trust_env=self._endpoint.url.startswith("https:"),
            )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        client, self._client = self._client, None
        if client:
            await client.aclose()

    async def classify(self, readings: Sequence[Reading]) -> list[Verdict]:
        """Give one verdict for each reading, in their order, one after the other."""
        return [await self._verdict(reading) for reading in readings]

    async def _verdict(self, reading: Reading) -> Verdict:
        now = self._clock.now().timestamp()
        if self._refusal:
            raise NotNow(self._refusal)
        if now < self._resumes_at:
            raise NotNow("the server failed, and is left in peace for a while")
        if not self._budget.spend(now):
            raise NotNow("the budget is spent")
        try:
            verdict = await self._asked(reading)
        except Refused as refused:
            self._refusal = str(refused)
            raise
        except Unheard as failed:
            pause = self._backoff.after(
                failed.trouble, at_least=failed.pause, chance=self._clock.chance()
            )
            self._resumes_at = self._clock.now().timestamp() + pause
            raise
        self._backoff.reset()
        return verdict

    async def _asked(self, reading: Reading) -> Verdict:
        ref = self._ref(reading)
        try:
            async with self._clock.deadline(self._endpoint.timeout_seconds):
                text = await self._answer(prompt.messages(reading, ref))
        except TimeoutError as error:
            raise Unheard(said("no answer in time")) from error
        except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError) as error:
            why = said("no answer: {why}", why=type(error).__name__)
            raise Unheard(why, Trouble.NETWORK) from error
        try:
            return prompt.verdict(text, ref)
        except ValueError as error:
            raise Unheard(
                said("the answer is not the one JSON object that was asked for")
            ) from error

    def _ref(self, reading: Reading) -> str:
        """A mark that differs by reading and run, so that no post can carry it."""
        marked = f"{self._key} {reading.key} {reading.mark}".encode("utf-8", "replace")
        return blake2b(marked, digest_size=6).hexdigest()

    async def _answer(self, messages: list[dict[str, str]]) -> str:
        """What the model says."""
        if self._client is None:
            raise RuntimeError("the remote classifier is not open")
        asked = {
            "model": self._endpoint.model,
            "messages": messages,
            "temperature": 0,
            "max_tokens": TOKENS,
            "stream": False,
        }
        url = f"{self._endpoint.url}/chat/completions"
        async with self._client.stream("POST", url, json=asked) as response:
            if not response.is_success:
                raise _failure(response, self._clock.now())
            return _said(await _body(response))


class _Message(BaseModel):
    model_config = ConfigDict(extra="ignore")
    content: str = Field(max_length=LARGEST)


class _Choice(BaseModel):
    model_config = ConfigDict(extra="ignore")
    message: _Message


class _Completion(BaseModel):
    model_config = ConfigDict(extra="ignore")
    choices: list[_Choice] = Field(min_length=1, max_length=8)


async def _body(response: httpx.Response) -> bytes:
    """The whole answer as it came, as long as it is not too large."""
    if response.headers.get("content-encoding", "identity") != "identity":
        raise Unheard(said("the answer is packed, which was not asked for"))
    body = bytearray()
    async for chunk in response.aiter_raw():
        body += chunk
        if len(body) > LARGEST:
            raise Unheard(said("the answer is too large"))
    return bytes(body)


def _said(body: bytes) -> str:
    try:
        return _Completion.model_validate_json(body).choices[0].message.content
    except ValidationError as error:
        raise Unheard(said("the answer is no chat completion")) from error


def _failure(response: httpx.Response, now: datetime) -> Exception:
    status = response.status_code
    if status in _REFUSALS:
        return Refused(
            said("the server refuses ({status}): see [classifier.remote]", status=status)
        )
    trouble = Trouble.LIMITED if status == 429 else Trouble.SERVER
    pause = retry_seconds(response.headers.get("retry-after", ""), now) or 0.0
    why = said("the server answers with status {status}", status=status)
    return Unheard(why, trouble, pause)
