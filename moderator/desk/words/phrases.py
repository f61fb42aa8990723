"""Every phrase of the desk that has a name, a time or a number filled in."""

import re
from datetime import datetime, timedelta

from moderator.core.board import Accounting, Counts, Line
from moderator.core.case import Case, State, Urgency
from moderator.core.facts import LinkChecked
from moderator.core.fair import Fair
from moderator.core.labels import Label
from moderator.desk.words import signs, times, words
from moderator.equal_treatment import Hint
from moderator.megaphone import Silence
from moderator.words import terms
from moderator.words.language import _, spoken
from moderator.words.reasons import told
from moderator.words.spelling import many, number, percent

NAME, PARTY = 30, 40
"""Characters of an account, and of a party, that a sentence has: as many as long ones have."""

_ADDRESSED = re.compile(r"^(?:@\S+\s+)+")


def case_title(case: Case, urgency: Urgency | None, waited: timedelta) -> str:
    """Give what kind of case it is and how it stands: Question · overdue 43 min."""
    standing = words.standing(urgency or case.state)
    waiting = f" {times.long(waited)}" if urgency else ""
    promised = f" · {words.standing(case.state)}" if case.state is State.PROMISED else ""
    return f"{words.kind(case.kind).capitalize()} · {standing}{waiting}{promised}"


def no_word(case: Case, since: str) -> str:
    """Give who owes a word, and since when."""
    if case.state is State.PROMISED:
        said = _("Promised at {time} by {party}")
    elif case.waits_for_anybody:
        said = _("No word from anybody since {time}")
    else:
        said = _("No word from {party} since {time}")
    return said.format(time=since, party=case.party)


def no_word_short(case: Case, since: str) -> str:
    """Give the same without the name, for where there is no room."""
    promised = case.state is State.PROMISED
    said = _("Promised at {time}") if promised else _("No word since {time}")
    return said.format(time=since)


def order(fair: Fair) -> str:
    """Give by what the queue is sorted: the rule of core.queue in words."""
    said = _(
        "{overdue} (after {late}) comes before {due} (after {soon}), and that before the others."
        " Among equals, what concerns most people comes first: who asked, and who passed the"
        " vacancy on. Then it is who has waited longest."
    )
    return said.format(
        overdue=words.standing(Urgency.OVERDUE).capitalize(),
        late=times.long(fair.overdue_after),
        due=words.standing(Urgency.DUE),
        soon=times.long(fair.warn_after),
    )


def asker(case: Case) -> str:
    """Give who asked first."""
    return case.reporters[0] if case.reporters else _("the link checker")


def named(name: str, most: int = NAME) -> str:
    """Give a name as a sentence has it: of a very long one how it begins."""
    return name if len(name) <= most else f"{name[: most - 1]}…"


def more_askers(case: Case) -> str:
    """Give how many more asked; nothing where nobody did."""
    return f" +{len(case.reporters) - 1}" if len(case.reporters) > 1 else ""


def asked(case: Case) -> str:
    """Give who owes the word."""
    return terms.party(case.party) if case.party else ""


def owes(case: Case) -> str:
    """Give who owes the word, as a sentence; of a question to everybody, who may answer it."""
    if case.waits_for_anybody:
        return _("asked of everybody: any employer may answer, or the organiser")
    return _("{party} owes the word").format(party=asked(case))


def verdict(line: Line, *, sureness: bool = True) -> str:
    """Give a post's label with its confidence, or without it: question 0.97."""
    if line.verdict is None:
        return signs.UNJUDGED
    label, substance = words.label(line.verdict.label), line.verdict.substance
    if line.corrected:
        return _("{label}, set by the moderator").format(label=label)
    given = f" ({words.substance(substance)})" if substance else ""
    confidence = f" {number(line.verdict.confidence, 2)}" if sureness else ""
    return f"{label}{given}{confidence}"


def verdict_in_words(line: Line) -> str:
    """Give the same with how sure it is in words: question 0.97, sure."""
    if line.verdict is None or line.corrected:
        return verdict(line)
    return f"{verdict(line)}, {words.sureness(line.verdict.confidence)}"


def share(counts: Counts) -> str:
    """Give how much of the fair is dialogue, in per cent."""
    return _("dialogue {share}").format(share=terms.dialogue(counts.interactions, counts.posts))


def counts(of: Counts) -> tuple[str, ...]:
    """Give the figures of the day, the most telling first."""
    promotion = number(of.labels.get(Label.PROMOTION, 0))
    return (
        many(of.posts, "{number} post", "{number} posts"),
        many(of.reposts, "{number} repost", "{number} reposts"),
        _("{number} promotion").format(number=promotion),
        many(of.labels.get(Label.VACANCY, 0), "{number} vacancy", "{number} vacancies"),
        many(of.interactions, "{number} interaction", "{number} interactions"),
    )


def activity(step: int, peak: int) -> str:
    """Give what a bar of the chart stands for."""
    bar = many(step, "posts a minute", "posts in {number} minutes")
    return _("Activity · {bar}, at most {peak}").format(bar=bar, peak=number(peak))


def earlier(posts: int) -> str:
    """Give how many posts lie before the chart, to be said behind that; nothing where none do."""
    return signs.SEPARATOR + _("{number} earlier").format(number=number(posts)) if posts else ""


def matches(count: int, unsearched: float) -> str:
    """Give how many posts match, and how far the search is while it goes on."""
    found = many(count, "{number} match", "{number} matches")
    searched = percent(1 - unsearched)
    return (
        _("{found}, searching {share}").format(found=found, share=searched) if unsearched else found
    )


def held(unread: int) -> str:
    """Give that the stream stands still, what came meanwhile, and how to go on."""
    return _("holds still · {number} new · f follows").format(number=number(unread))


def accounting(of: Accounting) -> str:
    """Give the sum that shows that nothing was missed; nil parts are left out."""
    parts = (
        (of.shown, _("{number} shown")),
        (of.folded, _("{number} folded")),
        (of.duplicates, _("{number} duplicate")),
        (of.filtered, _("{number} filtered")),
        (of.unreadable, _("{number} unreadable")),
    )
    said = " + ".join(part.format(number=number(count)) for count, part in parts if count) or "0"
    received = _("{number} received").format(number=number(of.received))
    return f"{received} {'=' if of.balanced else '≠'} {said}"


def still_lacking(count: int) -> str:
    """Give how many cases still lack a follow-up, as a sentence."""
    if not count:
        return _("Nobody is waiting.")
    return many(
        count,
        "{number} case still lacks a follow-up.",
        "{number} cases still lack a follow-up.",
    )


def ended(lacking: int) -> str:
    """Give what remains when a recording is over."""
    return _("The recording has ended.") + f" {still_lacking(lacking)}"


def case_name(case: Case) -> str:
    """Give a case as a few words: question from lotte_v and 1 other to Zorggroep Noord."""
    kind, party = words.kind(case.kind), named(asked(case), PARTY)
    if not case.reporters:
        return _("{kind} of {party}").format(kind=kind, party=party)
    more = len(case.reporters) - 1
    others = many(more, " and {number} other", " and {number} others") if more else ""
    askers = named(case.reporters[0]) + others
    said = _("{kind} from {askers} to {party}")
    return said.format(kind=kind, askers=askers, party=party)


def quote(line: Line) -> str:
    """Give a post's words in one line, without the names that it starts with."""
    if line.deleted:
        return _("(deleted)")
    text = " ".join(line.post.text.split())
    return _ADDRESSED.sub("", text) or text


def end_left_out(line: Line) -> str:
    """Give that a post is too long even to be shown whole, and how long it is."""
    said = _("… the end is left out, of {number} characters")
    return said.format(number=number(len(line.post.text)))


def post_name(line: Line) -> str:
    """Give a post as a few words."""
    return _("the post of {author}").format(author=named(line.handle))


def waiting(urgency: Urgency, waited: timedelta, state: State) -> str:
    """Give how a case that lacks a follow-up stands: overdue 43 min, promised."""
    promised = f", {words.standing(state)}" if state is State.PROMISED else ""
    return f"{words.standing(urgency)} {times.long(waited)}{promised}"


def numbered(count: int) -> str:
    """Give a case's number as it is said and typed."""
    return _("case {number}").format(number=count)


def vacancies(count: int) -> str:
    """Give how many vacancies there are."""
    return many(count, "{number} vacancy", "{number} vacancies")


def nobody_talks(silence: Silence, *, is_typed: bool = False) -> tuple[str, str]:
    """Give that the fair has become a megaphone, and what can be done, by key or by order."""
    said = terms.little_talk(silence.posts, silence.interactions)
    if is_typed:
        return said, _(": ask something, or type employers and call on one")
    return said, _(": ask something, or call on an employer (e)")


def link(checked: LinkChecked, clock: datetime) -> str:
    """Give what the link checker found, and how long ago: dead, 3 min ago: no such page."""
    ago = times.long(max(clock - checked.at, timedelta()))
    said = _("{state}, {time} ago").format(state=words.link(checked.state), time=ago)
    return f"{said}: {told(checked.reason)}" if checked.reason else said


def to_ask(hint: Hint) -> str:
    """Give what an employer may be asked about its vacancy's wording, and what would be better."""
    advice = hint.advice(spoken())
    return _("ask: {question} {better}").format(question=advice.question, better=advice.better)
