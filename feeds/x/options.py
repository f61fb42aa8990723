"""The settings of X, and how it wants to be treated."""

from dataclasses import dataclass
from datetime import timedelta

from feeds import settings
from feeds.backoff import Ladder, Trouble
from feeds.said import said
from feeds.settings import Settings, setting

FIELDS = (
    "id,text,note_tweet,created_at,author_id,conversation_id,in_reply_to_user_id,"
    "referenced_tweets,entities,lang,edit_history_tweet_ids,attachments"
)
USER_FIELDS = "username,name,description,verified,protected"
EXPANSIONS = (
    "author_id",
    "referenced_tweets.id",
    "referenced_tweets.id.author_id",
    "edit_history_tweet_ids",
)
LADDERS = {
    Trouble.NETWORK: Ladder(first=0, most=16, grow=1, step=0.25),
    Trouble.SERVER: Ladder(first=5, most=320),
    Trouble.LIMITED: Ladder(first=60, most=960),
    Trouble.CROWDED: Ladder(first=5, most=320),
}
"""As X asks: https://docs.x.com/x-api/fundamentals/handling-disconnections."""

REFUSALS = {
    401: said("X refuses the token: put a valid bearer token where this feed looks for one"),
    402: said("X wants to be paid: the app's credits are used up; buy more, and start again"),
    403: said(
        "X does not allow it: the app needs access to filtered stream and search (pay-per-use)"
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(Settings):
    """[feeds.x]: where X is, what may be spent at which prices, and what is asked for."""

    token_env: str = setting("X_BEARER_TOKEN", settings.text)
    address: str = setting("https://api.x.com", settings.web_address)
    spend_cap_usd: float = setting(25.0, settings.amount)
    price_post_usd: float = setting(0.005, settings.amount)
    price_user_usd: float = setting(0.01, settings.amount)
    expansions: tuple[str, ...] = setting(EXPANSIONS, settings.texts)
    follow_threads: bool = setting(True, settings.flag)  # noqa: FBT003 - a value, not a mode
    follow_accounts: bool = setting(True, settings.flag)  # noqa: FBT003 - a value, not a mode
    most_rules: int = setting(900, settings.whole)
    look_back: timedelta = setting(timedelta(hours=1), settings.duration)
    look_again_every: timedelta = setting(timedelta(minutes=15), settings.duration)

    @property
    def fields(self) -> dict[str, str]:
        """The parameters that say what a post is to hold."""
        chosen = {"expansions": ",".join(self.expansions)} if self.expansions else {}
        return {"tweet.fields": FIELDS, "user.fields": USER_FIELDS} | chosen
