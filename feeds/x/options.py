"""The settings of X, and how it wants to be treated."""

from datetime import timedelta

from feeds.backoff import Ladder, Trouble
from feeds.said import said
from feeds.settings import Settings
from feeds.values import Amount, Duration, Text, Texts, WebAddress, Whole

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


class Options(Settings):
    """[feeds.x]: where X is, what may be spent at which prices, and what is asked for."""

    token_env: Text = "X_BEARER_TOKEN"  # noqa: S105 - its name
    address: WebAddress = "https://api.x.com"
    spend_cap_usd: Amount = 25.0
    price_post_usd: Amount = 0.005
    price_user_usd: Amount = 0.01
    expansions: Texts = EXPANSIONS
    follow_threads: bool = True
    follow_accounts: bool = True
    most_rules: Whole = 900
    look_back: Duration = timedelta(hours=1)
    look_again_every: Duration = timedelta(minutes=15)

    @property
    def fields(self) -> dict[str, str]:
        """The parameters that say what a post is to hold."""
        chosen = {"expansions": ",".join(self.expansions)} if self.expansions else {}
        return {"tweet.fields": FIELDS, "user.fields": USER_FIELDS} | chosen
