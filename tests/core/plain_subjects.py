"""What a post needs and from whom, looked up among all posts of a fair."""

from dataclasses import replace
from itertools import islice

from moderator.core.case import Subject
from moderator.core.labels import Label, Side
from moderator.core.needs import case_key
from moderator.core.needs.need import Need
from moderator.core.needs.subjects import ABOVE, LEFT_OVER
from moderator.core.parties.parties import Parties
from moderator.core.text.fair_parts import OVERVIEWS, fair_parts
from moderator.core.text.phrasing import asks_a_term, asks_who_is_there, jobs_named, points, sought
from moderator.core.text.stems import stems_in
from moderator.core.verdicts.hails import speaks_of_asking
from tests.core.plain_threads import by_time


def need(board, post):
    """Give what a post needs; None where it asks only itself, or nothing."""
    if not post.received or post.is_repeat or post.label is None or not post.label.is_need:
        return None
    asker = board.parties.party(post.author)
    ties = [*above(board, post), *linked(board, post), *addressed(board, post)]
    to_fair = any(board.parties.side(key) is Side.ORGANISER for key in addressees(board, post))
    overview = post.label is Label.BROKEN_LINK and to_fair and OVERVIEWS & fair_parts(post.text)
    called = below_a_call(board, post) and not asks_who_is_there(post.text)
    if (post.label is Label.BROKEN_LINK or called) and not overview:
        ties += named(board, post)
    if to_fair:
        ties.append((Parties.ORGANISER, 0.9, None, None))
    tie = next((tie for tie in ties if tie[0] != asker), None)
    if tie is None and (ties or asker == Parties.ORGANISER):
        return None
    if tie is None:
        employers = (each for each in named(board, post) if each[0] != asker)
        tie = next(employers, None) or job(board, post, asker) or joined(board, post, asker)
    to_all = tie is None and post.label is Label.QUESTION
    party, sure, vacancy, account = tie or (Parties.ORGANISER, LEFT_OVER, None, None)
    face = board.parties.handle(account) if account else None
    key = case(board, post, party, vacancy, sure=sure)
    subject = Subject(vacancy.key if vacancy else None, face)
    partners = board.partners(vacancy) if vacancy else ()
    if account and sure < 0.95 and post.label is Label.QUESTION:
        also = {board.parties.party(key) for key in post.mentions
                if board.parties.side(key) is Side.EMPLOYER} - {party, asker}  # fmt: skip
        partners = tuple(sorted({*partners, *also}))
    need = Need(key, subject, party, sure, to_all=to_all, partners=partners)
    if vacancy is None:
        return need
    return replace(need, links=vacancy.links, words=words(vacancy))


def words(post):
    """Give the words of a vacancy that say something about the job."""
    return tuple(sorted(stems_in(post.text))) if post.is_vacancy else ()


def case(board, post, party, vacancy, *, sure):
    if post.label is Label.BROKEN_LINK:
        left_over = party == Parties.ORGANISER and sure <= LEFT_OVER
        return broken(board, post, vacancy, party, left_over=left_over)
    top = vacancy if vacancy and sure >= 0.95 else post
    return case_key.asked(post.author, top.root())


def broken(board, post, vacancy, party, *, left_over):
    if vacancy:
        return case_key.broken(board.first_copy(vacancy).key)
    reports = [post, *(each for each in post.ancestors() if each.label is Label.BROKEN_LINK)]
    links = [link for each in reports for link in each.links]
    shown = [
        each.shown
        for each in reports[-1].ancestors()
        if each.shown and (left_over or board.parties.party(each.author) == party)
    ]
    own = [links[0] for links in shown[:1] if len(links) == 1]
    keys = [*map(case_key.broken, [*links, *own]), case_key.broken_in(post.root(), party)]
    return keys[0]


def above(board, post):
    """The vacancies above a post; then those quoted by it, and by the posts above it."""
    quoted = [board.threads.quoted(each) for each in (post, *post.ancestors())]
    for each in (*post.ancestors(), *quoted):
        if each is not None and each.is_vacancy:
            yield board.parties.party(each.author), 1.0, each, None


def linked(board, post):
    """The vacancies with its link, or one above: the latest before it, then the next after it."""
    for each in (post, *islice(post.ancestors(), ABOVE)):
        yield from with_links(board, post, set(each.links))


def with_links(board, post, links):
    mentioned = {board.parties.party(key) for key in post.mentions}
    found = [each for each in board.vacancies if each is not post
             and set(each.links) & links]  # fmt: skip
    before = sorted((each for each in found if each.order <= post.order),
                    key=lambda each: (post.at - each.at, each.key))  # fmt: skip
    after = sorted((each for each in found if each.order > post.order), key=by_time)
    for each in (*before, *after):
        party = board.parties.party(each.author)
        if not mentioned or party in mentioned or len(found) == 1:
            yield party, 0.95, each, None


def below_a_call(board, post):
    """Whether a post stands right below what the organiser said to everybody."""
    above = post.stem
    if above is None or not above.post or above.stem or post.author in above.mentions:
        return False
    return board.parties.side(above.author) is Side.ORGANISER


def addressees(board, post):
    """Whom a post speaks to: employers that it mentions before others to whom it replies."""
    for each in (post, *post.ancestors()):
        above = each.stem.author if each.stem and each.stem.post else ""
        if above and board.parties.side(above) is not Side.EMPLOYER:
            yield from (key for key in each.mentions if board.parties.side(key) is Side.EMPLOYER)
        yield from filter(None, (above, *each.mentions))


def addressed(board, post):
    for key in addressees(board, post):
        side, party = board.parties.side(key), board.parties.party(key)
        answered = any(each.author == key and each.label is Label.FOLLOW_UP and not each.is_repeat
                       for each in board.posts)  # fmt: skip
        unknown = side is Side.UNKNOWN and (answered or not board.parties.has_posted(key))
        if side is Side.EMPLOYER or unknown:
            sure = 0.8 if side is Side.EMPLOYER else 0.5
            yield party, sure, fitting(board, post, party) or only(board, post, party), key


def offered(board, post, party):
    """The party's vacancies before a post that stand."""
    return [each for each in board.vacancies if board.parties.party(each.author) == party
            and each.order < post.order and not each.deleted]  # fmt: skip


def only(board, post, party):
    """The party's one vacancy, where a post calls on that party alone, and not for others."""
    above = board.parties.party(post.stem.author) if post.stem else ""
    called = {board.parties.party(key) for key in post.mentions} - {above}
    own = offered(board, post, party)
    if called != {party} or not asks_a_term(post.text) or len(own) != 1:
        return None
    return own[0]


def fitting(board, post, party):
    """The party's vacancy before the post that has most of its words, the latest of equals."""
    own = offered(board, post, party)
    words = stems_in(sought(post.text), apart_from=board.parties.name(party))
    best = max(own, key=lambda each: (len(words & stems_in(each.text)), each.order), default=None)
    if best and words & stems_in(best.text):
        return best
    points_at_it = post.label is Label.BROKEN_LINK or points(post.text)
    return best if len(own) == 1 and points_at_it else None


def named(board, post):
    """The employers that a post names."""
    for bearer in board.names.named_in(post):
        party = board.parties.party(bearer)
        yield party, 0.6, fitting(board, post, party), board.parties.face(bearer)


def job(board, post, asker):
    """The latest vacancy whose job a post names, where only one party's fit as well."""
    parts, least = jobs_named(post.text)
    for words in map(stems_in, parts):
        fits = [(len(words & stems_in(each.text)), each) for each in board.vacancies
                if each.order < post.order and not each.deleted]  # fmt: skip
        most = max((fit for fit, _ in fits), default=0)
        best = [each for fit, each in fits if fit == most and most >= least]
        parties = {board.parties.party(each.author) for each in best}
        if len(parties) == 1:
            return None if asker in parties else (parties.pop(), 0.4, best[-1], None)
    return None


def joined(board, post, asker):
    """What the reports above a report name that has no subject of its own."""
    if post.label is not Label.BROKEN_LINK:
        return None
    for each in post.ancestors():
        if each.label is Label.BROKEN_LINK:
            employers = (tie for tie in named(board, each) if tie[0] != asker)
            if tie := next(employers, None) or job(board, each, asker):
                return tie
    return None


def recalls(post, asked):
    """Whether a post says that something was asked, and has two words of the question."""
    return speaks_of_asking(post.text) and len(stems_in(post.text) & stems_in(asked.text)) > 1
