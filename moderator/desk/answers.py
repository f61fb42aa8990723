"""What the desk answers to an act, a key or a typed order."""

from moderator.core.case import Case
from moderator.core.facts import Acted, ActKind
from moderator.core.labels import Label
from moderator.desk import phrases, speeds, words


def did(kind: ActKind, what: str, *, label: Label | None = None) -> str:
    """Give what an act did."""
    done = {
        ActKind.RESOLVE: "Resolved",
        ActKind.DISMISS: "Dismissed as a false alarm",
        ActKind.REOPEN: "Reopened",
        ActKind.RELABEL: f"Now {words.LABELS[label]}" if label else "Relabelled",
        ActKind.UNDO: "Undone",
    }
    return f"{done[kind]}: {what}"


def way_back(kind: ActKind, undo: str) -> str:
    """Give how an act can be taken back; nothing for an undo, which cannot."""
    return "" if kind is ActKind.UNDO else undo


def taken_back(last: Acted, case: Case | None) -> str:
    """Give an act, and the case that it was done to, as what an undo took back."""
    done = {
        ActKind.RESOLVE: "resolved",
        ActKind.DISMISS: "dismissed",
        ActKind.REOPEN: "reopened",
        ActKind.RELABEL: f"the label {words.LABELS[last.label]}" if last.label else "a label",
        ActKind.UNDO: "an undo",
    }[last.kind]
    return f"{done}, {phrases.case_name(case)}" if case else done


def departed(case: Case) -> str:
    """Give what became of a case that one was looking at."""
    by = f" by {case.history[-1].by}" if case.history[-1].by else ""
    return f"No longer waiting: {phrases.case_name(case)}, {words.STANDINGS[case.state]}{by}"


def refused(why: ValueError) -> str:
    """Give why an act could not be carried out."""
    return f"That was not possible: {why}"


def opening(link: str) -> str:
    """Give which link is opened, so that it can be read where no browser is."""
    return f"Opening {link}"


def not_opened(link: str) -> str:
    """Give the link itself, where there is no browser to open it."""
    return f"There is no browser here for {link}"


def playing(speed: float) -> str:
    """Give that the recording runs."""
    return f"Playing at {speeds.spoken(speed)}."


def speed(of: float, *, paused: bool) -> str:
    """Give the speed that was chosen."""
    return f"Speed {speeds.spoken(of)}{', paused' if paused else ''}."


def no_way_back(clock: str) -> str:
    """Give that a recording cannot go back."""
    return f"It is {clock} already; a recording does not go back."


def jumped(to: str) -> str:
    """Give where a jump went."""
    return f"Jumped to {to}."


def found(case: Case) -> str:
    """Give which case opened."""
    return f"Paused at a new case: {phrases.case_name(case)}."


def command(description: str, keys: str) -> str:
    """Give an act as the command palette lists it."""
    return f"{description.capitalize()}  {keys}"


def no_case_any_more(number: int) -> str:
    """Give that something turned out to be no case."""
    return f"case {number} is no case any more."


def already(case: Case) -> str:
    """Give that a case stands so already."""
    return f"This case is {words.STANDINGS[case.state]} already."


def not_an_order(name: str) -> str:
    """Give that something typed was not understood."""
    return f"{name} is not understood: type help to hear what can be typed."


def usage(order: str) -> str:
    """Give how an order is typed."""
    return f"Type: {words.ORDERS[order][0]}."
