"""What can be typed in plain mode: how, and what it does."""

from collections.abc import Iterator

from moderator.words.language import N_, _

ORDERS = {
    "list": (N_("list [all|closed|snoozed]"), N_("the cases that lack a follow-up, or others")),
    "show": (N_("show N"), N_("a case's conversation and history; post pN whole")),
    "claim": (N_("claim N [M …]"), N_("take a case on, so that others know")),
    "release": (N_("release N [M …]"), N_("let go of a case that is claimed")),
    "hand": (N_("hand N [M …] [NAME [NOTE]]"), N_("give a case to another moderator")),
    "resolve": (N_("resolve N [M …]"), N_("close a case as dealt with")),
    "dismiss": (N_("dismiss N [M …]"), N_("close a case as a false alarm")),
    "reopen": (N_("reopen N [M …]"), N_("let a closed case wait again")),
    "snooze": (N_("snooze N [M …] [TIME]"), N_("set a case aside for a while, or take it back up")),
    "note": (N_("note N [TEXT]"), N_("write a note on a case")),
    "move": (N_("move N [M …] [NAME]"), N_("say what a case is really about")),
    "merge": (
        N_("merge N [M …]"),
        N_("make one case of two or more; the second says what it is about, and who owes the word"),
    ),
    "link": (N_("link N"), N_("open the link of a case's conversation")),
    "nudge": (N_("nudge N"), N_("hear a draft to the employer, and note that it went out")),
    "label": (N_("label N [M …] [LABEL]"), N_("say what a case's post really is, or post pN")),
    "confirm": (N_("confirm N [M …]"), N_("the case's post, or post pN, is what it is taken for")),
    "side": (N_("side N [NAME]"), N_("say whom the author speaks for; also of post pN")),
    "split": (N_("split N [pM]"), N_("take a post out into a case of its own")),
    "undo": (N_("undo"), N_("take back the last act")),
    "unsure": (N_("unsure"), N_("the posts whose label is in doubt")),
    "find": (N_("find WORDS"), N_("the newest posts with words, @author or label:question")),
    "stream": (N_("stream on|off|WORDS"), N_("tell every post, only cases, or what matches")),
    "employers": (N_("employers [NAME]"), N_("what employers offer and owe")),
    "feeds": (N_("feeds"), N_("how each feed is, and whether posts are missing")),
    "figures": (N_("figures"), N_("the day in numbers")),
    "pause": (N_("pause"), N_("hold the recording")),
    "play": (N_("play"), N_("go on")),
    "step": (N_("step"), N_("give just the next post")),
    "speed": (N_("speed N"), N_("play N times as fast as it went, or max")),
    "jump": (N_("jump TIME"), N_("go on to a time, as 11:42 or +15")),
    "aside": (N_("aside TEXT"), N_("in practice: say what you do besides, for the debrief")),
    "inject": (N_("inject [NAME|@HANDLE TEXT]"), N_("in practice: let something happen now")),
    "observe": (N_("observe [ITEM POINTS]"), N_("in practice: points for what a trainer saw")),
    "debrief": (N_("debrief"), N_("in practice: what was done and missed so far, and why")),
    "anew": (N_("anew"), N_("in practice: begin the day anew; this attempt is kept")),
    "help": (N_("help [WORD]"), N_("what can be typed")),
    "quit": (N_("quit"), N_("leave; what was done is kept")),
}

ON_THE_BAR = {
    N_("nudge"): "nudge",
    N_("claim"): "claim",
    N_("resolved"): "resolve",
    N_("dismiss"): "dismiss",
    N_("reopen"): "reopen",
    N_("snooze"): "snooze",
    N_("note"): "note",
    N_("move"): "move",
    N_("link"): "link",
    N_("undo"): "undo",
    N_("label"): "label",
    N_("filter"): "find",
    N_("employers"): "employers",
    N_("pause"): "pause",
    N_("help"): "help",
    N_("quit"): "quit",
}
"""What the bar at the desk's foot calls keys: who knows these from there types them, too."""

OF_A_REPLAY = frozenset(("pause", "play", "step", "speed", "jump"))
"""Orders that exist where a recording is played."""


def usage(order: str) -> str:
    """Give how an order is typed."""
    return _(ORDERS[order][0])


def stands_alone(order: str) -> bool:
    """Whether an order is a word by itself, with nothing behind it."""
    return " " not in ORDERS[order][0]


def explained(order: str) -> str:
    """Give how an order is typed, and what it does."""
    return f"{usage(order)}: {_(ORDERS[order][1])}"


def name(order: str) -> str:
    """Give the word for an order in the language that is spoken."""
    return usage(order).split()[0]


def on_the_bar() -> Iterator[tuple[str, str]]:
    """Give the words on the desk's key bar, in both languages as `names`, each with its order."""
    for word, order in ON_THE_BAR.items():
        yield _(word).casefold(), order
        yield word, order


def names(order: str) -> Iterator[str]:
    """Give the words for an order: in the language that is spoken, and in English."""
    yield name(order)
    yield order
