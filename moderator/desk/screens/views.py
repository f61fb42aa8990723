"""What opens on top of the desk to be looked at: the employers, what came in, the keys."""

from abc import abstractmethod

from moderator.desk.boxes.help import Help
from moderator.desk.boxes.intake import IntakeScreen
from moderator.desk.keys.keys import LEAPS
from moderator.desk.panels.parties import Matter
from moderator.desk.screens.employers import EmployersScreen
from moderator.desk.screens.practice import PRACTICE, PracticeScreen
from moderator.desk.screens.replay import PLAYING


class ViewsScreen(PracticeScreen):
    """A screen from which others are opened."""

    def action_employers(self) -> None:
        """Show every employer, with its vacancies, its open cases and its response times."""
        self.app.push_screen(EmployersScreen(self), self._from_employers)

    def _from_employers(self, matter: Matter | None) -> None:
        if matter and matter.case:
            self.select_case(matter.case.id)
        elif matter and matter.position is not None:
            self.select_post(matter.position)

    @abstractmethod
    def select_post(self, position: int) -> None:
        """Put the selection on a post of the stream, by its place among all posts."""

    def action_intake(self) -> None:
        """Show the sum of all that came in, and how each feed is."""
        self.app.push_screen(IntakeScreen(self.day), lambda _closed: self.feeds.look())

    def action_help(self) -> None:
        """Tell what every key does."""
        self.app.push_screen(Help(self.day.fair, self.without()))

    def without(self) -> frozenset[str]:
        """Give the actions whose keys the help leaves out, as they cannot come to exist here."""
        live, earnest = self.day.player is None, self.day.practice is None
        return (PLAYING if live else frozenset()) | (PRACTICE if earnest else LEAPS)
