"""What commands say of what was typed, as `reasons` knows it again."""

from moderator.words.language import N_

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
    N_("{path} is a journal, no recording: `moderator report` and `posts` read it"),
    N_("practice wants a recording that can be played again: name a file"),
    N_("a scenario wants a recording that can be played again: name a file"),
    N_("there is no scenario {name}; bundled are {names}"),
    N_("there is no scenario or recording {name}"),
    N_("you have no attempt at {name} yet: `moderator practice {again}`"),
    N_("{path} is there already; name another with --to"),
    N_("{path}: cannot be written: {why}"),
    N_("no employer of this fair is called {name}"),
    N_("{what}; did you mean {names}?"),
    N_("cannot be written"),
    N_("no more can be written: {why}"),
    N_("the output is closed"),
    N_("cannot be read"),
)
