"""A fair's accounts and verdicts, worked out from the whole set of facts at once."""

from dataclasses import replace
from itertools import islice

from feeds.post import Author
from moderator.core.acts import Acts, last_of
from moderator.core.context import Context, Reading, Said, version_of
from moderator.core.facts import Acted, ActKind, Judged
from moderator.core.labels import Because, Label, Side, Substance, Verdict
from moderator.core.parties.accounts import HELPING
from moderator.core.parties.fair_names import goes_by
from moderator.core.parties.helpers import helps
from moderator.core.parties.parties import Parties
from moderator.core.parties.profiles import names_of, organisations_in, works_for
from moderator.core.posts.node import account
from moderator.core.text.links import link_key
from moderator.core.verdicts.hails import hails_in
from tests.core.plain_threads import PlainThreads, by_time


class PlainAccounts:
    """What is known of every account, asked of its latest post that stands."""

    def __init__(self, posts, fair):
        self._fair = goes_by(fair)
        self._authors = {}
        for key in {post.author for post in posts}:
            own = [post for post in posts if post.author == key]
            standing = [post for post in own if not post.deleted]
            last = max(standing or own, key=by_time).post.author
            self._authors[key] = last if standing else Author(last.handle, id=last.id)

    def __iter__(self):
        return iter(self._authors)

    def is_known(self, key):
        return key in self._authors

    def handle(self, key):
        handle = self._authors[key].handle if key in self._authors else key
        alone = sum(each.partition("@")[0] == key.partition("@")[0] for each in self._authors) <= 1
        return handle.partition("@")[0] if alone else handle

    def namesakes(self, key):
        return {key} if "@" in key else {each for each in self if each.partition("@")[0] == key}

    def name(self, key):
        return self._authors[key].name.strip() if key in self._authors else ""

    def named(self, name):
        return {key for key, author in self._authors.items() if name in names_of(author)}

    def works_for(self, key):
        if key not in self._authors:
            return []
        names = set(works_for(self._authors[key]))
        names |= {HELPING} if helps(self._authors[key], self._fair) else set()
        return sorted(names, key=lambda name: (-len(name), name))

    def speaking_for(self, key):
        names = names_of(self._authors[key]) if key in self._authors else ()
        return {each for name in names for each in self.speaking_for_name(name)} - {key}

    def speaking_for_name(self, name):
        return {key for key in self if name in self.works_for(key)}

    def organisations(self, key):
        found = organisations_in(self._authors[key]) if key in self._authors else ()
        return frozenset(name for name in found if " " in name)


class PlainVerdicts:
    """What each post is, found by reading all posts over and over until nothing changes."""

    def __init__(self, fair, facts, judge):
        self.threads = PlainThreads(facts)
        self.posts, self.acts, self._judge = self.threads.posts, Acts(), judge
        self._done = [fact for fact in facts if isinstance(fact, Acted)]
        self._given = [fact for fact in facts if isinstance(fact, Judged)]
        for act in self._done:
            self.acts.take(act)
        self.accounts = PlainAccounts(self.posts, fair)
        self.parties = Parties(fair, self.accounts)
        self._learn_sides()
        while sum(map(self._reread, self.posts)):
            pass

    def _learn_sides(self):
        for post in self.posts:
            if post.stem is None and not post.is_repeat:
                bare = Reading(post.key, post.post, bare=True, shares_link=self._shares(post))
                verdict = self._judged(post, bare) or Verdict(None, 0.0)
                act = self._correction(post)
                label, sure = (act.label, 1.0) if act else (verdict.label, verdict.confidence)
                self.parties.learn(post, label, sure)
        for handle in {act.target for act in self._done if act.kind is ActKind.SIDE}:
            said = last_of(self.acts.holding(f"@{account(handle)}"), ActKind.SIDE)
            self.parties.correct(handle, said)
        self.parties.renew(self.accounts)

    def _correction(self, post):
        for name in self.threads.names(post):
            if act := last_of(self.acts.holding(name), ActKind.RELABEL, ActKind.CONFIRM):
                return act
        return None

    def _reread(self, post):
        context, shares = self._context(post), self._shares(post)
        verdict = self._judged(post, Reading(post.key, post.post, context, shares_link=shares))
        act = self._correction(post)
        before, post.verdict = post.verdict, _said_by(act, verdict) if act else verdict
        return before != post.verdict

    def _judged(self, post, reading):
        """What a post is judged to be; of a deleted one, which nobody reads, what it was before."""
        if not post.deleted:
            return self._judge(reading)
        given = [each for each in self._given if self.threads.find(each.key) is post]
        here = [each for each in given if each.mark == reading.mark]
        if reading.bare or here:
            return here[0].verdict if here else None
        bare = Reading(post.key, post.post, bare=True, shares_link=reading.shares_link)
        others = [each for each in given if each.mark != bare.mark] or given
        return max(others, key=lambda each: each.mark).verdict if others else None

    def _context(self, post):
        earlier = [each for each in self.posts if each.since < post.since]
        above = [each for each in islice(post.ancestors(), 6) if each.post]
        above = above if post.stem else self._asked(post, earlier)
        return Context(
            author=post.author,
            side=self.parties.side(post.author),
            ancestors=tuple(map(self._said, above)),
            quoted=self._quoted(post),
            mentions=tuple(map(self.parties.side, post.mentions)),
            report_above=any(
                each.label is Label.BROKEN_LINK and each.root() is post.root() for each in earlier
            ),
            mentions_asker=any(
                each.label and each.label.is_need and each.author in post.mentions
                for each in earlier
            ),
        )

    def _shares(self, post):
        """Whether another account is the first with one of its links, and it hangs on nothing."""
        given = {each: set(map(link_key, each.post.links)) for each in self.posts}
        firsts = (min((each for each in given if link in given[each]), key=by_time)
                  for link in given[post])  # fmt: skip
        return post.stem is None and any(first.author != post.author for first in firsts)

    def _asked(self, post, earlier):
        """What the first account that it begins to mention asked last; else the own last need."""
        needs = sorted((each for each in earlier if each.label and each.label.is_need),
                       key=lambda each: (each.since, each.key))  # fmt: skip
        if not post.mentions:
            return self._hailed(post, needs)
        if not post.text.lstrip(". ").startswith("@"):
            return []
        last = [[each for each in needs if each.author == key][-1:] for key in post.mentions]
        organises = self.parties.side(post.author) is Side.ORGANISER
        may = [each for asked in last for each in asked
               if organises or not self.parties.side(each.author).owes_answers]  # fmt: skip
        own = [each for each in needs if each.author == post.author][-1:]
        return [*may, *(each for each in own if set(each.mentions) & set(post.mentions))][:1]

    def _hailed(self, post, needs):
        """What the one asker asked last whom an employer or the organiser calls by name."""
        if not self.parties.side(post.author).owes_answers:
            return []
        names = hails_in(post.text)
        last = {each.author: each for each in needs if each.author != post.author
                and names.intersection(self.parties.first_names(each.author))}  # fmt: skip
        organises = self.parties.side(post.author) is Side.ORGANISER
        may = [each for each in last.values()
               if organises or not self.parties.side(each.author).owes_answers]  # fmt: skip
        return may if len(last) == 1 else []

    def _quoted(self, post):
        quoted = self.threads.quoted(post)
        if quoted is None or quoted.post is None:
            return None
        before = quoted is post.stem or quoted.since < post.since
        return self._said(quoted) if before else replace(self._said(quoted), label=None)

    def _said(self, post):
        side, version = self.parties.side(post.author), version_of(post.post)
        return Said(post.key, post.author, side, post.text, post.label, version)


def _said_by(act, judged):
    agreed = judged if judged and judged.label is act.label else Verdict(Label.OTHER, 1.0)
    substance = act.substance or agreed.substance
    if act.label is Label.FOLLOW_UP:
        substance = substance or Substance.ANSWER
    how = "confirmed" if act.kind is ActKind.CONFIRM else "corrected"
    because = (Because(f"{how} by the moderator", 1.0),)
    label = act.label or Label.OTHER
    return Verdict(label, 1.0, substance, withdrawal=agreed.withdrawal, because=because)
