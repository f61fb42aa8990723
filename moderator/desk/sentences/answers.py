"""What the desk answers to a key or a typed order that is no act on a case."""

from collections.abc import Iterable
from datetime import datetime

from moderator.core.case import Case
from moderator.core.labels import Label
from moderator.desk.keys import typed
from moderator.desk.lists.filter import Filter
from moderator.desk.words import phrases, speeds, words
from moderator.words.language import _
from moderator.words.reasons import told
from moderator.words.spelling import many, number


def departed(case: Case) -> str:
    """Give what became of a case that one was looking at."""
    said = _("No longer waiting, {how}: {case}")
    return said.format(case=phrases.case_name(case), how=_end(case))


def _end(case: Case | None) -> str:
    """Give how a case ended, and by whom."""
    if case is None:
        return _("no case any more")
    standing, party = words.standing(case.state), case.history[-1].by
    return _("{what} by {party}").format(what=standing, party=party) if party else standing


def meanwhile(case: Case | None) -> str:
    """Give what became of a case while a box is open; nothing where it waits as before."""
    waits = case is not None and case.lacks_follow_up
    return "" if waits else _("Meanwhile {how}.").format(how=_end(case))


def too_late(undone: str, case: Case, now: Case | None) -> str:
    """Give that something was not done, and what became of its case while a box was open."""
    said = _("{undone}, meanwhile {how}: {case}")
    return said.format(undone=undone, how=_end(now), case=phrases.case_name(now or case))


def opening(link: str) -> str:
    """Give which link is opened, so that it can be read where no browser is."""
    return _("Opening {link}").format(link=link)


def not_opened(link: str) -> str:
    """Give the link itself, where there is no browser to open it."""
    return _("There is no browser here for {link}").format(link=link)


def playing(speed: float) -> str:
    """Give that the recording runs."""
    return _("Playing at {speed}.").format(speed=speeds.spoken(speed))


def speed(of: float, *, paused: bool) -> str:
    """Give the speed that was chosen."""
    said = _("Speed {speed}, paused.") if paused else _("Speed {speed}.")
    return said.format(speed=speeds.spoken(of))


def no_way_back(clock: str) -> str:
    """Give that a recording cannot go back."""
    return _("It is {time} already; a recording does not go back.").format(time=clock)


def jumped(to: str) -> str:
    """Give where a jump went."""
    return _("Jumped to {time}.").format(time=to)


def ends(at: str) -> str:
    """Give where a jump went that was to go beyond the end."""
    return _("The recording ends at {time}.").format(time=at)


def no_match(wanted: Filter) -> str:
    """Give that no post passes a filter; which labels there are, where it names none of them."""
    if not wanted.names_no_label:
        return _("No post matches.")
    said = _("No label is called so. There are: {labels}")
    return said.format(labels=", ".join(map(words.label, Label)))


def found(case: Case) -> str:
    """Give which case opened."""
    return _("Paused at a new case: {case}.").format(case=phrases.case_name(case))


def no_case_any_more(number: int, into: int | None) -> str:
    """Give that something turned out to be no case, or to be part of another one."""
    case = phrases.numbered(number)
    if into is None:
        return _("{case} is no case any more.").format(case=case)
    return _("{case} is part of {other} now.").format(case=case, other=phrases.numbered(into))


def much_at_once(*, opened: int, closed: int, waiting: int) -> list[str]:
    """Give the sum of what happened while nobody listened, and how to hear who waits."""
    said = _("Much happened at once. Cases opened: {opened}, closed: {closed}.")
    told = [said.format(opened=number(opened), closed=number(closed))]
    lacking = phrases.still_lacking(waiting)
    listed = _("Type {order} to hear them.").format(order=typed.name("list"))
    return [*told, f"{lacking} {listed}" if waiting else lacking]


def already(case: Case) -> str:
    """Give that a case stands so already."""
    said = _("This case is {state} already: {case}")
    return said.format(state=words.standing(case.state), case=phrases.case_name(case))


def waits_by_key(case: Case, clock: datetime) -> str:
    """Give that a case is not closed, and the key that takes one that is set aside back up."""
    said = _("This case is set aside, s takes it back up: {case}")
    return said.format(case=phrases.case_name(case)) if case.is_snoozed(clock) else already(case)


def waits_by_word(case: Case, clock: datetime) -> str:
    """Give that a case is not closed, and the order that takes one that is set aside back up."""
    said = _("This case is set aside: {case}. Type snooze to take it back up.")
    return said.format(case=phrases.case_name(case)) if case.is_snoozed(clock) else already(case)


def reopens_by_key(case: Case) -> str:
    """Give that a case is closed, and the key that reopens it."""
    said = _("This case is {state} already, R reopens it: {case}")
    return said.format(state=words.standing(case.state), case=phrases.case_name(case))


def reopens_by_word(case: Case) -> str:
    """Give that a case is closed, and the order that reopens it."""
    return already(case) + _(". Type reopen first.")


def unclaimed(case: Case) -> str:
    """Give that nobody has a case who could let go of it."""
    return _("Nobody has claimed {case}").format(case=phrases.case_name(case))


def no_such_key(key: str) -> str:
    """Give that a key means nothing."""
    return _("{key} does nothing here; ? has all keys.").format(key=key)


def no_such_number(typed: str) -> str:
    """Give that no case, and no post, has the number that was typed."""
    return _("Nothing has the number {number}.").format(number=typed)


def nothing_done(typed: str) -> str:
    """Give that nothing has one of the numbers that were typed: nothing was done to the others."""
    others = _("Nothing was done to the others; list tells the numbers.")
    return f"{no_such_number(typed)} {others}"


def nothing_to_take_back(what: str, at: str) -> str:
    """Give that the last order did nothing that could be undone, and what was done before it."""
    said = _("Your last order did nothing. Before it, at {time}: {what}. Type undo to undo that.")
    return said.format(time=at, what=what)


def no_number(typed: str) -> str:
    """Give that something typed is no number of a case, and that nothing was done therefore."""
    said = _("{word} is no number of a case: nothing was done. Type numbers only.")
    return said.format(word=typed)


def several_orders(name: str, orders: Iterable[str]) -> str:
    """Give which orders begin as something typed does."""
    said = _("{word} may be {orders}: type more of it.")
    return said.format(word=name, orders=", ".join(sorted(orders)))


def not_an_order(name: str) -> str:
    """Give that something typed was not understood."""
    said = _("{word} is not understood: type help to hear what can be typed.")
    return said.format(word=name)


def usage(order: str) -> str:
    """Give how an order is typed."""
    return _("Type: {usage}.").format(usage=typed.usage(order))


def stands_alone(order: str) -> str:
    """Give that words stand behind an order that takes none."""
    return _("Type just {order}: nothing stands behind it.").format(order=typed.name(order))


def rechecking(links: int) -> str:
    """Give that links are looked at again."""
    if not links:
        return _("There is no link here that is checked.")
    return many(links, "The link is looked at again.", "{number} links are looked at again.")


def not_listed(case: Case) -> str:
    """Give that a case is not where it was, and not closed either: set aside, or joined."""
    return _("No longer in this list: {case}").format(case=phrases.case_name(case))


def back(case: Case) -> str:
    """Give that a case that was set aside waits with the others again."""
    return _("Back among those that wait: {case}").format(case=phrases.case_name(case))


def late(case: Case) -> str:
    """Give that something came in for a case that is still set aside."""
    said = _("Came in late, still set aside: {case}")
    return said.format(case=phrases.case_name(case))


def nobody_called(name: str) -> str:
    """Give that nobody who moderates is called so, and what gives them a case nonetheless."""
    said = _(
        "Nobody here is called {name}: type the name again to hand the case over all the same."
    )
    return said.format(name=name)


def yourself(name: str) -> str:
    """Give that a case cannot be handed over to the moderator who has this desk."""
    return _("{name} is you: claim the case to have it.").format(name=name)


def ran_on(what: str) -> str:
    """Give that a key came again at once, on the case that took the place of the last one."""
    return _("One at a time: not done to {what}").format(what=what)


def moved_up(what: str) -> str:
    """Give that another row came under the cursor just before a key was pressed."""
    return _("The list moved; selected now: {what}. Press again.").format(what=what)


def written(done: str, unwritten: str) -> str:
    """Give what was done in practice, and why it is not written down yet, where it is not."""
    said = _("{done} (not written down yet: {why})")
    return said.format(done=done, why=told(unwritten)) if unwritten else done
