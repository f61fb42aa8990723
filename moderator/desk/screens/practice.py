"""What a trainee and a trainer do at the desk of a practice: words aside, injects, the debrief."""

from collections.abc import Iterator
from contextlib import contextmanager

from moderator.desk.boxes.choose import Choose
from moderator.desk.boxes.reading import ReadingScreen, WelcomeScreen
from moderator.desk.boxes.write import Write
from moderator.desk.choices import training
from moderator.desk.day import Practice
from moderator.desk.keys.keys import LEAPS, PRACTICE_KEYS
from moderator.desk.screens.asking import AskingScreen
from moderator.desk.sentences import deeds
from moderator.wishes.sense import Refusal
from moderator.words.language import _

PRACTICE = frozenset(one.action for one in PRACTICE_KEYS)
"""Actions that exist in practice only."""


class PracticeScreen(AskingScreen):
    """A screen over a day that may be practised on; otherwise its keys do not exist."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Give whether an action exists now."""
        if action in PRACTICE:
            return self.day.practice is not None
        if action in LEAPS and self.day.practice is not None:
            return False
        return super().check_action(action, parameters)

    def excuse(self, action: str) -> str:
        """Give why an action does not exist now."""
        if action in PRACTICE:
            return _("That is for practice only.")
        if action in LEAPS and self.day.practice is not None:
            return _("Not in practice: nobody says beforehand when the next case comes.")
        return super().excuse(action)

    def on_mount(self) -> None:
        """Greet the trainee with what is different here."""
        if self.day.practice is not None:
            self.call_after_refresh(self._greet)

    def _greet(self) -> None:
        if self.attempt.opening:
            title, *told = self.attempt.opening
            self.attempt.hold(held=True)
            closing = _("esc begins, q leaves")
            box = WelcomeScreen(title, [f" {line}" for line in told], closing=closing)
            self.app.push_screen(box, lambda _closed: self.attempt.hold(held=False))
        self.say(_("Practice: a says what you do besides, D debriefs, ? has all keys."))

    @property
    def attempt(self) -> Practice:
        """The attempt under way; only where there is one do the actions exist."""
        if self.day.practice is None:
            raise LookupError("this is no practice")
        return self.day.practice

    def action_aside(self) -> None:
        """Ask what the trainee does outside the program."""
        box = Write(_("What do you do besides?"), _("ask a question myself, call an employer…"))
        self.ask(box, self._aside)

    async def _aside(self, text: str) -> None:
        self.attempt.aside(text)
        self.say(_("Kept for the debrief: {words}").format(words=text))

    def action_inject(self) -> None:
        """Ask the trainer what is to happen now."""
        box = Choose(
            _("Trainer: what is to happen now?"),
            training.injects(self.attempt),
            hint=_("or a post of your own: @handle text"),
            understand=training.own_post,
        )
        self.ask(box, self._inject)

    async def _inject(self, intervention: training.Intervention) -> None:
        try:
            self.say(await intervention.carry_out(self.attempt))
        except Refusal as why:
            self.say(deeds.refused(why))

    def action_observe(self) -> None:
        """Ask the trainer for points for what is observed."""
        box = Choose(_("Trainer: what did you observe?"), training.points(self.attempt))
        self.ask(box, self._observe)

    async def _observe(self, given: training.Points) -> None:
        self.attempt.observe(given.item, given.points)
        self.say(_("Noted for the debrief."))

    def action_debrief(self) -> None:
        """Hold the day, and show what was done and missed so far; then it goes on as before."""
        self.run_worker(self._debrief(), group="debrief", exclusive=True)

    async def _debrief(self) -> None:
        with self._held():
            told = await self.attempt.debrief_lines()
            box = ReadingScreen(_("Debrief"), told[1:], closing=_("esc closes"))
            await self.app.push_screen_wait(box)

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Hold a day that runs; it goes on as before."""
        runs = self.player is not None and not self.player.paused
        if runs:
            self.attempt.hold(held=True)
            self.pull()
        try:
            yield
        finally:
            if runs:
                self.attempt.hold(held=False)

    def action_anew(self) -> None:
        """Ask whether to begin the day anew."""
        self.ask(Choose(_("Begin the day anew?"), training.ways()), self._anew)

    async def _anew(self, again: bool) -> None:  # noqa: FBT001 - what was chosen
        if again:
            self.attempt.again = True
            self.app.exit()
