"""Every phrase of the desk that has a name, a time or a number filled in."""

import re
from datetime import timedelta

from moderator.core.board import Accounting, Counts, Line
from moderator.core.case import Case, State, Urgency
from moderator.core.labels import Label
from moderator.desk import times, words
from moderator.desk.story import Step

_ADDRESSED = re.compile(r"^(?:@\S+\s+)+")


def case_title(case: Case, urgency: Urgency | None, waited: timedelta) -> str:
    """Give what kind of case it is and how it stands: Question · overdue 43 min."""
    standing = words.STANDINGS[urgency or case.state]
    waiting = f" {times.long(waited)}" if urgency else ""
    promised = f" · {words.STANDINGS[case.state]}" if case.state is State.PROMISED else ""
    return f"{words.KINDS[case.kind].capitalize()} · {standing}{waiting}{promised}"


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
    what = opened if taken.what is State.OPEN else words.STANDINGS[taken.what]
    return f"{what} by {taken.by}" if taken.by else what


def asker(case: Case) -> str:
    """Give who asked first."""
    return case.reporters[0] if case.reporters else words.LINK_CHECK


def more_askers(case: Case) -> str:
    """Give how many more asked; nothing where nobody did."""
    return f" +{len(case.reporters) - 1}" if len(case.reporters) > 1 else ""


def asked(case: Case) -> str:
    """Give who owes the word."""
    return words.EVERYBODY if case.to_all else case.responsible


def verdict(line: Line) -> str:
    """Give a post's label with its confidence: question 0.97."""
    if line.verdict is None:
        return words.UNJUDGED
    label, substance = words.LABELS[line.verdict.label], line.verdict.substance
    if line.corrected:
        return f"{label}, {words.SET_BY_MODERATOR}"
    given = f" ({words.SUBSTANCES[substance]})" if substance else ""
    return f"{label}{given} {line.verdict.confidence:.2f}"


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


def matches(number: int, unsearched: float) -> str:
    """Give how many posts match, and how far the search is while it goes on."""
    searching = f", searching {1 - unsearched:.0%}" if unsearched else ""
    return f"{many(number, 'match', 'matches')}{searching}"


def closed(number: int) -> str:
    """Give how many cases are closed, and how to see them."""
    return f"{number} closed · a shows all"


def held(unread: int) -> str:
    """Give that the stream stands still, what came meanwhile, and how to go on."""
    return f"{words.PAUSED} · {unread} new · f follows"


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
    return f"{words.HAS_ENDED} {still_lacking(lacking)}"


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


def waiting(urgency: Urgency, waited: timedelta, state: State) -> str:
    """Give how a case that lacks a follow-up stands: overdue 43 min, promised."""
    promised = f", {words.STANDINGS[state]}" if state is State.PROMISED else ""
    return f"{words.STANDINGS[urgency]} {times.long(waited)}{promised}"


def numbered(number: int) -> str:
    """Give a case's number as it is said and typed."""
    return f"case {number}"
