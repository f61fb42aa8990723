"""Which earlier need a need joins, looked up among all that were found before it."""

from moderator.core.labels import Label
from moderator.core.needs.case_key import asked, broken_in
from moderator.core.needs.fair_reports import is_of_fair
from moderator.core.needs.joins import GOES_ON_FOR, NEAR, SPOKEN_TO
from moderator.core.parties.roster import ORGANISER
from moderator.core.text.fair_parts import pages_of_fair
from moderator.core.text.phrasing import continues, says_asked
from moderator.core.text.stems import stems_in


def joined(found, post, need):
    """Give the earlier need that a post joins without a thread in common with it, or None."""
    if not need.case.asks:
        return told_above(found, post, need) or of_the_same_page(found, post, need)
    here = asked(post.author, post.root())
    if post.stem is not None and (report := own_report(found, post, need)):
        return report
    if need.case == here:
        return gone_on(found, post, need) if may_go_on(post) else None
    return asked_here(found, post, need, here) if post.stem is not None else None


def told_above(found, post, need):
    """The report above one that tells nothing itself, or one by whom it mentions."""
    if need.case != broken_in(post.root(), need.party):
        return None
    theirs = [mine(found, key, post.order) for key in post.mentions]
    told = [each for reports in theirs for each in reports]
    above = [each for each in post.ancestors() if each in found and each.order < post.order]
    for each in told if post.stem is None else above:
        elsewhere = post.stem is not None and need.confidence >= SPOKEN_TO
        nobody = need.party == ORGANISER and not elsewhere
        if not found[each].case.asks and (nobody or need.party == found[each].party):
            return each
    return None


def of_the_same_page(found, post, need):
    """The last report of the same page of the fair."""
    if not is_of_fair(need):
        return None
    before = [each for each in found if each.order < post.order and is_of_fair(found[each])]
    same = [each for each in before[-NEAR:] if pages(post) & pages(each)]
    return same[-1] if same else None


def own_report(found, post, need):
    """The report of its own author above a question that has a word of it."""
    for each in mine(found, post.author, post.order):
        owed = not found[each].case.asks and found[each].party == need.party
        told = stems_in(each.text) & stems_in(post.text)
        if each.label is Label.BROKEN_LINK and owed and told and each in post.ancestors():
            return each
    return None


def asked_here(found, post, need, here):
    """The last question by its asker in the thread, to all or to the same party."""
    for each in mine(found, post.author, post.order):
        if found[each].case == here and (found[each].to_all or found[each].party == need.party):
            return each
    return None


def may_go_on(post):
    """Give whether a post may go on with what its author asked elsewhere."""
    root = post.root()
    if post.stem is None:
        return bool(post.mentions) and (continues(post.text) or says_asked(post.text))
    answered = root.label is Label.FOLLOW_UP and not root.is_repeat
    return root is not post and answered and post.author in root.mentions


def gone_on(found, post, need):
    """The earlier question by its asker with which a question goes on."""
    for question in mine(found, post.author, min(post.order, post.root().order)):
        earlier = found[question]
        said = says_asked(post.text) or post.at - question.at <= GOES_ON_FOR
        same = need.subject.post in (None, earlier.subject.post)
        below = post.stem is not None and (same or need.confidence <= SPOKEN_TO)
        loose = post.stem is None and same and need.party != ORGANISER and said
        may = not may_go_on(question) and (below or loose)
        if may and earlier.case.asks and earlier.party == need.party:
            return question
    return None


def mine(found, author, order):
    """Give an account's last needs before a moment, the last first."""
    before = [each for each in found if each.author == author and each.order < order]
    return before[: -NEAR - 1 : -1]


def pages(post):
    """Give the fair's pages that a report is of."""
    return pages_of_fair(post.text, post.post.links if post.post and not post.deleted else ())
