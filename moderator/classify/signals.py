"""A reading as named signals: what the words say, and where they were said.

Nothing is decided here: any decision, written or learned, can use the same signals.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from feeds.post import Post
from moderator.classify.phrases import Phrases
from moderator.classify.place import Place, place_of
from moderator.classify.text import LIMIT, Kind, Word, read
from moderator.classify.trie import Hit
from moderator.core.context import Context, Reading, Said
from moderator.core.fair import Fair
from moderator.core.labels import Label, Side

FURTHER = 0.3
MOST = 2.5
BRIEF = 6
MANY_TAGS = 4
FIRM = 1.3
_BY_HAND = re.compile(r"(?:^|[\s:|])(?:RT|MT)[ :]{0,3}@[\w.@-]{1,80}:?\s?")
_QUESTION_FORM = {"question_mark", "question_word", "verb_first", "asks"}
_OPENING = ("offers", "terms", "job", "vacancy_word", "draws_in", "link")
MENDING = ("mended", "mends")
OFFER = frozenset({"offers", "vacancy_word"})
WORK = OFFER | {"terms", "job", "seeks", "profile", "applied", "fair_word"}
"""What is said about work, or a fair."""

TOPIC = WORK - {"terms"} | {"asks_all", "applying", "work_word"}
"""What a question has to speak of that is put to nobody; hours and money are everybody's."""


class Signal(NamedTuple):
    """One thing that was noticed, how strongly, and between which code points (None: context)."""

    name: str
    strength: float = 1.0
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Signals:
    """All that was noticed of one reading, each signal once; and the author's own words.

    `repeated` is what a repost by hand, with own words before it, says of work.
    """

    place: Place
    noticed: dict[str, Signal]
    words: Sequence[Word] = ()
    repeated: frozenset[str] = frozenset()

    def strength(self, name: str) -> float:
        """How strongly that was noticed; 0 if it was not."""
        signal = self.noticed.get(name)
        return signal.strength if signal else 0.0


def notice(reading: Reading, fair: Fair, phrases: Phrases) -> Signals:
    """Give the signals of a reading."""
    context = Context() if reading.bare else reading.context
    words, theirs = _own_words(reading.post.text)
    found = _said(words, phrases.find(words))
    place = place_of(reading, context, comment=theirs is not None)
    if "still_fails" in found:
        found = {name: each for name, each in found.items() if name not in MENDING}
    shape, around = _shape(words, found), _around(context, place, found)
    lacks = _lacks(reading.post, fair, found)
    noticed = found | {name: Signal(name) for name in (*shape, *around, *lacks)}
    repeated = {hit.signal for hit in phrases.find(theirs or ())}
    return Signals(place, noticed, words, TOPIC & repeated)


def _own_words(text: str) -> tuple[list[Word], list[Word] | None]:
    """Give the author's own words, and those of the repost by hand that they stand before.

    A repost by hand without own words is read as what it repeats.
    """
    found = _BY_HAND.search(text[:LIMIT]) if "RT" in text or "MT" in text else None
    if found is None:
        return read(text), None
    before, behind = read(text[: found.start()]), read(text, found.end())
    if any(word.kind is Kind.WORD for word in before):
        return before, behind
    return behind, None


def _said(words: Sequence[Word], hits: Iterable[Hit]) -> dict[str, Signal]:
    """Give one signal for all hits of its phrases: the strongest, and a bit for each other."""
    found: dict[str, Signal] = {}
    places: dict[str, set[int]] = {}
    for hit in sorted(hits, key=lambda hit: (-hit.weight, hit.start, -hit.end)):
        start, end = words[hit.start].start, words[hit.end].end
        first = found.get(hit.signal)
        if first is None:
            found[hit.signal] = Signal(hit.signal, hit.weight, start, end)
            places[hit.signal] = set(range(hit.start, hit.end + 1))
        elif hit.start not in places[hit.signal]:
            strength = min(first.strength + FURTHER * hit.weight, max(MOST, first.strength))
            found[hit.signal] = Signal(hit.signal, strength, first.start, first.end)
            places[hit.signal].update(range(hit.start, hit.end + 1))
    return found


def _shape(words: Sequence[Word], found: dict[str, Signal]) -> list[str]:
    """Give what the form of the text tells."""
    kinds = [word.kind for word in words]
    plain = kinds.count(Kind.WORD)
    names = []
    if Kind.LINK in kinds:
        names.append("link")
    if kinds.count(Kind.TAG) >= MANY_TAGS:
        names.append("many_tags")
    if any(word.text == "!" and word.end - word.start > 1 for word in words):
        names.append("shouts")
    return names + _questioning(found, plain)


def _questioning(found: dict[str, Signal], plain: int) -> list[str]:
    """Give what a question is besides: brief, about a failure, or put after thanks."""
    names = []
    fails = found.keys() & {"fails", "link_asked", "still_fails"}
    if 0 < plain <= BRIEF and "question_mark" in found and not fails:
        names.append("brief_ask")
    if found.keys() & _QUESTION_FORM and any(found[name].strength >= 1 for name in fails):
        names.append("fails_asked")
    if _goes_on(found) and found.keys() & {"question_word", "verb_first", "asks"}:
        names.append("asks_on")
    return names


def _goes_on(found: dict[str, Signal]) -> bool:
    """Whether thanks, or a link that works again, come with a question mark."""
    settled = found.keys() & {"mended", "thanks"}
    return bool(settled) and "question_mark" in found and "tags_friend" not in found


_WAITED_FOR = (Label.QUESTION, Label.BROKEN_LINK, Label.CANDIDATE)
_ONWARD = ("invites", "promises", "link", "answers", "mends", "question_mark")
_TO_LABEL = {
    Label.VACANCY: "to_vacancy", Label.QUESTION: "to_need", Label.BROKEN_LINK: "to_need",
    Label.FOLLOW_UP: "to_follow_up", Label.CANDIDATE: "to_candidate",
    Label.PROMOTION: "to_promotion", Label.REACTION: "to_reaction",
}  # fmt: skip


def _around(context: Context, place: Place, found: dict[str, Signal]) -> list[str]:
    """Give what the context tells."""
    names = _addressed(context, found)
    parent = context.parent
    if context.side is Side.ORGANISER:
        names.append("organiser")
    if context.report_above:
        names.append("below_report")
    if parent is None:
        return names
    if parent.label in _TO_LABEL:
        names.append(_TO_LABEL[parent.label])
    if parent.author == context.author != "":
        names.append("in_own_thread")
    if parent.label is Label.BROKEN_LINK and "me_too" in found and place is Place.GUEST_REPLY:
        names.append("me_too_report")
    return names + _between(context, parent, place, found)


def _between(context: Context, parent: Said, place: Place, found: dict[str, Signal]) -> list[str]:
    """Give what only text and context together tell."""
    names = []
    if place is Place.HOST_REPLY and parent.label is Label.REACTION and not _carries_on(found):
        names.append("to_praise")
    if place is Place.HOST_REPLY and parent.side.owes_answers and _only_asks(found):
        names.append("asks_host")
    if parent.label is Label.PROMOTION and not found.keys().isdisjoint(("job", "profile", "terms")):
        names.append("profile_reply")
    if place is Place.GUEST_REPLY and context.side is Side.UNKNOWN and parent.label in _WAITED_FOR:
        names += ["host_voice"] if _sounds_like_host(found) else []
    return names


def _sounds_like_host(found: dict[str, Signal]) -> bool:
    """Whether an unknown author answers in an employer's voice: for us, not for me."""
    if "first_person" in found or "fails" in found:
        return False
    if any(name in found and found[name].strength >= 1 for name in ("promises", "mends")):
        return True
    if "shrugs" in found or "answers" not in found:
        return False
    return bool(found.keys() & {"our_voice", "invites"}) or found["answers"].strength >= FIRM


def _addressed(context: Context, found: dict[str, Signal]) -> list[str]:
    """Give to which side the post is addressed, where it has no thread to tell."""
    if context.parent is not None:
        return []
    if any(side.owes_answers for side in context.mentions):
        return ["to_host", "asks_host"] if _only_asks(found) else ["to_host"]
    if context.mentions_asker:
        return ["to_guest", "to_asker"]
    return ["to_guest"] if context.mentions else []


def _only_asks(found: dict[str, Signal]) -> bool:
    """Whether a question is put, and no failure reported."""
    return "question_mark" in found and "fails" not in found


def _carries_on(found: dict[str, Signal]) -> bool:
    """Whether an employer's reply to interest gives a way on, or says what comes next."""
    return any(name in found for name in _ONWARD)


def _lacks(post: Post, fair: Fair, found: dict[str, Signal]) -> list[str]:
    """Give what is missing: an opening, the fair, or both and every other word about work."""
    ours = {tag.lower().lstrip("#") for tag in fair.hashtags}
    tagged = not ours.isdisjoint(tag.lower() for tag in post.hashtags)
    names = [] if any(name in found for name in _OPENING) else ["no_opening"]
    if not tagged and "fair_word" not in found and "promotes" not in found:
        names.append("no_fair")
    if not tagged and TOPIC.isdisjoint(found):
        names.append("off_topic")
    return names
