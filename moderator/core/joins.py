"""Which earlier need a need joins, where its own place and words do not make it one with it.

A report that tells nothing itself: what the one above it is of, or one by whom it mentions
("@lotte hier ook"). A question that goes on with what its
asker asked of that party before ("oh fijn, en krijg je ook reiskosten?", "ik vroeg net
al …"), or that hangs below an answer which was a post of its own.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from moderator.core.answerers import is_answer
from moderator.core.need import Need
from moderator.core.node import Node, Order
from moderator.core.parties import Parties
from moderator.core.phrasing import goes_on

NEAR = 30
"""How many of an account's last needs are looked at."""

Asked = Callable[[str, Order], Iterator[Need]]
"""What an account asked or reported before a moment, the last first."""


def joined(node: Node, need: Need, needs: Mapping[Node, Need], asked: Asked) -> Need:
    """What a post needs: as the earlier need that it joins, where there is one."""
    if need.case == ("link", node.root().key, need.party):
        upwards = (each for each in node.ancestors() if each.order < node.order)
        above = (needs[each] for each in upwards if each in needs)
        before = (each for key in node.mentions for each in islice(asked(key, node.order), NEAR))
        earlier = above if node.stem is not None else before
        return next((each for each in earlier if _is_same(need, each)), need)
    if need.case == ("question", node.author, node.root().key) and may_go_on(node):
        mine = islice(asked(node.author, _since(node)), NEAR)
        return next((each for each in mine if _goes_on(need, each)), need)
    return need


def may_go_on(node: Node) -> bool:
    """Whether a post may go on with what its author asked elsewhere."""
    if node.stem is None:
        return bool(node.mentions) and goes_on(node.text)
    return is_begun_by_an_answer(node)


def is_begun_by_an_answer(node: Node) -> bool:
    """Whether the thread above a post began with an answer to its author."""
    root = node.root()
    return root is not node and is_answer(root) and node.author in root.mentions


def _since(node: Node) -> Order:
    """The moment before which somebody asked what a post goes on with."""
    return node.order if node.stem is None else node.root().order


def _is_same(report: Need, earlier: Need) -> bool:
    """Whether a report may be of the same as an earlier one: of its party, or of nobody's."""
    reports = earlier.case[0] == "link"
    return reports and report.party in (earlier.party, Parties.ORGANISER)


def _goes_on(question: Need, earlier: Need) -> bool:
    """Whether a question may go on with an earlier one: of that party, about no other vacancy."""
    asks = earlier.case[0] == "question" and earlier.party == question.party
    return asks and question.subject.post in (None, earlier.subject.post)
