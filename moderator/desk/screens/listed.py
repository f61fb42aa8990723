"""A screen with lists, where keys act on what is selected in one of them."""

from abc import abstractmethod

from textual.widget import Widget

from moderator.core.board import Line
from moderator.core.case import Case
from moderator.desk.panels.lists import Lists
from moderator.desk.screens.views import ViewsScreen
from moderator.wishes.wish import Wish


class ListedScreen(ViewsScreen):
    """Acts go to the selection of the list that has, or last had, the focus."""

    lists: Lists

    @abstractmethod
    def pull(self) -> None:
        """Show the day as it is now."""

    @property
    def line(self) -> Line | None:
        """The post that is selected."""
        return self.lists.line

    @property
    def case(self) -> Case | None:
        """The case that is selected, or that of the selected post."""
        return self.lists.case

    def watch_focused(self, focused: Widget | None) -> None:
        """Act on the selection of the list that has the focus."""
        self.lists.turn_to(focused)
        self.call_later(self.pull)

    async def do(self, wish: Wish, said: str = "") -> bool:
        """Carry an act out, and bring into view what is selected then."""
        done = await super().do(wish, said)
        self.lists.source.show_cursor()
        return done

    def is_steady(self) -> bool:
        """Give whether what is selected was so a moment ago, too."""
        return self.lists.settle()
