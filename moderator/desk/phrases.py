"""Every phrase of the desk that has a name, a time or a number filled in."""

import re
from datetime import timedelta

from moderator.core.board import Accounting, Counts, Line
from moderator.core.case import Case, State, Urgency
from moderator.core.facts import ActKind
from moderator.core.labels import Label
from moderator.desk import speeds, times, words
from moderator.desk.story import Step

_ADDRESSED = re.compile(r"^(?:@\S+\s+)+")


def case_title(case: Case, urgency: Urgency | None, waited: timedelta) -> str:
    """Give what kind of case it is and how it stands: Question · overdue 43 min."""
    state = f"{urgency} {times.long(waited)}" if urgency else case.state.value
    promised = " · promised" if case.state is State.PROMISED else ""
    return f"{words.KINDS[case.kind].capitalize()} · {state}{promised}"


def no_word(case: Case, since: str) -> str:
    """Give who owes a word, and since when."""
    if case.state is State.PROMISED:
        return f"Promised at {since} by {case.responsible}"
    return f"No word from {'anybody' if case.to_all else case.responsible} since {since}"


def no_word_short(case: Case, since: str) -> str:
    """Give the same without the name, for where there is no room."""
    return f"{'Promised at' if case.state is State.PROMISED else 'No word since'} {since}"


def step(taken: Step) -> str:
    """Give one step of a case's history, without its time."""
    opened = "opened again" if taken.again else "opened"
    what = opened if taken.what is State.OPEN else taken.what.value
    return f"{what} by {taken.by}" if taken.by else what


def asker(case: Case) -> str:
    """Give who asked first, and how many more did."""
    if not case.reporters:
        return words.LINK_CHECK
    more = len(case.reporters) - 1
    return f"{case.reporters[0]} +{more}" if more else case.reporters[0]


def asked(case: Case) -> str:
    """Give who owes the word."""
    return words.EVERYBODY if case.to_all else case.responsible


def verdict(line: Line) -> str:
    """Give a post's label with its confidence: question 0.97."""
    if line.verdict is None:
        return words.UNJUDGED
    substance = f" ({line.verdict.substance})" if line.verdict.substance else ""
    label = f"{words.LABELS[line.verdict.label]}{substance}"
    return (
        f"{label}, {words.SET_BY_YOU}"
        if line.corrected
        else f"{label} {line.verdict.confidence:.2f}"
    )


def because(reasons: str) -> str:
    """Give the sentence that names what decided."""
    return f"because: {reasons}"


def share(counts: Counts) -> str:
    """Give how much of the talk is dialogue, in per cent."""
    per_cent = 100 * counts.interactions / counts.posts if counts.posts else 0.0
    return f"dialogue {per_cent:.1f} %" if per_cent < 10 else f"dialogue {per_cent:.0f} %"


def counts(of: Counts) -> tuple[str, ...]:
    """Give the figures of the day, the most telling first."""
    return (
        many(of.posts, "post"),
        many(of.reposts, "repost"),
        f"{of.labels.get(Label.PROMOTION, 0)} promotion",
        many(of.labels.get(Label.VACANCY, 0), "vacancy", "vacancies"),
        many(of.interactions, "interaction"),
    )


def activity(step: int, peak: int) -> str:
    """Give what a bar of the chart stands for."""
    bar = "a minute" if step == 1 else f"in {step} minutes"
    return f"{words.ACTIVITY} · posts {bar}, at most {peak}"


def searching(done: float) -> str:
    """Give how far a search is."""
    return f"searching {done:.0%}"


def held(unread: int) -> str:
    """Give that the stream stands still, what came meanwhile, and how to go on."""
    return f"PAUSED · {unread} new · f follows"


def accounting(of: Accounting) -> str:
    """Give the sum that shows that nothing was missed; nil parts are left out."""
    parts = (
        (of.shown, "shown"),
        (of.folded, "folded"),
        (of.duplicates, "duplicate"),
        (of.filtered, "filtered"),
        (of.unreadable, "unreadable"),
    )
    said = " + ".join(f"{number} {name}" for number, name in parts if number) or "0"
    return f"{of.received} received {'=' if of.balanced else '≠'} {said}"


def many(number: int, one: str, several: str = "") -> str:
    """Give a number with its noun: 1 post, 2 posts."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def still_lacking(number: int) -> str:
    """Give how many cases still lack a follow-up, as a sentence."""
    if not number:
        return words.NOBODY_WAITS
    return f"{many(number, 'case')} still {'lacks' if number == 1 else 'lack'} a follow-up."


def ended(lacking: int) -> str:
    """Give what remains when a recording is over."""
    return f"The recording has ended. {still_lacking(lacking)}"


def did(kind: ActKind, what: str, label: Label | None = None) -> str:
    """Give what an act did."""
    return {
        ActKind.RESOLVE: f"Resolved: {what}",
        ActKind.DISMISS: f"Dismissed as a false alarm: {what}",
        ActKind.REOPEN: f"Reopened: {what}",
        ActKind.RELABEL: f"Now {words.LABELS[label] if label else ''}: {what}",
        ActKind.UNDO: f"Undone: {what}",
    }[kind]


def undoable(did: str, how: str) -> str:
    """Give what an act did together with how it is undone."""
    return f"{did}{how}"


def act(kind: ActKind, label: Label | None = None) -> str:
    """Give an act as a noun, for what an undo took back."""
    if kind is ActKind.RELABEL and label:
        return f"the label {words.LABELS[label]}"
    return {
        ActKind.RESOLVE: "resolved",
        ActKind.DISMISS: "dismissed",
        ActKind.REOPEN: "reopened",
        ActKind.RELABEL: "relabelled",
        ActKind.UNDO: "undone",
    }[kind]


def case_name(case: Case) -> str:
    """Give a case as a few words: question from lotte_v and 1 other to Zorggroep Noord."""
    kind = words.KINDS[case.kind]
    if not case.reporters:
        return f"{kind} of {asked(case)}"
    more = len(case.reporters) - 1
    others = f" and {many(more, 'other')}" if more else ""
    return f"{kind} from {case.reporters[0]}{others} to {asked(case)}"


def quote(line: Line) -> str:
    """Give a post's words in one line, without the names that it starts with."""
    if line.deleted:
        return words.DELETED
    text = " ".join(line.post.text.split())
    return _ADDRESSED.sub("", text) or text


def post_name(line: Line) -> str:
    """Give a post as a few words."""
    return f"the post of {line.handle}"


def of(act: str, case: Case | None) -> str:
    """Give an act together with the case that it was done to."""
    return f"{act}, {case_name(case)}" if case else act


def refused(why: ValueError) -> str:
    """Give why an act could not be carried out."""
    return f"That was not possible: {why}"


def opening(link: str) -> str:
    """Give which link is opened, so that it can be read where no browser is."""
    return f"Opening {link}"


def not_opened(link: str) -> str:
    """Give the link itself, where there is no browser to open it."""
    return f"There is no browser here for {link}"


def paused() -> str:
    """Give that the recording stands still, and how it goes on."""
    return "Paused: space plays on, . gives one post, n goes to the next case."


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
    return f"Paused at a new case: {case_name(case)}."


def command(description: str, keys: str) -> str:
    """Give an act as the command palette lists it."""
    return f"{description.capitalize()}  {keys}"


def numbered(number: int) -> str:
    """Give a case's number as it is said and typed."""
    return f"case {number}"


def no_case_any_more(number: int) -> str:
    """Give that something turned out to be no case."""
    return f"case {number} is no case any more."


def already(case: Case) -> str:
    """Give that a case stands so already."""
    return f"This case is {case.state} already."


def not_an_order(name: str) -> str:
    """Give that something typed was not understood."""
    return f"{name} is not understood: type help to hear what can be typed."


def which_label() -> str:
    """Give the labels there are."""
    return f"Say a label after the number: {', '.join(words.LABELS.values())}."


def usage(of: str) -> str:
    """Give how an order is typed."""
    return f"Type: {of}."
