"""The acts that open something to be looked at: the employers, what came in, the keys."""

from moderator.desk.acts.acting import Acting
from moderator.desk.boxes.employers import EmployersScreen
from moderator.desk.boxes.help import Help
from moderator.desk.boxes.intake import IntakeScreen
from moderator.desk.boxes.messages import MessagesScreen
from moderator.desk.keys.act import Act, Acts
from moderator.desk.panels.parties import Matter


def view_acts(acting: Acting) -> Acts:
    """Give the acts by name."""
    views = _Views(acting)
    return {
        "employers": Act(views.employers),
        "intake": Act(views.intake),
        "messages": Act(views.messages),
        "help": Act(views.help),
    }


class _Views:
    def __init__(self, acting: Acting) -> None:
        self._acting, self._moving = acting, acting.moving
        self._day, self._screen, self._voice = acting.day, acting.screen, acting.voice

    def employers(self) -> None:
        """Show every employer, with its vacancies, its open cases and its response times."""
        pause = self._acting.acts["play_pause"]
        box = EmployersScreen(self._day, self._voice.feeds, pause)
        self._screen.app.push_screen(box, self._from_employers)

    def _from_employers(self, matter: Matter | None) -> None:
        if matter and matter.case:
            self._moving.select_case(matter.case.id)
        elif matter and matter.position is not None:
            self._moving.select_post(matter.position)

    def intake(self) -> None:
        """Show the sum of all that came in, and how each feed is."""
        look = self._voice.feeds.look
        self._screen.app.push_screen(IntakeScreen(self._day), lambda _closed: look())

    def messages(self) -> None:
        """Show what was told of late."""
        self._voice.messages.see_all()
        self._voice.feeds.look()
        self._voice.status.hush()
        self._screen.app.push_screen(MessagesScreen(self._voice.messages, self._day.fair))

    def help(self) -> None:
        """Tell what every key does that can come to do anything here."""
        without = frozenset(name for name, act in self._acting.acts.items() if not act.known)
        self._screen.app.push_screen(Help(self._day.fair, without))
