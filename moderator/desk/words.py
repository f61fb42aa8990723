"""Every fixed word of the desk; with phrases.py, all that a second language has to replace."""

from moderator.core.case import CaseKind
from moderator.core.labels import Label, Side

LABELS = {label: label.value.replace("_", " ") for label in Label} | {Label.FOLLOW_UP: "follow-up"}
KINDS = {
    CaseKind.QUESTION: "question",
    CaseKind.BROKEN_LINK: "broken link",
    CaseKind.DEAD_LINK: "dead link",
}
SIGNS = {Label.QUESTION: "?", Label.BROKEN_LINK: "✗", Label.FOLLOW_UP: "↳"}
CASE_SIGNS = {CaseKind.QUESTION: "?", CaseKind.BROKEN_LINK: "✗", CaseKind.DEAD_LINK: "✗"}
SIDES = {Side.EMPLOYER: "employer", Side.ORGANISER: "organiser", Side.SEEKER: "", Side.UNKNOWN: ""}

CASES, ALL_CASES, STREAM, ACTIVITY = "Waiting for an employer", "All cases", "Stream", "Activity"
ALL_POSTS = "all posts"
LIVE, ENDED, PAUSED, NO_TIME = "live", "ENDED", "PAUSED", "--:--:--"
SEPARATOR = " · "
CASE, POST, HISTORY = "Case", "Post", "History"
EVERYBODY, LINK_CHECK, BYSTANDER = "everybody", "the link checker", "bystander"
UNJUDGED, DELETED, SET_BY_YOU = "…", "(deleted)", "set by the moderator"
REPOSTS, SELECTED, WITH_CASE = "↻", "▸", "▌"

NOBODY_WAITS = "Nobody is waiting."
NOTHING_YET = "Nothing has come in yet."
NO_CASES_YET = "No case so far."
AWAITING = "Waiting for the first post."
NO_MATCH = "No post matches."
PICK_ONE = "The selected case or post is shown here."
FILTER_KEYS = "enter keeps, esc clears"
FILTER_HINT = "words, @author, label:question"
NOTHING_TO_UNDO = "There is nothing to undo."
NOTHING_SELECTED = "Nothing is selected."
NO_LINK = "There is no link in this conversation."
NO_NEXT_CASE = "The recording ended before another case opened."
LOOKING = "Looking for the next case; space stops."
JUMP_TITLE, JUMP_HINT = "Jump to a time", "11:42, or +15 for a quarter of an hour on"
JUMP_BAD = "That is no time: try 11:42 or +15."
RELABEL_TITLE = "What is this post?"
PRESENT = "●"
NO_CASE = "No case is selected: nobody is waiting here."
REPLAY, MOVING = "Replay", "Moving about"
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
CLOSE_HINT = "esc closes"
HELP_TITLE = "Keys"
BY_KEY, BY_WORD = "  ·  u undoes it", ". Type undo to take it back."
HAS_ENDED = "The recording has ended."
NOW_PAUSED = "Paused: type play to go on."
SPEED_BAD = "Say how many times as fast: speed 60, or speed max."
NO_SUCH_CASE = "Say the number of a case, as in show 3; list tells the numbers."
STREAM_ON, STREAM_OFF = "Every post is told now.", "Only cases are told now."
PLAIN_HINT = "What happens to cases is told line by line; type help to hear what can be typed."
