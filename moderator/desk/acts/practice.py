"""What a trainee and a trainer do in practice: words aside, injects, the debrief."""

from collections.abc import Iterator
from contextlib import contextmanager

from moderator.desk.acts.acting import Acting
from moderator.desk.boxes.choose import Choose
from moderator.desk.boxes.reading import ReadingScreen, WelcomeScreen
from moderator.desk.boxes.write import Write
from moderator.desk.choices import training
from moderator.desk.day import Practice
from moderator.desk.keys.act import Act, Acts
from moderator.desk.sentences import answers, deeds
from moderator.wishes.sense import Refusal
from moderator.words.language import _


class Training:
    """The acts over a day that may be practised on, and the welcome to it."""

    def __init__(self, acting: Acting) -> None:
        self._acting, self._day = acting, acting.day
        self._screen, self._voice = acting.screen, acting.voice

    def acts(self) -> Acts:
        """Give the acts by name."""
        acts = {
            "aside": self.aside,
            "inject": self.inject,
            "observe": self.observe,
            "debrief": self.debrief,
            "anew": self.anew,
        }
        known = self._day.practice is not None
        return {name: Act(do, self._why_not, known) for name, do in acts.items()}

    def _why_not(self) -> str:
        return _("That is for practice only.") if self._day.practice is None else ""

    @property
    def _attempt(self) -> Practice:
        """The attempt under way; only where there is one do the acts exist."""
        if self._day.practice is None:
            raise LookupError("this is no practice")
        return self._day.practice

    def greet(self) -> None:
        """Greet the trainee with what is different here."""
        if self._attempt.opening:
            title, *told = self._attempt.opening
            self._attempt.hold(held=True)
            closing = _("esc begins, q leaves")
            box = WelcomeScreen(title, [f" {line}" for line in told], closing=closing)
            self._screen.app.push_screen(box, lambda _closed: self._attempt.hold(held=False))
        self._voice.say(_("Practice: a says what you do besides, D debriefs, ? has all keys."))

    def aside(self) -> None:
        """Ask what the trainee does outside the program."""
        box = Write(_("What do you do besides?"), _("ask a question myself, call an employer…"))
        self._acting.ask(box, self._aside)

    async def _aside(self, text: str) -> None:
        self._attempt.aside(text)
        self._say(_("Kept for the debrief: {words}").format(words=text))

    def inject(self) -> None:
        """Ask the trainer what is to happen now."""
        box = Choose(
            _("Trainer: what is to happen now?"),
            training.injects(self._attempt),
            hint=_("or a post of your own: @handle text"),
            understand=training.own_post,
        )
        self._acting.ask(box, self._inject)

    async def _inject(self, intervention: training.Intervention) -> None:
        try:
            self._say(await intervention.carry_out(self._attempt))
        except Refusal as why:
            self._voice.say(deeds.refused(why))

    def observe(self) -> None:
        """Ask the trainer for points for what is observed."""
        box = Choose(_("Trainer: what did you observe?"), training.points(self._attempt))
        self._acting.ask(box, self._observe)

    async def _observe(self, given: training.Points) -> None:
        self._attempt.observe(given.item, given.points)
        self._say(_("Noted for the debrief."))

    def _say(self, done: str) -> None:
        self._voice.say(answers.written(done, self._attempt.unwritten))

    def debrief(self) -> None:
        """Hold the day, and show what was done and missed so far; then it goes on as before."""
        self._screen.run_worker(self._debrief(), group="debrief", exclusive=True)

    async def _debrief(self) -> None:
        with self._held():
            told = await self._attempt.debrief_lines()
            box = ReadingScreen(_("Debrief"), told[1:], closing=_("esc closes"))
            await self._screen.app.push_screen_wait(box)

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Hold a day that runs; it goes on as before."""
        player = self._day.player
        runs = player is not None and not player.finished and not player.paused
        if runs:
            self._attempt.hold(held=True)
            self._acting.pull()
        try:
            yield
        finally:
            if runs:
                self._attempt.hold(held=False)

    def anew(self) -> None:
        """Ask whether to begin the day anew."""
        self._acting.ask(Choose(_("Begin the day anew?"), training.ways()), self._anew)

    async def _anew(self, again: bool) -> None:  # noqa: FBT001 - what was chosen
        if again:
            self._attempt.again = True
            self._screen.app.exit()
