"""What commands say on standard error and of what they keep, as `reasons` knows it again.

What cannot be used is told in English by whoever finds it so; the command line translates it.
"""

from moderator.words.language import N_
from moderator.words.teaching import TEACHING
from moderator.words.typed import COMMAND_LINE

LIVE = (
    N_("[fair] hashtag: is needed for a live fair; or give --hashtag"),
    N_("no feed is enabled: set enabled = true in a table such as [feeds.x]"),
    N_("which fair? Give its name, or set fair under [mqtt]"),
    N_(
        "another engine tells {fair} already at {place}: end that one first,"
        " or moderate there with `moderator desk`"
    ),
    N_("a desk of {moderator} is open on this computer already; use --as with another name"),
    N_("acts that wait for the engine: {kept}; sent when this desk comes back"),
    N_("readings judged: {number}"),
    N_("{fair} keeps its journal: a different name or hashtag starts a new journal"),
    N_("recording to {folder}"),
    N_("no terminal here: the day is told in plain lines"),
    N_("this terminal says it can do nothing (TERM): the day is told in plain lines"),
    N_("no terminal here: the day is told in plain lines, flat out"),
    N_("kept for longer than keep_days = {days}: {number}; see `moderator purge`"),
    N_("the desk failed: {what}"),
    N_("start again, everything goes on where it was"),
    N_("{what}; what went wrong stands in {path}"),
    N_("an address that others can reach needs a token"),
    N_("set {variable} in the environment, or give --token-file"),
    N_("{place}: a token has at least {number} letters and digits"),
    N_("the desk is at {address}"),
    N_("add watch to the address to look on, ?as=NAME to moderate as NAME; Ctrl-C ends"),
)
BULLETIN = (
    N_("{feed} stopped: {why}"),
    N_("look at the platform"),
    N_(
        "{received} received = {shown} shown + {folded} folded + {duplicates} duplicates"
        " + {filtered} filtered + {unreadable} unreadable; {deleted} deleted"
    ),
    N_(
        "{received} received = {shown} shown + {folded} folded + {duplicates} duplicates"
        " + {filtered} filtered + {unreadable} unreadable; {deleted} deleted; {number} MISSING"
    ),
    N_("posts may be missing from {start} to {end}"),
    N_(
        "second opinion, {name}: {asked} asked, {revised} revised,"
        " {skipped} skipped, {failed} failed"
    ),
    N_("the classifier failed on {failed} of {judged} readings"),
)
JOURNAL = (
    N_("of the recording alone; with what you did: moderator report {journal}"),
    N_("written"),
)
SHELF = (
    N_("{question} It cannot be undone: say so with --yes"),
    N_("taken out"),
    N_("posts that were deleted taken out"),
    N_("own posts and acts, for the archive"),
    N_("last written {day}"),
    N_("{why}; what it keeps stays until the fair is run again"),
    N_("config.toml lists this account; take it out there, too"),
    N_("reports and recordings that lie elsewhere are yours to see to"),
)
RECORDING = (N_("no post has #{hashtag}: is that this fair's hashtag?"),)
COMPLAINTS = (
    *COMMAND_LINE,
    *LIVE,
    *BULLETIN,
    *JOURNAL,
    *SHELF,
    *RECORDING,
    *TEACHING,
)
