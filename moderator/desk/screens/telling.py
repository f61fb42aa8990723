"""A screen that tells its moderator things, and keeps what it told."""

from textual.events import Key
from textual.screen import Screen

from feeds.status import FeedState
from moderator.desk.boxes.heeding import Heeding
from moderator.desk.boxes.messages import MessagesScreen
from moderator.desk.boxes.sized import Sized
from moderator.desk.day import Day
from moderator.desk.keys.keys import bound
from moderator.desk.news.colleagues import Colleagues
from moderator.desk.news.feeds import Feeds
from moderator.desk.news.leaving import before_leaving
from moderator.desk.news.messages import Message, Messages
from moderator.desk.news.put_back import PutBack
from moderator.desk.panels.status import Status
from moderator.desk.sentences import answers, intake


class TellingScreen(Heeding, Sized, Screen[None]):
    """A screen over a day, with a line for messages and a list of those that were there."""

    def __init__(self, day: Day) -> None:
        super().__init__()
        self.day = day
        self.messages = Messages()
        self.status = Status(day, self.messages)
        self.feeds = Feeds(day)
        self.put_back = PutBack(day)
        self.colleagues = Colleagues(day)

    def say(self, message: str, hint: str = "") -> None:
        """Tell the moderator one thing, and with `hint` what can be done about it."""
        self.messages.add(Message(self.day.clock, message))
        self.status.say(message, hint)

    def before_leaving(self, *, has_the_fair: bool) -> str:
        """Give what comes of it when the desk is left; nothing where that is nothing."""
        return before_leaving(self.day, has_the_fair=has_the_fair)

    def make_sure(self, question: str, hint: str) -> bool:
        """Ask whether the moderator means it, with the keys that answer; whether that was asked."""
        if self.status.asked == question:
            return True
        self.say(question, hint)
        self.status.asked = question
        return False

    def tell(self, message: str) -> None:
        """Tell the moderator what must not go by unseen: it stays until a key is pressed."""
        self.messages.add(Message(self.day.clock, message, weighs=True))
        self.status.hush()

    def listen(self) -> None:
        """Tell which posts may be missing, of feeds that stopped, are lost or back, and notes."""
        for alarm in (*self.feeds.gaps(), *self.put_back.news()):
            self.tell(alarm)
        said = []
        for feed in self.feeds.changed():
            if feed.now.state is FeedState.STOPPED:
                self.tell(intake.why(feed))
            elif self.feeds.troubles(feed):
                said.append(intake.why(feed))
        said += [*self.feeds.notes(), *self.colleagues.news()]
        for one in reversed(said):
            self.say(one)

    def heed(self, event: Key) -> None:
        """Take a message away that stood long enough to be read; say why a key does nothing."""
        self.status.acknowledge()
        if event.key in self.active_bindings:
            return
        if binding := bound(event.key):
            self.say(self.excuse(binding.action.partition("(")[0]))
        elif event.is_printable:
            self.say(answers.no_such_key(event.character or event.key))

    def action_messages(self) -> None:
        """Show what was told of late."""
        self.messages.see_all()
        self.feeds.look()
        self.status.hush()
        self.app.push_screen(MessagesScreen(self.messages, self.day.fair))
