"""What ties a post to the fair, and what one cannot be that nothing ties to it.

A search for a hashtag or a word brings many posts that have nothing to do with the fair:
they ask or offer, but nobody here. The less they speak of work, the surer it takes: of a
question that says nothing of it nothing is sure enough.
"""

import re
from collections.abc import Sequence

from moderator.classify.model import LABELS, Points
from moderator.classify.signals import OFFER, TOPIC, WORK
from moderator.classify.sketch import Sketch
from moderator.core.context import Context, Reading
from moderator.core.fair import Fair
from moderator.core.labels import Label

ASKED_OF_ALL = 0.9
"""How sure it takes of a need of which only "who of you" says that it may be put to the fair.

As sure as of a report that speaks of work, and of no page or failure.
"""

REPORTED, REPORTED_OTHERWISE = 0.95, 0.99
"""How sure it takes of a report in which nothing says so: of a page or failure, or otherwise."""

FAILING = frozenset({"fails", "still_fails", "link_asked", "page_word", "tries", "me_too"})
"""What is said of a page, of what fails there, and of who tried, too."""

NEEDS = [place for place, label in enumerate(LABELS) if label.is_need]
_QUESTION, _REPORT = LABELS.index(Label.QUESTION), LABELS.index(Label.BROKEN_LINK)
_SIDED = [LABELS.index(Label.VACANCY), LABELS.index(Label.CANDIDATE)]
_NOTHING = Context()
_OF_WORK = re.compile(
    r"banen|baanbeurs|jobs|job(?:dag|beurs|fair|punt|centre|center|markt)|vacatur|vacanc|career|carri[eè]re|"
    r"recruit|uitzend(?!ing)|werk(?:en(?:bij|voor)|bij|gever|plein|punt|loket|zoek)|hiring|staffing|personeel",
    re.IGNORECASE,
)
"""In a handle or hashtag: it deals in work."""


def is_tied(reading: Reading, fair: Fair) -> bool:
    """Whether more than words ties a post to the fair.

    A hashtag of the fair, or about work; a post above it that is known; a link that another gave
    before; an account of an employer or the organiser that speaks or is spoken to, or that is
    named after work or the fair's hashtag.
    """
    context = _NOTHING if reading.bare else reading.context
    if context.parent is not None or (reading.shares_link and not reading.bare):
        return True
    if context.side.owes_answers or any(side.owes_answers for side in context.mentions):
        return True
    post, ours = reading.post, [tag.casefold() for tag in fair.hashtags]
    if any(tag.casefold() in ours for tag in post.hashtags):
        return True
    if any(tag in each.casefold() for tag in ours for each in post.mentions if len(tag) > 3):
        return True
    return not reading.bare and any(map(_OF_WORK.search, (*post.mentions, *post.hashtags)))


def ruled_out(reading: Reading, fair: Fair, seen: Sketch, likely: Points) -> Sequence[int]:
    """The labels, by their place, that a post cannot have whose labels are so `likely`.

    Of one that nothing ties to the fair: needs, unless they speak of work; what is asked of all,
    unless it is sure enough; and of what says nothing of either, all but a sure report.
    If bare: what would tell on which side its author is, without an offer or two kinds of words
    about work.
    """
    if is_tied(reading, fair):
        return ()
    noticed = seen.signals.noticed.keys()
    if reading.bare:
        return _SIDED if OFFER.isdisjoint(noticed) and len(WORK & noticed) < 2 else ()
    spoken_of = (TOPIC & noticed) | seen.signals.repeated
    if not spoken_of:
        least = REPORTED_OTHERWISE if FAILING.isdisjoint(noticed) else REPORTED
        return [_QUESTION] if likely[_REPORT] >= least else NEEDS
    if spoken_of == {"asks_all"} and likely[NEEDS].sum() < ASKED_OF_ALL:
        return NEEDS
    vague = FAILING.isdisjoint(noticed) and likely[_REPORT] < ASKED_OF_ALL
    return [_REPORT] if vague else ()
