"""Which earlier need a need joins, where its own place and words do not make it one with it.

A report that tells nothing itself: what the one above it is of, or one by whom it mentions
("@lotte hier ook"). A report of the fair's own pages: the last one of the same page. A
question below its author's own report that has a word of it ("any news about the form?"). A
question that goes on with what its asker asked of that party before ("oh fijn, en krijg je
ook reiskosten?", "vanmorgen gevraagd …"), or that hangs below an answer which was a post of
its own, or in the thread of a question of its author's, whichever vacancy was shown there
meanwhile.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import islice

from moderator.core.needs.answerers import is_answer
from moderator.core.needs.case_key import CaseKey, asked, broken_in
from moderator.core.needs.fair_reports import FairReports, is_of_fair
from moderator.core.needs.need import Need, reports
from moderator.core.parties.parties import Parties
from moderator.core.posts.node import Node, Order
from moderator.core.text.fair_parts import pages_of_fair
from moderator.core.text.phrasing import continues, says_asked
from moderator.core.text.stems import stems_in

NEAR = 30
"""How many of an account's last needs a post may mean."""

GOES_ON_FOR = timedelta(hours=1)
"""How long after a question a post may go on with it that does not say so."""

SPOKEN_TO = 0.8
"""How sure the tie of a need is at least that was put to somebody."""

Known = Callable[[Node], Need | None]
"""What a post needs: as it is found now, or as it was found last."""

Asked = Callable[[str, Order], Iterator[Node]]
"""What an account asked or reported before a moment, the last first."""


class Joins:
    """What posts need by their words and place, and which earlier need each joins, if any."""

    def __init__(self, need: Known, *, known: Known, asked: Asked, of_fair: FairReports) -> None:
        self._tied, self._known, self._asked, self._of_fair = need, known, asked, of_fair
        self._joined: dict[Node, Node] = {}

    def need(self, node: Node) -> Need | None:
        """What a post needs, but for what moderators did."""
        self._joined.pop(node, None)
        need = self._tied(node)
        earlier = self._earlier(node, need) if need is not None else None
        if earlier is None:
            return need
        self._joined[node] = earlier
        return self._known(earlier)

    def reports(self, node: Node) -> Iterator[Node]:
        """The reports that a report joins, the nearest first: they may have been split off."""
        while (earlier := self._joined.get(node)) is not None and reports(earlier):
            yield earlier
            node = earlier

    def _earlier(self, node: Node, need: Need) -> Node | None:
        """The earlier need that a post joins, if there is one."""
        if not need.case.asks:
            return self._reported(node, need)
        if (report := self._own_report(node, need)) is not None:
            return report
        if need.case == _here(node) and _may_go_on(node):
            mine = islice(self._asked(node.author, _since(node)), NEAR)
            goes_on = (each for each in mine if _goes_on(node, need, each, self._known(each)))
            return next(goes_on, None)
        if need.case != _here(node) and node.stem is not None:
            mine = islice(self._asked(node.author, node.order), NEAR)
            return next((each for each in mine if _asked_here(node, need, self._known(each))), None)
        return None

    def _own_report(self, node: Node, need: Need) -> Node | None:
        """The report of its own author above a question to the same party that has a word of it."""
        if node.stem is None:
            return None
        mine = filter(reports, islice(self._asked(node.author, node.order), NEAR))
        of_party = (each for each in mine if _is_owed_by(need.party, self._known(each)))
        words = stems_in(node.text)
        telling = (each for each in of_party if not words.isdisjoint(stems_in(each.text)))
        return next((each for each in telling if each in node.ancestors()), None)

    def _reported(self, node: Node, need: Need) -> Node | None:
        """The earlier report of the same: above it, of whom it mentions, or of the same page."""
        if need.case == broken_in(node.root(), need.party):
            for each in _reports_before(node, self._asked):
                if _is_same(node, need, self._known(each)):
                    return each
        parts = _pages(node) if is_of_fair(need) else frozenset[str]()
        earlier = self._of_fair.before(node.order) if parts else ()
        return next((each for each in earlier if parts & _pages(each)), None)


def _pages(node: Node) -> frozenset[str]:
    """The fair's pages that a report is of."""
    links = node.post.links if node.post and not node.deleted else ()
    return pages_of_fair(node.text, links)


def may_join(node: Node) -> bool:
    """Whether a question may join what its author asked before: in its thread, or elsewhere."""
    return not reports(node) and (node.stem is not None or _may_go_on(node))


def _may_go_on(node: Node) -> bool:
    """Whether a post may go on with what its author asked elsewhere."""
    if node.stem is None:
        return bool(node.mentions) and (continues(node.text) or says_asked(node.text))
    root = node.root()
    return root is not node and is_answer(root) and node.author in root.mentions


def _here(node: Node) -> CaseKey:
    """The case of what its author asks in a post's thread, of no vacancy elsewhere."""
    return asked(node.author, node.root())


def _asked_here(node: Node, need: Need, earlier: Need | None) -> bool:
    """Whether what a post asks about a vacancy elsewhere was asked in its own thread before."""
    if earlier is None or earlier.case != _here(node):
        return False
    return earlier.to_all or earlier.party == need.party


def _is_owed_by(party: str, report: Need | None) -> bool:
    """Whether that party owes the word on what was reported."""
    return report is not None and not report.case.asks and report.party == party


def _reports_before(node: Node, asked: Asked) -> Iterator[Node]:
    """The posts above one; of one that hangs on nothing, what those asked whom it mentions."""
    if node.stem is not None:
        yield from (each for each in node.ancestors() if each.order < node.order)
        return
    for key in node.mentions:
        yield from islice(asked(key, node.order), NEAR)


def _since(node: Node) -> Order:
    """The moment before which somebody asked what a post goes on with."""
    return min(node.order, node.root().order)


def _is_same(node: Node, report: Need, earlier: Need | None) -> bool:
    """Whether a report may be of the same as an earlier one: of its party, or of nobody's.

    Who speaks to the organiser below another's report tells it of something else.
    """
    if earlier is None or earlier.case.asks:
        return False
    elsewhere = node.stem is not None and report.confidence >= SPOKEN_TO
    to_nobody = report.party == Parties.ORGANISER and not elsewhere
    return to_nobody or report.party == earlier.party


def _goes_on(node: Node, need: Need, question: Node, earlier: Need | None) -> bool:
    """Whether a post may go on with that question: of its party, about no other vacancy.

    A question that itself goes on with another is not gone on with, but that other. Below an
    answer it goes on, whichever vacancy its words may fit. What is asked of the organiser is
    about many things.
    """
    if earlier is None or not earlier.case.asks or _may_go_on(question):
        return False
    if earlier.party != need.party:
        return False
    same = need.subject.post in (None, earlier.subject.post)
    if node.stem is not None:
        return same or need.confidence <= SPOKEN_TO
    if not same:
        return False
    soon = node.at - question.at <= GOES_ON_FOR
    return need.party != Parties.ORGANISER and (soon or says_asked(node.text))
