"""A screen that tells its moderator things, and keeps what it told."""

from textual.events import Key
from textual.screen import Screen

from moderator.desk.day import Day
from moderator.desk.messages import Message, Messages
from moderator.desk.panels.status import Status
from moderator.desk.screens.messages import MessagesScreen
from moderator.desk.screens.sized import Sized


class TellingScreen(Sized, Screen[None]):
    """A screen over a day, with a line for messages and a list of those that were there."""

    def __init__(self, day: Day) -> None:
        super().__init__()
        self.day = day
        self.messages = Messages()
        self.status = Status(day, self.messages)

    def say(self, message: str, hint: str = "") -> None:
        """Tell the moderator one thing, and with `hint` what can be done about it."""
        self.messages.add(Message(self.day.clock, message))
        self.status.say(message, hint)

    def tell(self, message: str) -> None:
        """Tell the moderator what must not go by unseen: it stays until a key is pressed."""
        self.messages.add(Message(self.day.clock, message, weighs=True))
        self.status.hush()

    def on_key(self, _event: Key) -> None:
        """Take a message away that stood long enough to be read."""
        self.status.acknowledge()

    def action_messages(self) -> None:
        """Show what was told of late."""
        self.messages.see_all()
        self.status.hush()
        self.app.push_screen(MessagesScreen(self.messages, self.day.fair))
