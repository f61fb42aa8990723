"""Why something is not as it should be, in the reader's language.

Feeds, the broker's connection, the courier and the publisher say it in English, as one
sentence with its values filled in; so do commands (`complaints.py`). So it comes out of an
error, over the broker, or from an engine of another language. Here it is known again by its
sentence, and what fills it in is itself looked up: "posts may be missing: X does not answer"
has two sentences in it.
"""

from functools import cache, lru_cache
from importlib.resources import files

from feeds.said import said
from moderator.words.complaints import COMPLAINTS
from moderator.words.language import N_, _, is_as_written
from moderator.words.sentence import Sentence

PLATFORM = (
    N_("{what}; set it by the network"),
    N_("this computer's clock is {minutes} min ahead of that of {platform}"),
    N_("this computer's clock is {minutes} min behind that of {platform}"),
    N_("the reply is not from {platform}'s API ({kind})"),
    N_("no content type"),
    N_("the certificate of {platform} cannot be trusted: check clock and network"),
    N_("the certificate of {host} cannot be trusted: check this machine's clock"),
    N_("{platform} does not answer"),
    N_("no connection to {platform}: check this machine's network"),
    N_("the connection to {platform} broke"),
    N_("{platform} sends too much"),
    N_("{platform} asks to come back later"),
    N_("something between here and {platform} answers ({status})"),
    N_("{platform} does not take the request ({status}): {detail}"),
    N_("{platform} believes that another connection is still open"),
    N_("{platform} fails ({status})"),
    N_("it does not say why"),
    N_("{host} closed the connection"),
    N_("{host} closed the connection: {detail}"),
    N_("the other side does not answer a ping"),
    N_("the platform does not answer"),
    N_("the platform ended the connection"),
    N_("nothing came for {seconds} seconds"),
    N_("an error in the program ({what}): report it, and start again"),
    N_("a line is {what}"),
    N_("longer than {size} MiB"),
    N_(
        "the proxies that the environment names cannot be used:"
        " https_proxy is like http://proxy.example:8080, and no_proxy has no brackets"
    ),
    N_("no certificates are at SSL_CERT_FILE or SSL_CERT_DIR: name a file that has some"),
)
ROUNDS = (
    N_("sweep: {why}"),
    N_("accounts: {why}"),
    N_("deletions: {why}"),
    N_("threads: {why}"),
    N_("no answer"),
    N_("posts may be missing: {why}"),
    N_("posts may be missing, asking again: {why}"),
    N_("more was missed than {pages} pages; what came after was not asked for"),
)
SETTINGS = (
    N_("a variable that token_env names"),
    N_("no token: put one in the environment as {variable}, or set token_file"),
    N_("nothing to look for: set hashtag under [fair]"),
    N_("ca_file, cert_file or key_file cannot be used: {why}"),
    N_("the environment variable that it names is not set"),
    N_("there is nothing in it"),
    N_("what is there is no token: it must be one word"),
    N_("must be the name of an environment variable, never the token itself"),
    N_("the file that it names cannot be read: {why}"),
    N_("the file that it names is no text"),
    N_("others on this computer may read it; chmod 600 mends that"),
    N_("no such key"),
    N_('{what}; did you mean "{key}"?'),
    N_("{what}; there are: {names}"),
)
X = (
    N_("X refuses the token: put a valid bearer token where this feed looks for one"),
    N_("X wants to be paid: the app's credits are used up; buy more, and start again"),
    N_("X does not allow it: the app needs access to filtered stream and search (pay-per-use)"),
    N_("X ends the stream"),
    N_("X gives nothing that is older than seven days"),
    N_("of the older threads, replies without the hashtag are not asked for"),
    N_("rules of other programs on the same key: {number}"),
    N_("old threads that are no longer followed: {number}"),
    N_("X does not take the rule {rule}: {why}"),
    N_("${spent} of ${cap} spent"),
    N_("${spent} of ${cap} are spent: to go on, raise spend_cap_usd of this feed and start again"),
)
MASTODON = (
    N_("no server: set server of this feed, such as social.example"),
    N_("the server refuses the token: make a new one with read:statuses and read:accounts"),
    N_("the server does not allow it: the token lacks a scope, or the account is limited"),
    N_("{server} gives no usable address for its streams: use another server"),
    N_("{server} streams without encryption: no token is sent there; use another server"),
    N_("{server} streams only with a token: without one it is asked every 20 seconds"),
    N_("{server} shows hashtags to nobody: use another server, or give a token"),
    N_("{server} shows hashtags only with a token: use another server, or give a token"),
    N_("{server} shows the posts of its own members only: add another server"),
    N_("{server} does not show the posts of its own members"),
    N_("the token for {server} may not read: make one with the scope {scope}"),
    N_("{server} refuses the stream: {why}; check the token's scopes"),
    N_("the token for {server} may not look accounts up: make one with {scope}, too"),
    N_("threads are looked into {minutes} minutes late"),
    N_("threads in which replies may be missing: {number}; {why}"),
    N_("posts that replies answer cannot be had: {why}"),
    N_("accounts of the fair that cannot be followed: {number}; {why}"),
)
BLUESKY = (
    N_("the fair's accounts are not followed: {why}"),
    N_("accounts of the fair that are not on Bluesky: {number}"),
    N_("Jetstream no longer had it; search gave what has the hashtag"),
    N_("Jetstream no longer had it, and search: {why}"),
    N_("Jetstream ends the stream: {why}"),
    N_("{server}, wire {version}"),
    N_("{server}, wire {version}, packed"),
    N_("packed: {path}: {why}; name Jetstream's dictionary, or no"),
    N_("it cannot be read"),
    N_("the position is too old"),
    N_("the dictionary is not used any more"),
    N_("the second wire is not offered"),
    N_("a frame cannot be unpacked"),
    N_("a frame is too long"),
)
BROKER = (
    N_("the broker: {why}"),
    N_("the broker: the connection is lost"),
    N_("the broker does not answer"),
    N_("another program takes our place at the broker: end one of the two"),
    N_("the broker does not confirm what it is given"),
    N_("the broker does not let us read {topic}"),
    N_("the broker does not let us publish: {why}"),
    N_("the broker refuses: {why}"),
    N_("the broker's certificate: {why}"),
    N_("it hung up before it let us in"),
    N_("{topic} is no topic of posts: those are moderator/FAIR/posts/SOURCE"),
    N_('no topic: set topics, such as ["moderator/my-fair/posts/+"]'),
    N_("the broker had forgotten this feed, and kept nothing for it"),
    N_("{number} messages wait"),
    N_("the last that could not be read: {why}"),
)
COMPANY = (
    N_("there is no fair called {fair} at {place}"),
    N_("its engine is not there"),
    N_("another engine tells this fair already: end one of the two"),
    N_("messages that cannot be read: {number}"),
    N_("messages let go, they came too fast: {number}"),
    N_("this computer's clock is {minutes} min off: waiting times are wrong"),
    N_("there: {names}"),
    N_("without a connection: {names}"),
    N_("{number} to be told"),
    N_("an act waits for the engine"),
    N_("{number} acts wait for the engine"),
    N_("cases still to come: {number}"),
)
ACTS = (
    N_("{typed} has that case"),
    N_("{typed} resolved that case already"),
    N_("{typed} dismissed that case already"),
    N_("{typed} resolved that case already: reopen it first"),
    N_("{typed} dismissed that case already: reopen it first"),
)
SENTENCES = (
    *PLATFORM,
    *ROUNDS,
    *SETTINGS,
    *X,
    *MASTODON,
    *BLUESKY,
    *BROKER,
    *COMPANY,
    *ACTS,
    *COMPLAINTS,
)

PLACED = said("{place}: {why}")
"""What is wrong with what, wherever it is found: a file, a table in it, a feed."""

OWN = "typed"
"""What fills in a sentence and is the reader's own: it is never a word of the program's."""

OF_KEYS = ("must be ", "no such key")
"""How a complaint of a key in a file begins; the key before it is the reader's own, too."""

DEEPEST = 10
"""Sentences within sentences; what is further within stays as it is: outside text has no end."""


def told(reason: str, *, depth: int = 0) -> str:
    """Give a reason in the language that is spoken; what nobody knows stays as it is."""
    if depth > DEEPEST or is_as_written():
        return reason
    for whole in (reason, reason[:1].upper() + reason[1:]):
        if (known := _(whole)) != whole:
            return known
    sentence, values = _known(reason)
    own = {OWN, "place"} if dict(values).get("why", "").startswith(OF_KEYS) else {OWN}
    filled = {
        name: value if name in own else told(value, depth=depth + 1) for name, value in values
    }
    return _(sentence).format(**filled) if values else reason


@lru_cache(maxsize=1024)
def _known(reason: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The sentence that a reason is, and what fills it in: a screen says the same over and over."""
    for sentence in _sentences():
        if values := sentence.values(reason):
            return sentence.text, values
    return reason, ()


@cache
def _sentences() -> list[Sentence]:
    """The sentences that are filled in; those that say most come first."""
    listed = (files("moderator.data") / "locale/said.txt").read_text(encoding="utf-8").splitlines()
    filled = [Sentence.of(text) for text in dict.fromkeys([*listed, *SENTENCES]) if "{" in text]
    return sorted(filled, key=lambda sentence: -sentence.says)
