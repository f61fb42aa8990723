"""Reads voices.txt: posts in many voices, with the verdict that the guide gives them."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from feeds.post import Author, Kind, Post
from moderator.core.context import Context, Reading, Said
from moderator.core.fair import Fair
from moderator.core.labels import Label, Side, Substance

FAIR = Fair(hashtags=("banenplein", "hireday"), organiser=("banenplein", "hireday"))
EMPLOYERS = {
    "zorgnoord", "bouwhof", "fietsfabriek", "hotelzon", "techlab", "kwekerijlent", "brightcare",
    "northbake", "railworks",
}  # fmt: skip
SIDES = {"e": Side.EMPLOYER, "o": Side.ORGANISER, "s": Side.SEEKER, "u": Side.UNKNOWN}
ABOVE = {
    "v": (Label.VACANCY, Side.EMPLOYER), "q": (Label.QUESTION, Side.SEEKER),
    "b": (Label.BROKEN_LINK, Side.SEEKER), "f": (Label.FOLLOW_UP, Side.EMPLOYER),
    "r": (Label.REACTION, Side.SEEKER), "c": (Label.CANDIDATE, Side.SEEKER),
    "p": (Label.PROMOTION, Side.ORGANISER),
}  # fmt: skip
NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Voice:
    label: Label
    reading: Reading
    substance: Substance | None
    withdrawal: bool


def reading(
    text, *, side=Side.UNKNOWN, ancestors=(), mentions=None, report_above=False, bare=False
):
    """Give the reading of a post by `mij` with this text."""
    handles = tuple(re.findall(r"(?<![\w.])@([\w.-]*\w)", text))
    post = Post(
        "1", "x", Kind.REPLY if ancestors else Kind.ORIGINAL, Author("mij"), text, NOON,
        in_reply_to=ancestors[0].key if ancestors else None,
        hashtags=tuple(re.findall(r"#(\w+)", text)), mentions=handles,
        links=tuple(re.findall(r"https?://\S+", text)),
    )  # fmt: skip
    sides = tuple(map(_side_of, handles)) if mentions is None else mentions
    return Reading(
        "x:1", post, Context("mij", side, tuple(ancestors), None, sides, report_above), bare=bare
    )


def said(label, text="", *, side=None, author=None):
    """Give a post above the one that is read."""
    usual = next((party for known, party in ABOVE.values() if known is label), Side.UNKNOWN)
    side = usual if side is None else side
    return Said(f"x:{label}", author or f"the {side}", side, text, label)


def voices():
    """Give every post of voices.txt."""
    lines = (Path(__file__).parent / "voices.txt").read_text("utf-8").splitlines()
    return [_voice(line) for line in lines if line and not line.startswith("#")]


def _voice(line):
    label, side, above, text = (part.strip() for part in line.split(" | ", 3))
    label, _, more = label.partition(" ")
    kind, _, words = above.partition(": ")
    ancestors = () if kind == "-" else (said(ABOVE[kind][0], words),)
    if more == "w":
        ancestors += (said(Label.QUESTION, side=SIDES[side], author="mij"),)
    return Voice(
        Label(label),
        reading(text, side=SIDES[side], ancestors=ancestors),
        {"+": Substance.ANSWER, "~": Substance.PROMISE}.get(more),
        more == "w",
    )


def _side_of(handle):
    if handle in EMPLOYERS:
        return Side.EMPLOYER
    return Side.ORGANISER if handle in FAIR.organiser else Side.UNKNOWN
