"""How far a case of many posts was told: what comes after its end is told on, not all anew.

Thousands may report one broken link. What each of them adds comes last, as a rule,
and then only that has to be looked at.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from moderator.core.case import Case
from moderator.core.policy import Event, Walk
from moderator.core.posts.node import Node, Order
from moderator.core.speech.speech import Role, Saying

MANY = 12
"""From how many needs on a case is told on; shorter ones are told anew at less cost."""


@dataclass(slots=True)
class Sequel:
    """Where a case's story stands: its walk so far, its last moment, and whom it counted."""

    walk: Walk
    last: Order
    reporters: set[str]

    def follows(self, posts: Sequence[Node]) -> bool:
        """Whether all these posts come after what was told."""
        return all(post.order > self.last and not post.deleted for post in posts)

    def told(
        self,
        case: Case,
        events: Sequence[Event],
        needs: Sequence[Node],
        sayings: Sequence[Saying],
        handle: Callable[[str], str],
    ) -> Case:
        """The case with these needs and sayings added to its end, all in order."""
        went = self.walk.go(events).course()
        reporters = dict.fromkeys(handle(node.author) for node in needs)
        fresh = [each for each in reporters if each not in self.reporters]
        self.reporters.update(fresh)
        self.last = max([self.last, *(node.order for node in needs), *_orders(sayings)])
        return replace(
            case,
            state=went.state,
            waiting_since=went.waiting_since,
            history=went.history,
            posts=(*case.posts, *(node.key for node in needs)),
            reporters=(*case.reporters, *fresh),
            bystanders=(*case.bystanders, *bystanders(sayings)),
            bumps=case.bumps + bumps(sayings),
        )


def sequel(
    case: Case,
    walk: Walk,
    events: Sequence[Event],
    needs: Sequence[Node],
    sayings: Sequence[Saying],
) -> Sequel | None:
    """Where a case stands that was told whole; None where it has to be told anew each time."""
    if len(needs) < MANY or case.snooze or not case.subject.post:
        return None
    if any(node.deleted for node in needs):
        return None
    last = max([(events[-1].at, events[-1].key), *_orders(sayings)])
    if any(each.over is None or (each.over, each.post or "") > last for each in case.woken):
        return None
    return Sequel(walk, last, set(case.reporters))


def bystanders(sayings: Sequence[Saying]) -> tuple[str, ...]:
    """The keys of others' answers: shown with the case, but not the word that is wanted."""
    aside = sorted(each.post.order for each in sayings if each.role is Role.ASIDE)
    return tuple(key for _, key in aside)


def bumps(sayings: Sequence[Saying]) -> int:
    """How many of these are bare reminders."""
    return sum(each.role is Role.REMINDER for each in sayings)


def _orders(sayings: Sequence[Saying]) -> list[Order]:
    return [each.post.order for each in sayings]
