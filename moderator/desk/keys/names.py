"""What acts are called, by everybody: the desk, plain mode and the street, in every language."""

from dataclasses import dataclass

from textual.binding import Binding

from moderator.desk.keys import typed
from moderator.desk.keys.keys import act_of
from moderator.words.language import N_, everywhere

ORDERS = {
    "hand_over": ("hand",),
    "claim": ("claim", "release"),
    "open_link": ("link",),
    "relabel": ("label",),
    "filter": ("find", "stream"),
    "intake": ("feeds", "figures"),
    "whole": ("show",),
    "waiting": ("list",),
    "snoozed": ("list",),
    "closed": ("list",),
    "play_pause": ("pause", "play"),
    "faster": ("speed",),
    "slower": ("speed",),
}
"""Plain mode's orders for acts that the desk's code names otherwise."""

STREET = {
    "nudge": N_("remind ping chase mail"),
    "claim": N_("take assign mine"),
    "hand_over": N_("transfer delegate"),
    "resolve": N_("done solved finished"),
    "dismiss": N_("ignore reject"),
    "snooze": N_("postpone later defer"),
    "note": N_("comment remark"),
    "move": N_("subject vacancy"),
    "merge": N_("join combine duplicate"),
    "split": N_("separate"),
    "open_link": N_("url browser website"),
    "recheck": N_("dead broken"),
    "undo": N_("revert back"),
    "relabel": N_("correct category"),
    "confirm": N_("agree right"),
    "side": N_("author account organiser"),
    "filter": N_("search"),
    "follow": N_("newest"),
    "intake": N_("gaps missed accounting"),
    "messages": N_("notifications log megaphone"),
    "employers": N_("companies megaphone"),
    "whole": N_("read more full"),
    "jump": N_("clock"),
    "aside": N_("phone"),
    "debrief": N_("score result"),
    "anew": N_("restart"),
    "zoom": N_("fullscreen enlarge"),
    "next_theme": N_("colours contrast dark light"),
    "help": N_("keys manual"),
    "quit": N_("exit stop"),
}
"""Words by which acts are looked for that are neither their names nor their orders."""


@dataclass(frozen=True, slots=True)
class Called:
    """The words that name an act, and all that tells what it does."""

    names: tuple[str, ...]
    meaning: str

    def begins(self, typed: list[str]) -> bool:
        """Whether each of the words is the beginning of a name."""
        return all(any(name.startswith(word) for name in self.names) for word in typed)

    def means(self, typed: list[str]) -> bool:
        """Whether each of the words is told of it."""
        return all(word in self.meaning for word in typed)


def called(act: Binding) -> Called:
    """Give what an act is called in every language, small letters throughout."""
    code = act_of(act.action).removeprefix("app.")
    orders = [typed.ORDERS[one] for one in ORDERS.get(code, (code,)) if one in typed.ORDERS]
    usages = [word.split()[0] for usage, _meaning in orders for word in everywhere(usage)]
    said = [*everywhere(act.description), *everywhere(STREET.get(code, "")), *usages]
    names = " ".join(said).casefold()
    told = [*everywhere(act.tooltip), *(each for _usage, one in orders for each in everywhere(one))]
    return Called(tuple(names.split()), f"{names} {' '.join(told).casefold()}")
