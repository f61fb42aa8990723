"""Which vacancies are copies, and which need a post speaks to: looked up among all posts."""

from functools import cached_property

from moderator.core.hails import hails_in
from moderator.core.labels import Label, Side
from moderator.core.repeats import gist
from tests.core import plain_subjects
from tests.core.plain_threads import by_time
from tests.core.plain_verdicts import PlainVerdicts


class PlainReplies(PlainVerdicts):
    """Relates posts to `needs`: what each post that asks something needs, by the post."""

    needs: dict

    # Vacancies

    @cached_property
    def vacancies(self):
        return [post for post in self.posts if post.label is Label.VACANCY]

    def copies(self, vacancy):
        party = self.parties.party(vacancy.author)
        return {other for other in self.vacancies
                if other is vacancy or (self.parties.party(other.author) == party
                                        and _alike(other, vacancy))}  # fmt: skip

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
        if near or post.stem:
            return set(near[-1:])
        spoken = {self.parties.party(key) for key in post.mentions}
        return set([need for need in mine if not spoken or self.needs[need].party in spoken][-1:])

    def _spoken_to(self, post):
        """The needs of others that a post speaks to."""
        found = {need for need in self._nearest(post) if need.author != post.author}
        carried = {post.stem.author, *post.stem.mentions} if post.stem and post.stem.post else set()
        for asker in set(post.mentions) - carried:
            theirs = [need for need in self._before(post) if need.author == asker
                      and (post.stem is None or need.root() is post.root())]  # fmt: skip
            owed = [need for need in theirs if self._may_answer(post, need)]
            found.update((owed or theirs)[-1:])
        if not found and not post.stem and not post.mentions:
            found = self._called(post)
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
        return {need for need in self._before(post) if self.needs[need].case in above}

    def _before(self, post):
        return [need for need in sorted(self.needs, key=by_time) if need.order < post.order]

    def _nearest(self, post):
        return [above for above in post.ancestors() if above in self.needs][:1]

    def _links_above(self, post):
        return {("link", self.first_copy(each).key) for each in (post, *post.ancestors())
                if each in self.vacancies}  # fmt: skip

    def _called(self, post):
        """The needs of the asker whom it calls by name, and those of which it says the words."""
        if post.label is not Label.FOLLOW_UP:
            return set()
        owed = [need for need in self._before(post) if self._may_answer(post, need)]
        hailed = hails_in(post.text)
        named = [need for need in owed if self.parties.first_names(need.author) & hailed]
        found = set(named[-1:]) if len({need.author for need in named}) == 1 else set()
        party = self.parties.party(post.author)
        return found | {need for need in owed if self.needs[need].party == party
                        and plain_subjects.recalls(post, need)}  # fmt: skip

    def _may_answer(self, post, need):
        if self.needs[need].to_all:
            return self.parties.side(post.author) in (Side.EMPLOYER, Side.ORGANISER)
        return self.parties.party(post.author) == self.needs[need].party


def _alike(one, other):
    """Whether two vacancies have a link or, links aside, the text in common."""
    text = gist(one.text)
    return bool(set(one.links) & set(other.links) or (len(text) >= 20 and text == gist(other.text)))
