"""The cases of a fair, worked out from the whole set of facts at once.

A second implementation of what a case is, to compare the engine with. It looks at
every post for every case, and keeps nothing.
"""

from dataclasses import replace
from functools import cached_property
from itertools import accumulate
from operator import attrgetter
from types import SimpleNamespace

from moderator.core.case import Case, CaseKind, Subject
from moderator.core.cases.checks import Checks
from moderator.core.cases.events import CHECKER
from moderator.core.cases.groups import Groups
from moderator.core.cases.handling import handling
from moderator.core.facts import ActKind, LinkChecked
from moderator.core.labels import Label, Substance
from moderator.core.needs.case_key import broken
from moderator.core.needs.need import Need
from moderator.core.parties.names import Names
from moderator.core.parties.parties import Parties
from moderator.core.policy import UNKNOWN, Event, Turn, Walk
from moderator.core.text.links import link_key
from tests.core import plain_subjects
from tests.core.plain_joins import joined
from tests.core.plain_replies import PlainReplies
from tests.core.plain_threads import by_time

ACTS = {ActKind.RESOLVE: Turn.RESOLVED, ActKind.DISMISS: Turn.DISMISSED,
        ActKind.REOPEN: Turn.REOPENED}  # fmt: skip
ASIDE = (Label.REACTION, Label.FOLLOW_UP, Label.VACANCY)


class PlainBoard(PlainReplies):
    """All cases; `Groups` makes of acts which needs belong together, here as in the engine."""

    def __init__(self, fair, facts, judge):
        super().__init__(fair, facts, judge)
        self.names = Names(self.parties)
        for key in self.accounts:
            self.names.renew(key)
        self._checks = Checks()
        for fact in facts:
            if isinstance(fact, LinkChecked):
                self._checks.take(link_key(fact.link), fact)
                self._lead(link_key(fact.link), link_key(fact.target))
        self._joins = {}
        joins = SimpleNamespace(need=self.need, reports=self._reports_joined)
        subjects = SimpleNamespace(link_case=self.link_case)
        subjects.partners = SimpleNamespace(of=self.partners)
        subjects.vacancies = SimpleNamespace(
            first_copy=self.first_copy, keys=attrgetter("links"), words=plain_subjects.words
        )
        self._groups = Groups(self.threads, self.parties, subjects, joins)
        self._groups.act(self.acts.regrouping())
        self._groups.renew()

    def _lead(self, link, target):
        for post in self.posts:
            if link in map(link_key, post.post.links) and target != link_key(""):
                post.leads.add(target)

    # What `Groups` asks of the subjects

    def need(self, post):
        return self.by_themselves.get(post)

    def link_case(self, id_):
        post = self.threads.find(id_.removeprefix("link:"))
        if post is None or not post.is_vacancy:
            return broken(id_.removeprefix("link:"))
        return broken(self.first_copy(post).key)

    # Cases

    @cached_property
    def by_themselves(self) -> dict[object, Need]:
        """What posts need but for what moderators did."""
        found = {}
        for post in self.posts:
            if (need := plain_subjects.need(self, post)) is not None:
                found[post] = need
                if earlier := joined(found, post, need):
                    self._joins[post] = earlier
                    found[post] = found[earlier]
        return found

    @cached_property
    def needs(self) -> dict[object, Need]:
        found = {post: self._groups.need(post) for post in self.posts}
        return {post: need for post, need in found.items() if need is not None}

    def _reports_joined(self, post):
        while (post := self._joins.get(post)) and post.label is Label.BROKEN_LINK:
            yield post

    def cases(self) -> list[Case]:
        keys = {need.case for need in self.needs.values()}
        keys |= {broken(self.first_copy(vacancy).key) for vacancy in self.vacancies}
        cases = filter(None, map(self._case, keys))
        return sorted(cases, key=lambda case: (case.opened_at, case.id))

    def _case(self, key):
        mine = [post for post in self.posts if post in self.needs and self.needs[post].case == key]
        vacancy = self.threads.find(key.about) if key.is_of_link else None
        if vacancy not in self.vacancies or self.first_copy(vacancy) is not vacancy:
            vacancy = None
        events = self._events(key, mine, vacancy)
        if not any(event.turn is Turn.ASKED for event in events):
            return None
        went, acts = Walk().go(events).course(), self._acts(key, mine, vacancy)
        handled = handling(acts, mine, went.history, self.parties.fair.claim_lease)
        every = [self.needs[post] for post in mine]
        own = [need for need in every if not need.joined]
        told = own if own or vacancy else every
        about = next((need.subject for need in told if need.subject.post), None)
        about = about or (told[0].subject if told else Subject(post=key.about))
        kind = CaseKind.BROKEN_LINK if mine else CaseKind.DEAD_LINK
        return Case(
            id=mine[0].key if mine else f"link:{key.about}",
            kind=CaseKind.QUESTION if key.asks else kind,
            state=went.state,
            opened_by=mine[0].key if mine else key.about,
            opened_at=went.opened_at,
            waiting_since=went.waiting_since,
            posts=tuple(post.key for post in mine),
            reporters=tuple(
                dict.fromkeys(
                    self._handle(post)
                    for post in [each for each in mine if not each.deleted] or mine
                )
            ),
            subject=about,
            responsible=self.parties.name(self._party(told, vacancy)),
            confidence=told[0].confidence if told else 1.0,
            history=went.history,
            bystanders=tuple(post.key for post in self.posts if self._is_aside(post, mine)),
            to_all=told[0].to_all if told else False,
            taken_up_by=self._taker(went) if told and told[0].to_all else "",
            bumps=sum(self._is_bump(post, mine) for post in self.posts),
            link_note=self._note(key, mine, vacancy),
            claim=handled.claim,
            snooze=handled.snooze,
            nudges=handled.nudges,
            notes=handled.notes,
            woken=handled.woken,
            regrouped=self._groups.told(key),
        )

    def _taker(self, went):
        words = [moved.post for moved in went.history if moved.state in ("promised", "answered")]
        post = self.threads.find(words[-1]) if words and words[-1] else None
        return self.parties.name(self.parties.party(post.author)) if post else ""

    def _handle(self, post):
        return self.parties.handle(post.author)

    def _party(self, told, vacancy):
        if told:
            return told[0].party
        return self.parties.party(vacancy.author) if vacancy else Parties.ORGANISER

    def _links(self, vacancy):
        return [link for copy in sorted(self.copies(vacancy), key=by_time) for link in copy.links]

    def _note(self, key, mine, vacancy):
        links = (key.about,) if not key.asks and not all(post.deleted for post in mine) else ()
        if vacancy:
            stand = [copy for copy in self.copies(vacancy) if not copy.deleted]
            links = [link for copy in stand for link in copy.links]
        found = self._checks.worst(links)
        return ": ".join(filter(None, [found.state, found.reason])) if found else ""

    # What happens to a case

    def _events(self, key, mine, vacancy):
        events = [self._event(post, Turn.ASKED) for post in mine]
        if vacancy:
            links = dict.fromkeys(self._links(vacancy))
            events += [Event(at, CHECKER, turn, CHECKER, CHECKER)
                       for at, turn in self._checks.turns(links)]  # fmt: skip
        for asker in {post.author for post in mine}:
            events += self._down([post for post in mine if post.author == asker], Turn.TAKEN_BACK)
        if vacancy:
            events += self._down(self.copies(vacancy), Turn.VACANCY_GONE)
        for post in self.posts:
            if turn := self._turn(post, mine, vacancy):
                events.append(self._event(post, turn))
        acts = [act for act in self._acts(key, mine, vacancy) if act.kind in ACTS]
        times = accumulate((act.at for act in acts), max)  # a clock may have been put back
        events += [Event(at, f"~{act.serial:09}", ACTS[act.kind], act.by, act.by, act=act.id)
                   for act, at in zip(acts, times, strict=True)]  # fmt: skip
        return sorted(events, key=lambda event: (event.at, event.key))

    def _event(self, post, turn, at=...):
        at = post.at if at is ... else at
        return Event(at, post.key, turn, post.author, self._handle(post), post=post.key)

    def _down(self, posts, turn):
        if not all(post.deleted for post in posts):
            return []
        times = [post.deleted.at for post in posts]
        return [
            self._event(max(posts, key=by_time), turn, UNKNOWN if None in times else max(times))
        ]

    def _acts(self, key, mine, vacancy):
        acts = []
        for post in mine:
            on = [act for name in self.threads.names(post) for act in self.acts.holding(name)]
            acts += [replace(act, text="") if post.deleted else act for act in on]
        if key.is_of_link:
            copies = self.copies(vacancy) if vacancy else ()
            named = {key.about}.union(*map(self.threads.names, copies))
            acts += [act for name in named for act in self.acts.holding(f"link:{name}")]
        return sorted(acts, key=lambda act: (act.serial, act.id))

    def _turn(self, post, mine, vacancy):
        if not self._speaks(post):
            return None
        if any(need.author == post.author for need in mine):
            back = post.verdict.withdrawal and self._own(post) & set(mine)
            return Turn.TAKEN_BACK if back else None
        if post.label is not Label.FOLLOW_UP:
            return None
        if self._answers(post, mine) or self._mends(post, mine, vacancy):
            promise = post.verdict.substance is Substance.PROMISE
            return Turn.PROMISED if promise else Turn.ANSWERED
        return None

    def _speaks(self, post):
        return not post.deleted and post not in self.needs and not post.is_repeat

    def _answers(self, post, mine):
        return any(self._is_wanted(post, need) for need in self._spoken_by(post) & set(mine))

    def _mends(self, post, mine, vacancy):
        if mine or not vacancy or post.mentions or self._spoken_by(post):
            return False
        below = any(copy in post.ancestors() for copy in self.copies(vacancy))
        return below and self.parties.party(post.author) == self.parties.party(vacancy.author)

    def _is_aside(self, post, mine):
        return (self._speaks(post) and post.label in ASIDE and self._spoken_by(post) & set(mine)
                and not any(need.author == post.author for need in mine)
                and not self._answers(post, mine))  # fmt: skip

    def _is_bump(self, post, mine):
        return bool(self._speaks(post) and post.label is Label.REACTION
                    and not post.verdict.withdrawal and post.text.rstrip().endswith("?")
                    and self._own(post) & set(mine))  # fmt: skip
