"""What reading from X costs: a meter with a cap.

X bills each post and each account that an answer holds, and does not bill the same one
twice within a UTC day (which it calls a soft promise). The meter counts like that.
"""

from datetime import date, datetime

from feeds.base import FeedGone
from feeds.formats.wire import Json, number, record, records
from feeds.said import said

PAGE_LEAST = 10
"""The fewest posts that a page of search can be asked for."""


MOST = 1 << 17
"""What was billed that is remembered; what comes again after so much more is billed twice."""


class Spend:
    """Dollars spent so far, of at most `cap`; what was spent before the program started, too."""

    def __init__(self, *, cap: float, post_price: float, user_price: float) -> None:
        self.usd = 0.0
        self._cap = cap
        self._prices = {"posts": post_price, "users": user_price}
        self._day: date | None = None
        self._billed: dict[tuple[str, str], None] = {}

    def count(self, payload: Json, now: datetime) -> None:
        """Bill what a payload holds."""
        if now.date() != self._day:
            self._day = now.date()
            self._billed.clear()
        includes = record(payload.get("includes"))
        for post in (*_rows(payload.get("data")), *records(includes.get("tweets"))):
            self._bill("posts", number(post.get("id")))
        for user in records(includes.get("users")):
            self._bill("users", number(user.get("id")))

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

    def __str__(self) -> str:
        return said("${spent} of ${cap} spent", spent=f"{self.usd:.2f}", cap=f"{self._cap:.2f}")

    def _bill(self, what: str, ident: str) -> None:
        if ident and (what, ident) not in self._billed:
            self._billed[what, ident] = None
            if len(self._billed) > MOST:
                del self._billed[next(iter(self._billed))]
            self.usd += self._prices[what]


def _rows(data: object) -> list[Json]:
    return [data] if isinstance(data, dict) else records(data)
