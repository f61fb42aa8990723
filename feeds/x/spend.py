"""What reading from X costs: a meter with a cap.

X bills each post and each account that an answer holds, and does not bill the same one
twice within a UTC day (which it calls a soft promise). The meter counts like that. To
look posts up again has a share of its own, so that it takes nothing from the stream.
"""

from collections.abc import Sequence
from datetime import date, datetime

from feeds.base import FeedGone
from feeds.formats.wire import Json, number, record, records
from feeds.latest import Latest
from feeds.post import Post
from feeds.said import said

PAGE_LEAST = 10
"""The fewest posts that a page of search can be asked for."""

LOOKUPS = 0.2
"""The part of the cap that may go to look-ups; they never touch the last part of that size."""

MOST = 1 << 17
"""What was billed that is remembered; what comes again after so much more is billed twice."""


class Spend:
    """Dollars spent so far, of at most `cap`; `on_lookups` is the part that went to look-ups.

    What was spent before the program started is unknown until `go_on`.
    """

    def __init__(self, *, cap: float, post_price: float, user_price: float) -> None:
        self.usd = self.on_lookups = 0.0
        self.is_known = False
        self._cap = cap
        self._prices = {"posts": post_price, "users": user_price}
        self._day: date | None = None
        self._billed: dict[tuple[str, str], None] = Latest(MOST)

    def go_on(self, position: str) -> None:
        """Count on from a position; from nothing where it is none."""
        usd, _, on_lookups = position.partition(" ")
        self.usd, self.on_lookups, self.is_known = _dollars(usd), _dollars(on_lookups), True

    def recall(self, post: Post, *, is_counted: bool) -> None:
        """Know what a post was billed that came earlier, `is_counted` where the position has it."""
        usd, came = self.usd, post.received_at
        if came is None:
            return
        self._begin(came)
        for one in post.with_carried():
            for ident in (one.id, *one.versions):
                self._bill("posts", ident)
            if one.author.handle != one.author.id:
                self._bill("users", one.author.id)
        if is_counted:
            self.usd = usd

    def count(self, payload: Json, now: datetime) -> float:
        """Bill what a payload holds; gives what that costs."""
        usd = self.usd
        self._begin(now)
        includes = record(payload.get("includes"))
        for post in (*_rows(payload.get("data")), *records(includes.get("tweets"))):
            self._bill("posts", number(post.get("id")))
        for user in records(includes.get("users")):
            self._bill("users", number(user.get("id")))
        return self.usd - usd

    def count_lookup(self, payload: Json, now: datetime) -> None:
        """Bill what was looked up."""
        self.on_lookups += self.count(payload, now)

    def affordable(self, posts: Sequence[str], now: datetime) -> list[str]:
        """Those that may be looked up: any that were billed today, others while the share lasts."""
        self._begin(now)
        left = min(LOOKUPS * self._cap - self.on_lookups, (1 - LOOKUPS) * self._cap - self.usd)
        found = []
        for ident in posts:
            if ("posts", ident) not in self._billed:
                left -= self._prices["posts"]
                if left < 0:
                    continue
            found.append(ident)
        return found

    def check(self) -> None:
        """Raise FeedGone where the cap is reached."""
        if self.usd >= self._cap:
            raise FeedGone(
                said(
                    "${spent} of ${cap} are spent: to go on, raise spend_cap_usd of this "
                    "feed and start again",
                    spent=f"{self.usd:.2f}",
                    cap=f"{self._cap:.2f}",
                )
            )

    def page(self, most: int = 100) -> int:
        """How many posts the next page may hold so that the cap is hardly passed."""
        price = self._prices["posts"] + self._prices["users"]
        if price <= 0:
            return most
        return int(min(max((self._cap - self.usd) / price, PAGE_LEAST), most))

    def notes(self) -> list[str]:
        """What was spent, as far as it is known."""
        note = said("${spent} of ${cap} spent", spent=f"{self.usd:.2f}", cap=f"{self._cap:.2f}")
        return [note] if self.is_known else []

    def __str__(self) -> str:
        """The position to count on from."""
        return f"{self.usd:.4f} {self.on_lookups:.4f}"

    def _begin(self, now: datetime) -> None:
        """Bill everything anew where a day has begun."""
        if now.date() != self._day:
            self._day = now.date()
            self._billed.clear()

    def _bill(self, what: str, ident: str) -> None:
        if ident and (what, ident) not in self._billed:
            self._billed[what, ident] = None
            self.usd += self._prices[what]


def _dollars(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _rows(data: object) -> list[Json]:
    return [data] if isinstance(data, dict) else records(data)
