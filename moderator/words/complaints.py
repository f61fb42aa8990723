"""What commands say on standard error and of what they keep, as `reasons` knows it again.

A configuration, a journal or a recording that cannot be used is told in English by whoever
finds it so; the command line gives it in the reader's language.
"""

from moderator.words.language import N_

CONFIGURATION = (
    N_("{what}; name a file with --config"),
    N_("not UTF-8 text; save it as UTF-8"),
    N_("not valid TOML: {why}"),
    N_("nested too deeply"),
    N_("belongs under [{table}]"),
    N_("must be {what}"),
    N_("must be {least} or more"),
    N_("must be {most} or less"),
    N_('must be a list, such as ["one", "two"]'),
    N_("must be a number"),
    N_("must be a number of 0 or more"),
    N_("must be a whole number of 0 or more"),
    N_("must be one of: {names}"),
    N_("must be an address that begins with https://"),
    N_("must be a list of addresses that begin with wss://"),
    N_("must be a whole number"),
    N_("must be a table of its own"),
    N_("must be text in quotes"),
    N_("must be true or false"),
    N_("must be a single hashtag, such as #jobfair"),
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
    N_("the keyring needs: pip install 'moderator[keyring]'"),
    N_("the system's keyring does not answer ({kind}); unlock it"),
    N_("there is no such home folder"),
)
COMMAND_LINE = (
    N_("--hashtag: give the fair's hashtag, such as #TBNN"),
    N_("{option}: give a time of day such as 11:00"),
    N_("{option}: give a number such as 60, or max"),
    N_("--observed {text}: give ITEM=0 to {most}; items: {items}"),
    N_("--bom: it marks tables, so say --csv FOLDER as well"),
    N_("--json and --html -: only one can go to standard output"),
    N_("{path}: {why}; name another place"),
    N_("{handle} is no handle: give one account, such as @lotte_v"),
    N_("there is no recording {name}: name a file, - or a bundled one: {names}"),
    N_("there is no recording {name}: check the name, or give - for standard input"),
    N_("{path} is a journal, no recording: `moderator report` reads it"),
    N_("{path} is a folder: name one recording in it"),
    N_("{path} may not be read: check its permissions"),
    N_("{path} cannot be opened: {why}"),
    N_("practice wants a recording that can be played again: name a file"),
    N_("a scenario wants a recording that can be played again: name a file"),
    N_("there is no scenario {name}; bundled are {names}"),
    N_("you have no attempt at {name} yet: `moderator practice {again}`"),
    N_("{path} is there already; name another with --to"),
    N_("{path}: cannot be written: {why}"),
    N_("no employer of this fair is called {name}"),
    N_("{what}; did you mean {names}?"),
    N_("cannot be written"),
    N_("cannot be read"),
)
LIVE = (
    N_("[fair] hashtag: is needed for a live fair; or give --hashtag"),
    N_("no feed is enabled: set enabled = true in a table such as [feeds.x]"),
    N_("which fair? Give its name, or set fair under [mqtt]"),
    N_(
        "another engine tells {fair} already at {place}: end that one first,"
        " or moderate there with `moderator desk`"
    ),
    N_("a desk of {moderator} is open on this computer already; say --as another name"),
    N_("not a name that can be used over MQTT: {why}"),
    N_("letters and digits, with . _ - or @ between them, 64 at most"),
    N_("{kept} acts wait for the engine: they are sent when this desk comes back"),
    N_("{number} readings judged"),
    N_("recording to {folder}"),
    N_("no terminal here: the day is told in plain lines"),
    N_("no terminal here: the day is told in plain lines, flat out"),
    N_("{number} kept for more than {days} days: `moderator purge` removes them"),
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
        " + {filtered} filtered + {unreadable} unreadable; {deleted} deletions"
    ),
    N_(
        "{received} received = {shown} shown + {folded} folded + {duplicates} duplicates"
        " + {filtered} filtered + {unreadable} unreadable; {deleted} deletions; {number} MISSING"
    ),
    N_("posts may be missing from {start} to {end} UTC"),
    N_(
        "second opinion, {name}: {asked} asked, {revised} revised,"
        " {skipped} skipped, {failed} failed"
    ),
    N_("the classifier failed on {failed} of {judged} readings"),
    N_("line {line}: {why}"),
    N_("note: {note}"),
)
JOURNAL = (
    N_("{what}; choose another place"),
    N_("{what}; see to the folder's rights, or choose another"),
    N_("another program is writing this journal; close that one"),
    N_("another program is writing this recording; end that one"),
    N_("an older or empty journal; open it to write first"),
    N_("damaged, or no journal ({why}); move it away"),
    N_("holds a row that cannot be read; move it away"),
    N_("is another program's file; choose another place"),
    N_("the disk is full; make room and start again"),
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
    N_("not JSON: {why}"),
    N_("no text"),
    N_("no date"),
    N_("no uri"),
    N_("date cannot be read: {date}"),
    N_("date without a time zone: {date}"),
    N_("item {number}: {why}"),
    N_("not a post: a JSON object was expected"),
    N_("not a known format: an object with {keys}"),
    N_("a quote is never closed"),
    N_("its lines go on and on"),
    N_("not a row of the table: {why}"),
    N_("dates are read as {order}; nothing in the table proves it"),
    N_("no column tells the platform: it is called 'table'"),
    N_("no column tells what a post replies to: threads are unknown"),
    N_("no column with ids or permalinks: replies cannot be tied to their posts"),
    N_("unknown kind of post"),
    N_("written by a newer version of moderator: please update"),
    N_("the compressed file is cut off here"),
    N_("the compressed file is damaged from here on"),
    N_("cannot be read any further: {why}"),
    N_("{name} ends within a frame: it is being written, or was cut short"),
)
TYPED = (
    N_("Missing argument {name}."),
    N_("No such command {typed}."),
    N_("No such command {typed}. Did you mean {names}?"),
    N_("No such option: {typed}"),
    N_("No such option: {typed} (Possible options: {names})"),
    N_("Option {name} requires an argument."),
    N_("Option {name} does not take a value."),
    N_("Got unexpected extra argument(s) ({typed})"),
    N_("Invalid value for {name}: {why}"),
    N_("Input should be a valid integer, unable to parse string as an integer"),
    N_("Unable to parse input string as an integer, exceeded maximum size"),
    N_("Input should be greater than or equal to {least}"),
    N_("Input should be less than or equal to {most}"),
    N_("{shell} completion installed in {path}"),
    N_("Completion will take effect once you restart the terminal"),
    N_("Shell {shell} is not supported."),
    N_("Shell {shell} not supported."),
)
"""What Typer and pydantic say of what was typed; values called `typed` stay as they were."""

COMPLAINTS = (
    *CONFIGURATION,
    *COMMAND_LINE,
    *LIVE,
    *BULLETIN,
    *JOURNAL,
    *SHELF,
    *RECORDING,
    *TYPED,
)
