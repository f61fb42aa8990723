"""What things are called, in the language that is spoken: one word for each, everywhere."""

from moderator.core.case import EVERYBODY, CaseKind, State, Urgency
from moderator.core.facts import LinkState
from moderator.core.labels import Ground, Label, Side, Substance
from moderator.words.language import N_, _
from moderator.words.reasons import told
from moderator.words.spelling import many, percent

LABELS = {
    Label.SPAM: N_("spam"),
    Label.BROKEN_LINK: N_("broken link"),
    Label.QUESTION: N_("question"),
    Label.FOLLOW_UP: N_("follow-up"),
    Label.VACANCY: N_("vacancy"),
    Label.CANDIDATE: N_("candidate"),
    Label.REACTION: N_("reaction"),
    Label.PROMOTION: N_("promotion"),
    Label.OTHER: N_("other"),
}
MEANINGS = {
    Label.SPAM: N_("rides on the hashtag"),
    Label.BROKEN_LINK: N_("a link, page or form fails"),
    Label.QUESTION: N_("really asks for information"),
    Label.FOLLOW_UP: N_("the employer's side responds"),
    Label.VACANCY: N_("offers work"),
    Label.CANDIDATE: N_("presents a job seeker"),
    Label.REACTION: N_("responds, and asks nothing"),
    Label.PROMOTION: N_("promotes the fair itself"),
    Label.OTHER: N_("none of these"),
}
KINDS = {
    CaseKind.QUESTION: N_("question"),
    CaseKind.BROKEN_LINK: N_("broken link"),
    CaseKind.DEAD_LINK: N_("dead link"),
}
STANDINGS: dict[State | Urgency, str] = {
    State.OPEN: N_("open"),
    State.PROMISED: N_("promised"),
    State.ANSWERED: N_("answered"),
    State.WITHDRAWN: N_("withdrawn"),
    State.RESOLVED: N_("resolved"),
    State.DISMISSED: N_("dismissed"),
    Urgency.WAITING: N_("waiting"),
    Urgency.DUE: N_("due"),
    Urgency.OVERDUE: N_("overdue"),
}
SUBSTANCES = {Substance.ANSWER: N_("answer"), Substance.PROMISE: N_("promise")}
SIDES = {Side.EMPLOYER: N_("employer"), Side.ORGANISER: N_("organiser")}
SIDE_NAMES = SIDES | {Side.SEEKER: N_("job seeker"), Side.UNKNOWN: N_("not known")}
GROUNDS = {
    Ground.SAID: N_("a moderator said so"),
    Ground.LISTED: N_("listed in the configuration"),
    Ground.SPEAKS_FOR: N_("its profile says so"),
    Ground.OFFERS: N_("it offers work"),
    Ground.SEEKS: N_("it presents itself so"),
    Ground.NOTHING: N_("nothing is known of it"),
}
LINKS = {
    LinkState.ALIVE: N_("works"),
    LinkState.DEAD: N_("dead"),
    LinkState.CLOSED: N_("vacancy closed"),
    LinkState.BLOCKED: N_("could not be looked at"),
    LinkState.UNSURE: N_("not sure"),
}
SURENESS = (
    (0.95, N_("sure")),
    (0.8, N_("fairly sure")),
    (0.6, N_("not sure")),
    (0.0, N_("a guess")),
)


def label(of: Label) -> str:
    """Give what a label is called."""
    return _(LABELS[of])


def meaning(of: Label) -> str:
    """Give what a post with that label does."""
    return _(MEANINGS[of])


def kind(of: CaseKind) -> str:
    """Give what a kind of case is called."""
    return _(KINDS[of])


def standing(of: State | Urgency) -> str:
    """Give what a state, or an urgency, is called."""
    return _(STANDINGS[of])


def substance(of: Substance) -> str:
    """Give what a follow-up gives."""
    return _(SUBSTANCES[of])


def ground(of: Ground) -> str:
    """Give why an account is taken for its side."""
    return _(GROUNDS[of])


def link(of: LinkState) -> str:
    """Give what the state of a link is called."""
    return _(LINKS[of])


def link_note(of: str) -> str:
    """Give what a case notes of its link (dead: no such page), its state in the reader's words."""
    state, colon, reason = of.partition(": ")
    known = next((link(one) for one in LinkState if one == state), state)
    return f"{known}{colon}{told(reason)}"


def sureness(confidence: float) -> str:
    """Give a confidence in words."""
    return next(_(name) for least, name in SURENESS if confidence >= least)


def party(of: str) -> str:
    """Give whose word it is: a party by its name, an organiser without one, or everybody."""
    return {EVERYBODY: _("everybody"), "": _("the organiser")}.get(of, of)


def side_name(of: Side) -> str:
    """Give what any side is called."""
    return _(SIDE_NAMES[of])


def side(of: Side) -> str:
    """Give the side of the fair; nothing for those who owe no answers."""
    return _(SIDES[of]) if of in SIDES else ""


def dialogue(interactions: int, posts: int) -> str:
    """Give how much of all posts is dialogue, in per cent; follow-ups are counted apart."""
    share = interactions / posts if posts else 0.0
    return percent(share, 1 if share < 0.1 else 0)


def little_talk(posts: int, interactions: int) -> str:
    """How little of what was sent in half an hour was talk."""
    sent = many(posts, "{number} post", "{number} posts")
    talk = many(interactions, "{number} interaction", "{number} interactions")
    return _("{talk} in half an hour with {posts}").format(talk=talk, posts=sent)
