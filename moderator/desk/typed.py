"""What can be typed in plain mode: how, and what it does."""

from collections.abc import Iterator

from moderator.language import N_, _

ORDERS = {
    "list": (N_("list [all]"), N_("the cases that lack a follow-up, or all")),
    "show": (N_("show N"), N_("a case's conversation and history")),
    "resolve": (N_("resolve N"), N_("close a case as dealt with")),
    "dismiss": (N_("dismiss N"), N_("close a case as a false alarm")),
    "reopen": (N_("reopen N"), N_("let a closed case wait again")),
    "label": (N_("label N LABEL"), N_("say what a case's post really is")),
    "undo": (N_("undo"), N_("take back the last act")),
    "figures": (N_("figures"), N_("the day in numbers")),
    "stream": (N_("stream on|off"), N_("tell every post, or only cases")),
    "pause": (N_("pause"), N_("hold the recording")),
    "play": (N_("play"), N_("go on")),
    "step": (N_("step"), N_("give just the next post")),
    "speed": (N_("speed N"), N_("play N times as fast as it went, or max")),
    "jump": (N_("jump TIME"), N_("go on to a time, as 11:42 or +15")),
    "help": (N_("help"), N_("what can be typed")),
    "quit": (N_("quit"), N_("leave; what was done is kept")),
}


def usage(order: str) -> str:
    """Give how an order is typed."""
    return _(ORDERS[order][0])


def explained(order: str) -> str:
    """Give how an order is typed, and what it does."""
    return f"{usage(order)}: {_(ORDERS[order][1])}"


def names(order: str) -> Iterator[str]:
    """Give the words for an order: in the language that is spoken, and in English."""
    yield usage(order).split()[0]
    yield order
