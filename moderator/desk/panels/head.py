"""The top line: which fair this is, its clock, and how the recording runs."""

from collections.abc import Iterator, Sequence

from textual.content import Content
from textual.widgets import Static

from feeds.status import FeedState
from moderator.core.board import Board
from moderator.desk.content.ink import ink, split
from moderator.desk.day import Day, Player
from moderator.desk.news.feeds import Feeds
from moderator.desk.panels.paint import fill
from moderator.desk.panels.stamp import playing
from moderator.desk.sentences import intake
from moderator.desk.words import signs, speeds, times
from moderator.intake.tally import FeedStatus
from moderator.words.language import _

WIDE = 100

NAME_CELLS = 4
"""Of a fair's name at least so much is shown, or none of it."""


class Head(Static):
    """Fair, date, clock and replay in one line."""

    def __init__(self, day: Day, feeds: Feeds) -> None:
        super().__init__(id="head")
        self.day = day
        self.feeds = feeds
        self._told: tuple[object, ...] = ()

    def pull(self, board: Board) -> None:
        """Show the clock as it stands; within a second it mostly stands as it did."""
        second = board.clock.replace(microsecond=0), bool(board.counts.posts)
        feeds = [one.now for one in self.day.feeds()]
        told = (second, feeds, self.feeds.gapped(), playing(self.day.player), self.size.width)
        if told != self._told:
            self._told = told
            self._tell(board)

    def _tell(self, board: Board) -> None:
        fair = self.day.fair
        tag = f"#{fair.hashtags[0]}" if fair.hashtags else ""
        date = (
            times.day(board.clock, fair) if self.size.width >= WIDE and board.counts.posts else ""
        )
        clock = times.hms(board.clock, fair) if board.counts.posts else signs.NO_TIME
        right = ink(f"{date}   ", "$muted") + ink(clock, "bold") + ink("  ") + _running(self.day)
        width = self.size.width
        room = width - right.cell_length - len(tag) - 3
        right = self._came(room) + right
        left = ink(f" {tag} ", "bold")
        if left.cell_length + NAME_CELLS < width - right.cell_length:
            left += ink(fair.name)
        fill(self, split(left.rstrip(), right, width))

    def _came(self, room: int) -> Content:
        """Give each live feed and how it does, in as many words as there is room for."""
        ways = _ways(self.day.feeds(), self.feeds.gapped(), self.day)
        told = [Content("  ").join([*way, ink("")]) for way in ways]
        return next((one for one in told if one.cell_length <= room), told[-1])


def _ways(feeds: Sequence[FeedStatus], gapped: frozenset[str], day: Day) -> Iterator[list[Content]]:
    """Give how feeds can be told, the longest way first; a gap stands in each of them.

    Those of which nobody knows how they are stand together, while there is room for words.
    """
    heard = [one for one in feeds if one.now.state is not FeedState.UNHEARD]
    others = gapped - {one.now.name for one in heard}
    for said in (intake.short, intake.shorter):
        told = [_inked(said(one), one.now.state, gap=one.now.name in gapped) for one in heard]
        if not_heard := intake.unheard(feeds, day):
            sign = intake.SIGNS[FeedState.UNHEARD]
            told.append(_inked(f"{sign} {not_heard}", FeedState.UNHEARD, gap=bool(others)))
        yield told
    states, gaps = intake.states(feeds), [_gap()] if gapped else []
    yield [_inked(intake.several(*each), each[0]) for each in states] + gaps
    if states and states[0][0] not in intake.HEALTHY:
        yield [_inked(intake.several(*states[0]), states[0][0]), *gaps]
    yield [_inked(f"{intake.SIGNS[each]} {number}", each) for each, number in states] + gaps


def _gap() -> Content:
    return ink("! " + _("gap (i)"), "$warning bold")


def _inked(said: str, state: FeedState, *, gap: bool = False) -> Content:
    told = ink(said, intake.STYLES.get(state, ""))
    return Content(" ").join([told, _gap()]) if gap else told


def _running(day: Day) -> Content:
    """Give in words how the recording runs; in practice, that it is no earnest."""
    practice = ink(_("PRACTICE") + " ", "bold $warning") if day.practice else ink("")
    return practice + (_played(day.player) if day.player else _live(day.feeds()))


def _live(feeds: Sequence[FeedStatus]) -> Content:
    """Give that the fair is live, or that nothing of it can come in now, as far as one knows."""
    states = {feed.now.state for feed in feeds}
    if states and states.isdisjoint(intake.HEALTHY):
        said = _("live") if FeedState.UNHEARD in states else _("nothing comes in")
        return ink(f"○ {said} ", "$warning bold")
    return ink("● " + _("live") + " ", "$success")


def _played(player: Player) -> Content:
    if player.finished:
        return ink(_("ENDED") + " ", "bold")
    speed = speeds.spoken(player.speed)
    if player.paused:
        return ink(" " + _("PAUSED") + " ", "bold reverse") + ink(f" {speed} ")
    return ink(f"► {speed} ", "$success")
