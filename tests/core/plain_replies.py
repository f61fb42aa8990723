"""Which vacancies are copies, and which need a post speaks to: looked up among all posts."""

from functools import cached_property

from moderator.core.labels import Label, Side
from moderator.core.needs.case_key import broken
from moderator.core.parties.parties import Parties
from moderator.core.speech.speech import SURE
from moderator.core.text.hosts import is_short_link
from moderator.core.text.phrasing import says_mended, speaks_for_us
from moderator.core.text.repeats import gist
from moderator.core.text.stems import stems_in
from moderator.core.verdicts.hails import hails_in
from tests.core import plain_subjects
from tests.core.plain_threads import by_time
from tests.core.plain_verdicts import PlainVerdicts


class PlainReplies(PlainVerdicts):
    """Relates posts to `needs`: what each post that asks something needs, by the post."""

    needs: dict

    # Vacancies

    @cached_property
    def vacancies(self):
        return [post for post in self.posts if post.is_vacancy]

    def copies(self, vacancy):
        party = self.parties.party(vacancy.author)
        theirs = {other for other in self.vacancies if self.parties.party(other.author) == party}
        copies, latest = {vacancy}, {vacancy}
        while latest:
            latest = {
                other for other in theirs - copies if any(_alike(other, copy) for copy in latest)
            }
            copies |= latest
        return copies

    def first_copy(self, vacancy):
        return min(self.copies(vacancy), key=by_time)

    # Who speaks to whom

    def _own(self, post):
        """The author's own need that a post goes on about."""
        for above in post.ancestors():
            if above in self.needs and above.author == post.author:
                return {above}
        mine = [need for need in self._before(post) if need.author == post.author]
        near = [need for need in mine if need.root() is post.root()]
        begun = post.author in self._begun_to(post)
        if near or (post.stem and not begun):
            return set(near[-1:])
        spoken = {self.parties.party(key) for key in post.mentions}
        if begun:
            spoken.add(self.parties.party(post.root().author))
            mine = [need for need in mine if need.order < post.root().order]
        return set([need for need in mine if not spoken or self.needs[need].party in spoken][-1:])

    def _spoken_to(self, post):
        """The needs of others that a post speaks to."""
        nearest = self._nearest(post)
        quoted = {self.threads.quoted(post)} & self.needs.keys()
        found = {need for need in {*nearest, *quoted} if need.author != post.author}
        carried = {post.stem.author, *post.stem.mentions} if post.stem and post.stem.post else set()
        begun = set(self._begun_to(post))
        for asker in set(post.mentions) - (carried - begun) if post.mentions else begun:
            theirs = [need for need in self._before(post) if need.author == asker
                      and (post.stem is None or need.root() is post.root()
                           or (asker in begun and need.order < post.root().order))]  # fmt: skip
            owed = [need for need in theirs if self._may_answer(post, need)]
            found.update(self._told(post, owed[-30:]) or theirs[-1:])
        if not nearest and not post.mentions:
            found |= self._called(post)
        return {need for need in found if need.order < post.order}

    def _spoken_by(self, post):
        """The needs that it speaks to; a follow-up that speaks to none, the reports above it."""
        looked_at = self._looked_at(post) if post.label is Label.FOLLOW_UP else set()
        return self._spoken_to(post) or looked_at

    def _looked_at(self, post):
        """The reports of the vacancies above a reply that mentions nobody."""
        if not post.stem or post.mentions:
            return set()
        above = self._links_above(post)
        of_links = {need for need in self._before(post) if self.needs[need].case in above}
        return self._told_here(post) | of_links

    def _told_here(self, post):
        """The reports to its own party in a thread where that goes on, if it has a word of them."""
        party = self.parties.party(post.author)
        if self.parties.party(post.stem.author) != party:
            return set()
        here = [need for need in self._before(post)
                if not self.needs[need].case.asks and self.needs[need].subject.post is None
                and self.needs[need].party == party and need.root() is post.root()]  # fmt: skip
        words = stems_in(post.text)
        last = here[-30:]
        alone = len({self.needs[need].case for need in last}) == 1 and says_mended(post.text)
        told = [need for need in last if post.links or alone or words & stems_in(need.text)]
        cases = {self.needs[need].case for need in told}
        return {need for need in self._before(post) if self.needs[need].case in cases}

    def _begun_to(self, post):
        """The accounts to which the answer spoke with which the post's thread began."""
        root = post.root()
        answers = root.label is Label.FOLLOW_UP and not root.is_repeat
        return root.mentions if root is not post and answers else ()

    def _told(self, post, owed):
        """The last of these needs, or an earlier one that the post tells; with its vacancy's."""
        fits = {need: self._telling(post, need) for need in reversed(owed)}
        best = max(fits, key=fits.get, default=None)
        last = fits[owed[-1]] if owed else 0
        more = 1 if last or says_mended(post.text) else 0
        meant = [best] if owed and fits[best] > last + more else owed[-1:]
        vacancies = {self.needs[need].subject.post for need in meant} - {None}
        return meant + [need for need in owed if self.needs[need].subject.post in vacancies]

    def _telling(self, post, need):
        words = {*self.needs[need].words, *stems_in(need.text)} & stems_in(post.text)
        return len(words) + 100 * bool(set(post.links) & set(self.needs[need].links))

    def _before(self, post):
        return [need for need in sorted(self.needs, key=by_time) if need.order < post.order]

    def _nearest(self, post):
        return [above for above in post.ancestors() if above in self.needs][:1]

    def _links_above(self, post):
        return {broken(self.first_copy(each).key) for each in (post, *post.ancestors())
                if each in self.vacancies}  # fmt: skip

    def _called(self, post):
        """The needs of the asker whom it calls by name, and those of which it says the words."""
        if post.label is not Label.FOLLOW_UP:
            return set()
        owed = [need for need in self._before(post) if self._may_answer(post, need)
                and (post.stem is None or need.root() is post.root())]  # fmt: skip
        hailed = hails_in(post.text)
        named = {need.author: need for need in owed
                 if hailed.intersection(self.parties.first_names(need.author))}  # fmt: skip
        found = self._fittest(post, list(named.values()))
        party = self.parties.party(post.author)
        return found | {need for need in owed if self.needs[need].party == party
                        and plain_subjects.recalls(post, need)}  # fmt: skip

    def _fittest(self, post, needs):
        """Of several askers of one name, the need of the one whom the text fits best."""
        fits = [(self.parties.last_name(need.author) in post.text.casefold(),
                 len(stems_in(post.text) & stems_in(need.text))) for need in needs]  # fmt: skip
        best = [need for need, fit in zip(needs, fits, strict=True) if fit == max(fits)]
        return set(best) if len(best) == 1 else set()

    def partners(self, vacancy):
        """The other parties that a vacancy mentions or names."""
        if not vacancy.is_vacancy or vacancy.deleted:
            return ()
        named = map(self.parties.party, (*vacancy.mentions, *self.names.named_in(vacancy)))
        own = {self.parties.party(vacancy.author), Parties.ORGANISER}
        return tuple(sorted(set(named) - own))

    def _is_wanted(self, post, need):
        """Whether a post is the word that is wanted, or that of whom the vacancy or it names."""
        if self._may_answer(post, need):
            return True
        if post.label is not Label.FOLLOW_UP or need not in self._spoken_to(post):
            return False
        stem = post.stem
        handed = stem and stem.post and not stem.deleted and post.author in stem.mentions
        named = self.parties.party(post.author) in self.needs[need].partners
        unknown = self.parties.side(post.author) is Side.UNKNOWN
        asks = any(each.author == post.author for each in self.needs)
        speaks = speaks_for_us(post.text)
        asked = need.mentions + ((need.stem.author,) if need.stem else ())
        sure = post.verdict.confidence >= SURE
        steps_in = self.needs[need].to_all and (
            post.author in asked or (sure and unknown and speaks and not asks))  # fmt: skip
        return named or steps_in or bool(handed and self._may_answer(stem, need))

    def _may_answer(self, post, need):
        if self.needs[need].to_all:
            return self.parties.side(post.author) in (Side.EMPLOYER, Side.ORGANISER)
        return self.parties.party(post.author) == self.needs[need].party


def _alike(one, other):
    """Whether two vacancies have a link or, links aside, the text in common."""
    text, links = gist(one.text), (*one.post.links, *other.post.links)
    said = len(text) >= 20 and text == gist(other.text) and all(map(is_short_link, links))
    return said or bool(set(one.links) & set(other.links))
