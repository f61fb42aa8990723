"""The drafts that a moderator changed and then left: they stand there when one comes back."""

from dataclasses import replace

from moderator.core.case import Case
from moderator.desk.nudge.draft import Draft


class Drafts:
    """What was left of each case, until it closes, or the post above is another one."""

    def __init__(self) -> None:
        self._left: dict[str, tuple[object, str]] = {}

    def of(self, case: Case, drafted: Draft) -> Draft:
        """Give the draft as it was left; the one given, where none was."""
        stood, text = self._left.get(case.id, (None, ""))
        return replace(drafted, text=text) if stood == _standing(case, drafted) else drafted

    def leave(self, case: Case, drafted: Draft, text: str) -> None:
        """Keep a draft that was changed; one of which nothing is left begins anew."""
        self.drop(case)
        if text not in ("", drafted.text):
            self._left[case.id] = _standing(case, drafted), text

    def drop(self, case: Case) -> None:
        """Keep none for a case."""
        self._left.pop(case.id, None)


def _standing(case: Case, drafted: Draft) -> object:
    """Give what a draft is about: the post that it answers, since its case was last closed."""
    return [one for one in case.history if not one.state.lacks_follow_up], drafted.above
