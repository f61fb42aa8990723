"""A site on loopback whose pages behave in all the ways that links of vacancies do.

Each behaviour is a path. What it answers is written out byte by byte, since much
of it no server would let one say; beside it stands what the checker is to find.
All companies and texts are invented.
"""

import asyncio
import gzip
import json
import ssl
import zlib
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from moderator.links.judge import Wanted
from moderator.links.reasons import Why

POST = Wanted("Vacature: verpleegkundige wijkzorg in Assen, 24 uur", "nl")
OTHER, RESTS = "127.0.0.2", "127.0.0.3"
"""Further hosts on which the same site answers."""


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for, with the headers as they came."""

    method: str
    path: str
    headers: dict[str, str]


@dataclass(slots=True)
class Site:
    """The site under way: its ports, and what it was asked."""

    port: int = 0
    tls: dict[str, int] = field(default_factory=dict)
    closed_port: int = 0
    asked: list[Request] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        """The address of a behaviour."""
        return f"http://{host}:{self.port}/{path}"


Serve = Callable[[Site, Request, asyncio.StreamWriter], Awaitable[None]]
Answer = bytes | Callable[[Site, Request], bytes] | Serve


@dataclass(frozen=True, slots=True)
class Behaviour:
    """A way to answer, and what the checker is to find: its state, and why.

    `path` is where it is found, `address` another address that leads to it.
    """

    path: str
    state: str
    why: Why
    answer: Answer
    address: str = ""

    def url(self, site: Site) -> str:
        """The link that leads to it."""
        if not self.address:
            return site.url(self.path)
        ports = {"port": site.port, "closed": site.closed_port} | site.tls
        return self.address.format(**ports)


def http(body: str | bytes = "", status: int = 200, **headers: str) -> bytes:
    """An HTTP answer with this body; headers are written with _ for -."""
    raw = body.encode() if isinstance(body, str) else body
    said = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(raw))}
    said |= {name.replace("_", "-").title(): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in said.items() if value)
    return f"HTTP/1.1 {status} Said\r\n{lines}\r\n".encode() + raw


def job(
    *lines: str, title: str = "Verpleegkundige wijkzorg | Zorg in Assen", head: str = ""
) -> str:
    """A page about the vacancy of POST, with these lines besides."""
    told = "".join(f"<p>{line}</p>" for line in lines)
    return (
        f"<!doctype html><html lang=nl><head><title>{title}</title>{head}</head><body>"
        f"<nav><a href='/'>Home</a><a href='/vacatures'>Vacatures</a></nav>"
        f"<h1>{title.partition(' | ')[0]}</h1><p>Wij zoeken een verpleegkundige voor de wijkzorg,"
        f" 24 uur per week.</p>{told}<a href=mailto:hr@zorg.example>Reageer</a></body></html>"
    )


def posting(**said: str) -> str:
    """The vacancy as JSON-LD."""
    return (
        f'<script type="application/ld+json">{json.dumps({"@type": "JobPosting"} | said)}</script>'
    )


def page(title: str, *lines: str, head: str = "") -> str:
    """Some other page."""
    told = "".join(f"<p>{line}</p>" for line in lines)
    return (
        f"<html><head><title>{title}</title>{head}</head><body><h1>{title}</h1>{told}</body></html>"
    )


def moved(location: str, status: int = 302) -> bytes:
    return http("", status, Location=location)


async def hang(site: Site, request: Request, writer: asyncio.StreamWriter) -> None:
    await asyncio.Event().wait()


async def drip(site: Site, request: Request, writer: asyncio.StreamWriter) -> None:
    """A header at once, then a byte now and then without end."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.05)


async def reset(site: Site, request: Request, writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


async def endless(site: Site, request: Request, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + job().encode())
    if request.method != "HEAD":
        while True:
            writer.write(b"<p>nog meer tekst</p>" * 2_000)
            await writer.drain()


def on_head(head: Answer, get: Answer) -> Serve:
    """One answer to HEAD, another to GET."""

    async def answer(site: Site, request: Request, writer: asyncio.StreamWriter) -> None:
        await _send(head if request.method == "HEAD" else get, site, request, writer)

    return answer


def at_first(first: bytes, then: bytes, times: int = 1) -> Callable[[Site, Request], bytes]:
    """One answer until GET has had it so many times, another from then on."""

    def answer(site: Site, request: Request) -> bytes:
        seen = site.seen[request.path]
        site.seen[request.path] += request.method == "GET"
        return first if seen < times else then

    return answer


def only_with_cookie(site: Site, request: Request) -> bytes:
    if "cookie" in request.headers:
        return http(job())
    return http("", 302, Location=request.path, Set_Cookie="seen=1")


def numbered(site: Site, request: Request) -> bytes:
    number = int(request.path.rpartition("/")[2] or 0) if request.path.count("/") > 1 else 0
    return moved(f"/redirects_for_ever/{number + 1}")


WALL = page("Just a moment...", "Verify you are human")
BOMB = zlib.compressobj(9, zlib.DEFLATED, 31)
BOMBED = BOMB.compress(job().encode()) + b"".join(BOMB.compress(bytes(1 << 20)) for _ in range(64))
BOMBED += BOMB.flush()
LOOSE = zlib.compressobj(wbits=-15)
FAQ = "Staat er “Deze vacature is gesloten”? Dan ben je te laat."

# ruff: noqa: E501 - a behaviour is a line
BEHAVIOURS = [
    # What works
    Behaviour("plain", "alive", Why.WORKS, http(job())),
    Behaviour("with_query?id=7&utm_source=x", "alive", Why.WORKS, http(job())),
    Behaviour("pdf", "alive", Why.WORKS_AS_FILE, http(b"%PDF-1.7", Content_Type="application/pdf")),
    Behaviour("no_head_405", "alive", Why.WORKS, on_head(http("", 405), http(job()))),
    Behaviour("no_head_404", "alive", Why.WORKS, on_head(http("", 404), http(job()))),
    Behaviour("no_head_501", "alive", Why.WORKS, on_head(http("", 501), http(job()))),
    Behaviour("head_hangs", "alive", Why.WORKS, on_head(hang, http(job()))),
    Behaviour("head_resets", "alive", Why.WORKS, on_head(reset, http(job()))),
    Behaviour("head_loops", "alive", Why.WORKS, on_head(moved("/head_loops"), http(job()))),
    Behaviour("head_with_body", "alive", Why.WORKS, http(job())),
    Behaviour("redirect_301", "alive", Why.WORKS, moved("/plain", 301)),
    Behaviour("redirect_308_twice", "alive", Why.WORKS, moved("/redirect_301", 308)),
    Behaviour("redirect_relative", "alive", Why.WORKS, moved("plain")),
    Behaviour("redirect_unicode", "alive", Why.WORKS, moved("/caf\u00e9")),
    Behaviour("caf%C3%A9", "alive", Why.WORKS, http(job())),
    Behaviour(
        "redirect_to_other_host",
        "alive",
        Why.WORKS_ELSEWHERE,
        lambda site, request: moved(site.url("plain", OTHER)),
    ),
    Behaviour(
        "moves_on_by_itself",
        "alive",
        Why.WORKS,
        http(page("", head="<meta http-equiv=refresh content='0; url=/plain'>")),
    ),
    Behaviour("gzip", "alive", Why.WORKS, http(gzip.compress(job().encode()), Content_Encoding="gzip")),
    Behaviour(
        "deflate_raw",
        "alive",
        Why.WORKS,
        http(LOOSE.compress(job().encode()) + LOOSE.flush(), Content_Encoding="deflate"),
    ),
    Behaviour(
        "packed_unasked", "alive", Why.WORKS_AS_FILE, http(b"\x0b\x02\x80x", Content_Encoding="br")
    ),
    Behaviour("gzip_bomb", "alive", Why.WORKS, http(BOMBED, Content_Encoding="gzip")),
    Behaviour("endless", "alive", Why.WORKS, endless),
    Behaviour("latin_1", "alive", Why.WORKS, http(job("Caf\u00e9").encode("latin-1"), Content_Type="text/html")),
    Behaviour("utf_16", "alive", Why.WORKS, http(job().encode("utf-16"), Content_Type="text/html")),
    Behaviour("unknown_charset", "alive", Why.WORKS, http(job(), Content_Type="text/html; charset=klingon")),
    Behaviour("no_content_type", "alive", Why.WORKS, http(job(), Content_Type="")),
    Behaviour("plain_text", "alive", Why.WORKS, http("Wij zoeken een verpleegkundige", Content_Type="text/plain")),
    Behaviour(
        "chunked",
        "alive",
        Why.WORKS,
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
        + b"%x\r\n%s\r\n0\r\n\r\n" % (len(job()), job().encode()),
    ),
    Behaviour("http_1_0", "alive", Why.WORKS, b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + job().encode()),
    Behaviour("cut_short", "alive", Why.WORKS, http(job(), Content_Length="9999")),
    Behaviour("broken_twice", "dead", Why.NO_PAGE, at_first(http("", 404), http(job()), times=2)),
    Behaviour("broken_once", "alive", Why.WORKS, at_first(http("", 404), http(job()))),
    Behaviour("made_by_scripts", "alive", Why.WORKS_BY_SCRIPT, http("<title>Werk</title><div id=app></div><script src=/a.js></script>")),
    Behaviour("posting_that_goes_on", "alive", Why.WORKS, http(job(head=posting(title="Verpleegkundige", validThrough="2099-01-01")))),
    Behaviour("merely_contains_faq", "alive", Why.WORKS, http(job(FAQ, "Wat als de vacature al vervuld is? Bel ons."))),
    Behaviour("merely_contains_condition", "alive", Why.WORKS, http(job("Deze vacature is gesloten zodra we iemand vinden.", "Als deze vacature vervuld is, halen we hem weg."))),
    Behaviour("merely_contains_hidden", "alive", Why.WORKS, http(job("</p><div hidden><p>Deze vacature is gesloten.</p></div><template>Deze vacature is vervuld.</template><script>t='Deze vacature is gesloten'</script><p>"))),
    Behaviour("merely_contains_aside", "alive", Why.WORKS, http(job("<aside><h3>Kok</h3><p>Deze vacature is vervuld.</p></aside>"))),
    Behaviour("merely_contains_404", "alive", Why.WORKS, http(job("Meld je bij kamer 404, niet gevonden? Bel."))),
    Behaviour("login_in_a_corner", "alive", Why.WORKS, http(job("<form><input type=password></form>"))),
    Behaviour("vacatures", "alive", Why.WORKS, http(page("Alle vacatures", "Kok", "Verpleegkundige"))),
    Behaviour("", "alive", Why.WORKS, http(page("Zorg in Assen", "Welkom bij ons"))),
    # What is not there
    Behaviour("not_found", "dead", Why.NO_PAGE, http(page("Weg"), 404)),
    Behaviour("gone", "dead", Why.TAKEN_AWAY, http(page("Weg"), 410)),
    Behaviour("redirect_to_not_found", "dead", Why.NO_PAGE, moved("/not_found")),
    Behaviour("nobody_listens", "dead", Why.NOT_LISTENING, b"", "http://127.0.0.1:{closed}/"),
    Behaviour("no_such_name", "dead", Why.NO_NAME, b"", "http://nergens.fair:{port}/"),
    Behaviour("reserved_name", "dead", Why.RESERVED_NAME, b"", "http://zorg.example:{port}/"),
    # What answers, without the vacancy
    Behaviour("says_gone_nl", "closed", Why.SAYS_GONE, http(job("Deze vacature is helaas al vervuld."))),
    Behaviour("says_gone_en", "closed", Why.SAYS_GONE, http(job("We’re sorry, this job is no longer available."))),
    Behaviour("says_gone_spelled", "closed", Why.SAYS_GONE, http(job("D&eacute;ze&nbsp;<b>VACA&shy;TURE</b>\n is <i>niet meer</i>   beschikbaar"))),
    Behaviour("says_gone_in_title", "closed", Why.SAYS_GONE, http(job(title="Vacature gesloten | Zorg"))),
    Behaviour("says_gone_packed", "closed", Why.SAYS_GONE, http(gzip.compress(job("Reageren is niet meer mogelijk").encode()), Content_Encoding="gzip")),
    Behaviour("soft_404_nl", "closed", Why.SAYS_MISSING, http(page("Pagina niet gevonden | Zorg", "Ga terug"))),
    Behaviour("soft_404_en", "closed", Why.SAYS_MISSING, http(page("404 - Not Found"))),
    Behaviour("soft_404_by_redirect", "closed", Why.SAYS_MISSING, moved("/soft_404_nl")),
    Behaviour("posting_that_ended", "closed", Why.EXPIRED, http(job(head=posting(title="Verpleegkundige", validThrough="2026-01-31")))),
    Behaviour("ends_at_front_page", "closed", Why.FRONT_PAGE, moved("/")),
    Behaviour("ends_at_front_page_301", "closed", Why.FRONT_PAGE, moved("/?expired=1", 301)),
    Behaviour("ends_at_front_page_by_itself", "closed", Why.FRONT_PAGE, http(page("", head="<meta http-equiv=refresh content='0;URL=/'>"))),
    Behaviour("vacatures/ends_at_list", "closed", Why.LIST_PAGE, moved("/vacatures", 301)),
    Behaviour("another_job", "closed", Why.OTHER_JOB, http(page("Monteur in Assen", "Sleutelen aan fietsen", head=posting(title="Fietsenmonteur", jobLocation="Assen")))),
    Behaviour("domain_for_sale", "closed", Why.PARKED, http(page("zorg", "Deze domeinnaam is te koop"))),
    Behaviour("empty_server", "closed", Why.PARKED, http(page("Welcome to nginx!"))),
    # Who lets nobody in
    Behaviour("unauthorised", "blocked", Why.REFUSES, http("", 401, WWW_Authenticate="Basic")),
    Behaviour("forbidden", "blocked", Why.REFUSES, http(page("Nee"), 403)),
    Behaviour("forbidden_wall", "blocked", Why.WALLED, http(WALL, 403)),
    Behaviour("linkedin_999", "blocked", Why.REFUSES, http("", 999)),
    Behaviour("too_many", "blocked", Why.TOO_OFTEN, http("", 429)),
    Behaviour("too_many_rest", "blocked", Why.TOO_OFTEN, http("", 429, Retry_After="120"), f"http://{RESTS}:{{port}}/too_many_rest"),
    Behaviour("too_many_until_never", "blocked", Why.TOO_OFTEN, http("", 429, Retry_After="Tue, 03 Jul 99999999999 09:05:00 GMT")),
    Behaviour("challenge_503", "blocked", Why.WALLED, http(WALL, 503)),
    Behaviour("wall_200", "blocked", Why.WALLED, http(page("Ben je een robot?", "Vink aan"))),
    Behaviour("wall_by_header", "blocked", Why.WALLED, http(page("Even"), 403, CF_Mitigated="challenge")),
    Behaviour("to_login", "blocked", Why.ASKS_LOGIN, moved("/login?next=kok")),
    Behaviour("login?next=kok", "blocked", Why.ASKS_LOGIN, http(page("Inloggen", "<input type=password>"))),
    # What cannot be told
    Behaviour("error_500", "unsure", Why.SERVER_FAILS, http("", 500)),
    Behaviour("error_502", "unsure", Why.SERVER_FAILS, http("", 502)),
    Behaviour("error_503", "unsure", Why.SERVER_FAILS, http(page("Onderhoud"), 503)),
    Behaviour("bad_request", "unsure", Why.ODD_ANSWER, http("", 400)),
    Behaviour("for_legal_reasons", "unsure", Why.ODD_ANSWER, http("", 451)),
    Behaviour("maintenance_200", "unsure", Why.AWAY_FOR_NOW, http(page("Gepland onderhoud", "Zo terug"))),
    Behaviour("empty_page", "unsure", Why.EMPTY, http("")),
    Behaviour("no_content", "unsure", Why.EMPTY, b"HTTP/1.1 204 No Content\r\n\r\n"),
    Behaviour("hangs", "unsure", Why.TOO_SLOW, hang),
    Behaviour("drips", "unsure", Why.TOO_SLOW, drip),
    Behaviour("resets", "unsure", Why.CUT_OFF, reset),
    Behaviour("says_nothing", "unsure", Why.CUT_OFF, b""),
    Behaviour("no_http", "unsure", Why.NO_HTTP, b"220 mail.zorg.example ESMTP\r\n\r\n"),
    Behaviour("endless_header", "unsure", Why.NO_HTTP, b"HTTP/1.1 200 OK\r\nX: " + b"x" * 300_000),
    Behaviour("dead_only_once", "unsure", Why.SERVER_FAILS, at_first(http("", 404), http("", 500))),
    Behaviour("dead_only_then", "unsure", Why.NOT_TWICE, at_first(http("", 500), http("", 404))),
    Behaviour("redirects_to_itself", "unsure", Why.REDIRECT_LOOP, moved("/redirects_to_itself")),
    Behaviour("redirects_for_ever", "unsure", Why.REDIRECT_LOOP, numbered),
    Behaviour("only_with_cookie", "unsure", Why.REDIRECT_LOOP, only_with_cookie),
    Behaviour("redirect_without_target", "unsure", Why.ODD_ANSWER, http("", 302)),
    Behaviour("redirect_to_script", "unsure", Why.REDIRECT_NOWHERE, moved("javascript:alert(1)")),
    Behaviour("redirect_to_file", "unsure", Why.REDIRECT_NOWHERE, moved("file:///etc/passwd")),
    Behaviour("redirect_to_ftp", "unsure", Why.NOT_VISITED, moved("ftp://127.0.0.1/")),
    Behaviour("redirect_inward", "unsure", Why.NOT_VISITED, moved("http://10.0.0.1/")),
    Behaviour("redirect_to_cloud", "unsure", Why.NOT_VISITED, moved("http://169.254.169.254/latest/")),
    Behaviour("redirect_with_user", "unsure", Why.NOT_VISITED, moved("http://zorg.example@127.0.0.1/")),
    Behaviour("certificate_expired", "unsure", Why.CERTIFICATE_EXPIRED, http(job()), "https://127.0.0.1:{expired}/plain"),
    Behaviour("certificate_of_another", "unsure", Why.CERTIFICATE_OF_ANOTHER, http(job()), "https://127.0.0.1:{another}/plain"),
    Behaviour("certificate_of_its_own", "unsure", Why.CERTIFICATE, http(job()), "https://127.0.0.1:{own}/plain"),
    Behaviour("secured", "alive", Why.WORKS, http(job()), "https://127.0.0.1:{good}/plain"),
    Behaviour("no_tls", "unsure", Why.CERTIFICATE, b"", "https://127.0.0.1:{port}/"),
    Behaviour("lookup_fails", "unsure", Why.LOOKUP_FAILED, b"", "http://stuk.fair:{port}/"),
]  # fmt: skip
"""Every way to answer that the tests know."""


@asynccontextmanager
async def running(contexts: dict[str, ssl.SSLContext] | None = None) -> AsyncIterator[Site]:
    """The site on ports of its own; `contexts` are the TLS ones, by name."""
    site = Site()
    at_work = set[asyncio.Task[None]]()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        at_work.add(task)
        try:
            with suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
                await _serve(site, reader, writer)
        except asyncio.CancelledError:
            writer.transport.abort()
        finally:
            at_work.discard(task)
            writer.close()

    first = await asyncio.start_server(serve, "127.0.0.1", 0, backlog=1000)
    site.port = first.sockets[0].getsockname()[1]
    servers = [first]
    servers += [
        await asyncio.start_server(serve, host, site.port, backlog=1000) for host in (OTHER, RESTS)
    ]
    for name, context in (contexts or {}).items():
        server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
        site.tls[name] = server.sockets[0].getsockname()[1]
        servers.append(server)
    unused = await asyncio.start_server(serve, "127.0.0.1", 0, backlog=1000)
    site.closed_port = unused.sockets[0].getsockname()[1]
    unused.close()
    try:
        yield site
    finally:
        for server in servers:
            server.close()
        for task in list(at_work):
            task.cancel()
        await asyncio.gather(*at_work, return_exceptions=True)


async def _serve(site: Site, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer requests on one connection for as long as the answers allow it."""
    stays = True
    while stays and (first := await reader.read(1)).isalpha():
        head = (first + await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        method, path, _ = head[0].split(" ")
        headers = dict(line.lower().split(": ", 1) for line in head[1:] if line)
        request = Request(method, path, headers)
        site.asked.append(request)
        stays = await _send(_found(path), site, request, writer)


LEADS_AWAY = {
    "redirect_inward",
    "redirect_to_cloud",
    "reserved_name",
    "no_such_name",
    "lookup_fails",
}
"""Behaviours that lead off loopback a checker that lets itself be led."""


def harmless() -> list[Behaviour]:
    """The behaviours that can be offered to any link checker, without TLS."""
    plain = [each for each in BEHAVIOURS if "https" not in each.address]
    return [each for each in plain if each.path not in LEADS_AWAY]


def all_links(site: Site, request: Request) -> bytes:
    """A page with a link to each harmless behaviour, for link checkers that crawl."""
    urls = (behaviour.url(site) for behaviour in harmless())
    return http(page("All", *(f'<a href="{url}">{url}</a>' for url in urls)))


def _found(path: str) -> Answer:
    asked = path.removeprefix("/")
    if asked == "all":
        return all_links
    for name in (asked, asked.partition("?")[0], asked.partition("/")[0]):
        for behaviour in BEHAVIOURS:
            if behaviour.path == name and not (behaviour.address and behaviour.answer == b""):
                return behaviour.answer
    return http(page("Weg"), 404)


async def _send(answer: Answer, site: Site, request: Request, writer: asyncio.StreamWriter) -> bool:
    """Send an answer; whether the connection goes on after it."""
    if asyncio.iscoroutinefunction(answer):
        await answer(site, request, writer)
        return False
    if callable(answer):
        answer = answer(site, request)
    head, end, body = answer.partition(b"\r\n\r\n")
    if request.method == "HEAD" and request.path != "/head_with_body":
        body = b""
    writer.write(head + end + body)
    await writer.drain()
    return f"Content-Length: {len(body)}\r\n".encode() in answer or request.method == "HEAD"
