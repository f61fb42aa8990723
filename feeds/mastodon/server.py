"""What a Mastodon server offers, to whom, and how it wants to be treated."""

from dataclasses import dataclass

from feeds.address import host_of, is_loopback
from feeds.backoff import Ladder, Trouble
from feeds.base import FeedGone
from feeds.formats.wire import Json, record, string
from feeds.said import said
from feeds.web.api import Api

LADDERS = {
    Trouble.NETWORK: Ladder(first=1, most=60),
    Trouble.SERVER: Ladder(first=5, most=300),
    Trouble.LIMITED: Ladder(first=30, most=300),
}
REFUSALS = {
    401: said("the server refuses the token: make a new one with read:statuses and read:accounts"),
    403: said("the server does not allow it: the token lacks a scope, or the account is limited"),
}
GONE = (404, 410)
"""What a server says of a post that is not there any more, or never was."""

NEEDED, FOR_ACCOUNTS = "read:statuses", "read:accounts"


@dataclass(frozen=True, slots=True)
class Offer:
    """A server as its administrators set it up; `streaming` is where its streams are."""

    name: str
    streaming: str
    notes: tuple[str, ...] = ()


async def offer_of(api: Api, address: str, *, has_token: bool, has_accounts: bool) -> Offer:
    """What a server offers, also to who follows accounts.

    Raises FeedGone where it shows no hashtags to us at all.

    A server that does not tell (older ones, and those of other kinds) is taken to offer all.
    """
    name = api.platform
    about = (await api.get("/api/v2/instance", allow=(404,))).json
    configuration = record(about.get("configuration"))
    streaming = string(record(configuration.get("urls")).get("streaming")) or address
    notes = list(_access(name, record(configuration.get("timelines_access")), has_token=has_token))
    if has_token:
        notes += await _scopes(api, has_accounts=has_accounts)
    else:
        notes.append(
            said(
                "{server} streams only with a token: without one it is asked every 20 seconds",
                server=name,
            )
        )
    return Offer(name, _encrypted(name, streaming.rstrip("/")), tuple(notes))


def _access(name: str, access: Json, *, has_token: bool) -> list[str]:
    """What is not shown, of the hashtags; whoever is silent on it shows everything."""
    shown = record(access.get("hashtag_feeds"))
    mine, others = (_is_shown(shown.get(side), has_token=has_token) for side in ("local", "remote"))
    if not mine and not others:
        raise FeedGone(_shows_none(name, has_token=has_token))
    if not others:
        return [
            said(
                "{server} shows the posts of its own members only: add another server", server=name
            )
        ]
    if not mine:
        return [said("{server} does not show the posts of its own members", server=name)]
    return []


def _shows_none(name: str, *, has_token: bool) -> str:
    if has_token:
        return said(
            "{server} shows hashtags to nobody: use another server, or give a token", server=name
        )
    return said(
        "{server} shows hashtags only with a token: use another server, or give a token",
        server=name,
    )


def _is_shown(value: object, *, has_token: bool) -> bool:
    return value in (None, "public") or (value == "authenticated" and has_token)


async def _scopes(api: Api, *, has_accounts: bool) -> list[str]:
    """What the token lacks, where the server tells its scopes (since 4.3)."""
    known = (await api.get("/api/v1/apps/verify_credentials", allow=(403, 404))).json
    scopes = known.get("scopes")
    if not isinstance(scopes, list) or "read" in scopes:
        return []
    if NEEDED not in scopes:
        raise FeedGone(
            said(
                "the token for {server} may not read: make one with the scope {scope}",
                server=api.platform,
                scope=NEEDED,
            )
        )
    if has_accounts and FOR_ACCOUNTS not in scopes:
        return [_finds_none(api.platform)]
    return []


def _finds_none(name: str) -> str:
    return said(
        "the token for {server} may not look accounts up: make one with {scope}, too",
        server=name,
        scope=FOR_ACCOUNTS,
    )


def _encrypted(name: str, streaming: str) -> str:
    """The address of the streams, which a token is sent to."""
    if not (host := host_of(streaming)):
        raise FeedGone(
            said(
                "{server} gives no usable address for its streams: use another server", server=name
            )
        )
    if streaming.startswith(("wss://", "https://")) or is_loopback(host):
        return streaming
    raise FeedGone(
        said(
            "{server} streams without encryption: no token is sent there; use another server",
            server=name,
        )
    )
