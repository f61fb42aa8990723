"""Every key of the desk, in groups: the footer, the help and the palette are made from these."""

from collections.abc import Iterator

from textual.binding import Binding
from textual.screen import Screen

from moderator.words.language import N_, _


def _key(key: str, act: str, name: str, meaning: str, *, show: bool = True) -> Binding:
    """A key of an act, with what the footer calls it, and what the help says that it does."""
    action = act if act.startswith("app.") else f"do('{act}')"
    return Binding(key, action, name, tooltip=meaning, show=show)


def act_of(action: str) -> str:
    """Give the name of the act that an action does: the desk does all of its acts by one action."""
    return action.removeprefix("do('").removesuffix("')")


CASE_KEYS = (
    _key("n", "nudge", N_("nudge"), N_("Remind the employer: a draft to copy or open, never sent")),
    _key("c", "claim", N_("claim"), N_("Take the case on, so that others see it; or release it")),
    _key(
        "H",
        "hand_over",
        N_("hand over"),
        N_("Give the case to another moderator, with a note"),
        show=False,
    ),
    _key("r", "resolve", N_("resolved"), N_("The case is dealt with: close it")),
    _key("d", "dismiss", N_("dismiss"), N_("It was a false alarm: close it")),
    _key("R", "reopen", N_("reopen"), N_("A closed case waits again")),
    _key("s", "snooze", N_("snooze"), N_("Set the case aside for a while; or take it back up")),
    _key("w", "note", N_("note"), N_("Write a note on the case, for yourself and the others")),
    _key("m", "move", N_("move"), N_("Say what the case is really about, and who owes the word")),
    _key("M", "merge", N_("merge"), N_("Make one case of this and another"), show=False),
    _key("x", "split", N_("split off"), N_("Take a post out into a case of its own"), show=False),
    _key("o", "open_link", N_("link"), N_("Open the conversation's link in the browser")),
    _key(
        "L", "recheck", N_("check link"), N_("Have the link looked at again, at once"), show=False
    ),
    _key("u", "undo", N_("undo"), N_("Take back the last act")),
)
POST_KEYS = (
    _key("l", "relabel", N_("label"), N_("Say what the selected post really is")),
    _key("y", "confirm", N_("confirm"), N_("The post is what it is taken for"), show=False),
    _key("p", "side", N_("party"), N_("Say whom the post's author speaks for"), show=False),
)
VIEW_KEYS = (
    _key("1", "waiting", N_("waiting cases"), N_("The cases that wait"), show=False),
    _key("2", "unsure", N_("posts in doubt"), N_("The posts in doubt"), show=False),
    _key("3", "snoozed", N_("snoozed cases"), N_("The cases set aside"), show=False),
    _key("4", "closed", N_("closed cases"), N_("The cases that are closed"), show=False),
    _key(
        "v", "whole", N_("whole"), N_("The whole conversation, long posts to their end"), show=False
    ),
    _key("slash", "filter", N_("filter"), N_("Filter the stream by words, author or label")),
    _key("f", "follow", N_("follow"), N_("Go with the newest post again"), show=False),
    _key("i", "intake", N_("intake"), N_("Whether anything was missed, feed by feed"), show=False),
    _key("h", "messages", N_("heard"), N_("What the desk said of late"), show=False),
    _key("e", "employers", N_("employers"), N_("Every employer: vacancies, open cases, times")),
)
REPLAY_KEYS = (
    _key("space", "play_pause", N_("pause"), N_("Pause or play the recording")),
    _key("full_stop", "step", N_("step"), N_("Pause, and give just the next post"), show=False),
    _key("plus,equals_sign", "faster", N_("faster"), N_("Play faster"), show=False),
    _key("minus", "slower", N_("slower"), N_("Play slower"), show=False),
    _key("g", "jump", N_("time"), N_("Jump to a time of the day"), show=False),
    _key("N", "next_case", N_("next case"), N_("Play until another case opens")),
)
PRACTICE_KEYS = (
    _key(
        "a", "aside", N_("aside"), N_("Say what you do besides: kept for the debrief"), show=False
    ),
    _key("D", "debrief", N_("debrief"), N_("What was done and missed so far, and why"), show=False),
    _key("I", "inject", N_("inject"), N_("The trainer's: let something happen now"), show=False),
    _key("O", "observe", N_("observed"), N_("The trainer's: points for what is seen"), show=False),
    _key("B", "anew", N_("anew"), N_("Begin the day anew; this attempt is kept"), show=False),
)
SCREEN_KEYS = (
    _key("z", "zoom", N_("zoom"), N_("Give the focused panel the screen"), show=False),
    _key("tab", "next_panel", N_("next panel"), N_("Queue, case, stream"), show=False),
    _key(
        "t", "app.next_theme", N_("theme"), N_("Dark, light, high contrast, no colour"), show=False
    ),
    _key("question_mark", "help", N_("help"), N_("What every key does")),
    _key("q", "app.quit", N_("quit"), N_("Leave the desk; what was done is kept")),
)
BACK_KEYS = (
    Binding("escape", "do('back')", show=False),
    Binding("shift+tab", "do('previous_panel')", show=False),
)
"""Keys of the desk that are told with those by which one moves about."""

KEPT = ("play_pause", "help")
"""Acts whose keys are shown however narrow the screen is."""

ROOMY = ("note", "employers")
"""Acts whose keys are shown only on a wide screen."""

SPACIOUS = ("move", "open_link", "next_case", "app.quit")
"""Acts whose keys are shown only on a very wide one."""

ROW_KEYS = (
    Binding("up,k", "up", show=False),
    Binding("down,j", "down", show=False),
    Binding("pageup", "page_up", show=False),
    Binding("pagedown", "page_down", show=False),
    Binding("home", "first", show=False),
    Binding("end,G", "last", show=False),
)
MOVES = (
    ("↑ ↓  j k", N_("One row up or down")),
    ("PgUp PgDn", N_("A page up or down")),
    ("Home End", N_("The first row; the last, where the stream follows")),
    ("Ctrl+P", N_("Every act by its name")),
    ("Shift+Tab", N_("The panel before")),
    ("Enter", N_("From the queue or the stream into the conversation")),
    ("Esc", N_("Back to where one came from; closes what is open")),
    ("Ctrl+Z", N_("To the shell; fg comes back to the desk")),
)

REPLAY, PRACTICE = N_("Replay"), N_("Practice")
GROUPS = (
    (N_("Cases"), CASE_KEYS),
    (N_("Posts"), POST_KEYS),
    (N_("View"), VIEW_KEYS),
    (REPLAY, REPLAY_KEYS),
    (PRACTICE, PRACTICE_KEYS),
    (N_("Screen"), SCREEN_KEYS),
)
ACTS = tuple(one for _group, bindings in GROUPS for one in bindings)

SIGNS = {
    "slash": "/",
    "full_stop": ".",
    "plus": "+",
    "minus": "-",
    "question_mark": "?",
    "equals_sign": "=",
}
NAMES = {"space": N_("space"), "tab": N_("tab")}


def bound(key: str) -> Binding | None:
    """Give what a key of the desk does where that exists; None for any other key."""
    return next((one for one in ACTS if key in one.key.split(",")), None)


def shown(binding: Binding) -> str:
    """Give a binding's keys as they stand on a keyboard."""
    return " ".join(SIGNS.get(key) or _(NAMES.get(key, key)) for key in binding.key.split(","))


def listed(binding: Binding) -> str:
    """Give an act as the command palette lists it."""
    return f"{_(binding.description).capitalize()}  {shown(binding)}"


def acts_of(screen: Screen[object]) -> Iterator[Binding]:
    """Give the keys that do something on a screen now; a box over the desk has none of these."""
    for act in filter(screen.BINDINGS.__contains__, ACTS):
        if screen.check_action(act.action.partition("(")[0], (act_of(act.action),)):
            yield act
