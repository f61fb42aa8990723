"""X as its API v2 speaks: rules, the filtered stream, search, lookup, connections.

All posts and people are invented.
"""

import json
import re
from collections import defaultdict
from datetime import timedelta
from functools import lru_cache

from feeds.x.search import EPOCH
from tests.clocks import NOON
from tests.feeds.faults.server import FaultServer
from tests.feeds.faults.wire import Stream

TOKEN = "x-token-for-tests"
STREAM = "/2/tweets/search/stream"
PEOPLE = {"900": "vraagbaak", "901": "northcare", "902": "fair_example"}
BEAT = b"\r\n"


def x_id(moment, serial=0):
    """An id of that moment, as X makes them."""
    return (int((moment - EPOCH) / timedelta(milliseconds=1)) << 22) + serial


class XServer(FaultServer):
    """The stream sends what its rules match; search and lookup know every post."""

    def __init__(self, *, one_connection=True, **more):
        super().__init__(**more)
        self.rules, self.posts, self.deleted = {}, {}, set()
        self._found_by = defaultdict(list)
        self.one_connection = one_connection
        self.brings = True
        self.hangs = False
        self.says = {"Date": NOON.strftime("%a, %d %b %Y %H:%M:%S GMT")}
        self._serial = 0

    def post(self, text, *, at=NOON, author="900", reply_to=None, conversation=None, edits=None):
        """A post as X has it from now on; it is not sent to anybody yet."""
        self._serial += 1
        ident = str(x_id(at, self._serial))
        references = [{"type": "replied_to", "id": reply_to}] if reply_to else []
        self.posts[ident] = {
            "id": ident,
            "text": text,
            "author_id": author,
            "created_at": at.isoformat().replace("+00:00", ".000Z"),
            "conversation_id": conversation or reply_to or ident,
            "edit_history_tweet_ids": [*(edits or ()), ident],
            "lang": "nl",
            "entities": {"hashtags": [{"tag": tag} for tag in re.findall(r"#(\w+)", text)]},
            **({"referenced_tweets": references} if references else {}),
        }
        for term in _terms(self.posts[ident]):
            self._found_by[term].append(int(ident))
        return ident

    async def publish(self, text, **more):
        """Make a post, and send it to whom it concerns."""
        ident = self.post(text, **more)
        await self.resend(ident)
        return ident

    async def resend(self, *idents):
        """Send posts to the stream, where its rules match, in this order."""
        for ident in idents:
            if self.brings and (frame := self.frame(ident))["matching_rules"]:
                await self.broadcast(frame)

    def frame(self, ident):
        post = self.posts[ident]
        terms = _terms(post)
        matching = [
            {"id": rule["id"], "tag": rule.get("tag", "")}
            for rule in self.rules.values()
            if not terms.isdisjoint(_alternatives(rule["value"]))
        ]
        return {"data": post, "includes": self._includes([post]), "matching_rules": matching}

    def _includes(self, posts):
        authors = dict.fromkeys(post["author_id"] for post in posts)
        return {
            "users": [
                {"id": author, "username": PEOPLE[author], "name": PEOPLE[author].title()}
                for author in authors
            ]
        }

    async def route(self, request, wire):
        if request.headers.get("authorization") != f"Bearer {TOKEN}":
            problem = {"title": "Unauthorized", "type": "about:blank", "status": 401}
            await wire.answer(problem, status=401, headers=self.says)
            return
        match request.method, request.path:
            case "GET", "/2/tweets/search/stream":
                await self._stream(request, wire)
            case "GET", "/2/tweets/search/stream/rules":
                found = list(self.rules.values())
                await self._tell(wire, {"data": found, "meta": {"result_count": len(found)}})
            case "POST", "/2/tweets/search/stream/rules":
                changed = self._change_rules(request.json)
                if self.hangs and "add" in request.json:
                    await wire.reader.read()
                await self._tell(wire, changed, status=201)
            case "GET", "/2/tweets/search/recent":
                await self._search(request, wire)
            case "GET", "/2/tweets":
                await self._tell(wire, self._lookup(request.one("ids", "").split(",")))
            case "DELETE", "/2/connections/filtered_stream":
                for stream in self.open_streams:
                    stream.wire.abort()
                await self._tell(wire, {"data": {"successful_kills": 1}})
            case _:
                await self._tell(wire, {"title": "Not Found Error"}, status=404)

    async def _tell(self, wire, body, *, status=200):
        await wire.answer(body, status=status, headers=self.says)

    async def _stream(self, request, wire):
        if self.one_connection and self.open_streams:
            problem = {
                "title": "ConnectionException",
                "connection_issue": "TooManyConnections",
                "detail": "This stream is currently at the maximum allowed connection limit.",
            }
            await self._tell(wire, problem, status=429)
            return
        await wire.begin(kind="application/json; charset=utf-8", headers=self.says)
        stream = Stream(wire, request, framed=_line, beat=BEAT)
        self.streams.append(stream)
        await stream.until_gone()

    def _change_rules(self, body):
        added, errors = [], []
        for rule in body.get("add", ()):
            twin = next((one for one in self.rules.values() if one["value"] == rule["value"]), None)
            if twin:
                errors.append({"title": "DuplicateRule", "id": twin["id"], "value": rule["value"]})
            elif rule["value"].endswith("("):
                why = ["no viable alternative"]
                errors.append(
                    {"title": "UnprocessableEntity", "value": rule["value"], "details": why}
                )
            else:
                self._serial += 1
                ident = str(10_000 + self._serial)
                self.rules[ident] = {"id": ident, **rule}
                added.append(self.rules[ident])
        for ident in body.get("delete", {}).get("ids", ()):
            self.rules.pop(ident, None)
        meta = {"sent": self.says["Date"], "summary": {"created": len(added)}}
        return (
            {"meta": meta}
            | ({"data": added} if added else {})
            | ({"errors": errors} if errors else {})
        )

    async def _search(self, request, wire):
        query, since = request.one("query"), int(request.one("since_id", "0"))
        if len(query) > 512:
            await self._tell(wire, {"title": "Invalid Request", "detail": "query"}, status=400)
            return
        size, start = int(request.one("max_results", "10")), int(request.one("next_token", "0"))
        newer = {
            ident
            for term in _alternatives(query)
            for ident in self._found_by[term]
            if ident > since
        }
        known = (str(ident) for ident in sorted(newer, reverse=True))
        found = [self.posts[ident] for ident in known if ident not in self.deleted]
        page = found[start : start + size]
        meta = {"result_count": len(page)}
        if start + size < len(found):
            meta["next_token"] = str(start + size)
        whole = {"data": page, "includes": self._includes(page)} if page else {}
        await self._tell(wire, whole | {"meta": meta})

    def _lookup(self, idents):
        found = [self.posts[one] for one in idents if one in self.posts and one not in self.deleted]
        errors = [
            {
                "value": ident,
                "resource_id": ident,
                "resource_type": "tweet",
                "parameter": "ids",
                "title": "Not Found Error",
                "type": "https://api.twitter.com/2/problems/resource-not-found",
            }
            for ident in idents
            if ident not in self.posts or ident in self.deleted
        ]
        return ({"data": found} if found else {}) | ({"errors": errors} if errors else {})


def _line(payload):
    """A frame of the stream; bytes are sent as they are."""
    if isinstance(payload, bytes):
        return payload
    return json.dumps(payload, ensure_ascii=False).encode() + b"\r\n"


@lru_cache(maxsize=4096)
def _alternatives(rule):
    """The terms of a rule, any of which finds a post, in small letters."""
    return frozenset(rule.casefold().split(" or "))


def _terms(post):
    """The terms that find a post, in small letters."""
    tags = {f"#{mark['tag']}".casefold() for mark in post["entities"]["hashtags"]}
    author = PEOPLE[post["author_id"]].casefold()
    return tags | {f"conversation_id:{post['conversation_id']}", f"from:{author}"}


def table(server, **more):
    return {"kind": "x", "address": server.address} | more
