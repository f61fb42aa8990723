"""What the desk tells its moderator, in a line, and keeps."""

from feeds.status import FeedState
from moderator.core.board import Board
from moderator.core.case import Case
from moderator.desk.day import Day
from moderator.desk.lists.lanes import Lane
from moderator.desk.news.colleagues import Colleagues
from moderator.desk.news.feeds import Feeds
from moderator.desk.news.messages import Message, Messages
from moderator.desk.news.news import News
from moderator.desk.news.put_back import PutBack
from moderator.desk.panels.status import Status
from moderator.desk.sentences import intake


class Voice:
    """The line for messages, the list of those that were there, and what is told unasked."""

    def __init__(self, day: Day) -> None:
        self._day = day
        self.messages = Messages()
        self.status = Status(day, self.messages)
        self.feeds = Feeds(day)
        self._news = News(day)
        self._put_back = PutBack(day)
        self._colleagues = Colleagues(day)

    def say(self, message: str, hint: str = "") -> None:
        """Tell the moderator one thing, and with `hint` what can be done about it."""
        self.messages.add(Message(self._day.clock, message))
        self.status.say(message, hint)

    def tell(self, message: str) -> None:
        """Tell the moderator what must not go by unseen: it stays until a key is pressed."""
        self.messages.add(Message(self._day.clock, message, weighs=True))
        self.status.hush()

    def make_sure(self, question: str, hint: str) -> bool:
        """Ask whether the moderator means it, with the keys that answer; whether that was asked."""
        if self.status.asked == question:
            return True
        self.say(question, hint)
        self.status.asked = question
        return False

    def tell_of_cases(self, board: Board, *, acting: str) -> None:
        """Tell what became of this moderator's cases, and which came back, not by an own act."""
        fresh = self._news.of(board, acting=acting)
        self.messages.reword(self._news.bare)
        self.messages.retract(self._news.over)
        for news in fresh:
            self.tell(news)

    def tell_departure(self, case: Case, lane: Lane, *, acting: str) -> None:
        """Say what became of the case that was selected and is not listed any more."""
        if told := self._news.departure(case, lane, acting=acting):
            self.say(told)

    def tell_of_feeds(self) -> None:
        """Tell which posts may be missing, of feeds that stopped, are lost or back, and notes."""
        for alarm in (*self.feeds.gaps(), *self._put_back.news()):
            self.tell(alarm)
        said = []
        for feed in self.feeds.changed():
            if feed.now.state is FeedState.STOPPED:
                self.tell(intake.why(feed))
            elif self.feeds.troubles(feed):
                said.append(intake.why(feed))
        said += [*self.feeds.notes(), *self._colleagues.news()]
        for one in reversed(said):
            self.say(one)
