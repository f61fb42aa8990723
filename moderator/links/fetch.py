"""One request of the link checker, and its answer; or the trouble that came instead.

It sends no cookies and no credentials, follows nothing, runs nothing, knows no
proxies, and reads no more of a body than it may.
"""

import asyncio
import errno
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import httpcore

from feeds.formats.times import retry_seconds
from moderator.links.body import MOST_BYTES, decoded, unpacked
from moderator.links.door import Admitted
from moderator.links.names import Refused, is_reserved
from moderator.links.resolver import LookupLost, NoSuchName
from moderator.links.visit import Trouble

_EXPIRED, _OTHERS = 10, (62, 64)
"""Codes of OpenSSL: the certificate has expired; it is for another host or address."""

_AWAY = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EHOSTDOWN, errno.ENETDOWN})
_HTML = ("text/html", "application/xhtml+xml", "text/plain", "")


class Troubled(Exception):
    """There was no answer; `about` tells more where there is more to tell."""

    def __init__(self, trouble: Trouble, about: str = "") -> None:
        super().__init__(trouble.value)
        self.trouble = trouble
        self.about = about


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: `body` is text, empty for HEAD and for what is no text."""

    status: int
    media: str = ""
    body: str = ""
    location: str = ""
    retry_after: float | None = None
    walled: bool = False

    @property
    def is_redirect(self) -> bool:
        """Whether it leads on to another address."""
        return self.status in (301, 302, 303, 307, 308) and bool(self.location)

    @property
    def asks_for_rest(self) -> bool:
        """Whether it wants no more requests for a while."""
        return self.status in (429, 503) and self.retry_after is not None

    @property
    def is_page(self) -> bool:
        """Whether it is, or may be, a page to be read."""
        return self.media in _HTML


async def fetch(
    pool: httpcore.AsyncConnectionPool,
    address: Admitted,
    *,
    method: str,
    agent: str,
    seconds: float,
) -> Answer:
    """What is answered at an address within so many seconds; raises Troubled."""
    if is_reserved(address.host):
        raise Troubled(Trouble.RESERVED_NAME, address.host)
    try:
        async with asyncio.timeout(seconds):
            return await _asked(pool, address, method=method, agent=agent)
    except Refused as refused:
        raise Troubled(Trouble.NOT_VISITED, refused.refusal) from refused
    except (TimeoutError, httpcore.TimeoutException) as error:
        raise Troubled(Trouble.TOO_SLOW) from error
    except NoSuchName as error:
        raise Troubled(Trouble.NO_NAME) from error
    except LookupLost as error:
        raise Troubled(Trouble.LOOKUP_FAILED) from error
    except (httpcore.ProtocolError, httpcore.NetworkError, OSError) as error:
        raise Troubled(_trouble(error)) from error


async def _asked(
    pool: httpcore.AsyncConnectionPool, address: Admitted, *, method: str, agent: str
) -> Answer:
    url = httpcore.URL(
        scheme=address.scheme.encode(),
        host=address.host.encode(),
        port=address.port,
        target=address.target.encode(),
    )
    headed = _headers(address, agent) + (_LAST if method == "HEAD" else [])
    async with pool.stream(method, url, headers=headed) as response:
        headers = {name.lower(): value.decode("latin-1") for name, value in response.headers}
        said = headers.get(b"content-type", "")
        media = said.partition(";")[0].strip().lower()
        reads = method == "HEAD" or media in _HTML
        raw = await _read(response) if reads else b""
    encoding = headers.get(b"content-encoding", "")
    body = unpacked(raw, encoding)
    return Answer(
        status=response.status,
        media=media if body or not raw else f"{media}; {encoding}",
        body=decoded(body, said),
        location=_spelled(headers.get(b"location", "")),
        retry_after=retry_seconds(headers.get(b"retry-after", ""), datetime.now(UTC)),
        walled=_is_walled(headers),
    )


_LAST = [(b"Connection", b"close")]
"""Said with HEAD: a body that comes all the same would be read as the next answer."""


def _headers(address: Admitted, agent: str) -> list[tuple[bytes, bytes]]:
    host = address.url.split("/", 3)[2]
    return [
        (b"Host", host.encode()),
        (b"User-Agent", agent.encode("ascii", "replace")),
        (b"Accept", b"text/html,application/xhtml+xml;q=0.9,*/*;q=0.5"),
        (b"Accept-Language", b"nl,en;q=0.8"),
        (b"Accept-Encoding", b"gzip, deflate"),
    ]


async def _read(response: httpcore.Response) -> bytes:
    """What comes of a body; one that is cut short still says something."""
    raw = bytearray()
    try:
        async for chunk in response.aiter_stream():
            raw += chunk
            if len(raw) >= MOST_BYTES:
                break
    except (httpcore.RemoteProtocolError, httpcore.ReadError):
        if not raw:
            raise
    return bytes(raw[:MOST_BYTES])


def _spelled(location: str) -> str:
    """A Location as its sender meant it: bytes beyond ASCII are UTF-8 more often than not."""
    try:
        return location.encode("latin-1").decode("utf-8").strip()
    except UnicodeDecodeError:
        return location.strip()


def _is_walled(headers: dict[bytes, str]) -> bool:
    return "challenge" in headers.get(b"cf-mitigated", "") or b"x-amzn-waf-action" in headers


def _trouble(error: BaseException) -> Trouble:
    for cause in _causes(error):
        match cause:
            case ssl.SSLCertVerificationError(verify_code=code):
                if code == _EXPIRED:
                    return Trouble.CERTIFICATE_EXPIRED
                other = code in _OTHERS
                return Trouble.CERTIFICATE_OF_ANOTHER if other else Trouble.CERTIFICATE
            case ssl.SSLError():
                return Trouble.CERTIFICATE
            case ConnectionRefusedError():
                return Trouble.NOT_LISTENING
            case OSError(errno=number) if number in _AWAY:
                return Trouble.UNREACHABLE
            case httpcore.RemoteProtocolError() if "disconnected" not in str(cause):
                return Trouble.NO_HTTP
    return Trouble.CUT_OFF


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An error, what caused it, and so on; of a group its first error."""
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        grouped = cause.exceptions[0] if isinstance(cause, BaseExceptionGroup) else None
        cause = grouped or cause.__cause__ or cause.__context__
