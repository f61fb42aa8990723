"""Every key of the desk, in groups: the footer, the help and the palette are made from these."""

from textual.binding import Binding

from moderator.language import N_, _

CASE_KEYS = (
    Binding("r", "act('resolve')", N_("resolved"), tooltip=N_("The case is dealt with: close it")),
    Binding("d", "act('dismiss')", N_("dismiss"), tooltip=N_("It was a false alarm: close it")),
    Binding(
        "R", "act('reopen')", N_("reopen"), tooltip=N_("A closed case waits again"), key_display="R"
    ),
    Binding("l", "relabel", N_("label"), tooltip=N_("Say what the selected post really is")),
    Binding("u", "undo", N_("undo"), tooltip=N_("Take back the last act")),
    Binding(
        "o", "open_link", N_("link"), tooltip=N_("Open the conversation's link in the browser")
    ),
    Binding(
        "a", "all_cases", N_("all"), tooltip=N_("Show closed cases too, or only those that wait")
    ),
)
STREAM_KEYS = (
    Binding(
        "slash", "filter", N_("filter"), tooltip=N_("Filter the stream by words, author or label")
    ),
    Binding("f", "follow", N_("follow"), tooltip=N_("Go with the newest post again"), show=False),
)
REPLAY_KEYS = (
    Binding("space", "play_pause", N_("pause"), tooltip=N_("Pause or play the recording")),
    Binding("full_stop", "step", N_("step"), tooltip=N_("Pause, and give just the next post")),
    Binding("plus,equals_sign", "faster", N_("faster"), tooltip=N_("Play faster"), show=False),
    Binding("minus", "slower", N_("slower"), tooltip=N_("Play slower"), show=False),
    Binding("g", "jump", N_("time"), tooltip=N_("Jump to a time of the day")),
    Binding("n", "next_case", N_("next case"), tooltip=N_("Play until another case opens")),
)
END_KEYS = (Binding(",".join(one.key for one in REPLAY_KEYS), "tell_end", show=False),)
"""The same keys, once there is nothing left to play."""

SCREEN_KEYS = (
    Binding("z", "zoom", N_("zoom"), tooltip=N_("Give the focused panel the screen"), show=False),
    Binding(
        "tab", "app.focus_next", N_("next panel"), tooltip=N_("Queue, case, stream"), show=False
    ),
    Binding("t", "theme", N_("light"), tooltip=N_("Change between dark and light"), show=False),
    Binding("question_mark", "help", N_("help"), tooltip=N_("What every key does")),
    Binding("q", "app.quit", N_("quit"), tooltip=N_("Leave the desk; what was done is kept")),
)
ROOMY = ("step", "jump", "next_case", "app.quit")
"""Actions whose keys are shown only where there is room."""

ROW_KEYS = (
    Binding("up,k", "up", "up", show=False),
    Binding("down,j", "down", "down", show=False),
    Binding("pageup", "page_up", "page up", show=False),
    Binding("pagedown", "page_down", "page down", show=False),
    Binding("home", "first", "first", show=False),
    Binding("end,G", "last", "last", show=False),
)
MOVES = (
    ("↑ ↓  j k", N_("One row up or down")),
    ("PgUp PgDn", N_("A page up or down")),
    ("Home End", N_("The first row; the last, where the stream follows")),
    ("Ctrl+P", N_("Every act by its name")),
    ("Enter", N_("From the queue or the stream into the conversation")),
    ("Esc", N_("Back to where one came from; closes what is open")),
)

GROUPS = (
    (N_("Cases"), CASE_KEYS),
    (N_("Stream"), STREAM_KEYS),
    (N_("Replay"), REPLAY_KEYS),
    (N_("Screen"), SCREEN_KEYS),
)

SIGNS = {
    "slash": "/",
    "full_stop": ".",
    "plus": "+",
    "minus": "-",
    "question_mark": "?",
    "equals_sign": "=",
}

NAMES = {"space": N_("space"), "tab": N_("tab")}


def shown(binding: Binding) -> str:
    """Give a binding's keys as they stand on a keyboard."""
    return " ".join(SIGNS.get(key) or _(NAMES.get(key, key)) for key in binding.key.split(","))
