"""Every key of the desk, in groups: the footer, the help and the palette are made from these."""

from textual.binding import Binding

CASE_KEYS = (
    Binding("r", "act('resolve')", "resolved", tooltip="The case is dealt with: close it"),
    Binding("d", "act('dismiss')", "dismiss", tooltip="It was a false alarm: close it"),
    Binding("R", "act('reopen')", "reopen", tooltip="A closed case waits again", key_display="R"),
    Binding("l", "relabel", "label", tooltip="Say what the selected post really is"),
    Binding("u", "undo", "undo", tooltip="Take back the last act"),
    Binding("o", "open_link", "open", tooltip="Open the conversation's link in the browser"),
    Binding("a", "all_cases", "all", tooltip="Show closed cases too, or only those that wait"),
)
STREAM_KEYS = (
    Binding("slash", "filter", "filter", tooltip="Filter the stream by words, author or label"),
    Binding("f", "follow", "follow", tooltip="Go with the newest post again", show=False),
)
REPLAY_KEYS = (
    Binding("space", "play_pause", "pause", tooltip="Pause or play the recording"),
    Binding("full_stop", "step", "step", tooltip="Pause, and give just the next post"),
    Binding("plus,equals_sign", "faster", "faster", tooltip="Play faster", show=False),
    Binding("minus", "slower", "slower", tooltip="Play slower", show=False),
    Binding("g", "jump", "time", tooltip="Jump to a time of the day"),
    Binding("n", "next_case", "next case", tooltip="Play until another case opens"),
)
END_KEYS = (Binding(",".join(one.key for one in REPLAY_KEYS), "tell_end", show=False),)
"""The same keys, once there is nothing left to play."""

SCREEN_KEYS = (
    Binding("z", "zoom", "zoom", tooltip="Give the focused panel the screen", show=False),
    Binding("tab", "app.focus_next", "next panel", tooltip="Queue, case, stream", show=False),
    Binding("t", "theme", "light", tooltip="Change between dark and light", show=False),
    Binding("question_mark", "help", "help", tooltip="What every key does"),
    Binding("q", "app.quit", "quit", tooltip="Leave the desk; what was done is kept"),
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
    ("↑ ↓  j k", "One row up or down"),
    ("PgUp PgDn", "A page up or down"),
    ("Home End", "The first row; the last, where the stream follows"),
    ("Ctrl+P", "Every act by its name"),
    ("Enter", "From the queue or the stream into the conversation"),
    ("Esc", "Back to where one came from; closes what is open"),
)

GROUPS = (
    ("Cases", CASE_KEYS),
    ("Stream", STREAM_KEYS),
    ("Replay", REPLAY_KEYS),
    ("Screen", SCREEN_KEYS),
)

SIGNS = {
    "slash": "/",
    "full_stop": ".",
    "plus": "+",
    "minus": "-",
    "question_mark": "?",
    "equals_sign": "=",
}


def shown(binding: Binding) -> str:
    """Give a binding's keys as they stand on a keyboard."""
    return " ".join(SIGNS.get(key, key) for key in binding.key.split(","))
