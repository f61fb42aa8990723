"""Every fixed word of the desk.

With keys.py, phrases.py and answers.py this is all that a second language has to replace.
"""

from moderator.core.case import CaseKind, State, Urgency
from moderator.core.labels import Label, Side, Substance

# What things are called
LABELS = {label: label.value.replace("_", " ") for label in Label} | {Label.FOLLOW_UP: "follow-up"}
MEANINGS = {
    Label.SPAM: "rides on the hashtag",
    Label.BROKEN_LINK: "a link, page or form fails",
    Label.QUESTION: "really asks for information",
    Label.FOLLOW_UP: "the employer's side responds",
    Label.VACANCY: "offers work",
    Label.CANDIDATE: "presents a job seeker",
    Label.REACTION: "responds, and asks nothing",
    Label.PROMOTION: "promotes the fair itself",
    Label.OTHER: "none of these",
}
KINDS = {kind: kind.value.replace("_", " ") for kind in CaseKind}
STANDINGS: dict[State | Urgency, str] = {
    standing: standing.value for standing in (*State, *Urgency)
}
SUBSTANCES = {substance: substance.value for substance in Substance}
SIDES = {Side.EMPLOYER: "employer", Side.ORGANISER: "organiser", Side.SEEKER: "", Side.UNKNOWN: ""}
EVERYBODY, LINK_CHECK, BYSTANDER = "everybody", "the link checker", "bystander"
UNJUDGED, DELETED, SET_BY_MODERATOR = "…", "(deleted)", "set by the moderator"

# Signs, each one cell wide in every terminal, and each beside a word that says the same
SIGNS = {Label.QUESTION: "?", Label.BROKEN_LINK: "✗", Label.FOLLOW_UP: "↳"}
CASE_SIGNS = {CaseKind.QUESTION: "?", CaseKind.BROKEN_LINK: "✗", CaseKind.DEAD_LINK: "✗"}
REPOSTS, SELECTED, PRESENT, WITH_CASE, SEPARATOR = "↻", "▸", "●", "▌", " · "

# Panels
CASES, ALL_CASES, CASE, POST, HISTORY = (
    "Waiting for an employer",
    "All cases",
    "Case",
    "Post",
    "History",
)
STREAM, ALL_POSTS, ACTIVITY = "Stream", "all posts", "Activity"
LIVE, ENDED, PAUSED, NO_TIME = "live", "ENDED", "PAUSED", "--:--:--"
NOBODY_WAITS = "Nobody is waiting."
NO_CASES_YET = "No case so far."
NOTHING_YET = "Nothing has come in yet."
AWAITING = "Waiting for the first post."
NO_MATCH = "No post matches."
SHOWN_HERE = "The selected case or post is shown here."
FILTER_HINT = "words, @author, label:question"
FILTER_KEYS = "enter keeps, esc clears"

# Boxes on top of the desk
CLOSE_HINT = "esc closes"
RELABEL_TITLE = "What is this post?"
HELP_TITLE, REPLAY, MOVING = "Keys", "Replay", "Moving about"
JUMP_TITLE, JUMP_HINT = "Jump to a time", "11:42, or +15 for a quarter of an hour on"
JUMP_BAD = "That is no time: try 11:42 or +15."

# Answers to a key
BY_KEY = "  ·  u undoes it"
NO_CASE = "No case is selected: nobody is waiting here."
NOTHING_SELECTED = "Nothing is selected."
NOTHING_TO_UNDO = "There is nothing to undo."
NO_LINK = "There is no link in this conversation."
PAUSED_NOW = "Paused: space plays on, . gives one post, n goes to the next case."
LOOKING = "Looking for the next case; space stops."
NO_NEXT_CASE = "The recording ended before another case opened."

# Answers to what is typed in plain mode
BY_WORD = ". Type undo to take it back."
PLAIN_HINT = "What happens to cases is told line by line; type help to hear what can be typed."
NO_SUCH_CASE = "Say the number of a case, as in show 3; list tells the numbers."
WHICH_LABEL = f"Say a label after the number: {', '.join(LABELS.values())}."
STREAM_ON, STREAM_OFF = "Every post is told now.", "Only cases are told now."
HOLDING = "Paused: type play to go on."
HAS_ENDED = "The recording has ended."
SPEED_BAD = "Say how many times as fast: speed 60, or speed max."

# What can be typed in plain mode: how, and what it does
ORDERS = {
    "list": ("list [all]", "the cases that lack a follow-up, or all"),
    "show": ("show N", "a case's conversation and history"),
    "resolve": ("resolve N", "close a case as dealt with"),
    "dismiss": ("dismiss N", "close a case as a false alarm"),
    "reopen": ("reopen N", "let a closed case wait again"),
    "label": ("label N LABEL", "say what a case's post really is"),
    "undo": ("undo", "take back the last act"),
    "figures": ("figures", "the day in numbers"),
    "stream": ("stream on|off", "tell every post, or only cases"),
    "pause": ("pause", "hold the recording"),
    "play": ("play", "go on"),
    "step": ("step", "give just the next post"),
    "speed": ("speed N", "play N times as fast as it went, or max"),
    "jump": ("jump TIME", "go on to a time, as 11:42 or +15"),
    "help": ("help", "what can be typed"),
    "quit": ("quit", "leave; what was done is kept"),
}
