"""What commands say on standard error and of what they keep, as `reasons` knows it again.

What cannot be used is told in English by whoever finds it so; the command line translates it.
"""

from moderator.words.language import N_
from moderator.words.teaching import TEACHING
from moderator.words.typed import COMMAND_LINE

CONFIGURATION = (
    N_("{what}; name a file with --config"),
    N_("not UTF-8 text; save it as UTF-8"),
    N_("before the end: {why}"),
    N_("after = comes text in quotes, a number, true, false or a list"),
    N_("it is there twice; keep one"),
    N_("a text lacks the quote at its end"),
    N_("a list or table lacks the bracket at its end"),
    N_("a key has = after it"),
    N_("the name of a table has [ before and ] after it"),
    N_("text goes in quotes, and each key on a line of its own"),
    N_("in quotes, write / instead of \\"),
    N_("it is neither key = value nor [table]"),
    N_("must be a name of a-z, 0-9 and -, 64 characters at most"),
    N_("must be without accents and the like"),
    N_("must be one line, without control characters"),
    N_("nested too deeply"),
    N_("belongs under [{table}]"),
    N_("is needed"),
    N_("must not be empty"),
    N_("must be {what}"),
    N_("must be {least} or more"),
    N_('must be a list, such as ["one", "two"]'),
    N_("must be a number"),
    N_("must be a whole number"),
    N_("must be a table of its own"),
    N_("must be a single hashtag, such as #jobfair: of letters, digits and _"),
    N_("must be the path of a folder"),
    N_("must be the handle of one account, such as @jobfair"),
    N_("must be an address that begins with https://, without a password in it"),
    N_("must be an address without ? or #"),
    N_("must begin with https://; http:// is for this machine itself only"),
    N_("[employers] @{handle} is listed under two employers; keep one"),
    N_("no such time zone"),
    N_("overdue_after is shorter than warn_after; make it longer"),
    N_('timeout must be from "1s" to "10m"'),
    N_("url and model are both needed where enabled = true"),
    N_("the keyring has nothing under that name; see `keyring set`"),
    N_("the keyring needs the package `keyring` in the program's .venv"),
    N_("the system's keyring does not answer ({kind}); unlock it"),
    N_("there is no such home folder"),
)
LIVE = (
    N_("[fair] hashtag: is needed for a live fair; or give --hashtag"),
    N_("no feed is enabled: set enabled = true in a table such as [feeds.x]"),
    N_("which fair? Give its name, or set fair under [mqtt]"),
    N_(
        "another engine tells {fair} already at {place}: end that one first,"
        " or moderate there with `moderator desk`"
    ),
    N_("a desk of {moderator} is open on this computer already; use --as with another name"),
    N_("not a name that can be used over MQTT: {why}"),
    N_("letters and digits, with . _ - or @ between them, 64 at most"),
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
    N_("note: {note}"),
)
JOURNAL = (
    N_("of the recording alone; with what you did: moderator report {journal}"),
    N_("{what}; choose another place"),
    N_("{what}; see to the folder's rights, or choose another"),
    N_("another program is writing this journal; close that one"),
    N_("an older or empty journal; open it to write first"),
    N_("damaged, or no journal ({why}); move it away"),
    N_("holds a row that cannot be read; move it away"),
    N_("is another program's file; choose another place"),
    N_("acts that are not in the journal: {number}"),
    N_("deleted posts are still in it: {why}"),
    N_("{why}; nothing comes in until it can be written"),
    N_("it was removed, and is written anew"),
    N_("another file lies in its place; move that away, and it is written anew"),
    N_("the disk is full; make room"),
    N_("there is no journal here"),
    N_("written"),
    N_("was written by a newer version; update the program"),
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
    N_("has the handle, and is no text: see to it yourself"),
    N_("its name has the handle: rename it"),
    N_("too large to look into: see to it yourself"),
)
RECORDING = (
    N_("no post has #{hashtag}: is that this fair's hashtag?"),
    N_("there are no posts in it"),
    N_("nothing in it can be read"),
)
SCENARIO = (
    N_("digest: this is not the recording that was meant; it has {digest}"),
    N_("there are no cases: nothing can be scored"),
    N_("a case names {post}, which is neither in the recording nor injected"),
    N_("a trap names {post}, which is neither in the recording nor injected"),
    N_("inject {name} names {post}, which is neither in the recording nor injected"),
    N_("there are no posts in the recording"),
    N_("inject {name}: {time} is not within the recorded day"),
    N_("nothing: say what whoever does nothing scores; it is {total}"),
    N_("nothing = {nothing}: whoever does nothing scores {total}"),
    N_("reviewed = false: nobody has looked at these cases yet"),
    N_("nothing is due before the recording ends: whoever does nothing has no score"),
    N_("{post}: the program misses it; the trainee has to label it first"),
    N_("no such language as {name}: there are nl and en"),
    N_("must be a time of day, such as 11:42"),
    N_("must be text in quotes, or a table with nl and en"),
    N_("must be the key of a post, such as x:123"),
    N_("must be a handle, without @ and without spaces"),
    N_("must be a name of a-z, 0-9 and -"),
    N_("must be without spaces"),
    N_("inject {name}: give either at or on"),
    N_("inject {name}: on = arrives wants the post that arrives"),
    N_("inject {name}: give posts, dead_link or silence"),
    N_("cases must weigh something"),
    N_("the post {name} is there twice; keep one"),
    N_("the inject {name} is there twice; keep one"),
    N_("the injected post {name} is there twice; keep one"),
)
COMPLAINTS = (
    *CONFIGURATION,
    *COMMAND_LINE,
    *LIVE,
    *BULLETIN,
    *JOURNAL,
    *SHELF,
    *RECORDING,
    *TEACHING,
    *SCENARIO,
)
